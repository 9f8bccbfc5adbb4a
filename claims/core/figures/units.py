"""Units: what a number counts, by the words and signs that follow it, each under one singular English name."""

import re
from collections.abc import Mapping

from claims.core.figures.pattern import Pattern

DURATIONS = frozenset("second minute hour day week month quarter year decade century millisecond weekday".split())
"""Units of time a quantity may last; `over four years` lasts, it does not exceed."""

_NAMES = """
percent: prozentig prozentige prozentiger prozentigen prozentiges prozentigem
percent: percent percents pct prozent pourcent pourcents percento procent percentage процентов パーセント
permille: promille permille
percentage_point: prozentpunkt prozentpunkte prozentpunkten pp 个百分点 百分点 個百分點 百分點
basis_point: bps bp basispunkt basispunkte basispunkten 个基点 基点
second: seconds secs sec sekunde sekunden seconde secondes segundo segundos secondi 秒 秒钟
millisecond: millisecond milliseconds ms millisekunden
minute: minütig minütige minütiger minütigen minütiges minütigem
minute: minute minutes min mins minuten minuto minutos minuti 分钟 分鐘
hour: stündig stündige stündiger stündigen stündiges stündigem
hour: hour hours hr hrs stunde stunden std heure heures hora horas ora ore 小时 个小时 小時 個小時 个钟头 个多小时 時間
day: tägig tägige tägiger tägigen tägiges tägigem
day: day days tag tage tagen jour jours journée día días dia dias giorno giorni 天 日
week: wöchig wöchige wöchiger wöchigen wöchiges wöchigem
week: week weeks woche wochen semaine semaines semana semanas settimana settimane 周 个星期 星期 週 個星期 个礼拜 週間
month: monatig monatige monatiger monatigen monatiges monatigem
month: month months monat monate monaten mois mes meses mese mesi mês meses 个月 個月 个多月 か月 カ月 ヶ月
quarter: quarters quartal quartale quartalen trimestre trimestres 个季度
year: jährig jährige jähriger jährigen jähriges jährigem
year: year years yr yrs jahr jahre jahren jahres an ans année années año años anno anni ano anos
year: 年 岁 歲 周年 周岁 週年 歳 年間 个年头
decade: 个年代 decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas
century: 个世纪 個世紀 century centuries jahrhundert jahrhunderte jahrhunderten siècle siècles siglo siglos
metre: metre metres meter meters mètre mètres metern metro metros metri 米 公尺
kilometre: kilometre kilometres kilometer kilometers kilometern km kms kilomètre kilomètres
kilometre: kilómetro kilómetros 公里 千米
centimetre: centimetre centimetres centimeter centimeters cm zentimeter centimètres centímetros 厘米
millimetre: millimetre millimetres millimeter millimeters mm 毫米 公厘
nanometre: nanometre nanometres nanometer nanometers nm 纳米
light_year: 光年 lichtjahr lichtjahre lichtjahren
mile: mile miles meile meilen milles millas miglia 英里
nautical_mile: 海里 浬
foot: foot feet ft fuß 英尺
inch: inch inches zoll 英寸
yard: yard yards
square_metre: sqm m² quadratmeter quadratmetern 平方米 平米 平方公尺
square_kilometre: km² km2 sqkm quadratkilometer quadratkilometern 平方公里 平方千米
square_foot: sqft 平方英尺
square_mile: 平方英里
hectare: hectare hectares hektar ha hectárea hectáreas 公顷
acre: acre acres 英亩
cubic_metre: m³ kubikmeter kubikmetern 立方米
litre: litre litres liter liters litern litros litri 升
millilitre: millilitre millilitres milliliter milliliters ml 毫升
gallon: gallon gallons
barrel: barrel barrels bbl fass barils barriles 桶
gram: gram grams gramm gramme grammes gramos grammi 克
kilogram: kilogram kilograms kilo kilos kg kgs kilogramm kilogrammes kilogramos 公斤 千克
milligram: milligram milligrams mg milligramm 毫克
microgram: 微克
microgram: microgram micrograms µg μg
tonne: tonne tonnes ton tons tonnen toneladas tonnellate 吨 噸
pound: lb lbs
ounce: ounce ounces oz unze unzen
watt: watt watts 瓦
kilowatt: kilowatt kilowatts 千瓦
megawatt: megawatt megawatts 兆瓦
gigawatt: gigawatt gigawatts 吉瓦
terawatt: terawatt terawatts
watt_hour: wattstunden
kilowatt_hour: kwh kilowattstunde kilowattstunden 千瓦时 度电
megawatt_hour: mwh megawattstunden
gigawatt_hour: gwh gigawattstunden
terawatt_hour: twh terawattstunden
volt: volt volts
hertz: hertz hz
megahertz: mhz
gigahertz: ghz
joule: joule joules
calorie: calorie calories
kilocalorie: kcal 千卡 大卡
byte: byte bytes
kilobyte: kb kilobyte kilobytes
megabyte: mb megabyte megabytes
gigabyte: gb gigabyte gigabytes
horsepower: hp ps horsepower 马力
terabyte: tb terabyte terabytes
petabyte: pb petabyte petabytes
degree: degree degrees ° grad degrés grados gradi 度
degree_celsius: °c celsius centigrade 摄氏度
degree_fahrenheit: °f fahrenheit 华氏度
kilometre_per_hour: kmh kph
mile_per_hour: mph
time: times fach fache facher fachen faches mal fois veces volte 倍 次
dozen: dutzende
person: köpfig köpfige köpfiger köpfigen köpfiges köpfigem
person: 人 名 人次 位
"""

_PHRASES = """
percent: por_cien per_cent por_ciento pour_cent per_cento por_cento
percentage_point: percentage_point percentage_points points_de_pourcentage point_de_pourcentage puntos_porcentuales
percentage_point: punto_porcentual punti_percentuali per_cent_points percent_points pontos_percentuais
basis_point: basis_point basis_points points_de_base puntos_básicos punti_base
square_metre: square_metre square_metres square_meter square_meters mètres_carrés metros_cuadrados sq_m
square_kilometre: square_kilometre square_kilometres square_kilometer square_kilometers kilomètres_carrés sq_km
square_kilometre: kilómetros_cuadrados square_km square_kms
square_foot: square_foot square_feet sq_ft sq._ft.
square_mile: square_mile square_miles sq_mi square_mi
cubic_metre: cubic_metre cubic_metres cubic_meter cubic_meters mètres_cubes metros_cúbicos
cubic_foot: cubic_foot cubic_feet
degree_celsius: degrees_c deg_c deg_celsius degree_celsius
degree_celsius: degrees_celsius °_c grad_celsius degrees_centigrade degrés_celsius grados_celsius
degree_fahrenheit: degrees_f deg_f deg_fahrenheit degree_fahrenheit degrees_fahrenheit °_f grad_fahrenheit
tonne: metric_tons metric_ton metric_tonnes
mile_per_hour: miles_per_hour
kilometre_per_hour: kilometres_per_hour kilometers_per_hour
light_year: light_years light_year
"""

SIGNS: Mapping[str, str] = {
    "%": "percent",
    "‰": "permille",
    "°": "degree",
    "℃": "degree_celsius",
    "℉": "degree_fahrenheit",
}
"""Signs glued to a number."""

_HOURS = Pattern(r"[- ]hours?(?![^\W\d_])")


def with_hours(unit: str, text: str, end: int) -> tuple[str, int]:
    """Return the unit and where it ends, with the hours that make energy of power: `kilowatt-hours`."""
    hours = _HOURS.match(text, end) if unit.endswith("watt") else None
    return (f"{unit}_hour", hours.end()) if hours else (unit, end)


CASED: Mapping[str, str] = {
    "W": "watt", "kW": "kilowatt", "KW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt",
    "Wh": "watt_hour", "m": "metre", "g": "gram", "l": "litre", "L": "litre", "V": "volt", "s": "second",
    "h": "hour", "t": "tonne", "A": "ampere", "Mb": "megabit", "Gb": "gigabit", "Tb": "terabit",
}  # fmt: skip
"""Symbols that only their capitals tell apart from a scale or from a word."""

PERSONS: Mapping[str, str] = {
    "people": "person", "persons": "person", "person": "person", "men": "man", "women": "woman", "children": "child",
    "personen": "person", "menschen": "person", "personnes": "person", "personas": "person", "mice": "mouse",
}  # fmt: skip
"""Nouns whose plural takes no -s, and the words for people."""


def _table(lines: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines.split("\n"):
        unit, _, words = line.partition(": ")
        table.update((word.replace("_", " "), unit) for word in words.split())
    return table


NAMES: Mapping[str, str] = _table(_NAMES)
"""Lower-cased word → unit."""

PHRASES: Mapping[str, str] = _table(_PHRASES)
"""Two or three lower-cased words → unit."""

AMBIGUOUS: Mapping[str, str] = {
    "an": "fr", "ans": "fr", "mes": "es", "ore": "it", "mal": "de", "dia": "pt", "fois": "fr", "jours": "fr",
    "second": "", "min": "", "pp": "", "ha": "", "time": "", "日": "", "ms": "", "hp": "", "ps": "",
}  # fmt: skip
"""Units that are also common words → the language they are units in, "" for any after digits."""

IDIOMATIC = frozenset({"day", "time", "minute", "second"})
"""Units before which "one" is an idiom: one day, one time."""

WORDS = Pattern(
    r"(?: - | d[ei] | d'| {1,2}|-)?([^\W\d_][^\W_]{0,30}(?:\.[^\W\d_]\.)?[²³]?)"
    r"(?: ([^\W\d_]{1,30}\.?)(?: ([^\W\d_]{1,30}\.?))?)?"
)
"""The up to three words behind a number that may name its unit."""

FIRST = Pattern(r"(?: - | d[ei] | d'| {1,2}|-)?([^\W\d_][^\W_]{0,30})")
"""The first of those words, up to a full stop within it."""


def end_of_word(match: re.Match[str], index: int) -> int:
    """Return where word `index` of a WORDS match ends, without a full stop that may end the sentence."""
    return match.end(index) - match[index].endswith(".")

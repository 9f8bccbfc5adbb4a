"""Currencies: the signs, codes and names money is written with, each as its ISO 4217 code."""

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₲": "PYG", "₵": "GHS", "₸": "KZT", "₭": "LAK",
    "₮": "MNT", "₾": "GEL", "₼": "AZN", "₿": "BTC", "₡": "CRC", "₨": "INR", "৳": "BDT", "؋": "AFN", "₠": "EUR",
}  # fmt: skip
"""One character that stands for a currency; a plain $ is the United States dollar."""

DOLLAR_PREFIXES: Mapping[str, str] = {
    "us": "USD", "u.s.": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD",
    "can": "CAD", "cad": "CAD", "hk": "HKD", "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nt": "TWD",
    "ntd": "TWD", "twd": "TWD", "nz": "NZD", "nzd": "NZD", "r": "BRL", "brl": "BRL", "mx": "MXN", "mex": "MXN",
    "mxn": "MXN", "b": "BND", "bz": "BZD", "cl": "CLP", "clp": "CLP", "co": "COP", "cop": "COP", "ar": "ARS",
    "ars": "ARS", "j": "JMD", "tt": "TTD", "z": "ZWL", "fj": "FJD", "n": "NAD",
}  # fmt: skip
"""Letters glued to a $ sign, as in HK$."""

CODES = frozenset(
    "USD EUR GBP JPY CNY INR KRW CHF SEK NOK DKK ISK PLN CZK HUF RON BGN RSD UAH RUB TRY AUD CAD NZD HKD SGD TWD"
    " THB MYR IDR PHP VND PKR BDT LKR NPR MMK KHR LAK MNT KZT UZS AZN GEL AMD ILS AED SAR QAR KWD BHD OMR JOD LBP"
    " IQD IRR EGP MAD TND DZD LYD ZAR NGN GHS KES TZS UGX ETB XOF XAF ZMW BWP MZN AOA BRL ARS CLP COP PEN MXN UYU"
    " PYG BOB VES CRC GTQ HNL NIO DOP CUP JMD TTD BTC ETH DEM FRF ITL ESP ATS BEF NLG FIM IEP PTE GRD".split()
)
"""Codes read where they stand in capitals beside a number."""

BEFORE: Mapping[str, str] = {
    "rs": "INR", "rs.": "INR", "kr": "SEK", "kr.": "SEK", "dm": "DEM", "sfr": "CHF", "fr.": "CHF", "rp": "IDR",
    "rm": "MYR", "zł": "PLN",
}  # fmt: skip
"""Other short forms that stand before a number, lower-cased."""

AFTER: Mapping[str, str] = {
    "kr": "SEK", "kr.": "SEK", "rs": "INR", "zł": "PLN", "kč": "CZK", "dm": "DEM", "sfr": "CHF", "руб": "RUB",
}  # fmt: skip
"""Other short forms that stand after a number, lower-cased."""

DOLLARS = frozenset(code for code in DOLLAR_PREFIXES.values() if code != "USD")

COMMON_WORDS = frozenset("won real mark marks rand lev lei soles kip dong leva lari pula mark".split())
"""Names that are words of other meanings too."""

SAFE_LOWER = frozenset(
    "usd eur gbp jpy cny inr rmb chf aud cad hkd sgd nzd krw rub mxn sek nok dkk pln brl zar".split()
)
"""Codes that are no word of a language, so that small letters will do."""

_UNIQUE = """
EUR: euro euros
CNY: yuan yuans yuanes renminbi rmb
JPY: yen yens yenes jen ienes
INR: rupee rupees rupien rupie rupias roupies rúpias
KRW: won
GBP: pound pounds sterling quid pfund livres libras sterline
USD: dollar dollars dollaro dollari dólar dólares dolares dolar bucks buck
RUB: rouble roubles ruble rubles rubel rublos
UAH: hryvnia hryvnias hrywnja griwna
PLN: zloty zlotys złoty złotych
CZK: koruna korunas koruny
HUF: forint forints
RON: leu lei
BGN: lev leva lewa
SEK: krona kronor kronas kronen couronnes coronas
NOK: krone kroner
CHF: franken francs franc franchi francos
TRY: lira liras lire
ILS: shekel shekels schekel
ZAR: rand rands
BRL: real reais reales
MXN: peso pesos
THB: baht bahts
VND: dong dongs
IDR: rupiah rupiahs
MYR: ringgit ringgits
SAR: riyal riyals rial
AED: dirham dirhams
KWD: dinar dinars dinare
NGN: naira nairas
GHS: cedi cedis
KES: shilling shillings
EGP: piastre
KZT: tenge
KHR: riel riels
MMK: kyat kyats
LAK: kip
BDT: taka
GEL: lari
AMD: dram drams
AZN: manat manats
ETB: birr
ZMW: kwacha
BWP: pula
AOA: kwanza
PEN: soles
PYG: guaraní guaranis guaraníes
CRC: colón colones
HNL: lempira lempiras
GTQ: quetzal quetzales
VES: bolívar bolívares bolivar bolivars
NLG: gulden guilder guilders florins florines
DEM: mark marks marcos deutschmark deutschmarks d-mark
FIM: markka markkaa markkas
BTC: bitcoin bitcoins
ETH: ether
SAT: satoshi satoshis
cent: cent cents centavo centavos centime centimes céntimo céntimos centesimi cêntimos
penny: penny pence pennies peniques
CNY: 元 块钱 人民币 元人民币 人民幣 元人民幣
USD: 美元 美金
EUR: 欧元 歐元
GBP: 英镑 英鎊
JPY: 日元 円 日圆 日圓
HKD: 港元 港币 港幣
TWD: 台币 新台币 新台幣 台幣 新台币元 新臺幣
KRW: 韩元 韓元 韩圆 ウォン 韩币 韓幣
INR: 卢比 印度卢比
RUB: 卢布
CHF: 瑞士法郎
AUD: 澳元
CAD: 加元
SGD: 新加坡元 新元 新币 新幣
CAD: 加币 加幣 加拿大元
AUD: 澳币 澳幣 澳大利亚元
NZD: 纽元 紐元 新西兰元 纽币
JPY: 日币 日幣 日圆
THB: 泰铢 泰銖
VND: 越南盾
IDR: 印尼盾
PHP: 菲律宾比索
MXN: 比索
TRY: 里拉 土耳其里拉
AED: 迪拉姆
BRL: 雷亚尔
ZAR: 兰特
SEK: 瑞典克朗
NOK: 挪威克朗
DKK: 丹麦克朗
MYR: 马币 令吉 林吉特
ILS: 谢克尔
USD: ドル 米ドル 美圓
EUR: ユーロ
GBP: ポンド
cent: 美分
penny: 便士
"""

_COUNTRIES = """
us u.s. american américain américains amerikanisch estadounidense estadounidenses americanos americani US: usd=USD
australian australisch australien australiens australianos AU: usd=AUD
canadian kanadisch canadien canadiens canadienses canadesi CA: usd=CAD
singapore singapur SG: usd=SGD
taiwan taiwanese taiwanesisch TW: usd=TWD
zimbabwe zimbabwean ZW: usd=ZWL
jamaican JM: usd=JMD
british britisch britannique britanniques britisch GB: gbp=GBP
sterling esterlina esterlinas GB: gbp=GBP
egyptian ägyptisch égyptiennes egipcias EG: gbp=EGP
syrian syrisch SY: gbp=SYP
lebanese libanesisch LB: gbp=LBP
sudanese SD: gbp=SDG
irish irisch IE: gbp=IEP
swiss schweizer suisse suisses suizos svizzeri CH: chf=CHF
french französisch français FR: chf=FRF
belgian belgisch belges BE: chf=BEF
cfa CFA: chf=XOF
congolese CD: chf=CDF
rwandan RW: chf=RWF
chinese chinesisch chinois chinos CN: cny=CNY
japanese japanisch japonais japoneses JP: jpy=JPY
indian indisch indiennes indias IN: inr=INR
pakistani pakistanisch pakistanaises PK: inr=PKR
lankan LK: inr=LKR
nepalese nepali nepalesisch NP: inr=NPR
mauritian MU: inr=MUR
korean koreanisch coréens KR: krw=KRW
swedish schwedisch suédoises suecas SE: sek=SEK nok=SEK
norwegian norwegisch norvégiennes noruegas NO: nok=NOK sek=NOK
danish dänisch danoises danesas DK: nok=DKK sek=DKK
icelandic isländisch islandaises IS: nok=ISK sek=ISK
czech tschechisch tchèques checas CZ: czk=CZK sek=CZK
turkish türkisch turques turcas TR: try=TRY
italian italienisch italiennes italianas IT: try=ITL
russian russisch russes rusos RU: rub=RUB
belarusian belarussisch BY: rub=BYN
mexican mexikanisch mexicains mexicanos MX: mxn=MXN
argentine argentinian argentinisch argentins argentinos AR: mxn=ARS
chilean chilenisch chiliens chilenos CL: mxn=CLP
colombian kolumbianisch colombiens colombianos CO: mxn=COP
philippine filipino philippinisch philippins filipinos PH: mxn=PHP
cuban kubanisch cubains cubanos CU: mxn=CUP
uruguayan uruguayos UY: mxn=UYU
dominican dominicanos DO: mxn=DOP
brazilian brasilianisch brésiliens brasileños brasileiros BR: brl=BRL
iranian iranisch iraniens iraníes IR: sar=IRR
omani OM: sar=OMR
qatari QA: sar=QAR
yemeni YE: sar=YER
saudi saudisch SA: sar=SAR
moroccan marokkanisch marocains MA: aed=MAD
emirati UAE: aed=AED
kuwaiti kuwaitisch KW: kwd=KWD
iraqi irakisch IQ: kwd=IQD
jordanian JO: kwd=JOD
serbian serbisch RS: kwd=RSD
tunisian TN: kwd=TND
algerian algerisch DZ: kwd=DZD
bahraini BH: kwd=BHD
libyan LY: kwd=LYD
kenyan KE: kes=KES
ugandan UG: kes=UGX
tanzanian TZ: kes=TZS
somali SO: kes=SOS
finnish finnisch finlandeses finlandais FI: dem=FIM fim=FIM
german deutsch DE: dem=DEM
polish polnisch PL: pln=PLN
hungarian ungarisch HU: huf=HUF
romanian rumänisch RO: ron=RON
bulgarian bulgarisch BG: bgn=BGN
ukrainian ukrainisch UA: uah=UAH
israeli israelisch IL: ils=ILS
african südafrikanisch ZA: zar=ZAR
thai thailändisch TH: thb=THB
vietnamese vietnamesisch VN: vnd=VND
indonesian indonesisch ID: idr=IDR
malaysian malaysisch MY: myr=MYR
nigerian nigerianisch NG: ngn=NGN
ghanaian GH: ghs=GHS
cambodian kambodschanisch KH: khr=KHR
"""

TWO_WORD_LANDS: Mapping[str, str] = {
    "hong kong": "HKD", "new zealand": "NZD", "new taiwan": "TWD", "neuseeland": "NZD", "united states": "USD",
    "hongkong": "HKD", "neuseeländische": "NZD", "neuseeländischen": "NZD",
}  # fmt: skip
"""Lands whose dollar is named with two words, or with a name that takes no ending."""


def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _UNIQUE.split("\n"):
        code, _, words = line.partition(": ")
        table.update(dict.fromkeys(words.split(), code))
    return table


def _lands() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for line in _COUNTRIES.split("\n"):
        adjectives, _, pairs = line.partition(": ")
        for pair in pairs.split():
            plain, _, code = pair.partition("=")
            for adjective in adjectives.split()[:-1]:
                table[adjective, plain.upper()] = code
    return table


NAMES: Mapping[str, str] = _names()
"""Lower-cased name of a currency → code of the one meant when no land is named (pounds → GBP)."""

LANDS: Mapping[tuple[str, str], str] = _lands()
"""(adjective of a land, code of the plain name) → code: ("canadian", "USD") → "CAD"."""

ENDINGS = ("", "e", "en", "er", "es", "em")
"""What German adjectives end with: kanadische, kanadischen."""

SPECIAL = frozenset({"sri", "south", "saudi", "pound"})
"""First words of names of three: Sri Lankan rupees."""


def of_name(words: list[str]) -> tuple[str, int] | None:
    """Return the currency the first of these lower-cased words name, and how many words that takes."""
    if not words:
        return None
    plain = NAMES.get(words[0])
    if plain is not None:
        after = LANDS.get((words[1], plain)) if len(words) > 1 else None  # "dollars canadiens"
        return (after, 2) if after else (plain, 1)
    if len(words) > 2 and NAMES.get(words[2]) == "USD" and f"{words[0]} {words[1]}" in TWO_WORD_LANDS:
        return TWO_WORD_LANDS[f"{words[0]} {words[1]}"], 3
    if len(words) > 2 and words[0] in SPECIAL and (words[2] in NAMES):
        return _of_land(words[1], NAMES[words[2]], 3)
    if len(words) > 1 and words[1] in NAMES:
        if NAMES[words[1]] == "USD" and words[0] in TWO_WORD_LANDS:
            return TWO_WORD_LANDS[words[0]], 2
        return _of_land(words[0], NAMES[words[1]], 2)
    return None


def _of_land(adjective: str, plain: str, words: int) -> tuple[str, int] | None:
    for ending in ENDINGS:
        code = LANDS.get((adjective.removesuffix(ending), plain))
        if code:
            return code, words
    return None

"""The dates of German: `bis Ende 2026`, `in den nächsten vier Jahren`, `im dritten Quartal`."""

import re

from ingest.extractors.dating import Dates, any_of, numbered

_MONTHS = "januar jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
_COUNTS = (
    "ein einem einen einer eine eines|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|"
    "fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig"
)
_NTHS = "ersten erste erstes|zweiten zweite zweites|dritten dritte drittes|vierten vierte viertes"
_WEEKDAYS = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
_UNITS: dict[str, int | str] = {
    **dict.fromkeys(("stunden", "stunde"), "hour"),
    **dict.fromkeys(("tag", "tage", "tagen", "tages", "morgen"), "day"),
    **dict.fromkeys(("woche", "wochen"), "week"),
    **dict.fromkeys(("monat", "monate", "monaten", "monats"), "month"),
    **dict.fromkeys(("quartal", "quartals", "quartale", "quartalen"), "quarter"),
    **dict.fromkeys(("jahr", "jahre", "jahren", "jahres", "jahresende", "jahresmitte"), "year"),
    **dict.fromkeys(("jahrzehnt", "jahrzehnts", "jahrzehnten", "dekade"), "decade"),
}
_PARTS: dict[str, int | str] = {
    "anfang": "early", "beginn": "early", "mitte": "mid", "ende": "end", "jahresende": "end", "jahresmitte": "mid"
}  # fmt: skip
_AHEAD: dict[str, int | str] = {
    **dict.fromkeys(("dieses", "diesem", "diesen", "dieser", "diese", "laufenden", "des"), 0),
    **{f"{word}{ending}": 1 for word in ("nächste", "kommende") for ending in ("", "n", "s", "r", "m")},
    "morgen": 1,
}
_VALUES: dict[str, dict[str, int | str]] = {
    "month": numbered(_MONTHS), "count": {**numbered(_COUNTS), "dreißig": 30, "vierzig": 40, "fünfzig": 50},
    "quarter": numbered(_NTHS), "half": numbered(_NTHS), "unit": _UNITS, "part": _PARTS, "ahead": _AHEAD,
    "weekday": {name: number for number, name in enumerate(_WEEKDAYS.split("|"))},
}  # fmt: skip
_MONTH = rf"(?P<month>{any_of(_MONTHS)})\b"
_NO_YEAR = (
    r"(?![.,]?\d|[ ]?(?:%|€|Prozent|Euro|Dollar|Mark|Menschen|Mitarbeiter|Stellen|Stimmen|Tonnen|Meter|Kilometer)\b)"
)
_YEAR = rf"(?P<year>(?:20|21)\d\d)(?:[ ]?[-–/][ ]?(?P<until>\d\d(?:\d\d)?)\b)?{_NO_YEAR}"
_BEFORE = r"(?:(?P<before>vor)[ ](?:dem[ ])?)?"
_PART = r"(?P<part>Anfang|Beginn|Mitte|Ende)[ ](?:des[ ](?=Jahr|[lkn])|der[ ])?"
_ITS = rf"(?P<ahead>{'|'.join(sorted(_AHEAD, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_NTH = any_of(_NTHS)
_OF_YEAR = (
    rf"(?:[ ](?:des[ ]Jahres[ ]|des[ ]Geschäftsjahres[ ]|im[ ]Jahr[ ])?{_YEAR}|"
    rf"[ ](?:des[ ])?{_ITS}[ ](?P<unit>Jahres)\b)"
)
_COUNT = rf"(?:\w{{1,8}}[ ]bis[ ]|\d+[-–])?(?P<count>\d{{1,3}}|{any_of(_COUNTS)}|dreißig|vierzig|fünfzig)"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


GERMAN = Dates(
    patterns=(
        _pattern(r"(?P<day>\d{1,2})\.[ ]?(?P<month>\d{1,2})\.[ ]?(?P<year>20\d\d)\b"),
        _pattern(rf"{_BEFORE}(?P<day>\d{{1,2}})\.[ ]{_MONTH}(?:[ ]{_YEAR})?"),
        _pattern(rf"{_BEFORE}{_MONTH}{_OF_YEAR}"),
        _pattern(
            rf"(?:Q(?P<quarter>[1-4])|(?P<quarter2>[1-4])\.[ ]Quartal|(?P<quarter3>{_NTH})[ ]Quartal)\b{_OF_YEAR}?"
        ),
        _pattern(
            rf"(?:(?P<half>[12])\.|(?P<half2>{_NTH}))[ ](?:Halbjahr|Jahreshälfte|Hälfte[ ]des[ ]Jahres"
            rf"|Hälfte(?=[ ](?:20|dieses|des[ ][kn])))\b{_OF_YEAR}?"
        ),
        _pattern(r"(?P<part>Anfang|Mitte|Ende)[ ]der[ ](?P<decade>20\d0)er\b", r"(?P<decade2>20\d0)er[ -]?Jahre"),
        _pattern(rf"{_PART}(?:des[ ]Jahres[ ])?{_YEAR}"),
        _pattern(
            r"(?P<span>in|innerhalb|binnen|über|während)[ ](?:von[ ])?(?:den|der|die|des)[ ](?:nächsten|kommenden)[ ]"
            rf"{_COUNT}[ ]{_UNIT}"
        ),
        _pattern(rf"(?P<span>in|innerhalb|binnen)[ ](?:von[ ])?(?:etwa[ ]|rund[ ]|nur[ ])?{_COUNT}[ ]{_UNIT}"),
        _pattern(rf"(?:{_PART})?{_ITS}[ ]{_UNIT}"),
        _pattern(r"(?P<part>(?P<unit>Jahresende|Jahresmitte))\b(?:[ ](?P<year>20\d\d))?"),
        _pattern(rf"{_BEFORE}(?<!\d[./])(?:Jahr[ ]|Geschäftsjahr[ ])?{_YEAR}"),
        _pattern(rf"(?:im|bis|ab|Anfang|Mitte|Ende|bis[ ]zum|vom)[ ]{_MONTH}(?![ ]?\d)"),
        _pattern(rf"(?:am|bis|ab|bis[ ]zum)[ ](?P<weekday>{_WEEKDAYS})\b"),
        re.compile(r"(?<![\w-])(?<!am )(?<!jeden )(?P<unit>(?P<ahead>morgen))\b"),
    ),
    values=_VALUES,
    back=re.compile(
        r"\b(?:seit|nach|gegenüber|als|verglichen|vergangenen|letzten|trotz|aus)\b"
        r"(?:(?!\b(?:bis|ab|wird|werden|soll|sollen|will|wollen|könnte|könnten|dürfte|dürften)\b)[^,;:]){0,40}$",
        re.IGNORECASE,
    ),
    record=re.compile(r"\b(?:\w+sten?|\w+ster|erstmals|ersten Mal|erste\w*|letzte\w*|mal|Mal)\b[^,;:]{0,30}$"),
    limits=("bis ",),
    onward=re.compile(r"[ ](?:nach|ab(?![ ]heute)|seit|vor|zuvor|später)\b"),
)

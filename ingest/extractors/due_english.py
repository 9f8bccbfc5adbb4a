"""The dates of English: `by the end of 2027`, `over the next four years`, `in Q3`."""

import re

from ingest.extractors.dating import Dates, any_of, numbered

_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
    "november nov|december dec"
)
_COUNTS = (
    "one a an|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
_NTHS = "first 1st|second 2nd|third 3rd|fourth 4th"
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_UNITS = "hour|day|week|month|quarter|year|decade"
_PARTS: dict[str, int | str] = {
    **dict.fromkeys(("early", "early in", "beginning of", "start of", "first months of"), "early"),
    **dict.fromkeys(("mid", "middle of"), "mid"),
    **dict.fromkeys(("late", "late in"), "late"),
    **dict.fromkeys(("later", "later in", "end", "end of", "year-end", "close of"), "end"),
}
_VALUES: dict[str, dict[str, int | str]] = {
    "month": numbered(_MONTHS),
    "count": {**numbered(_COUNTS), "thirty": 30, "forty": 40, "fifty": 50, "couple of": 2, "dozen": 12},
    "quarter": numbered(_NTHS),
    "half": numbered(_NTHS),
    "weekday": {name: number for number, name in enumerate(_WEEKDAYS.split("|"))},
    "unit": {**{unit: unit for unit in _UNITS.split("|")}, "tomorrow": "day"},
    "part": _PARTS,
    "ahead": {"this": 0, "current": 0, "the": 0, "next": 1, "tomorrow": 1},
}

# with a capital only: the verbs `may` and `march` are no months
_MONTH = rf"(?P<month>(?-i:{'|'.join(name.capitalize() for name in any_of(_MONTHS).split('|'))})\b)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# what is counted, not dated (`to 2030 points`), and a year that others are only held against (`2019 levels`)
_NO_YEAR = (
    r"(?![,.]?\d|%|[ ](?:levels?|figures?|peaks?|prices?|averages?|baselines?|people|jobs|points|tonnes|tons|workers|"
    r"employees|units|homes|houses|dollars|euros|pounds|per[ ]?cent|basis|km|miles|MW|GW|votes|seats|cases|deaths)\b)"
)
_YEAR = rf"(?P<year>(?:20|21)\d\d)(?:[ ]?[-–/][ ]?(?P<until>\d\d(?:\d\d)?)\b)?{_NO_YEAR}"
_FISCAL = r"(?P<fiscal>(?:the[ ])?(?:fiscal|financial)(?:[ ]year)?[ ]|FY[ ]?)"
_ITS_YEAR = r"[ ](?:of[ ]|in[ ])?(?P<ahead>this|next|the)[ ](?P<unit>year)\b(?!['’]s)"
_OF_YEAR = rf"(?:,?[ ](?:of[ ]|in[ ])?{_FISCAL}?{_YEAR}|{_ITS_YEAR})"
# `the third quarter of the game`, `a third quarter of last year` are no such thing
_OF_ELSE = r"(?![ ]of[ ](?!(?:the[ ])?(?:fiscal[ ]|financial[ ])?(?:year[ ])?20|(?:this|next|the)[ ]year)|[ ]last\b)"
_IN_YEAR = rf"{_OF_ELSE}{_OF_YEAR}?"
_BEFORE = r"(?:(?P<before>before)[ ](?:the[ ])?)?"
_PART = rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})[- ](?:the[ ])?"
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_VALUES['count'], key=len, reverse=True))}"
_COUNT = rf"(?:(?:{_NUMBER})(?:[ ](?:to|or)[ ]|[ ]?[-–][ ]?))?(?:a[ ](?=couple|dozen))?(?P<count>{_NUMBER})"
_ABOUT = (
    r"(?:(?:just|only|about|around|roughly|approximately|at[ ]most|less[ ]than|under|up[ ]to|as[ ]little[ ]as)[ ])?"
)
_UNIT = rf"(?P<unit>{_UNITS})"
_SEASON = r"(?:spring|summer|autumn|fall|winter)[ ](?:of[ ])?"
_TO_MONTH = (
    r"(?:by|until|till|through|in|for|from|during|starting|beginning|this|mid|early|late|end|end[ ]of)[- ]"
    r"(?:late[ ]|early[ ]|mid-)?"
)
_NO_NAME = r"(?![ ]?\d|[ ]last\b|['’]s|[ ][A-Z])"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


_DAYS = (
    _pattern(rf"{_BEFORE}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    _pattern(rf"{_BEFORE}{_DAY}[ ](?:of[ ])?{_MONTH},?[ ]{_YEAR}"),
    _pattern(rf"{_BEFORE}{_MONTH}[ ]{_DAY},?[ ]{_YEAR}"),
    _pattern(rf"{_BEFORE}{_MONTH}{_OF_YEAR}"),
    _pattern(rf"{_BEFORE}{_DAY}[ ](?:of[ ])?{_MONTH}(?![ ]?\d|[ ]last\b)"),
    _pattern(rf"{_BEFORE}{_MONTH}[ ]{_DAY}\b(?![ ]?[,.:]?\d|[ ](?:last|people)\b|%)"),
)
_PARTS_OF_YEARS = (
    _pattern(rf"{_BEFORE}(?P<fiscal2>fiscal[ ])?Q(?P<quarter>[1-4])\b{_IN_YEAR}"),
    _pattern(rf"{_BEFORE}H(?P<half>[12])\b{_IN_YEAR}"),
    _pattern(
        rf"(?P<fiscal2>fiscal)[ ](?P<quarter>{any_of(_NTHS)})[ ]quarter\b{_IN_YEAR}",
        rf"(?P<quarter2>{any_of(_NTHS)})[ ](?P<fiscal3>fiscal)[ ]quarter\b(?:[ ](?:of[ ])?(?P<year2>20\d\d))?",
    ),
    _pattern(rf"{_BEFORE}(?P<quarter>{any_of(_NTHS)})[ -]quarter\b{_IN_YEAR}"),
    _pattern(rf"{_BEFORE}(?P<half>first|second)[ -]half\b{_IN_YEAR}"),
)
_YEARS = (
    _pattern(rf"(?:the[ ])?(?:{_PART})?(?P<decade>(?:20|21)\d0)s\b"),
    _pattern(rf"{_PART}{_FISCAL}?(?:year[ ])?{_YEAR}"),
    _pattern(rf"{_BEFORE}{_FISCAL}(?P<year>\d\d(?:\d\d)?)(?:[-–/](?P<until>\d\d(?:\d\d)?))?\b"),
    _pattern(rf"{_YEAR}[ ](?P<fiscal>fiscal|financial)[ ]year"),
    _pattern(
        r"(?:(?P<before>before|earlier[ ]than|sooner[ ]than)|by|until|till|through|in|during|for|around|from|to|and|"
        rf"later[ ]than|calendar|year)[ ](?:the[ ])?(?:year[ ]|{_SEASON})?{_YEAR}",
        rf"{_SEASON}(?P<year2>20\d\d)\b",
    ),
)
_FROM_TODAY = (
    _pattern(
        rf"(?P<span>over|within|inside|in|during|for|throughout|across)[ ]{_ABOUT}(?:the[ ])?(?:next|coming)[ ]"
        rf"(?:{_COUNT}[ ])?{_UNIT}(?P<several>s)?\b"
    ),
    _pattern(rf"(?P<span>within|inside|in)[ ]{_ABOUT}{_COUNT}[ ]{_UNIT}s?\b"),
    _pattern(rf"{_COUNT}[ ]{_UNIT}s?[ ](?P<span>from[ ](?:now|today))\b"),
)
_NEXT = (
    _pattern(r"(?P<past>earlier|so[ ]far)[ ]this[ ]\w+"),
    _pattern(rf"{_BEFORE}(?:{_PART})?(?P<ahead>this|next|current)[ ]{_UNIT}\b(?!['’]s)"),
    _pattern(
        rf"{_PART}{_UNIT}\b(?!['’]s)",
        r"(?P<part2>mid)-?(?P<unit2>year|decade)\b",
        r"(?P<unit3>year|month|decade)(?:['’]s)?[- ](?P<part3>end)\b",
    ),
    _pattern(r"(?P<unit>(?P<ahead>tomorrow))\b(?!['’]s)"),
    _pattern(rf"(?P<before>before)[ ]{_MONTH}{_NO_NAME}", rf"{_TO_MONTH}{_MONTH.replace('month', 'month2')}{_NO_NAME}"),
    _pattern(rf"(?:on|by|until|before|this)[ ](?P<weekday>{_WEEKDAYS})\b"),
)

_SIGNS = tuple(
    "20 21 jan feb mar apr may jun jul aug sep oct nov dec hour day week month quarter half year decade this tomorrow "
    "fy fiscal financial q1 q2 q3 q4 h1 h2".split()
)

ENGLISH = Dates(
    patterns=_DAYS + _PARTS_OF_YEARS + _YEARS + _FROM_TODAY + _NEXT,
    values=_VALUES,
    # `after a fall in June`, `the plan announced in 2027`: unless a word of the future stands between
    back=re.compile(
        r"\b(?:after|since|following|despite)\b"
        r"(?:(?!\b(?:by|until|will|would|could|may|might|shall|to|is|are|expects?|plans?)\b)[^,;:]){0,40}$"
        r"|\b(?:(?<!later )(?<!earlier )(?<!sooner )than|beyond|past|compared[ ](?:to|with)|relative[ ]to|"
        r"versus|vs\.?)[ ](?:(?:in|on|at|the|of)[ ])*$"
        r"|(?<!\bbe )(?<!\bbeen )(?<!\bget )(?<!ly )\b(?!(?:expected|planned|scheduled|slated|projected|targeted|"
        r"anticipated|proposed|needed)\b)[a-z]{3,}ed[ ](?:(?:[a-z]+ly|out|up|down|off|over)[ ])?"
        r"(?:(?:in|on|at|during|for|of|the|by|from)[ ])*$",
        re.IGNORECASE,
    ),
    record=re.compile(
        r"\b(?:[a-z]{2,}est|first|last|worst|best|most|least|times?|once|twice|only)\b[^,;:]{0,30}$", re.I
    ),
    limits=("by ", "until "),
    signs=_SIGNS,
    onward=re.compile(r"['’]?[ ](?:of|after|from(?![ ](?:now|today))|following|before|since|ago|earlier|later)\b"),
)

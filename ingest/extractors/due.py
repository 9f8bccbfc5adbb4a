"""The day a forecast falls due: the last day of the span its words name, and how exact they are."""

import re
from calendar import monthrange
from datetime import date, timedelta

from claims.core.vocabulary import Precision

Due = tuple[date, Precision]

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_NUMBERS = {
    word: number
    for number, words in enumerate("a an one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve".split("|"), 1)
    for word in words.split()
}
_COUNT = r"\d{1,3}|" + "|".join(_NUMBERS)
_YEAR = r"(?P<year>(?:19|20|21)\d\d)(?![\d,.]\d|%|[-–]\d)"
_OF_YEAR = rf"(?:,?[ ](?:of[ ])?(?:fiscal[ ])?{_YEAR})?"
_UNIT = "day|week|month|quarter|year|decade"
_TH = "(?:st|nd|rd|th)?"
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = "|".join(_ORDINAL)


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


_ISO = _pattern(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DAY_MONTH = _pattern(rf"(?P<day>\d{{1,2}}){_TH}[ ](?P<month>{_MONTH}),?[ ]{_YEAR}")
_MONTH_DAY = _pattern(rf"(?P<month>{_MONTH})[ ](?P<day>\d{{1,2}}){_TH},?[ ]{_YEAR}")
_MONTH_YEAR = _pattern(rf"(?P<month>{_MONTH}),?[ ](?:of[ ])?{_YEAR}")
_QUARTER = _pattern(rf"(?:Q(?P<short>[1-4])|(?P<word>{_NTH})[ -]quarter){_OF_YEAR}")
_HALF = _pattern(rf"(?:H(?P<short>[12])|(?P<word>{_NTH})[ -]half){_OF_YEAR}")
_PART_YEAR = _pattern(rf"(?P<part>mid|early|late|the[ ]middle[ ]of|the[ ]end[ ]of|year-end|end)[- ]{_YEAR}")
_DECADE = _pattern(r"the[ ](?:(?P<part>early|mid|late)[- ])?(?P<year>20\d0)s\b")
_PLAIN_YEAR = _pattern(
    rf"(?P<by>by|before|until|till|through|in|during|for|around|from|to|and|FY|fiscal|calendar|year)"
    rf"[ ](?:the[ ])?(?:year[ ])?{_YEAR}"
)
_SPAN = _pattern(
    rf"(?:over|within|in|during|for)[ ](?:the[ ])?(?:next|coming|following)[ ]"
    rf"(?:(?P<count>{_COUNT})[ ](?:to[ ]\w{{1,12}}[ ])?)?(?P<unit>{_UNIT})s?\b",
)
_WITHIN = _pattern(rf"(?:within|in)[ ](?P<count>{_COUNT})[ ](?P<unit>{_UNIT})s?\b")
_NAMED = _pattern(
    r"(?:end[ ]of[ ](?:the|this)[ ]|later[ ]this[ ]|this[ ]|(?P<ahead>(?:end[ ]of[ ])?next[ ]|(?:the[ ])?coming[ ]))"
    r"(?P<unit>week|month|quarter|year|decade)(?:'s|’s)?\b",
    r"(?P<tomorrow>tomorrow)\b",
    r"(?P<yearend>year-end)\b",
)


def due(words: str, published: date | None) -> Due | None:
    """Return when what `words` forecast can be judged, or None; relative dates need `published`."""
    return _absolute(words, published) or (_relative(words, published) if published else None)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _absolute(words: str, published: date | None) -> Due | None:
    if any(c.isdigit() for c in words):
        for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY):
            if m := pattern.search(words):
                return _day(m)
        if m := _MONTH_YEAR.search(words):
            return last_day(int(m["year"]), _MONTHS[m["month"].rstrip(".").casefold()]), Precision.MONTH
    for pattern, months, precision in ((_QUARTER, 3, Precision.QUARTER), (_HALF, 6, Precision.HALF)):
        if m := pattern.search(words):
            part = int(m["short"]) if m["short"] else _ORDINAL[m["word"].casefold()]
            year = int(m["year"]) if m["year"] else published.year if published else 0
            return (last_day(year, months * part), precision) if year and part * months <= 12 else None
    if m := _PART_YEAR.search(words):
        return _part_of_year(m["part"].casefold(), int(m["year"]))
    if m := _DECADE.search(words):
        last = {"early": 3, "mid": 6}.get((m["part"] or "").casefold(), 9)
        precision = Precision.YEAR if m["part"] else Precision.DECADE
        return date(int(m["year"]) + last, 12, 31), precision
    years = [int(m["year"]) - (m["by"].casefold() == "before") for m in _PLAIN_YEAR.finditer(words)]
    return (date(max(years), 12, 31), Precision.YEAR) if years else None


def _day(m: re.Match[str]) -> Due | None:
    month = m["month"].rstrip(".").casefold()
    try:
        return date(int(m["year"]), int(month) if month.isdigit() else _MONTHS[month], int(m["day"])), Precision.DAY
    except ValueError:
        return None


def _part_of_year(part: str, year: int) -> Due:
    if part == "early":
        return date(year, 4, 30), Precision.QUARTER
    if part in ("mid", "the middle of"):
        return date(year, 8, 31), Precision.QUARTER
    return date(year, 12, 31), Precision.YEAR if "end" in part else Precision.QUARTER


def _relative(words: str, published: date) -> Due | None:
    if m := _SPAN.search(words) or _WITHIN.search(words):
        unit = m["unit"].casefold()
        if m["count"] is None and unit != "decade":
            return _end_of(unit, published, 1)
        said = (m["count"] or "one").casefold()
        return _after(published, int(said) if said.isdigit() else _NUMBERS[said], unit)
    if m := _NAMED.search(words):
        if m["tomorrow"]:
            return published + timedelta(days=1), Precision.DAY
        return _end_of("year" if m["yearend"] else m["unit"].casefold(), published, 1 if m["ahead"] else 0)
    return None


def _after(start: date, count: int, unit: str) -> Due:
    """`over the next four years` from the day it was published."""
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1)), Precision.DAY
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if unit == "decade":
        return date(year, 12, 31), Precision.YEAR
    return last_day(year, month + 1), Precision.MONTH


def _end_of(unit: str, today: date, ahead: int) -> Due | None:
    """The last day of this (0) or the next (1) week, month, quarter, year, decade."""
    if unit == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * ahead), Precision.DAY
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        return last_day(year, month + 1), Precision.MONTH
    if unit == "quarter":
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + ahead, 4)
        return last_day(year, 3 * (quarter + 1)), Precision.QUARTER
    if unit == "year":
        return date(today.year + ahead, 12, 31), Precision.YEAR
    if unit == "decade":
        return date(today.year // 10 * 10 + 9 + 10 * ahead, 12, 31), Precision.DECADE
    return None

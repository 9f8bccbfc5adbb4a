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
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_NUMBERS = dict(
    zip("a one two three four five six seven eight nine ten a twelve".split(), [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 12],
        strict=True)
)  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)(?![\d,.]\d|%|[-–]\d)"
_BY = r"\b(?:by|before|until|till|through|in|on|during|for|from|around|since|of|to|within|over|next|this|the|mid|late|early|end|fiscal|calendar|FY)\b"
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_FULL = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ]{_MONTH}|{_MONTH.replace('month', 'month2')}[ ](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf",?[ ]{_YEAR}",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b(?:(?P<part>mid|late|early)[- ])?{_MONTH},?[ ]{_YEAR}", re.IGNORECASE)
_QUARTER = re.compile(
    rf"\b(?:Q(?P<q>[1-4])|(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter)(?:,?[ ](?:of[ ])?(?:fiscal[ ])?{_YEAR})?",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"\b(?:H(?P<h>[12])|(?P<word>first|second|1st|2nd)[ -]half)(?:,?[ ](?:of[ ])?(?:fiscal[ ])?{_YEAR})?",
    re.IGNORECASE,
)
_PART_YEAR = re.compile(
    rf"\b(?P<part>mid|early|late|the[ ]middle[ ]of|the[ ]end[ ]of|year-end|end)[- ]{_YEAR}", re.IGNORECASE
)
_DECADE = re.compile(r"\bthe[ ](?P<part>early|mid|late)?[- ]?(?P<year>20\d0)s\b", re.IGNORECASE)
_PLAIN_YEAR = re.compile(
    rf"\b(?:by|before|until|till|through|in|during|for|around|from|to|and|FY|fiscal|calendar|year)[ ](?:the[ ])?(?:year[ ])?{_YEAR}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:over|within|in|during|for)[ ](?:the[ ])?(?:next|coming|following)[ ](?:{_COUNT}[ ](?:to[ ]\w+[ ])?)?(?P<unit>day|week|month|quarter|year|decade)s?\b"
    rf"|\b(?:within|in)[ ]{_COUNT.replace('count', 'count2')}[ ](?P<unit2>day|week|month|quarter|year|decade)s?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:end[ ]of[ ](?:the|this)[ ]|later[ ]this[ ]|this[ ]|next[ ]|(?:the[ ])?coming[ ])(?P<unit>week|month|quarter|year|decade)(?:'s|’s)?\b|\b(?P<tomorrow>tomorrow)\b|\b(?P<yearend>year-end)\b",
    re.IGNORECASE,
)


def due(words: str, published: date | None) -> Due | None:
    """Return when what `words` forecast can be judged, or None; relative dates need `published`."""
    return _absolute(words, published) or (_relative(words, published) if published else None)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _absolute(words: str, published: date | None) -> Due | None:
    if any(c.isdigit() for c in words):
        for pattern in (_ISO, _FULL):
            if m := pattern.search(words):
                return _day(m)
        if m := _MONTH_YEAR.search(words):
            return last_day(int(m["year"]), _MONTHS[m["month"].casefold()]), Precision.MONTH
    if m := _QUARTER.search(words):
        year = int(m["year"]) if m["year"] else published.year if published else 0
        quarter = int(m["q"]) if m["q"] else _ORDINAL[m["word"].casefold()]
        return (last_day(year, 3 * quarter), Precision.QUARTER) if year else None
    if m := _HALF.search(words):
        year = int(m["year"]) if m["year"] else published.year if published else 0
        half = int(m["h"]) if m["h"] else _ORDINAL[m["word"].casefold()]
        return (last_day(year, 6 * half), Precision.HALF) if year else None
    if m := _PART_YEAR.search(words):
        return _part_of_year(m["part"].casefold(), int(m["year"]))
    if m := _DECADE.search(words):
        start = int(m["year"])
        last = {"early": 3, "mid": 6}.get((m["part"] or "").casefold(), 9)
        return date(start + last, 12, 31), Precision.DECADE if not m["part"] else Precision.YEAR
    years = [int(m["year"]) for m in _PLAIN_YEAR.finditer(words)]
    return (date(max(years), 12, 31), Precision.YEAR) if years else None


def _day(m: re.Match[str]) -> Due | None:
    groups = m.groupdict()
    month = groups.get("month") or groups.get("month2") or ""
    number = int(month) if month.isdigit() else _MONTHS[month.casefold()]
    try:
        return date(int(m["year"]), number, int(groups.get("day") or groups.get("day2") or 0)), Precision.DAY
    except ValueError:
        return None


def _part_of_year(part: str, year: int) -> Due:
    if part == "early":
        return date(year, 4, 30), Precision.QUARTER
    if part in ("mid", "the middle of"):
        return date(year, 8, 31), Precision.QUARTER
    return date(year, 12, 31), Precision.YEAR if "end" in part else Precision.QUARTER


def _relative(words: str, published: date) -> Due | None:
    if m := _SPAN.search(words):
        said = (m["count"] or m["count2"] or "one").casefold()
        unit = (m["unit"] or m["unit2"]).casefold()
        named = not m["count"] and not m["count2"]
        if named and unit not in ("decade",):
            return _end_of(unit, published, 1)
        return _after(published, int(said) if said.isdigit() else _NUMBERS[said], unit)
    if m := _NAMED.search(words):
        if m["tomorrow"]:
            return published + timedelta(days=1), Precision.DAY
        if m["yearend"]:
            return date(published.year, 12, 31), Precision.YEAR
        later = m.group().casefold().startswith(("next", "coming", "the coming"))
        return _end_of(m["unit"].casefold(), published, 1 if later else 0)
    return None


def _after(start: date, count: int, unit: str) -> Due:
    """`over the next four years` from the day it was published."""
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1)), Precision.DAY
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    precision = {"month": Precision.MONTH, "quarter": Precision.QUARTER}.get(unit, Precision.YEAR)
    return last_day(year, month + 1), precision if unit != "decade" else Precision.DECADE


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

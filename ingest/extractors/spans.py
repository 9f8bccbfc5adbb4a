"""Days, months, quarters and years on the calendar, each known by its last day and how exact it is."""

from calendar import monthrange
from datetime import date, timedelta

from claims.core.vocabulary import Precision

Due = tuple[date, Precision]

_MONTHS_OF = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12, Precision.DECADE: 120}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
EARLY, MIDDLE = 4, 8
"""The months by whose end `early` and `mid` are over."""


def countable(published: date | None) -> date | None:
    """The day to count from, None near the ends of the calendar, where there is nothing to count to."""
    return published if published and 1000 <= published.year <= 9000 else None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> Due | None:
    """A day, None where the calendar has none such."""
    try:
        return date(year, month, day), Precision.DAY
    except ValueError:
        return None


def month_of(year: int, month: int) -> Due | None:
    """A month of a year."""
    return (last_day(year, month), Precision.MONTH) if 1 <= month <= 12 else None


def part_of(year: int, number: int, precision: Precision) -> Due | None:
    """A quarter or half of a year by its number."""
    month = number * _MONTHS_OF[precision]
    return (last_day(year, month), precision) if 1 <= month <= 12 else None


def year_of(year: int, part: str | None = None) -> Due:
    """A year, or its early, middle, late part or its end."""
    if part in ("early", "mid"):
        return last_day(year, EARLY if part == "early" else MIDDLE), Precision.QUARTER
    return date(year, 12, 31), Precision.QUARTER if part == "late" else Precision.YEAR


def decade_of(year: int, part: str | None = None) -> Due:
    """The decade a year begins, or a part of it."""
    if part in ("early", "mid"):
        return date(year + (3 if part == "early" else 6), 12, 31), Precision.YEAR
    return date(year + 9, 12, 31), Precision.YEAR if part == "late" else Precision.DECADE


def after(start: date, count: int, unit: str) -> Due | None:
    """So many hours, days … decades from a day on; None where the calendar ends."""
    try:
        if unit in ("hour", "day", "week"):
            days = -(-count // 24) if unit == "hour" else count * (7 if unit == "week" else 1)
            return start + timedelta(days=days), Precision.DAY
        year, month = divmod(start.year * 12 + start.month - 1 + count * _MONTHS_IN[unit], 12)
        return (
            (date(year, 12, 31), Precision.YEAR) if unit == "decade" else (last_day(year, month + 1), Precision.MONTH)
        )
    except (ValueError, OverflowError):
        return None


def current(unit: str, today: date, ahead: int, part: str | None = None) -> Due:
    """This (0) or the next (1) week, month, quarter, half, year or decade; `part` of a year or decade."""
    if unit in ("hour", "day"):
        return today + timedelta(days=ahead), Precision.DAY
    if unit == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * ahead), Precision.DAY
    if unit == "year":
        return year_of(today.year + ahead, part)
    if unit == "decade":
        return decade_of(today.year // 10 * 10 + 10 * ahead, part)
    length = _MONTHS_IN[unit]
    year, number = divmod(today.year * (12 // length) + (today.month - 1) // length + ahead, 12 // length)
    return last_day(year, length * (number + 1)), Precision(unit)


def day_before(due: Due) -> Due:
    """The last day before a span begins, as exact as the span."""
    day, precision = due
    if precision is Precision.DAY:
        return day - timedelta(days=1), precision
    year, month = divmod(day.year * 12 + day.month - _MONTHS_OF[precision] - 1, 12)
    return last_day(year, month + 1), precision

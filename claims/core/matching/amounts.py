"""Two figures: whether both can hold, given what each leaves open, and why."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import floor, inf, log10

from claims.core.figures import currencies
from claims.core.quantity import Quantity
from claims.core.words import words


class Relation(StrEnum):
    """How two figures, or two claims with figures, stand to each other."""

    AGREE = "agree"
    NEAR = "near"
    CONFLICT = "conflict"
    INCOMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Compared:
    """A relation and why it is so, in words."""

    relation: Relation
    why: str


NEARBY = 0.2
"""Up to this share of the larger one, two figures that cannot both hold are near: often another count of the same."""
ROUGHLY = 0.1
"""How far "about" reaches."""
ROUNDED = 0.05
"""The most that a figure may have been rounded by."""
COUNTED = 20
"""Whole numbers below this are counts, and were not rounded."""
SMALL = 1000
"""A bare number below this, and so many times as large a one, are not taken for two counts of the same."""
_SAME_NOUN = (
    frozenset("person inhabitant resident citizen soul individual human people capita einwohner habitant".split()),
    frozenset("employee worker staff job staffer mitarbeiter".split()),
)
_SAME_MEASURE = (
    frozenset("revenue revenues sales turnover income".split()),
    frozenset("cost costs price spending expenditure".split()),
    frozenset("capitalization capitalisation valuation".split()),
    frozenset("profit earnings".split()),
)
MEASURES = frozenset(word for group in _SAME_MEASURE for noun in group for word in words(noun))
"""Nouns for what is measured, as they are indexed."""
_SCALES: dict[str, tuple[str, float]] = {
    "milligram": ("gram", 1e-3), "gram": ("gram", 1), "kilogram": ("gram", 1e3), "tonne": ("gram", 1e6),
    "millimetre": ("metre", 1e-3), "centimetre": ("metre", 1e-2), "metre": ("metre", 1), "kilometre": ("metre", 1e3),
    "mile": ("metre", 1609.344), "foot": ("metre", 0.3048), "inch": ("metre", 0.0254),
    "watt": ("watt", 1), "kilowatt": ("watt", 1e3), "megawatt": ("watt", 1e6), "gigawatt": ("watt", 1e9),
    "terawatt": ("watt", 1e12), "watt_hour": ("watt_hour", 1), "kilowatt_hour": ("watt_hour", 1e3),
    "megawatt_hour": ("watt_hour", 1e6), "gigawatt_hour": ("watt_hour", 1e9), "terawatt_hour": ("watt_hour", 1e12),
    "byte": ("byte", 1), "kilobyte": ("byte", 1e3), "megabyte": ("byte", 1e6), "gigabyte": ("byte", 1e9),
    "terabyte": ("byte", 1e12), "petabyte": ("byte", 1e15), "hertz": ("hertz", 1), "megahertz": ("hertz", 1e6),
    "gigahertz": ("hertz", 1e9), "second": ("second", 1), "minute": ("second", 60), "hour": ("second", 3600),
    "day": ("second", 86400), "week": ("second", 604800), "month": ("month", 1), "year": ("month", 12),
    "decade": ("month", 120), "percentage_point": ("percentage_point", 1), "basis_point": ("percentage_point", 0.01),
    "square_metre": ("square_metre", 1), "hectare": ("square_metre", 1e4), "square_kilometre": ("square_metre", 1e6),
    "permille": ("percent", 0.1), "percent": ("percent", 1),
}  # fmt: skip
"""Units that can be told in one another, with what they come to."""
_OF_THEIR_OWN = frozenset(_SCALES) | {
    "degree_celsius",
    "degree_fahrenheit",
    "degree",
    "time",
    "pound",
    "ounce",
    "barrel",
}
"""Units that a bare number does not mean."""


def compare(one: Quantity, other: Quantity) -> Compared:
    """Return how two figures stand to each other; nobody but the reader decides which is right."""
    differing = incomparable(one, other)
    if differing is not None:
        return Compared(Relation.INCOMPARABLE, differing)
    against = f"{one.text} against {other.text}"
    (low, high), (floor_, ceiling) = _span(one), _span(other)
    first, last = max(low, floor_), min(high, ceiling)
    if first < last or (first == last and (low == high or floor_ == ceiling)):
        same = (low, high) == (floor_, ceiling) or (one.value is not None and one.value == other.value)
        return Compared(Relation.AGREE, "the same figures" if same else f"both can hold: {against}")
    facing, faced = (_end(one, True), _end(other, False)) if low > ceiling else (_end(one, False), _end(other, True))
    largest = max(abs(facing), abs(faced))
    if abs(facing - faced) <= NEARBY * largest:
        return Compared(Relation.NEAR, f"nearly the same number: {against}")
    return Compared(Relation.CONFLICT, f"another number: {against}")


def incomparable(one: Quantity, other: Quantity) -> str | None:
    """Return why two figures say nothing about each other, or None when they do."""
    if one.per != other.per:
        return f"per {one.per or 'nothing'} against per {other.per or 'nothing'}"
    if one.measures and other.measures and not _among(_SAME_MEASURE, one.measures, other.measures):
        return f"{one.measures} against {other.measures}"
    mine, yours = one.unit, other.unit
    if mine == yours or (mine and yours and _kind(mine) == _kind(yours) and _kind(mine) is not None):
        return None if mine is not None else _worlds_apart(one, other)
    if mine is None or yours is None:
        unit = mine or yours or ""
        counts = not is_money(unit) and unit not in _OF_THEIR_OWN
        return _worlds_apart(one, other) if counts else f"a number against {unit.replace('_', ' ')}"
    if is_money(mine) and is_money(yours):
        return f"another currency: {mine} against {yours}"
    if _among(_SAME_NOUN, mine, yours):
        return None
    return f"another unit: {mine.replace('_', ' ')} against {yours.replace('_', ' ')}"


def _worlds_apart(one: Quantity, other: Quantity) -> str | None:
    """Return why two numbers without a unit count different things: a rank, a share or "13.6 (millions of)"."""
    small, large = sorted(abs(_end(each, True)) for each in (one, other))
    return f"too far apart: {one.text} against {other.text}" if small < SMALL and SMALL * small < large else None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper() and unit in currencies.CODES


def _among(groups: tuple[frozenset[str], ...], one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in groups)


def _kind(unit: str) -> str | None:
    return _SCALES[unit][0] if unit in _SCALES else None


def _factor(quantity: Quantity) -> float:
    return _SCALES[quantity.unit][1] if quantity.unit in _SCALES else 1.0


def _end(quantity: Quantity, lower: bool) -> float:
    """Return the end of what a figure says that faces the other figure, as it was said."""
    said = quantity.low if lower else quantity.high
    value = quantity.value if said is None or quantity.value is not None else said
    return float(value if value is not None else quantity.high or quantity.low or 0) * _factor(quantity)


def _span(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most the real figure may be, by what was said and how roughly."""
    factor, rough = _factor(quantity), quantity.comparator == "~"
    if quantity.value is None:
        low = -inf if quantity.low is None else float(quantity.low)
        high = inf if quantity.high is None else float(quantity.high)
        slack = ROUGHLY if rough else 0.0
        return (low - slack * abs(low)) * factor, (high + slack * abs(high)) * factor
    value = float(quantity.value)
    counted = quantity.unit is None or not (quantity.unit in _OF_THEIR_OWN or is_money(quantity.unit))
    slack = abs(value) * ROUGHLY if rough else _rounding(quantity.value, counted)
    low, high = value - slack, value + slack
    if quantity.comparator in {"<", "<="}:
        low = -inf if value < 0 else min(0.0, low)
    elif quantity.comparator in {">", ">="}:
        high = inf
    return low * factor, high * factor


def _rounding(value: Decimal, counted: bool) -> float:
    """Return by how much a figure may have been rounded: half of its last digit, zeros behind two digits left out."""
    size = abs(float(value))
    whole = size == int(size)
    if not size or (counted and size < COUNTED and whole):
        return 0.0
    if size < 1000:
        exponent = value.as_tuple().exponent
        last = min(0, exponent) if isinstance(exponent, int) else 0
    else:
        digits = f"{size:.12g}".replace(".", "").split("e")[0].strip("0")
        last = floor(log10(size)) - max(len(digits), 2) + 1
    return min(0.5 * float(10.0**last), ROUNDED * size)

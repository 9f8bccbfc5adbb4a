"""Ranges as people write them in a filter: `>=100M`, `60..80`, `<50%`, `=2bn USD`, `unknown`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from claims.core import confidence as confidences
from claims.core.quantity import parse
from claims.errors import InvalidValue


class Stated(Protocol):
    """A figure, however it came to be known."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...


_FORM = re.compile(r"\s*(>=|<=|>|<|=)?\s*(.+?)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range; either end may be open (None), and `*_included` says whether the end itself is in."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True
    unit: str | None = None
    unknown: bool = False

    def admit(self, low: Decimal | float | None, high: Decimal | float | None) -> bool:
        """Return whether a figure, or any part of the range from `low` to `high`, is inside."""
        if low is None and high is None:
            return self.unknown
        least = Decimal(low if low is not None else high or 0)
        most = Decimal(high if high is not None else low or 0)
        over = self.low is None or most > self.low or (self.low_included and most == self.low)
        under = self.high is None or least < self.high or (self.high_included and least == self.high)
        return not self.unknown and over and under

    def covers(self, quantity: Stated) -> bool:
        """Return whether a stated quantity has the unit asked for and a part of it is inside."""
        low, high = (quantity.low, quantity.high) if quantity.value is None else (quantity.value, quantity.value)
        return self.unit in (None, quantity.unit) and self.admit(low, high)


def amount(given: str) -> Bounds:
    """Return the range of figures `given` means, with its unit where one is named; raises InvalidValue."""
    return _bounds("amount", given, _figure, "write it as >=100M, '<50%', '=2 billion USD' or 100M..2B")


def confidence(given: str) -> Bounds:
    """Return the range of confidence `given` means; `unknown` means none given. Raises InvalidValue."""
    if given.strip().casefold() in ("unknown", "none"):
        return Bounds(unknown=True)
    allowed = "write it as >=60, 60..80, <0.5, 'likely' or unknown"
    return _bounds("confidence", given, lambda text: (Decimal(confidences.parse(text)), None), allowed)


def origins(given: str) -> Bounds:
    """Return the range of numbers of origins `given` means; raises InvalidValue."""
    return _bounds("origins", given, _count, "write it as >=2, 1 or 2..5")


def _bounds(what: str, given: str, read: Callable[[str], tuple[Decimal, str | None]], allowed: str) -> Bounds:
    try:
        if ".." in given:
            first, last = given.split("..", 1)
            low, low_unit = read(first) if first.strip() else (None, None)
            high, high_unit = read(last) if last.strip() else (None, None)
            if low is not None and high is not None and low > high:
                raise InvalidValue(what, given, "the first figure must not be above the second")
            return Bounds(low, high, unit=high_unit or low_unit)
        form = _FORM.match(given)
        figure, unit = read(form[2]) if form else read(given)
    except InvalidValue as error:
        raise InvalidValue(what, given, error.allowed if "first figure" in error.allowed else allowed) from None
    sign = (form[1] if form else None) or "="
    return Bounds(
        low=figure if ">" in sign or sign == "=" else None,
        high=figure if "<" in sign or sign == "=" else None,
        low_included="=" in sign,
        high_included="=" in sign,
        unit=unit,
    )


def _count(text: str) -> tuple[Decimal, str | None]:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise InvalidValue("origins", text, "")
    return Decimal(plain), None


def _figure(text: str) -> tuple[Decimal, str | None]:
    found = parse(text.strip())
    if len(found) != 1 or found[0].value is None or found[0].text != text.strip():
        raise InvalidValue("figure", text, "")
    return found[0].value, found[0].unit

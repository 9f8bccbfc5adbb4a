"""Quantities: the numbers a text states, as data."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a text states; `text` are its exact words, text[start:end] of what was parsed."""

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: str = "="
    measures: str | None = None
    per: str | None = None


def parse(text: str, language: str | None = None) -> list[Quantity]:
    """Return the quantities in `text`, in order."""
    raise NotImplementedError

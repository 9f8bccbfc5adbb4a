"""German numerals, which are written as one word: zweihundertfünfzig, dreieinhalb, tausendundeins."""

from decimal import Decimal
from functools import lru_cache

from claims.core.quantity_words import SMALL

_SMALL = SMALL["de"]


@lru_cache(maxsize=2048)
def german(word: str) -> Decimal | None:
    """Return the value of one lower-cased word, or None when it is no numeral."""
    if word == "anderthalb" or word == "eineinhalb":
        return Decimal("1.5")
    if word.endswith("einhalb"):
        whole = _below_million(word.removesuffix("einhalb"))
        return None if whole is None else Decimal(whole) + Decimal("0.5")
    if word in {"million", "dutzend"}:
        return Decimal(10**6 if word == "million" else 12)
    number = _below_million(word)
    return None if number is None else Decimal(number)


def _below_million(word: str) -> int | None:
    left, thousand, right = word.partition("tausend")
    if not thousand:
        return _below_thousand(word)
    head = _below_thousand(left) if left else 1
    rest = _below_thousand(right.removeprefix("und")) if right else 0
    return None if head is None or rest is None else head * 1000 + rest


def _below_thousand(word: str) -> int | None:
    left, hundred, right = word.partition("hundert")
    if not hundred:
        return _below_hundred(word)
    head = _below_hundred(left) if left else 1
    rest = _below_hundred(right.removeprefix("und")) if right else 0
    return None if head is None or rest is None else head * 100 + rest


def _below_hundred(word: str) -> int | None:
    small = _SMALL.get(word)
    if small is not None:
        return small
    ones, link, tens = word.rpartition("und")
    if not link:
        return None
    one, ten = _SMALL.get(ones, 0), _SMALL.get(tens, 0)
    return one + ten if 0 < one < 10 and ten >= 20 else None

"""Dates as they are written: one day, one spelling, whatever the language and the order."""

import re
from collections.abc import Collection
from functools import cache

from claims.core.figures.words import MONTHS

_DAY = r"(0?[1-9]|[12][0-9]|3[01])"
_CHINESE = re.compile(rf"([0-9]{{4}}) ?年 ?(0?[1-9]|1[0-2]) ?月 ?{_DAY} ?[日号號]")
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
_OTHERS = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
)


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its name, in small letters."""
    numbered = {"jänner": 1}
    for names in _OTHERS:
        numbered.update({name: n for n, name in enumerate(names.split(), 1)})
    for n, short in enumerate(_ENGLISH.split(), 1):
        numbered.update({name: n for name in MONTHS if name.startswith(short) and name not in numbered})
    return numbered


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    year = r"(?:,? (?:de |del )?([0-9]{4})(?![0-9]))?"
    return (
        re.compile(rf"(?<![\w.,-])({month})\.? {_DAY}(?:st|nd|rd|th)?(?![0-9:%]|[.,][0-9]){year}"),
        re.compile(rf"(?<![\w.,:-]){_DAY}(?:st|nd|rd|th|er|\.)? (?:of |de )?({month})\b\.?{year}"),
    )


@cache
def _named() -> frozenset[str]:
    """Return the names of months as they stand between spaces."""
    return frozenset(before + name + end for name in _months() for before in ("", "(", '"') for end in ("", ".", ","))


def plain_dates(text: str, tokens: Collection[str]) -> str:
    """Return text in small letters with days written 2025-03-31, or --03-31 where no year is told.

    `tokens` is the text split at its spaces.
    """
    if not _named().isdisjoint(tokens):
        month_first, day_first = _patterns()
        text = month_first.sub(lambda told: _day(told[3], told[1], told[2]), text)
        text = day_first.sub(lambda told: _day(told[3], told[2], told[1]), text)
    return _CHINESE.sub(lambda told: f"{told[1]}-{int(told[2]):02}-{int(told[3]):02}", text) if "年" in text else text


def _day(year: str | None, month: str, day: str) -> str:
    return f"{year or '-'}-{_months()[month]:02}-{int(day):02}"

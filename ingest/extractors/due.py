"""The day a forecast falls due: the last day of the span its words name, and how exact they are."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import import_module

from ingest.extractors.dating import Dates
from ingest.extractors.spans import Due, countable

_DATE_WORDS = frozenset(
    """
    week weeks month months quarter quarters half year years year's decade decades hours days tomorrow year-end midyear
    mid-year mid-decade mid early late january february march april may june july august september october november
    december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_LANGUAGES = {
    "en": ("english", "ENGLISH"), "de": ("german", "GERMAN"), "zh": ("chinese", "CHINESE"),
    "fr": ("romance", "FRENCH"), "es": ("romance", "SPANISH"),
}  # fmt: skip
"""Where the dates of each language are; loaded when a text in it is read."""


def may_name_a_day(words: Sequence[str]) -> bool:
    """Whether there is a figure or the name of a time among lower-case words: all others need no closer look."""
    return not _DATE_WORDS.isdisjoint(words) or any(word[0].isdigit() or word[-1].isdigit() for word in words)


def due(words: str, published: date | None, language: str = "en") -> Due | None:
    """Return when what `words` forecast can be judged, or None.

    Where they name several days it is the last. What is only told from today (`next year`, `in Q3`) needs
    `published`; what lies before that day is not due.
    """
    dates = _dates(language[:2])
    found = dates.find(words, countable(published)) if dates else []
    return max((day for day in found if published is None or day[0] >= published), default=None, key=_last)


@cache
def _dates(language: str) -> Dates | None:
    file, name = _LANGUAGES.get(language, ("", ""))
    return getattr(import_module(f"ingest.extractors.due_{file}"), name) if file else None


def _last(due: Due) -> date:
    return due[0]

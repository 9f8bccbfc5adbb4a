"""The part of a claim's texts that shows best why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.core.terms import Term, Text, answers, marks

ROOM = 240
"""The most characters of a snippet, but for a mark that is longer."""
BEFORE = 60
"""Characters kept before the first mark, at least, where there are so many."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one text, with spans of it that answer; `…` stands where something was left out."""

    text: str
    marks: tuple[tuple[int, int], ...]


def best(wanted: Sequence[Term], texts: Iterable[str]) -> tuple[int, Part]:
    """Return which text answers most of what is wanted, the first of several that do, and the part that shows it."""
    known = [Text(text) for text in texts]
    number = max(range(len(known)), key=lambda each: (answers(wanted, known[each]), -each))
    return number, part(known[number].text, marks(wanted, known[number]))


def part(text: str, spans: Sequence[tuple[int, int]]) -> Part:
    """Return a text, or where it is long what is around the first marks, cut at blanks."""
    if len(text) <= ROOM:
        return Part(text, tuple(spans))
    first = spans[0][0] if spans else 0
    start = 0 if first <= BEFORE * 2 else _blank(text, first - BEFORE, first)
    end = min(len(text), max(start + ROOM, spans[0][1] if spans else 0))
    if end < len(text):
        end = _last_blank(text, spans[0][1] if spans else start, end)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = len(before) - start
    shown = tuple((low + moved, high + moved) for low, high in spans if high <= end)
    return Part(f"{before}{text[start:end]}{after}", shown)


def _blank(text: str, low: int, high: int) -> int:
    """Return where a word begins between two places; the first of them where there is no blank, as in Chinese."""
    found = next((at for at in range(low, high) if text[at].isspace()), None)
    return low if found is None else found + 1


def _last_blank(text: str, low: int, high: int) -> int:
    found = next((at for at in range(high, max(low, high - BEFORE), -1) if text[at].isspace()), None)
    return high if found is None else found

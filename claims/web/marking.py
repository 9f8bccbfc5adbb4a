"""A text with its claims marked: cut where claims begin and end, so that marks may overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.records import Placed

PART = 30_000
"""Characters of a text that are one page, about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: part of `claim`, the shortest of those that stand here, and of all in `claims`.

    `first` is where that claim begins.
    """

    text: str
    claim: Placed | None = None
    claims: tuple[Placed, ...] = ()
    first: bool = False


def pieces(text: str, places: Iterable[Placed], start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the pieces that make up a text from `start` to `end`, in order and without a gap."""
    end = len(text) if end is None else end
    found = [each for each in places if each.start < end and each.end > start]
    cuts = sorted({start, end, *(min(max(at, start), end) for each in found for at in (each.start, each.end))})
    made, open_, begun, following = [], list[Placed](), set[tuple[str, int]](), 0
    for low, high in pairwise(cuts):
        while following < len(found) and max(found[following].start, start) <= low:
            open_.append(found[following])
            following += 1
        open_ = [each for each in open_ if each.end > low]
        if not open_:
            made.append(Piece(text[low:high]))
            continue
        inner = min(open_, key=lambda each: (each.end - each.start, each.start))
        place = (inner.claim, inner.start)
        made.append(Piece(text[low:high], inner, tuple(open_), place not in begun))
        begun.add(place)
    return made


def parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Return where the pages of a long text begin and end: at ends of lines, where there are any."""
    made, start = [], 0
    while len(text) - start > size * 3 // 2:
        cut = text.rfind("\n", start + size // 2, start + size)
        end = cut + 1 if cut >= 0 else start + size
        made.append((start, end))
        start = end
    return [*made, (start, len(text))]


def part_at(parts: Sequence[tuple[int, int]], at: int) -> int:
    """Return the number of the part a place in the text is in."""
    return next((number for number, (_, end) in enumerate(parts) if at < end), len(parts) - 1)

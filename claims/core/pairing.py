"""Which claims of two readings of one text are the same one: those whose words overlap, the most alike first."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from claims.core.statement import normal
from claims.core.words import words

HALF = 0.5
"""Part of the shorter span that two spans must share."""


class Placed(Protocol):
    """A statement and where its words stand."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def statement(self) -> str: ...


A = TypeVar("A", bound=Placed)
B = TypeVar("B", bound=Placed)


def pairs(left: Sequence[A], right: Sequence[B]) -> list[tuple[A | None, B | None]]:
    """Return each claim of both sides once, beside the one of the other side it is, in reading order."""
    close = sorted(_close(left, right), key=lambda each: (-each[0], each[1], each[2]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in close:
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
    made: list[tuple[A | None, B | None]] = [
        (each, right[partner[one]] if one in partner else None) for one, each in enumerate(left)
    ]
    made += [(None, each) for other, each in enumerate(right) if other not in taken]
    return sorted(made, key=_reading_order)


def says_the_same(one: str, other: str) -> bool:
    """Return whether two statements say the same, word for word and figure for figure."""
    return one == other or normal(one) == normal(other)


def _reading_order(pair: tuple[Placed | None, Placed | None]) -> tuple[int, int]:
    first = pair[0] or pair[1]
    assert first is not None
    return first.start, first.end


def _close(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that overlap, with how alike they are."""
    order = sorted(range(len(right)), key=lambda other: right[other].start)
    starts = [right[other].start for other in order]
    longest = max((each.end - each.start for each in right), default=0)
    for one, mine in enumerate(left):
        for other in order[bisect_left(starts, mine.start - longest) : bisect_left(starts, mine.end)]:
            theirs = right[other]
            shared = min(mine.end, theirs.end) - max(mine.start, theirs.start)
            if shared > 0 and shared >= HALF * min(mine.end - mine.start, theirs.end - theirs.start):
                both = max(mine.end, theirs.end) - min(mine.start, theirs.start)
                yield shared / both + _likeness(mine.statement, theirs.statement), one, other


def _likeness(one: str, other: str) -> float:
    """Return the part of their words two statements share, and more for those that say the same."""
    if one == other:
        return 2.0
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / max(1, len(mine | theirs)) + (mine == theirs and normal(one) == normal(other))

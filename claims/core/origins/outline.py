"""Outlines: a document in sixty-four numbers, by which another one that prints its text is known.

Every three words in a row are hashed, and the smallest hashes kept: of a text and of a part of it, those under one
bound are the same where the words are. So a copy that was cut is known as well, whichever of them came first.
"""

import re
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from sys import byteorder

KEPT = 64
LOOKED_UP = 32
"""So many of them, the smallest, lead to documents that may be copies."""
WORDS = 20_000
"""Of a longer document only the beginning is compared: what each costs is bounded."""
RUN = 3
FEWEST = 8
"""Runs that the shorter of two must have for anything to be said of them."""
COPY = 0.6
"""The share of its runs that a copy has in common with the other."""
SHORTEST = 0.2
"""A text that is a smaller part of another than this is quoted there, not copied."""
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_FIELDS = re.compile(r"---\r?\n[A-Za-z][\w -]{0,30}:[^\n]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t]*\r?\n")
"""What some texts begin with: lines such as `title: …` between two lines of hyphens, which say of each its own."""
_WORD = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")
_TOP = 2**63


@dataclass(frozen=True, slots=True)
class Outline:
    """The smallest hashes of a document's runs of words, rising; all of them where it has not many."""

    hashes: tuple[int, ...]

    def packed(self) -> bytes:
        """Return it as it is kept: eight bytes a number, the smallest first."""
        numbers = array("q", self.hashes)
        if byteorder == "big":
            numbers.byteswap()
        return numbers.tobytes()

    @property
    def bound(self) -> int:
        """All runs whose hash is under this are in it."""
        return self.hashes[-1] + 1 if len(self.hashes) == KEPT else _TOP

    @property
    def runs(self) -> float:
        """How many runs the document has, about."""
        return len(self.hashes) * (_TOP / self.bound)


def printed(text: str) -> str:
    """Return what a document prints, without the fields that are told of it at its beginning."""
    fields = _FIELDS.match(text)
    return text[fields.end() :] if fields else text


def outline(text: str) -> Outline:
    """Return the outline of a text."""
    words = [word[0] for _, word in zip(range(WORDS), _WORD.finditer(text.casefold()), strict=False)]
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return Outline(tuple(nsmallest(KEPT, map(_hash, runs))))


def unpacked(kept: bytes) -> Outline:
    """Return an outline from the bytes it was kept as."""
    numbers = array("q", kept)
    if byteorder == "big":
        numbers.byteswap()
    return Outline(tuple(numbers))


def shared(one: Outline, other: Outline) -> float:
    """Return which share of the shorter of two documents stands in the other, 0 to 1; the same either way round.

    It is 0 where too little of them can be compared, and where one is but a small part of the other.
    """
    bound = min(one.bound, other.bound)
    left, right = ({each for each in some.hashes if each < bound} for some in (one, other))
    fewer, sizes = min(len(left), len(right)), sorted((one.runs, other.runs))
    if fewer < FEWEST or sizes[0] < SHORTEST * sizes[1]:
        return 0.0
    return len(left & right) / fewer


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) >> 1

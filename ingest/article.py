"""An article as a reader hands it on: the stored text and what stands where in it."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import overload


class BlockKind(StrEnum):
    """What a stretch of lines is to a reader of claims."""

    PROSE = "prose"
    BULLET = "bullet"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet or heading: `text[start:end]`, its marker and line end left out."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PROSE


class Blocks(Sequence[Block]):
    """Blocks as plain numbers, nine bytes each: a text of short lines has millions."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._spans = array("I")
        self._kinds = bytearray()
        for block in blocks:
            self._spans.extend((block.start, block.end))
            self._kinds.append(_KINDS.index(block.kind))

    def packed(self) -> tuple[bytes, bytes]:
        """Return the places and the kinds as bytes, which another process can be given."""
        return self._spans.tobytes(), bytes(self._kinds)

    @classmethod
    def unpacked(cls, spans: bytes, kinds: bytes) -> "Blocks":
        """Return what was packed; raises ValueError for what was not."""
        blocks = cls()
        blocks._spans.frombytes(spans)
        blocks._kinds.extend(kinds)
        if len(blocks._spans) != 2 * len(kinds) or kinds.translate(None, bytes(range(len(_KINDS)))):
            raise ValueError("these are no blocks")
        return blocks

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, at: int) -> Block: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...

    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(*at.indices(len(self))))
        n = range(len(self))[at]
        return Block(self._spans[2 * n], self._spans[2 * n + 1], _KINDS[self._kinds[n]])


_KINDS = tuple(BlockKind)


@dataclass(frozen=True, slots=True)
class Article:
    """The text every span points into; what no block covers (title, code, tables) asserts nothing.

    `url` is where it was found, `canonical` the address it calls its own.
    `hidden` are spans of markup inside blocks: part of the stored text and of quotes, not of statements.
    `marks` are where pages of the original begin, or what was said at a time: a place in the text and its name.
    `notes` say in words what reading had to guess or replace.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None
    canonical: str | None = None
    blocks: Sequence[Block] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings that stand on lines of their own, in order."""
        return tuple(self.text[b.start : b.end] for b in self.blocks if b.kind is BlockKind.HEADING)

    @property
    def prose(self) -> str:
        """The text with hidden markup replaced by NULs, the same length: offsets stay true."""
        if not self.hidden:
            return self.text
        parts: list[str] = []
        at = 0
        for start, end in self.hidden:
            parts.append(self.text[at:start])
            parts.append("\0" * (end - start))
            at = end
        parts.append(self.text[at:])
        return "".join(parts)

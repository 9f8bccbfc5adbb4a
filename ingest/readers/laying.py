"""Laying out: pieces of a document put one under the other as the text that is stored, with what stands where."""

from claims.core.text import gate
from ingest.article import Block, BlockKind

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
"""Hints where a line may be broken, or may not: nothing of what is said."""
_MARKS = {BlockKind.BULLET: "- "}


def one_line(piece: str) -> str:
    """Return a piece of text as it is stored: fit for a database, in one line, without invisible hints."""
    return " ".join(gate(piece.translate(_INVISIBLE))[0].split())


class Layout:
    """A text in the making; each piece becomes a paragraph, in one line, and a block unless it asserts nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._at = 0

    @property
    def text(self) -> str:
        """All that was laid out."""
        return "".join(self._parts)

    @property
    def at(self) -> int:
        """Where the next piece will begin."""
        return self._at

    def add(self, piece: str, kind: BlockKind = BlockKind.PROSE) -> int:
        """Add a paragraph, bullet or heading; returns where it begins, or would if it were not empty."""
        line, start = one_line(piece), self._at
        if line:
            mark = _MARKS.get(kind, "")
            self._gap("\n" if mark and self.blocks and self.blocks[-1].kind is kind else "\n\n")
            self._put(mark)
            start = self._at
            self._put(line)
            self.blocks.append(Block(start, self._at, kind))
        return start

    def silent(self, piece: str) -> None:
        """Add what is part of the text and asserts nothing by itself: a row of a table, code."""
        lines = gate(piece)[0].strip("\r\n")
        if lines.strip():
            self._gap("\n")
            self._put(lines)

    def _gap(self, gap: str) -> None:
        if self._at:
            self._put(gap)

    def _put(self, piece: str) -> None:
        self._parts.append(piece)
        self._at += len(piece)

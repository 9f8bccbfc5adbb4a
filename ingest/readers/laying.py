"""Laying out: pieces of a document put one under the other as the text that is stored, with what stands where."""

import re

from claims.core.text import gate
from ingest.article import Block, BlockKind

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
"""Hints where a line may be broken, or may not: nothing of what is said."""
_ODD = re.compile("[\0\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
"""What does not stay as it is: one look, where most pieces have none of it."""
_BULLET = "- "


def one_line(piece: str) -> str:
    """Return a piece of text as it is stored: fit for a database, in one line, without invisible hints."""
    if _ODD.search(piece):
        piece = gate(piece.translate(_INVISIBLE))[0]
    return " ".join(piece.split())


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
        return self.add_line(one_line(piece), kind)

    def add_line(self, line: str, kind: BlockKind = BlockKind.PROSE) -> int:
        """Add what is in one line already; returns where it begins."""
        if not line:
            return self._at
        mark = _BULLET if kind is BlockKind.BULLET else ""
        if self._at:
            gap = "\n" if mark and self.blocks and self.blocks[-1].kind is kind else "\n\n"
            self._parts.append(gap)
            self._at += len(gap)
        start = self._at + len(mark)
        self._at = start + len(line)
        self._parts += (mark, line)
        self.blocks.append(Block(start, self._at, kind))
        return start

    def silent(self, piece: str) -> None:
        """Add what is part of the text and asserts nothing by itself: a row of a table, code."""
        lines = gate(piece)[0].strip("\r\n")
        if lines.strip():
            gap = "\n" if self._at else ""
            self._parts += (gap, lines)
            self._at += len(gap) + len(lines)

"""Texts of strangers on one line of a terminal: harmless, and as wide as there is room."""

import shutil
import sys

from claims.core.text import harmless


def at_terminal() -> bool:
    """Return whether a person reads along: data goes to a terminal, not into a pipe or a file."""
    return sys.stdout.isatty()


def columns() -> int:
    """Return how wide the terminal is."""
    return max(20, shutil.get_terminal_size().columns)


def oneline(text: str) -> str:
    """Return a text on one line, without characters that would steer the terminal or turn the line around."""
    return harmless(text)


def cells(text: str) -> int:
    """Return how many columns a text takes: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # not needed for plain output

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Return a text shortened to `width` columns; an ellipsis tells that something is missing."""
    if cells(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled up with blanks to `width` columns."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, width: int) -> list[str]:
    """Return a text broken into lines of at most `width` columns, at blanks where there are any."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line and (cells(word) <= width or not _breakable(word)):
            lines.append(line)
            line = ""
        *whole, line = _chopped(f"{line} {word}".strip(), width)
        lines += whole
    return [*lines, line] if line or not lines else lines


def _breakable(word: str) -> bool:
    """Return whether a word may be broken anywhere, as Chinese and Japanese text may."""
    return cells(word) > len(word)


def _chopped(text: str, width: int) -> list[str]:
    from rich.cells import chop_cells

    return [text] if cells(text) <= width else chop_cells(text, width)

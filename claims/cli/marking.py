"""What a search found, marked in a line of text: bold and underlined, or between « and » where nothing can be."""

from collections.abc import Sequence

import click

from claims.cli.width import at_terminal, cells, cut

Spans = Sequence[tuple[int, int]]


def marked(text: str, marks: Spans) -> str:
    """Return a text with « and » around what is marked."""
    for start, end in reversed(marks):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


def fitted(text: str, marks: Spans, width: int) -> tuple[str, int]:
    """Return a marked text in at most `width` columns, from before its first mark on, and how many it takes."""
    if marks and cells(text[: marks[0][1]]) > width - 3:
        text, marks = _from(text, marks, max(0, marks[0][0] - width // 3))
    if not _styled():
        shown = cut(marked(text, marks), width)
        return shown, cells(shown)
    shown = cut(text, width)
    end = len(shown) - (shown != text)
    styled = shown
    for start, stop in reversed([(start, min(stop, end)) for start, stop in marks if start < end]):
        styled = styled[:start] + click.style(styled[start:stop], bold=True, underline=True) + styled[stop:]
    return styled, cells(shown)


def _from(text: str, marks: Spans, start: int) -> tuple[str, Spans]:
    """Return a text from the word at `start` on, or the next one before its first mark."""
    blank = next((at for at in range(start, marks[0][0]) if text[at].isspace()), None)
    start = start if blank is None else blank + 1
    moved = 1 - start if start else 0
    return f"{'…' if start else ''}{text[start:]}", [(low + moved, high + moved) for low, high in marks]


def _styled() -> bool:
    return at_terminal() and click.get_current_context().find_root().color is not False

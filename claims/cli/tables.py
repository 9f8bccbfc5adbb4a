"""Tables: fitted to the terminal for a person, tab-separated and complete for everything else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TypeVar

import click

from claims.cli.marking import Spans
from claims.cli.marking import fitted as fitted_marks
from claims.cli.width import at_terminal, cells, columns, cut, oneline, pad

T = TypeVar("T")
GAP = "  "
FEWEST = 30
SHARE = 0.4
"""Columns, and part of the width, that the text wants before anything that may be left out gets room."""
CHUNK = 500


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: `cell` for people, `plain` for programs where that differs.

    The one `flexible` column takes the room that is left. Columns with a `rank` are left out where there is none:
    the highest rank first.
    """

    title: str
    cell: Callable[[T], str]
    plain: Callable[[T], str] | None = None
    most: int = 40
    right: bool = False
    flexible: bool = False
    rank: int = 0
    colour: Callable[[T], int | None] | None = None
    marks: Callable[[T], Spans] | None = None


def print_table(columns_: Sequence[Column[T]], items: Iterable[T], *, people: bool = False) -> int:
    """Print items as they come and return how many there were; with `people` fitted to a width also when piped."""
    return _print_for_people(columns_, items) if people or at_terminal() else _print_plain(columns_, items)


def _print_plain(columns_: Sequence[Column[T]], items: Iterable[T]) -> int:
    count = 0
    for item in items:
        count += 1
        click.echo("\t".join(oneline((column.plain or column.cell)(item)) for column in columns_))
    return count


def _print_for_people(columns_: Sequence[Column[T]], items: Iterable[T]) -> int:
    count = 0
    widths: list[int] = []
    for chunk in _chunks(iter(items)):
        rows = [[oneline(column.cell(item)) for column in columns_] for item in chunk]
        if not count:
            widths = fitted(columns_, rows, columns())
            heads = [column.title for column in columns_]
            click.secho(_line(columns_, heads, widths, [None] * len(heads)), dim=True)
        for item, row in zip(chunk, rows, strict=True):
            colours = [column.colour(item) if column.colour else None for column in columns_]
            marks = [column.marks(item) if column.marks else () for column in columns_]
            click.echo(_line(columns_, row, widths, colours, marks))
        count += len(chunk)
    return count


def fitted(columns_: Sequence[Column[T]], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the width of each column; 0 for one that is left out."""
    widths = []
    for number, column in enumerate(columns_):
        longest = max((cells(row[number]) for row in rows), default=0)
        widths.append(0 if not longest else min(max(longest, cells(column.title)), column.most))
    flexible = next(number for number, column in enumerate(columns_) if column.flexible)
    widths[flexible] = 0

    def left() -> int:
        return room - sum(width + len(GAP) for width in widths if width)

    for number in sorted(range(len(widths)), key=lambda number: -columns_[number].rank):
        if columns_[number].rank and left() < max(FEWEST, room * SHARE):
            widths[number] = 0
    widths[flexible] = max(left(), 1)
    return widths


def _line(
    columns_: Sequence[Column[T]], row: Sequence[str], widths: Sequence[int], colours: Sequence[int | None],
    marks: Sequence[Spans] = (),
) -> str:  # fmt: skip
    parts = []
    for number, (column, text, width, colour) in enumerate(zip(columns_, row, widths, colours, strict=True)):
        if width and marks and marks[number]:
            shown, taken = fitted_marks(text, marks[number], width)
            parts.append(shown + " " * (width - taken))
        elif width:
            filled = pad(cut(text, width), width, right=column.right)
            parts.append(click.style(filled, fg=colour) if colour else filled)
    return GAP.join(parts).rstrip()


def _chunks(items: Iterator[T]) -> Iterator[list[T]]:
    for first in items:
        yield list(chain([first], islice(items, CHUNK - 1)))

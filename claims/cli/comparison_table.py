"""Comparisons as tables: side by side where there is room, else below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from claims.cli.failures import say_error
from claims.cli.report import named
from claims.cli.tables import Column, print_table
from claims.cli.width import at_terminal, columns, oneline
from claims.errors import InputFailed
from claims.wording import counted, due_words

if TYPE_CHECKING:
    from ingest.comparison import Comparison, Match
    from ingest.extractors.candidate import Candidate

SAME, DIFFERS, ONE = "=", "≠", "+"
MARKS = {SAME: "same", DIFFERS: "differs", ONE: "only"}
COLOURS = {DIFFERS: 136, ONE: 30}
WIDE = 100
"""Columns from which on two extractors stand side by side."""


@dataclass(frozen=True, slots=True)
class Line:
    """One extractor's reading of a match, for a line of its own."""

    file: str
    match: "Match"
    name: str
    candidate: "Candidate"
    leads: bool


def mark(match: "Match") -> str:
    """Return how far the extractors agree."""
    if sum(each is not None for each in match.found) < 2:
        return ONE if len(match.found) > 1 else SAME
    return DIFFERS if match.differs or not match.everywhere else SAME


LONE: tuple[Column[Line], ...] = (
    Column("kind", lambda line: line.candidate.kind.value),
    Column("score", lambda line: f"{line.candidate.score:.2f}", right=True, rank=1),
    Column("due", lambda line: due_words(line.candidate.due, line.candidate.due_precision), rank=3),
    Column("numbers", lambda line: "; ".join(each.text for each in line.candidate.quantities), most=24, rank=2),
    Column("statement", lambda line: line.candidate.statement, flexible=True),
)
STACKED: tuple[Column[Line], ...] = (
    Column("", lambda line: mark(line.match) if line.leads else "", colour=lambda line: COLOURS.get(mark(line.match))),
    Column("by", lambda line: line.name, most=12),
    Column("differs", lambda line: ", ".join(line.match.differs) if line.leads else "", most=20, rank=1),
    Column("statement", lambda line: line.candidate.statement, flexible=True),
)
PIPED: tuple[Column[Line], ...] = (
    Column("file", lambda line: line.file),
    Column("start", lambda line: str(line.candidate.start)),
    Column("end", lambda line: str(line.candidate.end)),
    Column("mark", lambda line: MARKS[mark(line.match)]),
    Column("differs", lambda line: ",".join(line.match.differs)),
    Column("by", lambda line: line.name),
    Column("kind", lambda line: line.candidate.kind.value),
    Column("score", lambda line: f"{line.candidate.score:.2f}"),
    Column("statement", lambda line: line.candidate.statement, flexible=True),
)


def print_comparison(found: "Comparison", *, as_table: bool) -> None:
    """Print one comparison: for a person, or a line for each claim of each extractor."""
    names = [each.name for each in found.readers]
    people = as_table or at_terminal()
    if people and len(names) == 2 and columns() >= WIDE:
        print_table(_side_by_side(names), found.matches, people=True)
    elif people:
        print_table(STACKED if len(names) > 1 else LONE, _lines(found), people=True)
    else:
        print_table(PIPED, _lines(found))


def say(found: "Comparison") -> str:
    """Say on stderr what the extractors have to say and what it comes to; returns the outcome in a word."""
    if found.failed:
        say_error(InputFailed(named(found.name, found.failed)))
        return "failed"
    notes = [*found.notes, *(f"{each.name}: {note}" for each in found.readers for note in each.notes)]
    for note in [*notes, summary(found)]:
        click.echo(f"{oneline(found.name)}: {oneline(note)}", err=True)
    return "added" if found.matches else "empty"


def summary(found: "Comparison") -> str:
    """Return what each extractor found and how far they agree, in a line."""
    parts = [f"{counted(each.claims, 'claim')} by {each.name} {each.version}" for each in found.readers]
    if len(parts) < 2:
        return parts[0]
    only = [f"{found.only(number)} only by {each.name}" for number, each in enumerate(found.readers)]
    agreed = [f"{found.count('same')} the same", f"{found.count('differ')} different"]
    return f"{', '.join(parts)}; {', '.join([*agreed, *only])}"


def _lines(found: "Comparison") -> Iterator[Line]:
    for match in found.matches:
        leads = True
        for reader, candidate in zip(found.readers, match.found, strict=True):
            if candidate is not None:
                yield Line(found.name, match, reader.name, candidate, leads)
                leads = False


def _side_by_side(names: Sequence[str]) -> tuple[Column["Match"], ...]:
    room = (columns() - 3) // 2 - 2

    def cell(number: int) -> Column["Match"]:
        def said(match: "Match") -> str:
            candidate = match.found[number]
            return candidate.statement if candidate else "–"

        return Column(names[number], said, most=room, flexible=number == 1)

    return (Column("", mark, colour=lambda match: COLOURS.get(mark(match))), cell(0), cell(1))

"""Claims as a table."""

from collections.abc import Iterable
from dataclasses import replace

from claims.cli.colours import COLOURS
from claims.cli.marking import Spans, marked
from claims.cli.tables import Column, print_table
from claims.cli.width import at_terminal
from claims.records import Claim
from claims.wording import SHORT_KEY, confidence_cell, drift_words, due_words, status_words


def numbers(claim: Claim) -> str:
    """Return the first number of a claim as it was written, and how many more there are."""
    more = f" +{len(claim.quantities) - 1}" if len(claim.quantities) > 1 else ""
    return claim.quantities[0].text + more if claim.quantities else ""


COLUMNS: tuple[Column[Claim], ...] = (
    Column("key", lambda claim: claim.key[:SHORT_KEY], lambda claim: claim.key),
    Column(
        "status",
        lambda claim: status_words(claim.status),
        lambda claim: claim.status.value,
        colour=lambda claim: COLOURS.get(claim.status),
    ),
    Column(
        "conf", confidence_cell, lambda claim: "-" if claim.confidence is None else str(claim.confidence), right=True
    ),
    Column("kind", lambda claim: claim.kind.value, rank=4),
    Column(
        "due",
        lambda claim: due_words(claim.due, claim.due_precision),
        lambda claim: claim.due.isoformat() if claim.due else "",
        rank=2,
    ),
    Column("number", numbers, lambda claim: "; ".join(each.text for each in claim.quantities), most=14, rank=3),
    Column("source", lambda claim: claim.source, most=16, rank=1),
    Column("statement", lambda claim: claim.statement, flexible=True),
    Column("drift", drift_words),
    Column("origins", lambda claim: str(claim.origins) if claim.origins > 1 else "", lambda claim: str(claim.origins)),
)
"""Piped: key, status, confidence, kind, due date, numbers, source, statement, drift of quotes, number of origins.

A person is shown the number where a claim has several.
"""


def print_claims(claims: Iterable[Claim]) -> int:
    """Print claims, one a line, and return how many there were."""
    return print_table(COLUMNS, claims)


def _found(claim: Claim) -> str:
    """Return what was found of a claim: a quote stands in quotation marks."""
    if claim.snippet is None or claim.snippet.of == "statement":
        return claim.statement if claim.snippet is None else claim.snippet.text
    return f"“{claim.snippet.text}”"


def _marks(claim: Claim) -> Spans:
    if claim.snippet is None:
        return ()
    moved = int(claim.snippet.of == "quote")
    return [(start + moved, end + moved) for start, end in claim.snippet.marks]


FOUND: tuple[Column[Claim], ...] = tuple(
    replace(column, cell=_found, marks=_marks) if column.flexible else column for column in COLUMNS
)
PIPED: tuple[Column[Claim], ...] = (
    *COLUMNS,
    Column("found", lambda claim: marked(_found(claim), _marks(claim)) if claim.snippet else ""),
)
"""As `COLUMNS`, and at the end what was found."""


def print_found(claims: Iterable[Claim]) -> int:
    """Print what a search found, one claim a line, and return how many there were."""
    return print_table(FOUND if at_terminal() else PIPED, claims)

"""Batches: what commands did, and taking it back."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import card, offers, options
from claims.cli.changes import tell_undo
from claims.cli.group import Command, Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, print_array, print_object
from claims.cli.tables import Column, print_table
from claims.cli.width import oneline
from claims.records import Batch
from claims.wording import SHORT_KEY, counted, local, status_words, utc

if TYPE_CHECKING:
    from claims.book import Book


COUNTED = ("claims", "documents", "events")
"""Counts that say of what they are."""
INPUTS = ("inputs", "expected", "folder")
"""Parameters of a batch that are told otherwise."""


OF = {"ingest": "input", "recheck": "page"}
"""What the counts of a batch are of, by its command; those of others are of claims."""


def counts(batch: Batch) -> str:
    """Return what a batch came to; for changes of claims, what they were about."""
    if batch.stopped:
        return "stopped, or still running"
    of = OF.get(batch.command, "claim")
    said = [
        counted(count, name.removesuffix("s"))
        if name in COUNTED
        else f"{counted(count, 'quote' if name.startswith('newly ') else of)} {name}"
        for name, count in sorted(batch.counts.items(), key=lambda each: each[0] != "claims")
        if count
    ]
    if batch.counts.keys() <= {"claims"}:
        said += [status_words(value) for value in batch.parameters.values() if isinstance(value, str)]
    return ", ".join([*said, "undone"] if batch.undone_by else said)


def how_far(batch: Batch) -> str:
    """Return how far a batch came that did not end."""
    done, of = len(batch.items), batch.parameters.get("expected")
    known = isinstance(of, int) and of >= done  # archives and feeds are more documents than inputs
    return f"stopped after {f'{done:,} of {of:,} inputs' if known else counted(done, 'input')}, or still running"


def going_on(batch: Batch) -> str | None:
    """Return the command that goes on with a batch, or reads again what failed in it."""
    failed = any(item.outcome == "failed" for item in batch.items)
    if batch.undone_by is not None or not (batch.stopped or failed):
        return None
    if feed := batch.parameters.get("feed"):
        return f"claims feeds poll {feed}"
    return f"claims ingest --resume {batch.key[:SHORT_KEY]}" if batch.inputs else None


COLUMNS: tuple[Column[Batch], ...] = (
    Column("key", lambda batch: batch.key[:SHORT_KEY], lambda batch: batch.key),
    Column("when", lambda batch: local(batch.started_at), lambda batch: utc(batch.started_at)),
    Column("who", lambda batch: batch.actor, most=16, rank=1),
    Column("command", lambda batch: batch.command),
    Column("result", counts, flexible=True),
)


@click.group(cls=Noun, default="list")
def batches() -> None:
    """List and show what commands did.

    Bare, it lists them.

    \b
    Example:
      claims batches
      claims batches show 5B2Q
    """


@batches.command("list")
@options.limit(50, "batches")
@options.as_json
@with_book
def list_(book: "Book", limit: int, as_json: bool) -> None:
    """List batches, newest first.

    Piped: key, time, who, command, result.

    \b
    Example:
      claims batches list --limit 5
    """
    found = book.batches(limit=limit)
    if as_json:
        print_array(_record(batch) for batch in found)
    else:
        print_table(COLUMNS, found)
    if not found:
        empty("Nothing was done yet. Start with: claims ingest FILE")


@batches.command()
@click.argument("key", metavar="BATCH", shell_complete=offers.batch)
@options.as_json
@with_book
def show(book: "Book", key: str, as_json: bool) -> None:
    """Show one batch and what became of each of its inputs.

    \b
    Example:
      claims batches show 5B2Q
    """
    batch = book.batch(key)
    if as_json:
        return print_object(_record(batch))
    card.headline(f"{batch.command} by {batch.actor}")
    card.field("key", batch.key)
    card.field("started", local(batch.started_at))
    card.field("finished", local(batch.finished_at) if batch.finished_at else "not yet, or it was interrupted")
    card.field("result", how_far(batch) if batch.stopped else counts(batch))
    card.field("go on with", going_on(batch) or "")
    card.field("with", ", ".join(f"{name} {value}" for name, value in batch.parameters.items() if name not in INPUTS))
    card.field("read by", " ".join(str(batch.versions.get(name, "")) for name in ("extractor", "version")).strip())
    card.field("undone by", batch.undone_by or "")
    if batch.items:
        card.section("Inputs")
    for number, item in enumerate(batch.items, 1):
        document = f", document {item.document}" if item.document else ""
        card.entry(number, [f"{item.outcome}  {item.name}{document}", item.detail or ""])


@click.command(cls=Command)
@click.argument("key", metavar="BATCH", shell_complete=offers.batch)
@options.note("Why.")
@options.as_json
@with_book
def undo(book: "Book", key: str, note: str | None, as_json: bool) -> None:
    """Take back everything one command did.

    Claims that somebody worked on since are left alone and named. Nothing is
    deleted; undoing the undo brings it back.

    \b
    Example:
      claims batches
      claims undo 5B2Q --note "Wrong file"
    """
    done = book.undo(key, note=note)
    if as_json:
        from claims.schemas import UndoneRecord

        print_object(UndoneRecord.of(done))
    else:
        click.echo(f"undone  {done.undid}  {counted(done.reverted, 'claim')} put back")
    for kept, why in done.kept.items():
        click.echo(f"left alone: {kept}, {oneline(why)}", err=True)
    tell_undo([done.batch])


def _record(batch: Batch) -> Any:
    from claims.schemas import BatchRecord

    return BatchRecord.of(batch)

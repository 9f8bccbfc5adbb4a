"""All changes, and what became of the claims between two dates."""

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.output import empty, more
from claims.core.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.book import Book
    from claims.records import Difference


@click.command(cls=Command)
@click.option(
    "--who", "actor", metavar="NAME", shell_complete=offers.actor, help="Only changes by this person, rule or model."
)
@click.option("--since", metavar="DATE", help="From then on.")
@click.option("--until", metavar="DATE", help="Up to then; a day means its end.")
@click.option(
    "--kind",
    type=options.OneOf("kind of change", EventKind),
    metavar="WORD",
    help="Only one kind: " + ", ".join(EventKind) + ".",
)
@click.option("--claim", metavar="KEY", shell_complete=offers.claim, help="Only of this claim.")
@click.option("--batch", metavar="KEY", shell_complete=offers.batch, help="Only by this command.")
@options.limit(50, "changes")
@options.after
@options.as_json
@with_book
def log(book: "Book", as_json: bool, **chosen: Any) -> None:
    """Show all changes, newest first.

    Piped: time, who, claim, what, reason, batch.

    \b
    Example:
      claims log --who ann --since 2026-03-01
      claims log --kind status --since "2 weeks ago"
    """
    from claims.cli.event_table import print_events

    page = book.log(**options.given(chosen))
    if not print_events(page.events, as_json=as_json):
        empty("No change fits.")
    more(page.after)


@click.command(cls=Command)
@click.argument("start", metavar="DATE1", required=False)
@click.argument("end", metavar="DATE2", required=False)
@click.option(
    "--batch",
    "batches",
    nargs=2,
    metavar="A B",
    shell_complete=offers.batch,
    help="Instead of dates: what two readings of documents found.",
)
@click.option("--limit", type=options.Whole("limit"), metavar="N", help="How many claims; without it all.")
@options.after
@options.as_json
@with_book
def diff(
    book: "Book", start: str | None, end: str | None, batches: tuple[str, str] | None, limit: int | None,
    after: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Show what became of the claims between two dates.

    A day means its end; without DATE2 it is now. Piped: key, change, statement.

    With --batch: what two batches found in the documents both of them read, such
    as before and after a new version of an extractor: - no longer found, + new,
    ≠ found otherwise. Piped: mark, key before, key after, what differs, status,
    statement before, statement after.

    \b
    Example:
      claims diff 2026-03-01 2026-03-31
      claims diff "last week"
      claims diff --batch 5B2Q 8KX1
    """
    if batches:
        if start is not None or limit is not None or after is not None:
            raise click.UsageError(
                "--batch compares two batches; leave out dates, --limit and --after", click.get_current_context()
            )
        from claims.cli.rereading_table import print_rereadings

        if not print_rereadings(book.diff_batches(*batches), as_json=as_json):
            empty("Both found the same.")
        return
    if start is None:
        raise click.UsageError("Missing argument 'DATE1'.", click.get_current_context())
    from claims.cli.event_table import print_differences

    last: list[str] = []

    def noted() -> "Iterator[Difference]":
        for each in islice(found, limit):
            last[:] = [each.key]
            yield each

    found = book.diff(start, end, limit=None if limit is None else limit + 1, after=after)
    if not print_differences(noted(), as_json=as_json):
        empty("Nothing changed between these dates." if after is None else "Nothing more changed between these dates.")
    more(last[0] if limit is not None and next(found, None) is not None else None)

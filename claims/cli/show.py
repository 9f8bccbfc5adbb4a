"""One claim: all there is about it, and what happened to it."""

from typing import TYPE_CHECKING

import click

from claims.cli import options
from claims.cli.claim_card import print_card
from claims.cli.group import Command
from claims.cli.opened import with_book

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@options.key
@click.option("--as-of", metavar="DATE", help="As it was believed then; a day means its end.")
@click.option("--explain", is_flag=True, help="Also say where confidence and extraction come from.")
@options.as_json
@with_book
def show(book: "Book", key: str, as_of: str | None, explain: bool, as_json: bool) -> None:
    """Show all there is about one claim.

    Statement, status, confidence, the quote in its [context], numbers,
    evidence and history.

    \b
    Example:
      claims show 7K2M
      claims show 7K2M --as-of 2026-03-31
    """
    claim = book.get(key, as_of=as_of)
    events = [event for event in book.history(claim.key) if not claim.as_of or event.recorded_at <= claim.as_of]
    if as_json:
        from claims.cli.output import print_object
        from claims.schemas import HistoryRecord

        return print_object(HistoryRecord.with_events(claim, events))
    print_card(claim, events, explain=explain)


@click.command(cls=Command)
@options.key
@options.as_json
@with_book
def history(book: "Book", key: str, as_json: bool) -> None:
    """Show everything that ever happened to one claim.

    First to last. Piped: time, who, claim, what, reason, batch.

    \b
    Example:
      claims history 7K2M
    """
    from claims.cli.event_table import print_events

    print_events(book.history(key), as_json=as_json, of_one=True)

"""Correcting how a claim is put, and remarks."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import options
from claims.cli.changes import change_each
from claims.cli.group import Command
from claims.cli.opened import with_book

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@options.key
@click.option("--statement", metavar="TEXT", help="The claim in better words; its quote stays as it is.")
@click.option("--kind", type=options.KIND, metavar="WORD", help="fact, forecast or opinion.")
@click.option("--due", metavar="DATE", help="When it comes true or not; an empty one takes the date away.")
@click.option("--subject", metavar="TEXT", help="Whom or what it is about; an empty one takes it away.")
@options.note("Why, in a sentence; it stays in the history.", required=True)
@options.expect
@options.as_json
@with_book
def amend(book: "Book", key: str, as_json: bool, **changes: Any) -> None:
    """Correct the wording, kind, due date or subject of a claim.

    \b
    Example:
      claims amend 7K2M --due 2026-12-31 --kind forecast --note "Says by 2026"
    """
    if all(changes[name] is None for name in ("statement", "kind", "due", "subject")):
        raise click.UsageError("Nothing to amend: give --statement, --kind, --due or --subject")
    change_each(book, [key], lambda book, key: book.amend(key, **changes), "amended", as_json=as_json)


@click.command(cls=Command)
@options.key_or_stdin
@click.argument("text")
@options.as_json
@with_book
def note(book: "Book", keys: tuple[str, ...], text: str, as_json: bool) -> None:
    """Write a remark into the history of a claim.

    \b
    Example:
      claims note 7K2M "Asked the press office on Monday, no answer yet"
    """
    change_each(book, keys, lambda book, key: book.note(key, text), "noted", as_json=as_json)

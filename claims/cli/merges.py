"""Merges: two claims that say the same become one, and apart again."""

from typing import TYPE_CHECKING

import click

from claims.cli import offers, options
from claims.cli.changes import change_each
from claims.cli.group import Command
from claims.cli.opened import with_book

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@options.key
@click.argument("into", shell_complete=offers.claim)
@options.note("Why they are one.")
@options.as_json
@with_book
def merge(book: "Book", key: str, into: str, note: str | None, as_json: bool) -> None:
    """Make one claim of two that say the same.

    The claim KEY goes into the claim INTO, which gets its appearances. Nothing
    is lost: `claims unmerge KEY` takes it out again.

    \b
    Example:
      claims merge 7K2M 9QXT --note "The same offer, told twice"
    """
    change_each(book, [key], lambda book, key: book.merge(key, into, note=note), "merged into", as_json=as_json)


@click.command(cls=Command)
@options.key
@options.note("Why they are two.")
@options.as_json
@with_book
def unmerge(book: "Book", key: str, note: str | None, as_json: bool) -> None:
    """Take a merged claim out again.

    \b
    Example:
      claims unmerge 7K2M
    """
    change_each(book, [key], lambda book, key: book.unmerge(key, note=note), "unmerged", as_json=as_json)

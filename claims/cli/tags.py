"""Tags: words of one's own on claims."""

from typing import TYPE_CHECKING

import click

from claims.cli import offers, options
from claims.cli.changes import change_each
from claims.cli.group import Command
from claims.cli.opened import with_book

if TYPE_CHECKING:
    from claims.book import Book

words = click.argument("words", metavar="TAG...", nargs=-1, required=True, shell_complete=offers.tag)


@click.command(cls=Command)
@options.key_or_stdin
@words
@options.as_json
@with_book
def tag(book: "Book", keys: tuple[str, ...], words: tuple[str, ...], as_json: bool) -> None:
    """Give a claim tags.

    KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims tag 7K2M hiring follow-up
      claims list --amount ">=1bn USD" | claims tag - "big money"
    """
    change_each(book, keys, lambda book, key: book.tag(key, *words), "tagged", as_json=as_json)


@click.command(cls=Command)
@options.key_or_stdin
@words
@options.as_json
@with_book
def untag(book: "Book", keys: tuple[str, ...], words: tuple[str, ...], as_json: bool) -> None:
    """Take tags off a claim.

    KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims untag 7K2M follow-up
    """
    change_each(book, keys, lambda book, key: book.untag(key, *words), "untagged", as_json=as_json)

"""The same claim again, and claims that cannot both be true: suggested here, decided by a person."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.changes import change_each
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.core.vocabulary import RELATED, LinkKind

if TYPE_CHECKING:
    from claims.book import Book

key = click.argument("key", required=False, shell_complete=offers.claim)


def least(default: float) -> Callable[[options.F], options.F]:
    return click.option(
        "--min-score", type=click.FloatRange(0, 1), metavar="0..1", default=default, show_default=True,
        help="How alike they must be.",
    )  # fmt: skip


newest = click.option(
    "--newest", type=options.Whole("newest"), metavar="N", default=200, show_default=True,
    help="Without KEY, look beside so many of the newest claims.",
)  # fmt: skip
other = click.argument("other", shell_complete=offers.claim)


kind = click.option(
    "--kind", type=options.OneOf("kind of link", RELATED), metavar="KIND", default=LinkKind.CONTRADICTS.value,
    show_default=True, help="contradicts, duplicate or supports.",
)  # fmt: skip


@click.command(cls=Command)
@key
@least(0.5)
@newest
@options.limit(20, "pairs")
@options.as_json
@with_book
def duplicates(book: "Book", key: str | None, as_json: bool, **how: Any) -> None:
    """List claims that may be one, with the reasons.

    Beside one claim, or beside each of the newest, by their words; by what they
    mean, too, where a model is named (`claims db embed`). Only suggestions: `claims merge`
    makes one of two, `claims unlink KEY OTHER --kind duplicate` says they are not,
    and then they are not listed again. Piped: kind, score, what they are to each
    other, both keys, reasons, both quotes.

    \b
    Example:
      claims duplicates 7K2M
      claims duplicates --min-score 0.8
    """
    from claims.cli.suggestions import print_suggestions

    print_suggestions(book.duplicates(key, **how), "No claim here seems to say the same.", as_json=as_json)


@click.command(cls=Command)
@key
@least(0.4)
@newest
@click.option("--any-period", is_flag=True, help="Also compare figures of different years.")
@options.limit(20, "pairs")
@options.as_json
@with_book
def conflicts(book: "Book", key: str | None, as_json: bool, **how: Any) -> None:
    """List claims that cannot both be true, with the reasons.

    By their figures (one subject, unit, measure and year) or because one says the
    opposite. Which of them is right is yours to find out: `claims link KEY OTHER`
    keeps that they contradict each other, `claims unlink KEY OTHER` that they do
    not. Piped as `claims duplicates`.

    \b
    Example:
      claims conflicts 7K2M
      claims conflicts --any-period --json
    """
    from claims.cli.suggestions import print_suggestions

    print_suggestions(book.conflicts(key, **how), "No claims here seem to contradict each other.", as_json=as_json)


@click.command(cls=Command)
@options.key
@other
@kind
@options.note("Why.")
@options.as_json
@with_book
def link(book: "Book", key: str, other: str, kind: str, note: str | None, as_json: bool) -> None:
    """Say how a claim stands to another one.

    The histories of both tell it. Two that are one are better merged.

    \b
    Example:
      claims link 7K2M 9QXT --note "One of them is wrong"
      claims link 7K2M 9QXT --kind supports
    """
    said = {"duplicate": "linked as duplicate"}.get(kind, f"{kind} {other}")
    change_each(book, [key], lambda book, key: book.link(key, other, kind, note=note), said, as_json=as_json)


@click.command(cls=Command)
@options.key
@other
@kind
@options.note("Why not.")
@options.as_json
@with_book
def unlink(book: "Book", key: str, other: str, kind: str, note: str | None, as_json: bool) -> None:
    """Say that a claim does not stand so to another one.

    Takes a link back, or turns a suggestion down: it is not suggested again.

    \b
    Example:
      claims unlink 7K2M 9QXT --note "Two different plants"
      claims unlink 7K2M 9QXT --kind duplicate
    """
    change_each(book, [key], lambda book, key: book.unlink(key, other, kind, note=note), "unlinked", as_json=as_json)

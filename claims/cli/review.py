"""Reviewing: what was found when claims were checked, and how sure we are."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.changes import change_each
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.core.confidence import ALLOWED, parse, word
from claims.core.status import Status
from claims.errors import InvalidValue
from claims.wording import status_words

if TYPE_CHECKING:
    from claims.book import Book


def found(book: "Book", keys: tuple[str, ...], status: str, *, as_json: bool, expect: int | None, **how: Any) -> None:
    """Set a status on the claims named, and tell it."""
    done = status_words(status)
    change_each(
        book, keys, lambda book, key: book.mark(key, status, expect=expect, **how), done, as_json=as_json, expect=expect
    )


@click.command(cls=Command)
@options.keys
@options.finding
@with_book
def verify(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Say that claims were checked and found true.

    Needs a reason or evidence. KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims verify 7K2M --evidence https://example.org/report --note "Table 3"
      claims list --section "Group 2" | claims verify - --note "Checked with them"
    """
    found(book, keys, Status.VERIFIED, **how)


@click.command(cls=Command)
@options.keys
@options.finding
@with_book
def dispute(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Say that credible sources conflict about claims.

    Needs a reason or evidence. KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims dispute 7K2M --evidence https://example.org/denial
    """
    found(book, keys, Status.DISPUTED, **how)


@click.command(cls=Command)
@options.keys
@options.finding
@with_book
def refute(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Say that claims were checked and found false.

    Needs a reason or evidence. KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims refute 7K2M --evidence https://example.org/filing --note "It was 1.5"
    """
    found(book, keys, Status.REFUTED, **how)


@click.command(cls=Command)
@options.keys
@options.finding
@with_book
def retract(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Say that the speaker withdrew claims.

    Needs a reason or evidence. KEY may be `-` to read keys from stdin.

    \b
    Example:
      claims retract 7K2M --evidence https://example.org/correction
    """
    found(book, keys, Status.RETRACTED, **how)


@click.command(cls=Command)
@options.keys
@options.finding
@with_book
def reject(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Say that these are no claims: the extraction was wrong.

    They are kept, and left out of lists. Needs a reason. KEY may be `-` to
    read keys from stdin.

    \b
    Example:
      claims reject 7K2M --note "A heading, not a claim"
    """
    found(book, keys, Status.REJECTED, **how)


@click.command(cls=Command)
@options.key_or_stdin
@click.argument("status", type=options.STATUS)
@click.option("--by", metavar="KEY", shell_complete=offers.claim, help="The newer claim, for superseded.")
@options.finding
@with_book
def mark(book: "Book", keys: tuple[str, ...], status: str, **how: Any) -> None:
    """Set any status of a claim.

    \b
    STATUS is one of
      unverified       nobody has checked it yet
      verified         checked and found true
      partly_verified  part of it was found true, the rest not or not yet
      misleading       true in its words, false in what it makes one believe
      disputed         credible sources conflict
      refuted          checked and found false
      unverifiable     checked, and there is no way to know
      retracted        the speaker withdrew it
      superseded       a newer figure replaces it; name that claim with --by
      rejected         not a claim: the extraction was wrong

    \b
    Example:
      claims mark 7K2M misleading --note "Counts stock at its peak price"
      claims mark 7K2M superseded --by 9QXT
    """
    found(book, keys, status, **how)


class WithNegatives(Command):
    """A command whose argument may look like `-1`: refused as the value it is, not as an unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            name = error.option_name
            if not name[1:2].isdigit():
                raise
            value = next((each for each in given if each.startswith(name)), name)
            raise InvalidValue("confidence", value, ALLOWED) from None


@click.command(cls=WithNegatives)
@options.key_or_stdin
@click.argument("confidence", shell_complete=offers.confidence)
@options.note("Why, in a sentence; it stays in the history.", required=True)
@options.expect
@options.as_json
@with_book
def assess(book: "Book", keys: tuple[str, ...], confidence: str, note: str, expect: int | None, as_json: bool) -> None:
    """Say how sure we are that a claim is true.

    CONFIDENCE is 0 to 100 or 70%; a decimal point means a probability: 0.7 is
    70. Or one of: almost no chance, very unlikely, unlikely, roughly even,
    likely, very likely, almost certain.

    \b
    Example:
      claims assess 7K2M 80 --note "Two people in the room say so"
      claims assess 7K2M "very likely" --note "A filing agrees"
    """
    sure = parse(confidence)
    done = f"assessed {sure} ({word(sure)})"
    change_each(
        book,
        keys,
        lambda book, key: book.assess(key, confidence, note=note, expect=expect),
        done,
        as_json=as_json,
        expect=expect,
    )

"""Changes: made one after the other, and told in a line each."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from claims.cli.colours import COLOURS
from claims.cli.failures import say_error
from claims.cli.output import print_array
from claims.cli.width import at_terminal, columns, cut, oneline
from claims.errors import ClaimtrackError, InvalidValue, StorageError
from claims.records import Change

if TYPE_CHECKING:
    from claims.book import Book

SOME_FAILED = 2


def change_each(
    book: "Book",
    keys: Sequence[str],
    change: Callable[["Book", str], Change],
    done: str,
    *,
    as_json: bool,
    expect: int | None = None,
) -> None:
    """Change every claim named, in one batch, and tell what came of it; the others go on when one fails.

    Exits with 2 when some failed; one alone, or all of them, fail with their own error.
    """
    if expect is not None and len(keys) > 1:
        raise InvalidValue("--expect", expect, "a version belongs to one claim; name one key")
    made: list[Change] = []
    failed: list[ClaimtrackError] = []
    with book.together() if len(keys) > 1 else nullcontext(book) as one_batch:
        for key in dict.fromkeys(keys):
            try:
                made.append(change(one_batch, key))
            except StorageError:
                raise
            except ClaimtrackError as error:
                failed.append(error)
    tell(made, done, as_json=as_json)
    if failed and not made:
        for each in failed[:-1]:
            say_error(each)
        raise failed[-1]
    for each in failed:
        say_error(each)
    if failed:
        raise click.exceptions.Exit(SOME_FAILED)


def tell(changes: Sequence[Change], done: str, *, as_json: bool = False) -> None:
    """Print each change on stdout, and on stderr what else there is to say and how to take it back."""
    if as_json:
        from claims.schemas import ChangeRecord

        print_array(ChangeRecord.of(change) for change in changes)
    else:
        for change in changes:
            click.echo(line(change, done))
    for change in changes:
        for said in change.said:
            click.echo(f"{change.claim.key}: {oneline(said)}", err=True)
    tell_undo(change.batch for change in changes if change.changed)


def line(change: Change, done: str) -> str:
    """Return one line for a change: what was done, the key, the statement."""
    claim, word = change.claim, done if change.changed else "unchanged"
    text = oneline(claim.statement)
    if at_terminal():
        text = cut(text, max(1, columns() - len(word) - len(claim.key) - 4))
    colour = COLOURS.get(claim.status) if change.changed and done == claim.status.value.replace("_", " ") else None
    return f"{click.style(word, fg=colour) if colour else word}  {claim.key}  {text}"


def tell_undo(batches: Iterable[str | None]) -> None:
    """Say how to take changes back."""
    for batch in dict.fromkeys(batches):
        if batch:
            click.echo(f"undo with: claims undo {batch}", err=True)

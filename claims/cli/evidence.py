"""Evidence: what speaks for or against a claim."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.changes import change_each
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.core.vocabulary import Stance

if TYPE_CHECKING:
    from claims.book import Book


@click.group(cls=Noun)
def evidence() -> None:
    """Add or withdraw what speaks for or against a claim.

    \b
    Example:
      claims evidence add 7K2M https://example.org/report
    """


@evidence.command()
@options.key
@click.argument("url", required=False)
@click.option(
    "--stance",
    type=options.OneOf("stance", Stance),
    metavar="WORD",
    default="supports",
    show_default=True,
    help="supports, refutes or context.",
)
@click.option("--document", metavar="KEY", shell_complete=offers.document, help="A stored document instead of a URL.")
@click.option("--quote", metavar="TEXT", help="The words that matter in it.")
@options.note("What it shows.")
@options.insist
@options.as_json
@with_book
def add(book: "Book", key: str, as_json: bool, **proof: Any) -> None:
    """Add evidence without changing the status.

    \b
    Example:
      claims evidence add 7K2M https://example.org/report --stance refutes
      claims evidence add 7K2M --document 3FQ8 --quote "the budget is 1.5"
    """
    change_each(book, [key], lambda book, key: book.attach(key, **proof), "evidence added", as_json=as_json)


@evidence.command()
@options.key
@click.argument("number", type=options.Whole("number of evidence"))
@options.note("Why, in a sentence; it stays in the history.", required=True)
@options.as_json
@with_book
def withdraw(book: "Book", key: str, number: int, note: str, as_json: bool) -> None:
    """Withdraw one piece of evidence; `claims show` numbers them.

    \b
    Example:
      claims evidence withdraw 7K2M 2 --note "The report was withdrawn"
    """
    done = "evidence withdrawn"
    change_each(book, [key], lambda book, key: book.withdraw_evidence(key, number, note=note), done, as_json=as_json)

"""Adding one claim by hand."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.changes import tell
from claims.cli.group import Command
from claims.cli.opened import with_new_book

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@click.argument("text")
@click.option("--source", metavar="NAME", required=True, shell_complete=offers.source, help="Who published it.")
@click.option("--quote", metavar="TEXT", help="The exact words it was said in.")
@click.option("--url", metavar="URL", help="Where it was said.")
@click.option(
    "--document", metavar="KEY", shell_complete=offers.document, help="A stored document that holds the quote."
)
@click.option("--speaker", metavar="NAME", help="Who is committed to it, if not the source.")
@click.option(
    "--kind", type=options.KIND, default="fact", show_default=True, metavar="WORD", help="Or forecast, opinion."
)
@click.option("--due", metavar="DATE", help="When a forecast comes true or not.")
@click.option("--confidence", metavar="VALUE", help="How sure you are: 70, 70%, 0.7 or a word such as likely.")
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, shell_complete=offers.tag, help="A tag of your own; may be repeated."
)
@options.note("A remark for the history.")
@options.as_json
@with_new_book
def add(book: "Book", text: str, as_json: bool, **told: Any) -> None:
    """Record one claim by hand.

    TEXT may be `-` to read it from stdin. The same claim from the same place
    is recorded once; from another place it is a further appearance.

    \b
    Example:
      claims add "Meta offers $200M packages" --source "The Example Times"
      claims add "It opens in 2026" --source Meta --kind forecast --due 2026-12-31
    """
    change = book.add(options.text_or_stdin(text), **told)
    tell([change], "added" if len(change.claim.appearances) == 1 else "seen again", as_json=as_json)

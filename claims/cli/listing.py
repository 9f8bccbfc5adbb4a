"""Lists of claims: filtered, or found by their words."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import options
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.output import empty, more
from claims.records import Claim

if TYPE_CHECKING:
    from claims.book import Book

SORTS = tuple(sign + name for name in ("recorded", "changed", "confidence", "due") for sign in ("", "-"))


@click.command("list", cls=Command)
@options.filters
@click.option("--as-of", metavar="DATE", help="As believed then; a day means its end.")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    metavar="FIELD",
    default="-recorded",
    show_default=True,
    help="recorded, changed, confidence or due; with a minus the other way round.",
)
@options.limit(50, "claims")
@options.after
@click.option("--all", "everything", is_flag=True, help="Also rejected, merged and withdrawn claims.")
@options.as_json
@with_book
def list_(book: "Book", as_json: bool, **chosen: Any) -> None:
    """List claims, newest first, by any filter.

    A `~` before a confidence says that no person gave it. Piped, each line is
    complete and tab-separated, without a heading: key, status, confidence,
    kind, due date, numbers, source, statement, and what became of its quotes.

    \b
    Example:
      claims list --status disputed --confidence ">=60"
      claims list --amount ">=100M" --as-of 2026-03-31
      claims list --unreviewed --sort -confidence --json
    """
    page = book.list(**options.given(chosen))
    print_page(page.claims, as_json=as_json)
    more(page.after)
    filtered = set(options.given(chosen)) - {"sort", "limit", "everything"}
    if not page.claims:
        empty("No claim fits. `claims list` shows all." if filtered else NONE_YET)


NONE_YET = "No claims yet. Add the first with: claims ingest FILE"


@click.command(cls=Command)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@options.filters
@options.limit(20, "claims")
@options.as_json
@with_book
def search(book: "Book", words: tuple[str, ...], as_json: bool, **chosen: Any) -> None:
    """Find claims by their words, best match first.

    Piped, each line is complete and tab-separated, as in `claims list`.

    \b
    Example:
      claims search tent data centers
      claims search signing bonus --status disputed
    """
    query = " ".join(words)
    page = book.search(query, **options.given(chosen))
    print_page(page.claims, as_json=as_json)
    if not page.claims:
        empty("Nothing found. Try fewer or other words, or `claims list`.")


def print_page(claims: tuple[Claim, ...], *, as_json: bool) -> None:
    """Print claims as a table or as JSON."""
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import record

        print_array(record(claim) for claim in claims)
        return
    from claims.cli.claim_table import print_claims

    print_claims(claims)

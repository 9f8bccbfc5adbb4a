"""Lists of claims: filtered, or found by their words."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.output import empty, more
from claims.records import Claim

if TYPE_CHECKING:
    from claims.book import Book

SORTS = tuple(sign + name for name in ("recorded", "changed", "confidence", "due", "origins") for sign in ("", "-"))


@click.command("list", cls=Command)
@options.filters
@click.option("--as-of", metavar="DATE", help="As believed then; a day means its end.")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    metavar="FIELD",
    default="-recorded",
    show_default=True,
    help="recorded, changed, confidence, due or origins; with a minus the other way round.",
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
    kind, due date, numbers, source, statement, what became of its quotes, and
    how many origins say so.

    \b
    Example:
      claims list --status disputed --confidence ">=60"
      claims list --amount ">=100M" --as-of 2026-03-31
      claims list --unreviewed --sort -confidence --json
      claims list --origins ">=2" --sort -origins
    """
    page = book.list(**options.given(chosen))
    print_page(page.claims, as_json=as_json)
    more(page.after)
    filtered = set(options.given(chosen)) - {"sort", "limit", "everything"}
    if not page.claims:
        empty("No claim fits. `claims list` shows all." if filtered else NONE_YET)


def _one_query(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> str:
    """Return the query that arguments make; of several, one that holds blanks lost its quotes to the shell."""
    if len(given) == 1:
        return given[0]
    from claims.core.query import as_typed

    return " ".join(map(as_typed, given))


NONE_YET = "No claims yet. Add the first with: claims ingest FILE"


class Search(Command):
    """A command whose words may follow a hyphen."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # after a blank it is no option for click, and the same to a query
        return super().parse_args(ctx, [f" {each}" if _left_out(each) else each for each in args])


def _left_out(argument: str) -> bool:
    return argument[:1] == "-" and argument[1:2] not in ("-", "") and argument != "-h"


@click.command(cls=Search)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True, callback=_one_query, shell_complete=offers.query)
@options.filters
@options.limit(20, "claims")
@options.after
@options.as_json
@with_book
def search(book: "Book", words: str, as_json: bool, **chosen: Any) -> None:
    """Find claims by their words, best match first.

    \b
    all these words     "these side by side"     beginn*     -without
    status:disputed     source:"Example Times"   kind:forecast
    tag:follow-up       section:Background       reviewed:no
    confidence>=60      amount>=100M             due<2027
    subject:Meta        drift:altered                origins>=2

    All of it holds for a claim that is found; a field given twice means either
    value, and - leaves out. Fields alone make a list, newest first. Quote the
    whole query for the shell. Piped, each line is as in `claims list`, and at
    its end what was found, «marked».

    \b
    Example:
      claims search tent data centers
      claims search '"signing bonus" -status:rejected due<2027'
      claims search 'compan* source:"Example Times"'
    """
    page = book.search(words, **options.given(chosen))
    print_found(page.claims, as_json=as_json)
    more(page.after)
    if not page.claims:
        empty(_nothing(words, after=page.after))


def _nothing(query: str, *, after: str | None) -> str:
    if after:
        return "Not among the newest claims with these words; older ones were not looked at yet."
    if any(f"{name}:" in query for name in ("source", "section", "tag", "subject")) and '"' not in query:
        return "Nothing found. A name of several words goes in quotes, all of it in others: 'source:\"Example Times\"'"
    return "Nothing found. Try fewer or other words, or `claims list`."


def print_found(claims: tuple[Claim, ...], *, as_json: bool) -> None:
    """Print what a search found, with what answers."""
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import FoundRecord

        print_array(map(FoundRecord.of, claims))
        return
    from claims.cli.claim_table import print_found as print_table

    print_table(claims)


def print_page(claims: tuple[Claim, ...], *, as_json: bool) -> None:
    """Print claims as a table or as JSON."""
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import record

        print_array(record(claim) for claim in claims)
        return
    from claims.cli.claim_table import print_claims

    print_claims(claims)

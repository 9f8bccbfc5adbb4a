"""Sources: who publishes, and how reliable they were found."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import card, offers, options
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, print_array, print_object
from claims.cli.tables import Column, print_table
from claims.core.vocabulary import SourceKind
from claims.records import Source
from claims.wording import counted, local

if TYPE_CHECKING:
    from claims.book import Book

COLUMNS: tuple[Column[Source], ...] = (
    Column("reliability", lambda source: source.reliability or "-"),
    Column("claims", lambda source: str(source.claims), right=True),
    Column("documents", lambda source: str(source.documents), right=True, rank=1),
    Column("kind", lambda source: source.kind.value, rank=2),
    Column("name", lambda source: source.name, flexible=True),
    Column("owner", lambda source: source.origin or "", most=24),
)
name = click.argument("name", metavar="SOURCE", shell_complete=offers.source)


@click.group(cls=Noun, default="list")
def sources() -> None:
    """List, show, rate and describe sources.

    Bare, it lists them.

    \b
    Example:
      claims sources
      claims sources rate "The Example Times" B --note "Two corrections in a year"
    """


@sources.command("list")
@click.option("--text", metavar="TEXT", help="Only sources with this in their name.")
@click.option("--limit", type=options.Whole("limit"), metavar="N", help="How many; without it all.")
@options.as_json
@with_book
def list_(book: "Book", text: str | None, limit: int | None, as_json: bool) -> None:
    """List sources.

    The owner is who owns or feeds a source, as `claims sources edit --origin` says.
    Piped: reliability, claims, documents, kind, name, owner.

    \b
    Example:
      claims sources list --text times
    """
    found = book.sources(text=text, limit=limit)
    if as_json:
        print_array(_record(source) for source in found)
    else:
        print_table(COLUMNS, found)
    if not found:
        empty("No sources yet: they come with their claims." if text is None else "No source has this in its name.")


@sources.command()
@name
@options.as_json
@with_book
def show(book: "Book", name: str, as_json: bool) -> None:
    """Show one source and how it was rated.

    \b
    Example:
      claims sources show "The Example Times"
    """
    _print(book.source(name), as_json=as_json)


@sources.command()
@name
@click.argument("reliability", metavar="A-F|none", shell_complete=offers.grade)
@options.note("Why, in a sentence; it stays in the history.", required=True)
@options.as_json
@with_book
def rate(book: "Book", name: str, reliability: str, note: str, as_json: bool) -> None:
    """Rate how reliable a source is.

    \b
    A reliable, B usually reliable, C fairly reliable, D not usually reliable,
    E unreliable, F cannot be judged, none to take the rating back.

    \b
    Example:
      claims sources rate "The Example Times" B --note "Two corrections in a year"
    """
    letter = None if reliability.casefold() == "none" else reliability
    _print(book.rate_source(name, letter, note=note), as_json=as_json)


@sources.command()
@name
@click.option("--kind", type=options.OneOf("kind of source", SourceKind), metavar="WORD",
              help="publisher, author, institution, person or unknown.")  # fmt: skip
@click.option("--homepage", metavar="URL", help="Its page.")
@click.option("--origin", metavar="NAME", help="Who owns or feeds it; sources of one origin do not back each other.")
@options.as_json
@with_book
def edit(book: "Book", name: str, as_json: bool, **told: Any) -> None:
    """Describe a source.

    An empty text takes back what was said, and so does `claims undo` with the key
    that `claims batches` shows. Claims of sources with one owner have one origin.

    \b
    Example:
      claims sources edit "The Example Times" --origin "Example Media"
    """
    if not options.given(told):
        raise click.UsageError("Nothing to edit: give --kind, --homepage or --origin")
    _print(book.edit_source(name, **told), as_json=as_json)


def _print(source: Source, *, as_json: bool) -> None:
    if as_json:
        return print_object(_record(source))
    card.headline(source.name)
    card.field("key", f"{source.key}, {source.kind.value}")
    card.field("reliability", source.reliability or "not rated")
    card.field("owner", source.origin or "")
    card.field("homepage", source.homepage or "")
    card.field("holds", f"{counted(source.claims, 'claim')}, {counted(source.documents, 'document')}")
    card.field("recorded", local(source.recorded_at))
    if source.ratings:
        card.section("Ratings")
    for number, each in enumerate(source.ratings, 1):
        rating = f"{local(each.recorded_at)}  {each.actor}  {each.reliability or 'taken back'}"
        card.entry(number, [rating, f"“{each.reason}”" if each.reason else ""])


def _record(source: Source) -> Any:
    from claims.schemas import SourceRecord

    return SourceRecord.of(source)

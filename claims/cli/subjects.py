"""Subjects: whom and what claims are about, and which names mean the same."""

from typing import TYPE_CHECKING

import click

from claims.cli import card, offers, options
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, more, print_array, print_object
from claims.cli.tables import Column, print_table
from claims.records import Renamed, Subject
from claims.wording import counted, local

if TYPE_CHECKING:
    from claims.book import Book
    from claims.schemas import SubjectRecord

COLUMNS: tuple[Column[Subject], ...] = (
    Column("claims", lambda subject: str(subject.claims), right=True),
    Column("name", lambda subject: subject.name, flexible=True),
    Column("aliases", lambda subject: "; ".join(subject.aliases), rank=1),
)
name = click.argument("name", metavar="NAME", shell_complete=offers.subject)
aliases = click.argument("aliases", metavar="ALIAS...", nargs=-1, required=True, shell_complete=offers.subject)
why = options.note("Why, in a sentence; it stays in the history.")


@click.group(cls=Noun, default="list")
def subjects() -> None:
    """List whom claims are about, and join their names.

    Bare, it lists them. Names of organisations and people come from claims; one
    name however it is written ("Meta", "META Inc.", "Meta's") is one by itself,
    and what else belongs together you say with aliases.

    \b
    Example:
      claims subjects
      claims subjects alias Meta "Meta Platforms" "the Facebook parent"
      claims list --subject Meta
    """


@subjects.command("list")
@click.option("--query", metavar="TEXT", help="Only subjects with this in one of their names.")
@options.limit(50, "subjects")
@click.option("--after", metavar="NAME", help="Go on where an earlier page ended; it named the last one.")
@options.as_json
@with_book
def list_(book: "Book", query: str | None, limit: int, after: str | None, as_json: bool) -> None:
    """List subjects by name, with how many claims name them.

    Piped: claims, name, aliases.

    \b
    Example:
      claims subjects list --query bank
    """
    page = book.subjects.list(text=query, limit=limit, after=after)
    if as_json:
        print_array(_record(subject) for subject in page.subjects)
    else:
        print_table(COLUMNS, page.subjects)
    more(f'"{page.after}"' if page.after else None)
    if not page.subjects:
        empty("No subject fits." if query or after else "No subjects yet: they come with the claims that name them.")


@subjects.command()
@name
@options.as_json
@with_book
def show(book: "Book", name: str, as_json: bool) -> None:
    """Show one subject: its claims by status, its names, and who said so.

    \b
    Example:
      claims subjects show Meta
    """
    subject = book.subjects.get(name)
    if as_json:
        return print_object(_record(subject))
    card.headline(subject.name)
    card.field("also", "; ".join(subject.aliases))
    told = ", ".join(f"{number} {status}" for status, number in subject.statuses.items())
    card.field("named in", f"{counted(subject.claims, 'claim')}{f' ({told})' if told else ''}")
    by = f", by {subject.added_by}" if subject.added_by else ""
    card.field("recorded", f"{local(subject.recorded_at)}{by}")
    if subject.namings:
        card.section("Names")
    for number, each in enumerate(subject.namings, 1):
        said = "is" if each.together else "is not"
        line = f"{local(each.recorded_at)}  {each.actor}  “{each.alias}” {said} “{each.name}”"
        card.entry(number, [line, f"“{each.reason}”" if each.reason else ""])
    if subject.similar:
        card.section("Perhaps the same")
        for number, other in enumerate(subject.similar, 1):
            card.entry(number, [other])


@subjects.command()
@name
@aliases
@why
@options.as_json
@with_book
def alias(book: "Book", name: str, aliases: tuple[str, ...], note: str | None, as_json: bool) -> None:
    """Say that other names mean the same.

    They need not be in any claim yet. `claims undo` takes it back.

    \b
    Example:
      claims subjects alias Meta "Meta Platforms" "the Facebook parent"
    """
    _tell(book.subjects.alias(name, *aliases, note=note), as_json=as_json)


@subjects.command()
@name
@aliases
@why
@options.as_json
@with_book
def unalias(book: "Book", name: str, aliases: tuple[str, ...], note: str | None, as_json: bool) -> None:
    """Say that names do not mean the same after all.

    \b
    Example:
      claims subjects alias Meta "Meta Platforms"
      claims subjects unalias Meta "Meta Platforms" --note "the holding"
    """
    _tell(book.subjects.unalias(name, *aliases, note=note), as_json=as_json)


@subjects.command()
@name
@click.argument("into", metavar="INTO", shell_complete=offers.subject)
@why
@options.as_json
@with_book
def merge(book: "Book", name: str, into: str, note: str | None, as_json: bool) -> None:
    """Make one subject of two that claims name; it goes by the second name.

    \b
    Example:
      claims subjects merge "Meta Platforms" Meta
    """
    _tell(book.subjects.merge(name, into, note=note), as_json=as_json)


@subjects.command()
@name
@why
@options.as_json
@with_book
def unmerge(book: "Book", name: str, note: str | None, as_json: bool) -> None:
    """Take a subject out of the one it was merged into, with its own aliases.

    \b
    Example:
      claims subjects merge "Meta Platforms" Meta
      claims subjects unmerge "Meta Platforms"
    """
    _tell(book.subjects.unmerge(name, note=note), as_json=as_json)


def _tell(done: Renamed, *, as_json: bool) -> None:
    """Say what a change came to."""
    if as_json:
        from claims.schemas import RenamedRecord

        return print_object(RenamedRecord.of(done))
    also = f", also {'; '.join(done.subject.aliases)}" if done.subject.aliases else ""
    click.echo(f"{done.subject.name}{also}: {counted(done.subject.claims, 'claim')}")
    for each in done.said:
        click.echo(each, err=True)
    if done.batch:
        click.echo(f"batch {done.batch}; to take it back: claims undo {done.batch}", err=True)


def _record(subject: Subject) -> "SubjectRecord":
    from claims.schemas import SubjectRecord

    return SubjectRecord.of(subject)

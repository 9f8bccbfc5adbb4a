"""Feeds: subscribing to them, and taking in what is new."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from claims.cli import card, offers, options
from claims.cli.changes import SOME_FAILED, tell_undo
from claims.cli.failures import say_error
from claims.cli.group import Command, Noun
from claims.cli.opened import with_book, with_new_book
from claims.cli.output import empty, print_array, print_object
from claims.cli.progress import bar
from claims.cli.report import FAILED, failure
from claims.cli.tables import Column, print_table
from claims.cli.width import oneline
from claims.errors import InputFailed
from claims.records import Feed, Polled
from claims.wording import counted, local, utc

if TYPE_CHECKING:
    from claims.book import Book

UNITS = ((604800, "w"), (86400, "d"), (3600, "h"), (60, "m"), (1, "s"))
NONE = "No feeds yet. Start with: claims feeds add URL"


def often(seconds: int) -> str:
    """Return how often as it is given: 30m, 1h, 1d."""
    unit, letter = next(each for each in UNITS if seconds % each[0] == 0)
    return f"{seconds // unit}{letter}"


def state(feed: Feed) -> str:
    """Return how it is with a feed, in a few words."""
    if feed.gone_at is not None:
        return "gone"
    if feed.failures:
        return "failed" if feed.failures == 1 else f"failed {feed.failures} times"
    return "ok" if feed.polled_at else "new"


def when(moment: datetime | None) -> str:
    return local(moment) if moment else "-"


COLUMNS: tuple[Column[Feed], ...] = (
    Column("state", state),
    Column("every", lambda feed: often(feed.every), rank=2),
    Column("entries", lambda feed: str(feed.entries), right=True),
    Column("changed", lambda feed: when(feed.changed_at), lambda feed: utc(feed.changed_at)),
    Column("due", lambda feed: when(feed.due), lambda feed: utc(feed.due)),
    Column("name", lambda feed: feed.name, flexible=True),
    Column("title", lambda feed: feed.title or "", flexible=True, rank=1),
)
name = click.argument("name", metavar="FEED", shell_complete=offers.feed)


@click.group(cls=Noun, default="list")
def feeds() -> None:
    """Subscribe to feeds, and take in what is new in them.

    Bare, it lists them.

    \b
    Example:
      claims feeds
      claims feeds list
    """


@feeds.command()
@click.argument("url", metavar="URL")
@click.option("--source", metavar="NAME", shell_complete=offers.source, help="Who publishes it; else its own title.")
@click.option("--full", is_flag=True, help="Fetch the pages its entries lead to.")
@click.option("--every", metavar="TIME", default="1h", show_default=True, help="How often it is due: 30m, 6h, 1d.")
@options.as_json
@with_new_book
def add(book: "Book", url: str, as_json: bool, **told: Any) -> None:
    """Subscribe to a feed; nothing is fetched before it is polled.

    One that is there is told anew, one that was removed or is gone is asked
    again.

    \b
    Example:
      claims feeds add https://example.org/feed.xml --full --every 6h
    """
    feed = book.feeds.add(url, **told)
    _print(feed, as_json=as_json)
    click.echo(f"take in what it has: claims feeds poll {feed.name}", err=True)


@feeds.command("list")
@options.as_json
@with_book
def list_(book: "Book", as_json: bool) -> None:
    """List feeds by name.

    Piped: state, every, entries, changed, due, name, title.

    \b
    Example:
      claims feeds list
    """
    found = book.feeds.list()
    if as_json:
        print_array(_record(feed) for feed in found)
    else:
        print_table(COLUMNS, found)
    if not found:
        empty(NONE)


@feeds.command()
@name
@options.as_json
@with_book
def show(book: "Book", name: str, as_json: bool) -> None:
    """Show one feed: when it was asked, and what that came to.

    FEED is its name, its address, its key, or a part of its name or title.

    \b
    Example:
      claims feeds show example.org/feed.xml
    """
    _print(book.feeds.get(name), as_json=as_json)


@feeds.command()
@name
@options.as_json
@with_book
def remove(book: "Book", name: str, as_json: bool) -> None:
    """Leave a feed; what came from it stays.

    \b
    Example:
      claims feeds remove example.com/old.xml
    """
    feed = book.feeds.remove(name)
    if as_json:
        return print_object(_record(feed))
    click.echo(f"removed  {feed.name}")
    click.echo(f"what came from it stays; subscribe again: claims feeds add {feed.url}", err=True)


@feeds.command(cls=Command)
@click.argument("names", metavar="[FEED]...", nargs=-1, shell_complete=offers.feed)
@click.option("--allow-host", metavar="HOST", multiple=True, help="Fetch from here though it is not on the internet.")
@click.option("--proxy", metavar="URL", help="Fetch through this proxy; without it none is used.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what robots.txt asks programs to leave alone.")
@click.option("--dry-run", is_flag=True, help="Show what is new and record nothing.")
@options.as_json
@with_book
def poll(
    book: "Book", names: tuple[str, ...], dry_run: bool, ignore_robots: bool, as_json: bool, **network: Any
) -> None:
    """Take in what is new in the feeds that are due, or in those named.

    Each entry is a document and taken in once, whatever the feed changes
    about its identifiers, links or dates; one that was edited is a further
    capture. Each feed is a batch of its own. Made to be run by a timer.

    \b
    Example:
      claims feeds poll
      claims feeds poll example.org/feed.xml --dry-run
    """
    done: list[Polled] = []
    with bar("taking in") as shown:
        entries = 0

        def one_more(*_: object) -> None:
            nonlocal entries
            entries += 1
            if shown is not None:
                shown(entries, None)

        for each in book.feeds.poll(*names, progress=one_more, dry_run=dry_run, robots=not ignore_robots, **network):
            done.append(each)
            if shown is None and not as_json:
                tell(each)
    if as_json:
        from claims.schemas import PolledRecord

        print_array(PolledRecord.of(each) for each in done)
    elif shown is not None:
        for each in done:
            tell(each)
    finish(book, done)


def tell(polled: Polled) -> None:
    """Print what asking a feed came to, in a line."""
    if polled.outcome in ("polled", "unchanged"):
        parts = [f"{polled.new} new", f"{polled.edited} edited", f"{polled.known} known"]
        parts += [f"{polled.failed} failed"] if polled.failed else []
        parts += [] if polled.dry_run else [f"{counted(polled.claims, 'claim')} added"]
        click.echo(f"{polled.outcome}  {polled.feed}  {', '.join(parts)}")
    else:
        click.echo(f"{polled.outcome}  {polled.feed}")


def finish(book: "Book", done: Iterable[Polled]) -> None:
    """Say what else there is to say; exits with 2 when something failed."""
    polled = list(done)
    for each in polled:
        if each.moved:
            click.echo(f"{each.feed} moved for good to {oneline(each.moved)}: it is asked there from now on", err=True)
        if each.detail:
            say_error(InputFailed(each.detail))
        for outcome in each.outcomes:
            if outcome.outcome == FAILED:
                say_error(InputFailed(failure(outcome)))
    tell_undo(each.batch for each in polled if each.new or each.edited)
    if not polled:
        due = [feed.due for feed in book.feeds.list() if feed.due]
        empty(f"None is due before {local(min(due))}; name one to ask it now." if due else NONE)
    if any(each.detail or each.failed for each in polled):
        raise click.exceptions.Exit(SOME_FAILED)


def _print(feed: Feed, *, as_json: bool) -> None:
    if as_json:
        return print_object(_record(feed))
    card.headline(feed.title or feed.name)
    card.field("name", feed.name)
    card.field("key", feed.key)
    card.field("url", feed.url)
    card.field("source", feed.source or "as it calls itself")
    card.field("takes in", "the pages its entries lead to" if feed.full else "its entries")
    card.field("state", state(feed) + (f": {oneline(feed.failure)}" if feed.failure else ""))
    card.field("every", often(feed.every))
    card.field("due", local(feed.due) if feed.due else "never: it is gone")
    card.field("polled", local(feed.polled_at) if feed.polled_at else "not yet")
    card.field("changed", local(feed.changed_at) if feed.changed_at else "")
    card.field("holds", counted(feed.entries, "entry").replace("entrys", "entries"))
    card.field("added", f"{local(feed.added_at)} by {feed.added_by}")


def _record(feed: Feed) -> Any:
    from claims.schemas import FeedRecord

    return FeedRecord.of(feed)

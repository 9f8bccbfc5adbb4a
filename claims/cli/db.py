"""The database: its schema and its backups."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli import offers, options
from claims.cli.group import Noun
from claims.cli.opened import database, with_book
from claims.cli.output import print_object
from claims.wording import counted

if TYPE_CHECKING:
    from claims.book import Book
    from claims.db.engine import Database
    from claims.db.restore import Held


@click.group(cls=Noun)
def db() -> None:
    """Create, migrate, check and back up the database.

    \b
    Example:
      claims db upgrade
      claims --db postgresql://ann@example.org/claims db check
    """


@db.command()
def upgrade() -> None:
    """Create the schema, or bring it to the one of this version.

    An older SQLite file is backed up beside it first. Gives up after five seconds
    while another program writes: nobody is kept waiting for a whole upgrade.

    \b
    Example:
      claims db upgrade
    """
    from claims.db.migrate import HEAD, LOCK_SECONDS, upgrade

    with opened(lock_seconds=LOCK_SECONDS) as found:
        saved = upgrade(found)
        if saved is not None:
            click.echo(f"backed up to {saved}", err=True)
        click.echo(f"{found.name} has the schema {HEAD}")


@db.command()
def current() -> None:
    """Show which schema the database has, and which this version works with.

    \b
    Example:
      claims db current
    """
    from claims.db.migrate import HEAD, current

    with opened() as found, found.read() as connection:
        click.echo(f"{found.name} has the schema {current(connection) or 'none'}; this version works with {HEAD}")


@db.command()
def check() -> None:
    """Check that the schema is the one this version works with.

    Exits with 3 when it is not, and says what to do.

    \b
    Example:
      claims db check
    """
    from claims.db.migrate import HEAD, check

    with opened() as found, found.read() as connection:
        check(found, connection)
        click.echo(f"{found.name} has the schema {HEAD}, as it should")


@db.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Copy the database to a file while others go on working.

    The copy of a SQLite file is such a file. A database on a PostgreSQL server is
    dumped. `claims db restore` makes a database of it again, and `claims db verify`
    reads all of it. To go from one to the other, `claims export --whole` and
    import that.

    \b
    Example:
      claims db backup claims-2026-03-31.db
    """
    from claims.db.backup import backup

    with opened() as found:
        click.echo(f"backed up to {backup(found, target)}")


@db.command()
@click.argument("backup", type=click.Path(path_type=Path))
def verify(backup: Path) -> None:
    """Read all of a backup and say what it holds.

    Exits with 3 when it is damaged. Changes nothing.

    \b
    Example:
      claims db backup claims-2026-03-31.db
      claims db verify claims-2026-03-31.db
    """
    from claims.db.restore import verify

    click.echo(f"{backup} is whole{told(verify(backup))}")


@db.command()
@click.argument("backup", type=click.Path(path_type=Path))
def restore(backup: Path) -> None:
    """Make a database from a backup, which is looked through first.

    A database that is there is never written over: a SQLite file must not exist,
    a database on a server must be empty.

    \b
    Example:
      claims db backup claims-2026-03-31.db
      CLAIMS_DATABASE_URL=restored.db claims db restore claims-2026-03-31.db
    """
    from claims.db.restore import restore

    with opened() as found:
        held = restore(backup, found)
        click.echo(f"restored to {found.name}{told(held)}")


def told(held: "Held") -> str:
    """Return what a backup holds, in words; of a dump of a server nothing."""
    if held.claims is None or held.events is None:
        return ""
    return f": schema {held.schema}, {counted(held.claims, 'claim')}, {counted(held.events, 'change')}"


@db.command()
def rebuild() -> None:
    """Make anew what follows from the history of the claims.

    What a claim says now, its tags, and the words it is found by all follow from
    its history. When another program changed them, `claims doctor` notices, and
    this puts them right. The history itself is never changed.

    \b
    Example:
      claims db rebuild
    """
    from claims.cli.progress import bar
    from claims.ledger.rebuilding import rebuild_all

    with opened() as found, bar("rebuilding") as progress:
        changed, claims = rebuild_all(found, progress)
    click.echo(f"rebuilt {changed} of {counted(claims, 'claim')}")


@db.command()
@click.option("--model", metavar="NAME|FOLDER", help="The model, instead of that of CLAIMS_EMBEDDING_MODEL.")
@click.option("--drop-others", is_flag=True, help="Also drop the vectors of other models.")
@options.as_json
@with_book
def embed(book: "Book", model: str | None, drop_others: bool, as_json: bool) -> None:
    """Let claims be found by what they mean.

    Each claim that has none yet gets a vector of the model that the environment
    variable CLAIMS_EMBEDDING_MODEL names; while it is set, `claims duplicates`,
    `claims conflicts` and `claims ingest` look at claims alike in meaning, too, and
    new claims get theirs when they are taken in. It may be stopped at any time, and
    goes on where it was. Exports leave vectors out.

    \b
    Example:
      claims db embed --model universal-sentence-encoder
      claims db embed --model ~/models/all-MiniLM-L6-v2 --drop-others
    """
    from claims.cli.progress import bar

    book.embedding_model = model or book.embedding_model
    with bar("embedding") as progress:
        done = book.embed(progress=progress, drop_others=drop_others)
    if as_json:
        from claims.schemas import EmbeddedRecord

        return print_object(EmbeddedRecord.of(done))
    click.echo(f"{counted(done.embedded, 'claim')} embedded with {done.model}, {done.claims:,} have a vector")
    if done.dropped:
        click.echo(f"dropped {counted(done.dropped, 'vector')} of other models")


@db.command()
@with_book
def scrub(book: "Book") -> None:
    """Take what was erased out of the files of the database.

    Erasing does it by itself; this is for what was left over, or for later. The
    whole database is written anew, which takes as much room again meanwhile.

    \b
    Example:
      claims db scrub
    """
    for left in book.scrub():
        click.echo(f"not reached: {left}", err=True)
    click.echo("scrubbed")


@db.command()
@click.argument("days", metavar="[DAYS|forever]", required=False, shell_complete=offers.words(lambda: ("forever",)))
@with_book
def retention(book: "Book", days: str | None) -> None:
    """Show or set for how many days the bytes of documents are kept.

    Texts and quotes are kept for ever; this is about the bytes as they came.
    They are dropped by `claims documents prune`, never by themselves.

    \b
    Example:
      claims db retention
      claims db retention 365
      claims db retention forever
    """
    if days is not None:
        kept = options.Whole("number of days", 0).convert(days, None, None) if days.casefold() != "forever" else None
        book.retain(kept)
    found = book.retention()
    told = "for ever" if found is None else f"for {counted(found, 'day')}"
    click.echo(f"bytes of documents are kept {told}")


@contextmanager
def opened(*, lock_seconds: float | None = None) -> Iterator["Database"]:
    """Yield the database the command works on, whatever its schema."""
    from claims.db import engine

    seconds = engine.LOCK_SECONDS if lock_seconds is None else lock_seconds
    with closing(engine.Database(database(), lock_seconds=seconds)) as found:
        yield found

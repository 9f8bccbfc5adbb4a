"""The front door for Python: one database, everything that can be asked of it and done with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from claims import records, settings
from claims.arguments import Filters, Network, Said, Words
from claims.db.again import retried
from claims.db.engine import LOCK_SECONDS, Database
from claims.keeper import Keeper
from claims.people import People
from claims.reviewer import Reviewer
from claims.subjects import Subjects

if TYPE_CHECKING:
    from claims.interchange.files import Place
    from ingest.capture import Capture
    from ingest.feeds import Feeds
    from ingest.pipeline import Progress
    from ingest.watching import Wait

    Input = str | Path | bytes | Capture


def open(
    url: str | Path | None = None, *, actor: str | records.Actor | None = None, create: bool = True,
    lock_seconds: float = LOCK_SECONDS, token: str | None = None,
) -> "Book":  # fmt: skip
    """Return the book in the database at `url`: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.

    Or the one that a server holds, as https://desk.example.org: then `token` is what is shown to it, CLAIMS_TOKEN by
    default, and whose that is makes the changes.

    Without a URL, CLAIMS_DATABASE_URL counts, else a file in the user's data folder. A database that is new gets
    its schema, unless `create` is false. `actor` is who changes things, the login name by default.
    Raises InvalidValue, StorageError (SchemaError for a schema of another version).
    """
    if str(url).startswith(("https://", "http://")):
        from claims.remote.book import RemoteBook

        return RemoteBook(str(url), token or settings.given_token())
    database = Database(str(url) if url is not None else settings.database_url(), lock_seconds=lock_seconds)
    name = settings.actor_name() if actor is None else actor
    given = name if isinstance(name, records.Actor) else records.Actor(name)
    settings.check_actor("actor", given.name)
    book = Book(database, given)
    try:
        book.prepare(create)
    except BaseException:
        book.close()
        raise
    return book


class Book(Reviewer, Keeper):
    """One database of claims, to ask and to change. Each change is one transaction, and one batch to undo."""

    @property
    def feeds(self) -> "Feeds":
        """The feeds this database is subscribed to: `add`, `list`, `get`, `remove`, `poll`."""
        from ingest.feeds import Feeds

        return Feeds(self)

    @property
    def people(self) -> People:
        """Who may work here over the network: `list`, `add`, `role`, `password`, `disable`, `grant`, `revoke`, …"""
        return People(self)

    @property
    def subjects(self) -> Subjects:
        """Whom and what claims are about: `list`, `get`, `alias`, `unalias`, `merge`, `unmerge`."""
        return Subjects(self)

    def ingest(
        self, inputs: "Input | Iterable[Input]", *, progress: "Progress | None" = None, dry_run: bool = False,
        **said: Unpack[Said],
    ) -> records.Report:  # fmt: skip
        """Read documents and record the claims in them, as one batch.

        An input is a path, bytes or an `ingest.capture.Capture`; `said` is what is known of them from outside.
        `progress` is called with each outcome once it is safe. One bad input never stops the others: its outcome is
        `failed`, with the reason. With `dry_run` nothing is written. Raises InvalidValue, StorageError.
        """
        from ingest.pipeline import ingest

        return ingest(self, inputs, progress=progress, dry_run=dry_run, **said)

    def resume(
        self, batch: str | None = None, *, progress: "Progress | None" = None, **said: Unpack[Network]
    ) -> records.Report:
        """Go on with an ingestion that was stopped: what was acknowledged is not read again, what failed is.

        Without a `batch` it is the last one of yours that was stopped. It was given names: bytes and captures are not
        kept with a batch. `said` is how to reach the network. Raises NotFound, NothingExtracted, Refused.
        """
        from ingest.pipeline import resume

        return resume(self, batch, progress=progress, **said)

    def watch(
        self, folders: Sequence[str | Path], *, progress: "Progress | None" = None, wait: "Wait | None" = None,
        say: Callable[[str], object] | None = None, **said: Unpack[Said],
    ) -> Iterator[records.Report]:  # fmt: skip
        """Take in what is in folders, and then what appears there once it is whole; yields a report for each batch.

        It goes on until `wait`, called with seconds to wait, returns true; without it for ever. `say` is told when a
        folder goes or comes back. Raises InputFailed for a folder that is not there at the start.
        """
        from ingest.watching import watch

        return watch(self, folders, progress=progress, wait=wait, say=say, **said)

    def recheck(
        self, claims: Words = (), *, document: Words = (), source: Words = (), due: bool = False,
        older: int = 30, everything: bool = False,
        progress: "Callable[[int, int, records.Checked], None] | None" = None, dry_run: bool = False,
        **network: Unpack[Network],
    ) -> records.Rechecked:  # fmt: skip
        """Look at the pages of claims, documents or sources again, and record what became of their quotes.

        `due` leaves those that nothing fell due on since they were last looked at, unless that is `older` days ago;
        alone it looks at all pages, and so does `everything`. A changed page is a further capture. Nothing but what
        became of quotes changes about a claim; pages that cannot be reached change nothing. `progress` is called
        with how many pages are done, how many there are, and the last one. With `dry_run` nothing is written.
        Raises InvalidValue, NotFound, Ambiguous.
        """
        from ingest.rechecking import recheck

        return recheck(
            self, claims, document=document, source=source, due=due, older=older, everything=everything,
            progress=progress, dry_run=dry_run, **network,
        )  # fmt: skip

    def preview(
        self, inputs: "Input | Iterable[Input]", **said: Unpack[Said]
    ) -> Iterator[tuple[records.Outcome, tuple[records.NewClaim, ...]]]:
        """Yield what `ingest` would do with each input, and the claims it would propose; writes nothing."""
        from ingest.pipeline import preview

        return preview(self, inputs, **said)

    def export(self, to: "Place", *, format: str | None = None, whole: bool = False, **filters: Unpack[Filters]) -> int:
        """Write claims to a file or a stream of bytes, oldest first; returns how many.

        `format` is jsonl, which carries the whole history, or csv; without it the ending of the file's name decides.
        Without filters nothing is left out: claims undone, merged or rejected come too. `whole` also writes sources
        with their ratings, documents with text and bytes, and batches, so that a database can move (jsonl only).
        """
        from claims import interchange
        from claims.interchange.files import called, writing

        chosen = format or interchange.format_of(called(to))
        with writing(to) as stream:
            return interchange.export(self, stream, format=chosen, whole=whole, **filters)

    def load(
        self, given: "Place", *, format: str | None = None, name: str | None = None, source: str | None = None,
        progress: "Callable[..., None] | None" = None, dry_run: bool = False,
    ) -> records.Report:  # fmt: skip
        """Take in claims that were exported, or ready-made ones, as one batch; what is known is not recorded twice.

        `source` is the publisher of claims that name none; `name` is what the report calls the file. One bad line
        never stops the others. With `dry_run` everything is done and taken back.
        """
        from claims import interchange
        from claims.interchange.files import called, reading

        name = name or called(given)
        with reading(given) as stream:
            return interchange.load(
                self, stream, format=format, name=name, source=source, progress=progress, dry_run=dry_run
            )

    @retried
    def undo(self, batch: str, *, note: str | None = None) -> records.Undone:
        """Take back a batch by further changes; what people worked on since is kept, and named.

        Raises NotFound, and Refused for a batch undone already.
        """
        from claims.ledger import undo

        run = self.run("undo", undid=batch)
        with self.writing(run) as ledger:
            ledger.alone()
            found = undo.find(ledger, batch)
            done = undo.undo(ledger, found, note)
            ledger.finish({"reverted": done.reverted, "kept": len(done.kept)})
        return records.Undone(run.key, found.key, done.reverted, done.kept)


def named(name: str, body: bytes) -> "Capture":
    """Return an input for `Book.ingest` that came under a name, such as a file somebody sent; no file is opened."""
    from ingest.capture import Capture

    return Capture(name, body)

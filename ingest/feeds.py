"""Feeds: each is asked when it is due, only for what changed, and every entry is taken in once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from claims.core.place import canonical_url
from claims.core.text import gate, require_fit, shortened
from claims.errors import ClaimtrackError, FetchFailed, InputFailed, InvalidValue, StorageError
from claims.ledger import Ledger
from claims.ledger import feeds as ledger
from claims.queries import feeds as queries
from claims.records import Feed, Outcome, Polled
from ingest import pipeline
from ingest.capture import Capture, followed, is_url
from ingest.drafting import Options
from ingest.entries import Sorted, sort
from ingest.extractors import get as extractor
from ingest.readers.kinds import Kind, kind_of

if TYPE_CHECKING:
    from claims.book import Book
    from ingest.web import Door, Fetched

HOURLY = 3600
GONE = 410
LEAST, MOST = 60, 366 * 86400
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def interval(said: str | int) -> int:
    """Return how often as seconds: a number of them, or such as 30m, 1h, 1d; raises InvalidValue."""
    text = str(said).strip().casefold()
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _SECONDS else (text, "s")
    seconds = int(number) * _SECONDS[unit] if number.isascii() and number.isdigit() and len(number) < 9 else 0
    if not LEAST <= seconds <= MOST:
        raise InvalidValue("interval", said, "give such as 30m, 6h or 1d, from a minute to a year")
    return seconds


class Feeds:
    """The feeds of one database: subscribe to them, ask them, leave them."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    def add(self, url: str, *, source: str | None = None, full: bool = False, every: str | int = HOURLY) -> Feed:
        """Subscribe to a feed; one that is there is told anew. Raises InvalidValue."""
        if not is_url(url.strip()):
            raise InvalidValue("feed", url, "give the address of a feed, http:// or https://")
        require_fit("url", url)
        require_fit("source", source)
        told = {"url": url.strip(), "source": source, "pages": full, "every": interval(every)}
        name = canonical_url(url.strip())
        with self._book.database.write() as connection:
            moved = [each.name for each in queries.feeds(connection) if canonical_url(each.url) == name]
            name = (moved or [name])[0]
            ledger.add(connection, name, self._book.clock(), self._book.actor.name, **told)
        return self.get(name)

    def list(self) -> tuple[Feed, ...]:
        """Return the feeds that are subscribed to, by name."""
        with self._book.database.read() as connection:
            return queries.feeds(connection)

    def get(self, name: str) -> Feed:
        """Return one by its name, address, key, or a part of its name or title; raises NotFound, Ambiguous."""
        with self._book.database.read() as connection:
            return queries.as_feed(queries.find(connection, name))

    def remove(self, name: str) -> Feed:
        """Leave a feed; what came from it stays. Raises NotFound, Ambiguous."""
        with self._book.database.write() as connection:
            row = queries.find(connection, name)
            ledger.remove(connection, row.id, self._book.clock())
        return queries.as_feed(row)

    def poll(
        self, *names: str, progress: pipeline.Progress | None = None, dry_run: bool = False,
        door: "Door | None" = None, allow_host: Sequence[str] = (), proxy: str | None = None, robots: bool = True,
    ) -> Iterator[Polled]:  # fmt: skip
        """Ask the feeds that are due, or those named, and take in what is new; yields what each came to.

        Each is a batch of its own. `progress` is called with each entry's outcome once it is safe. Raises NotFound,
        Ambiguous before any is asked.
        """
        from ingest import web

        with self._book.database.read() as connection:
            rows = [queries.find(connection, each) for each in names] or self._due(connection)
        door = door or web.door(tuple(allow_host), proxy=proxy, robots=robots)
        return (_Poll(self._book, row, door, progress).run(dry_run) for row in {row.id: row for row in rows}.values())

    def _due(self, connection: Any) -> "Sequence[Row[Any]]":
        now = self._book.clock()
        every = [queries.find(connection, each.name) for each in queries.feeds(connection)]
        return [row for row in every if (at := queries.due(row)) is not None and at.timestamp() * 1e6 <= now]


@dataclass(slots=True)
class _Poll:
    """One feed being asked."""

    book: "Book"
    feed: "Row[Any]"
    door: "Door"
    progress: pipeline.Progress | None

    def run(self, dry_run: bool) -> Polled:
        if self.feed.gone_at is not None:
            return Polled(self.feed.name, "gone", detail=f"it said that it is gone: {self._leave}", dry_run=dry_run)
        try:
            polled, told = self._asked(dry_run)
        except StorageError:
            raise
        except ClaimtrackError as error:
            polled, told = self._failed(error)
        polled = replace(polled, dry_run=dry_run)
        if not dry_run:
            with self.book.database.write() as connection:
                ledger.note(connection, self.feed.id, polled_at=self.book.clock(), **told)
        return polled

    @property
    def _leave(self) -> str:
        return f"`claims feeds remove {self.feed.name}` leaves it, `claims feeds add` of an address tries again"

    def _failed(self, error: ClaimtrackError) -> tuple[Polled, dict[str, Any]]:
        told: dict[str, Any] = {"failures": self.feed.failures + 1, "failure": str(error)}
        if isinstance(error, FetchFailed) and error.status == GONE:
            why = f"{self.feed.url} says that it is gone for good, and is asked no more: {self._leave}"
            return Polled(self.feed.name, "gone", detail=why), told | {"gone_at": self.book.clock()}
        return Polled(self.feed.name, "failed", detail=str(error)), told

    def _asked(self, dry_run: bool) -> tuple[Polled, dict[str, Any]]:
        """Ask the feed; returns what that came to and what is to be noted of it."""
        with self.book.database.read() as connection:
            known = queries.known(connection, self.feed.id)
        whole = any(each.withdrawn for each in known)  # what was undone is wanted again, though nothing changed
        page = self.door.fetch(
            self.feed.url, etag=None if whole else self.feed.etag, modified=None if whole else self.feed.modified
        )
        told: dict[str, Any] = {"failures": 0, "failure": None} | self._moved(page)
        polled = Polled(self.feed.name, "unchanged", moved=told.get("url"), known=len(known))
        if page.unchanged:
            return polled, told
        captures, title = _read(page, self.feed.url)
        with self.book.database.read() as connection:
            found = sort(captures, known, lambda each: queries.text(connection, each))
        wanted = [each for each in found if each.new or each.edited]
        polled = replace(
            polled, outcome="polled", new=sum(each.new for each in found), edited=sum(each.edited for each in found),
            known=len(found) - len(wanted),
        )  # fmt: skip
        told["title"] = title
        if wanted and not dry_run:
            polled = self._taken(wanted, page, polled)
            told |= {"changed_at": self.book.clock()} if polled.new or polled.edited else {}
        if not polled.failed:  # else all of it is wanted again
            told |= {"etag": page.headers.get("etag"), "modified": page.headers.get("last-modified")}
        return polled, told

    def _moved(self, page: "Fetched") -> dict[str, Any]:
        """Return the feed's new address, where it moved for good to one that no other feed has."""
        if page.moved is None:
            return {}
        name = canonical_url(page.moved)
        others = (each for each in Feeds(self.book).list() if each.key != self.feed.key)
        if any(name in (each.name, canonical_url(each.url)) for each in others):
            raise InputFailed(
                f"{self.feed.url} moved to {page.moved}, which is subscribed to as well: `claims feeds remove "
                f"{self.feed.name}`"
            )
        return {"url": page.moved}

    def _taken(self, wanted: Sequence[Sorted], page: "Fetched", polled: Polled) -> Polled:
        """Take in entries as one batch."""
        options = Options(source=self.feed.source)
        told = {"feed": self.feed.name, "extractor": options.extractor, "source": self.feed.source}
        versions = {"extractor": options.extractor, "version": extractor(options.extractor).version}
        run = self.book.run("ingest", versions=versions, **told)

        def keep(writing: Ledger, outcomes: Sequence[Outcome], start: int) -> None:
            pairs = zip(wanted[start:], outcomes, strict=False)
            ledger.keep(writing, self.feed.id, [(each.seen, one.document) for each, one in pairs if one.document])

        report = pipeline.carry_out(self.book, run, self._captures(wanted, page), options, self.progress, kept=keep)
        if report.batch is None:  # all of them were known from elsewhere
            with self.book.writing(run) as writing:
                keep(writing, report.outcomes, 0)
        return _counted(polled, wanted, report.outcomes, report.batch)

    def _captures(self, wanted: Sequence[Sorted], page: "Fetched") -> Iterator[Capture]:
        """Yield what is to be read: the entries, or the pages they lead to."""
        links = [each.seen.link for each in wanted]
        for n, each in enumerate(wanted):
            told = replace(each.capture.told, retrieved_at=page.retrieved_at)
            if each.before is not None:
                told = replace(told, page=each.before.page)
            elif each.seen.link is None or links.count(each.seen.link) > 1:
                told = replace(told, page=f"{self.feed.key}/{page.retrieved_at}/{n}")
            captured = replace(each.capture, told=told)
            full = self.feed.pages and captured.leads_to
            yield followed(captured, self.door) if full else captured


def _read(page: "Fetched", url: str) -> tuple[list[Capture], str | None]:
    """Return the entries of a feed and what it calls itself; raises InputFailed for what is none."""
    from ingest.parts import feed, taken_apart
    from ingest.readers import require_library

    kind = kind_of(page.body, url, page.media_type)
    if kind is not Kind.FEED:
        raise InputFailed(f"{url} is no feed: look for the address of one in the page (RSS, Atom or JSON Feed)")
    require_library(kind, url)
    found = list(taken_apart(kind, BytesIO(page.body), url))
    entries = [each for each in found if each.kind is Kind.ENTRY or each.leads_to]
    for each in found:
        if each.failed and not entries and feed.NO_ENTRIES not in each.failed:
            raise InputFailed(each.failed)
    titles = [each.told.source for each in entries if each.told.source]
    return entries, shortened("title", gate(titles[0])[0]) if titles else None


def _counted(polled: Polled, wanted: Sequence[Sorted], outcomes: Sequence[Outcome], batch: str | None) -> Polled:
    """Return what taking entries in came to, each counted as what became of it."""
    count: Callable[..., int] = lambda test: sum(map(test, wanted, outcomes))  # noqa: E731
    return replace(
        polled,
        new=count(lambda each, one: each.new and one.outcome in ("added", "empty")),
        edited=count(lambda each, one: each.edited and one.outcome in ("added", "empty")),
        known=polled.known + count(lambda _, one: one.outcome == "known"),
        failed=count(lambda _, one: one.outcome == "failed"),
        claims=sum(len(each.added) for each in outcomes), batch=batch, outcomes=tuple(outcomes),
    )  # fmt: skip

"""Everything that can be asked of a database of claims."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from claims import records, settings
from claims.arguments import Filters, Listing, Moment, Words
from claims.core import when
from claims.core.drift import Drift
from claims.core.status import Status
from claims.core.vocabulary import LinkKind
from claims.db import migrate
from claims.db.engine import Database, missing
from claims.db.failures import opening
from claims.errors import InvalidValue, NotFound, StorageError
from claims.queries import history
from claims.surveyor import Surveyor

if TYPE_CHECKING:
    from claims.embedding.model import Model


class Reader(Surveyor):
    """One database of claims, to ask. Every answer sees one moment."""

    def __init__(self, database: Database, clock: Callable[[], int] = when.now) -> None:
        self.database = database
        self.clock = clock
        self.embedding_model = settings.embedding_model()

    @cached_property
    def model(self) -> "Model | None":
        """The model that statements are compared by in meaning, where one is named; raises InvalidValue."""
        if self.embedding_model is None:
            return None
        from claims.embedding.loading import load

        return load(self.embedding_model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def prepare(self, create: bool) -> None:
        """Make sure the schema is there and the right one; raises SchemaError, StorageError."""
        path = self.database.path
        create = create or self.database.in_memory
        with opening(self.database):
            size = path.stat().st_size if path is not None and path.exists() else None
        if path is not None and size is None and not create:
            raise StorageError(missing(path))
        if path is None or size or not create:
            with self.database.read() as connection:
                if not create or migrate.current(connection) is not None:
                    migrate.check(self.database, connection)
                    return
        migrate.upgrade(self.database, only_new=True)

    def get(self, key: str, *, as_of: Moment | None = None) -> records.Claim:
        """Return a claim with its numbers, appearances, evidence and links; raises NotFound, Ambiguous."""
        with self.database.read() as connection:
            found = history.get(connection, key, stamp(as_of))
        if found is None:
            raise NotFound("claim", key, f"it was recorded after {as_of}")
        return found

    def list(
        self, *, status: Words = None, source: Words = None, kind: Words = None, text: str | None = None,
        confidence: str | None = None, amount: str | None = None, tag: Words = None, section: Words = None,
        due_before: str | date | None = None, reviewed: bool | None = None, drift: Words = None,
        subject: Words = None, origins: str | None = None, as_of: Moment | None = None,
        sort: str = "-recorded", limit: int = 50, after: str | None = None, everything: bool = False,
    ) -> records.Page:  # fmt: skip
        """Return a page of claims, now or as they were believed at `as_of`, starting after the key `after`.

        Words may be one or several (any of them). `confidence`, `amount` and `origins` are ranges such as `60..80`,
        `>=100M`. `sort` is recorded, changed, confidence, due or origins, with `-` for descending. Claims that were
        undone, merged or rejected come only with `everything` (rejected ones also when that status is asked for).
        `drift` is what became of quotes: moved, altered or gone; `subject` whom claims name, by any name it goes by.
        Raises InvalidValue, UnknownChoice.
        """
        from claims.queries.filters import chosen
        from claims.queries.pages import Asked, page

        with self.database.read() as connection:
            filters = chosen(
                connection, status=status, source=source, kind=kind, text=text, confidence=confidence, amount=amount,
                tag=tag, section=section, due_before=due_before, reviewed=reviewed, drift=drift, subject=subject,
                origins=origins,
            )  # fmt: skip
            asked = Asked(filters, stamp(as_of), everything, Status.REJECTED in listed(status))
            return page(connection, asked, sort=sort, limit=limit, after=after)

    def all(self, **filters: Unpack[Listing]) -> Iterator[records.Claim]:
        """Yield every claim `list` would give, page after page, in the same order; `limit` is the size of a page."""
        page = Listing(limit=500) | filters
        while True:
            found = self.list(**page)
            yield from found.claims
            if found.after is None:
                return
            page["after"] = found.after

    def search(
        self, query: str, *, limit: int = 20, after: str | None = None, **filters: Unpack[Filters]
    ) -> records.Page:
        """Return the claims that answer a query, best first, each with what was found; `filters` as for `list`.

        A query may hold words, "phrases", beginnings*, fields such as status:disputed, and -any of these to leave
        claims out. Raises InvalidValue, UnknownChoice, NotFound.
        """
        from claims.core.query import parse
        from claims.queries.filters import chosen
        from claims.search import search

        asked = parse(query)
        with self.database.read() as connection:
            return search(connection, asked, chosen(connection, **filters), limit, after)

    def duplicates(
        self, key: str | None = None, *, min_score: float = 0.5, newest: int = 200, limit: int = 20
    ) -> tuple[records.Suggestion, ...]:
        """Return claims that may be one with the claim `key`, or with each of the `newest` ones; most alike first.

        What somebody has decided about is left out. Raises NotFound, Ambiguous.
        """
        from claims.queries.suggesting import suggestions

        kind, model = LinkKind.DUPLICATE, self.model
        with self.database.read() as connection:
            found = suggestions(connection, kind, key, least=min_score, newest=newest, limit=limit, model=model)
            return tuple(found)

    def conflicts(
        self, key: str | None = None, *, min_score: float = 0.4, newest: int = 200, limit: int = 20,
        any_period: bool = False,
    ) -> tuple[records.Suggestion, ...]:  # fmt: skip
        """Return claims that cannot be true beside the claim `key`, or beside each of the `newest` ones.

        With `any_period` figures of different years are compared too. Raises NotFound, Ambiguous.
        """
        from claims.queries.suggesting import suggestions

        model = self.model
        with self.database.read() as connection:
            found = suggestions(
                connection, LinkKind.CONTRADICTS, key, least=min_score, newest=newest, limit=limit,
                any_period=any_period, model=model,
            )  # fmt: skip
            return tuple(found)

    def history(self, key: str) -> tuple[records.Event, ...]:
        """Return what happened to a claim, first to last; raises NotFound, Ambiguous."""
        if found := history.at_a_glance(self.database, key):
            return found
        with self.database.read() as connection:
            return history.history(connection, key)

    def log(
        self, *, actor: str | None = None, since: Moment | None = None, until: Moment | None = None,
        kind: str | None = None, claim: str | None = None, batch: str | None = None, limit: int = 50,
        after: str | None = None,
    ) -> records.LogPage:  # fmt: skip
        """Return changes, newest first; raises UnknownChoice, InvalidValue."""
        from claims.queries import log

        with self.database.read() as connection:
            return log.log(
                connection, actor=actor, since=stamp(since, start=True), until=stamp(until), kind=kind, key=claim,
                batch_key=batch, limit=limit, after=after,
            )  # fmt: skip

    def diff(
        self, start: Moment, end: Moment | None = None, *, limit: int | None = None, after: str | None = None
    ) -> Iterator[records.Difference]:
        """Yield the claims that changed after `start` until `end` (now), as they were before and after.

        At most `limit`, those recorded after the claim with the key `after`. Raises InvalidValue.
        """
        from claims.queries import log

        first, last = stamp(start), stamp(end) if end is not None else self.clock()
        assert first is not None and last is not None
        if first > last:
            raise InvalidValue("time", start, "it lies after the time to compare with; give the earlier one first")
        with self.database.read() as connection:
            yield from log.diff(connection, first, last, limit, after)

    def diff_batches(self, before: str, after: str) -> records.BatchComparison:
        """Return what two batches found in the documents both of them read; raises NotFound, Ambiguous."""
        from claims.queries import readings

        with self.database.read() as connection:
            return readings.compare(connection, before, after)

    def counts(self, as_of: Moment | None = None) -> dict[str, int]:
        """Return the number of claims by status, now or as of a time."""
        from claims.queries.pages import count

        with self.database.read() as connection:
            return count(connection, stamp(as_of))

    def sources(self, *, text: str | None = None, limit: int | None = None) -> tuple[records.Source, ...]:
        """Return the sources by name, those with `text` in it where given."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.sources(connection, text, limit)

    def source(self, name: str) -> records.Source:
        """Return a source by name or key, with the history of its reliability; raises NotFound."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.one_source(connection, name)

    def documents(self, *, limit: int | None = None) -> tuple[records.Document, ...]:
        """Return the documents, newest first, without their texts."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.documents(connection, limit)

    def document(self, key: str) -> records.Document:
        """Return a document with its text; raises NotFound, Ambiguous."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.one_document(connection, key)

    def original(self, key: str) -> bytes | None:
        """Return a document's bytes as they came, None where they are not kept; raises NotFound, Ambiguous."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.original(connection, key)

    def drift(self, key: str, since: str | None = None) -> tuple[Drift, ...]:
        """Return what changed in a document's text since another one, or the capture of its page before it.

        Raises NotFound where there is none before it, or a text is not kept; Ambiguous.
        """
        from claims.core.drift import drifts

        newer = self.document(key)
        earlier = since or newer.previous
        if earlier is None:
            raise NotFound("capture before document", newer.key, "name the one to compare with: `claims documents`")
        older = self.document(earlier)
        for each in (older, newer):
            if each.text is None:
                raise NotFound("text of document", each.key, "only its hash is known here; import or ingest it again")
        return tuple(drifts(older.text or "", newer.text or ""))

    def captures(self, key: str) -> tuple[records.Captured, ...]:
        """Return the captures of a document's page, first to last, with what became in each of the quotes before it.

        Raises NotFound, Ambiguous.
        """
        from claims.queries import captures

        with self.database.read() as connection:
            return captures.captures(connection, key)

    def batches(self, *, limit: int | None = 50) -> tuple[records.Batch, ...]:
        """Return what was run, newest first."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.batches(connection, limit)

    def batch(self, key: str) -> records.Batch:
        """Return a batch with what became of each input; raises NotFound, Ambiguous."""
        from claims.queries import catalog

        with self.database.read() as connection:
            return catalog.one_batch(connection, key)


def listed(given: Words) -> list[str]:
    """Return one or several words as a list."""
    return [] if given is None else [given] if isinstance(given, str) else [*given]


def stamp(given: Moment | None, *, start: bool = False) -> int | None:
    """Return a time as it is recorded; a bare day means its end, or its start where `start` is wanted."""
    return None if given is None else when.micros(when.parse_moment(given, start=start))

"""Asking a book at a server: the methods of a reader, over HTTP."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, Unpack, cast

from claims import records
from claims.arguments import Filters, Moment, Words
from claims.book import Book
from claims.core import when
from claims.core.events import EventKind
from claims.core.key import normal
from claims.core.source import name_key
from claims.core.status import Status
from claims.core.vocabulary import DRIFTED, Kind
from claims.db.engine import Database
from claims.errors import InvalidValue, NotFound, Refused, UnknownChoice
from claims.reader import listed
from claims.remote.wire import Wire, reading

if TYPE_CHECKING:
    from claims.interchange.files import Place

MOST = 500
"""How many a server gives at a time."""
WORDS: Mapping[str, Iterable[str]] = {"status": Status, "kind": Kind, "drift": DRIFTED}


class _Elsewhere:
    """Stands for the database, which only its server opens."""

    def __getattr__(self, name: str) -> NoReturn:
        raise Refused("a server does not offer this: do it on the machine that holds the database")


class Asking(Book):
    """A book at a server, to ask; what its API does not offer raises Refused."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.wire = Wire(url, token)
        super().__init__(cast(Database, _Elsewhere()), records.Actor("-"))
        try:
            self.actor = records.Actor(self.wire.get(dict[str, Any], "me")["name"])
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self.wire.close()

    def get(self, key: str, *, as_of: Moment | None = None) -> records.Claim:
        found: records.Claim = self.wire.get(records.Claim, "claims", normal(key), as_of=moment(as_of))
        return found

    def list(
        self, *, status: Words = None, source: Words = None, kind: Words = None, text: str | None = None,
        confidence: str | None = None, amount: str | None = None, tag: Words = None, section: Words = None,
        due_before: str | date | None = None, reviewed: bool | None = None, drift: Words = None,
        subject: Words = None, origins: str | None = None, as_of: Moment | None = None,
        sort: str = "-recorded", limit: int = 50, after: str | None = None, everything: bool = False,
    ) -> records.Page:  # fmt: skip
        filters = Filters(
            status=status, source=source, kind=kind, text=text, confidence=confidence, amount=amount, tag=tag,
            section=section, due_before=due_before, reviewed=reviewed, drift=drift, subject=subject,
            origins=origins,
        )  # fmt: skip
        listing = {"as_of": moment(as_of), "sort": sort, "after": after, "everything": everything}
        return self._page(limit, lambda **how: self.wire.get(dict[str, Any], "claims", **how), filters, **listing)

    def search(
        self, query: str, *, limit: int = 20, after: str | None = None, **filters: Unpack[Filters]
    ) -> records.Page:
        return self._page(
            limit, lambda **how: self.wire.get(dict[str, Any], "search", **how), filters, q=query, after=after
        )

    def _page(
        self, limit: int, ask: Callable[..., Any], filters: Filters, **asked: Any
    ) -> records.Page:  # fmt: skip
        told = ask(**_filters(filters), **asked, limit=_most(limit))
        claims = reading(tuple[records.Claim, ...]).validate_python(told["items"])
        return records.Page(claims, told["after"])

    def duplicates(
        self, key: str | None = None, *, min_score: float = 0.5, newest: int = 200, limit: int = 20
    ) -> tuple[records.Suggestion, ...]:
        return self._alike("duplicates", key, min_score, newest, limit)

    def conflicts(
        self, key: str | None = None, *, min_score: float = 0.4, newest: int = 200, limit: int = 20,
        any_period: bool = False,
    ) -> tuple[records.Suggestion, ...]:  # fmt: skip
        if any_period:
            raise Refused("a server does not compare figures of different years: ask without any_period")
        return self._alike("conflicts", key, min_score, newest, limit)

    def _alike(
        self, what: str, key: str | None, least: float, newest: int, limit: int
    ) -> tuple[records.Suggestion, ...]:
        asked = {"claim": key and normal(key), "min_score": least, "newest": newest, "limit": _most(limit)}
        found: tuple[records.Suggestion, ...] = self.wire.get(tuple[records.Suggestion, ...], what, **asked)
        return found

    def history(self, key: str) -> tuple[records.Event, ...]:
        found: tuple[records.Event, ...] = self.wire.get(
            tuple[records.Event, ...], "claims", normal(key), "history"
        )  # fmt: skip
        return found

    def log(
        self, *, actor: str | None = None, since: Moment | None = None, until: Moment | None = None,
        kind: str | None = None, claim: str | None = None, batch: str | None = None, limit: int = 50,
        after: str | None = None,
    ) -> records.LogPage:  # fmt: skip
        choice("kind of change", kind, EventKind)
        told = self.wire.get(
            dict[str, Any], "changes", actor=actor, since=moment(since, start=True), until=moment(until), kind=kind,
            claim=claim and normal(claim), batch=batch and normal(batch), limit=_most(limit), after=after,
        )  # fmt: skip
        return records.LogPage(reading(tuple[records.Event, ...]).validate_python(told["items"]), told["after"])

    def counts(self, as_of: Moment | None = None) -> dict[str, int]:
        found: dict[str, int] = self.wire.get(dict[str, int], "counts", as_of=moment(as_of))
        return found

    def sources(self, *, text: str | None = None, limit: int | None = None) -> tuple[records.Source, ...]:
        """Return the sources by name, those with `text` in it where given; a server gives 500 at most."""
        found: tuple[records.Source, ...] = self.wire.get(
            tuple[records.Source, ...], "sources", text=text, limit=_most(limit)
        )
        return found

    def source(self, name: str) -> records.Source:
        known = [each.key for each in self.sources(text=name) if name_key(each.name) == name_key(name)]
        try:
            found: records.Source = self.wire.get(records.Source, "sources", *(known or [normal(name)]))
        except (InvalidValue, NotFound):
            raise NotFound("source", name, "`claims sources list` shows them") from None
        return found

    def documents(self, *, limit: int | None = None) -> tuple[records.Document, ...]:
        """Return the documents, newest first, without their texts; a server gives 500 at most."""
        found: tuple[records.Document, ...] = self.wire.get(
            tuple[records.Document, ...], "documents", limit=_most(limit)
        )
        return found

    def document(self, key: str) -> records.Document:
        found: records.Document = self.wire.get(records.Document, "documents", normal(key))
        return found

    def batches(self, *, limit: int | None = 50) -> tuple[records.Batch, ...]:
        """Return what was run, newest first; a server gives 500 at most."""
        found: tuple[records.Batch, ...] = self.wire.get(tuple[records.Batch, ...], "batches", limit=_most(limit))
        return found

    def batch(self, key: str) -> records.Batch:
        found: records.Batch = self.wire.get(records.Batch, "batches", normal(key))
        return found

    def export(self, to: "Place", *, format: str | None = None, whole: bool = False, **filters: Unpack[Filters]) -> int:
        """Write claims with their whole history to a file or a stream of bytes; a server gives them as jsonl."""
        from claims.interchange.files import writing

        if whole or format not in (None, "jsonl"):
            raise Refused("a server gives claims as jsonl and no more: export the rest where the database is")
        count = 0
        with writing(to) as stream:
            for part in self.wire.lines("export", **_filters(filters)):
                count += part.count(b"\n")
                stream.write(part)
        return count


def moment(given: Moment | None, *, start: bool = False) -> str | None:
    """Return a time as a server may be told it: a bare day means its end on this machine's clock, not on its."""
    return None if given is None else when.parse_moment(given, start=start).isoformat()


def _filters(given: Filters) -> dict[str, Any]:
    filters: dict[str, Any] = dict(given)
    for name, words in WORDS.items():
        for each in listed(filters.get(name)):
            choice(name, each, words)
    if day := filters.get("due_before"):
        filters["due_before"] = when.parse_date(day, what="due date").isoformat()
    return filters


def choice(what: str, given: str | None, words: Iterable[str]) -> None:
    """Raise UnknownChoice for what is not one of some words, as any other book does."""
    if given is not None and given not in set(words):
        raise UnknownChoice(what, given, words)


def _most(limit: int | None) -> int:
    return MOST if limit is None else min(limit, MOST)

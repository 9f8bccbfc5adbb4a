"""Feeds that are subscribed to, and what is known of their entries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from claims.core.when import moment
from claims.errors import Ambiguous, NotFound
from claims.models import document, feed, feed_entry
from claims.queries.reading import as_moment
from claims.records import Feed

MOST_FAILURES = 5
"""Failures in succession after which a feed is not asked more seldom still: each doubles the time."""
SECOND = 1_000_000
HINT = "`claims feeds` shows them"

_count = select(func.count()).where(feed_entry.c.feed_id == feed.c.id).scalar_subquery()
_feeds = select(feed, _count.label("entries")).where(feed.c.removed_at.is_(None)).order_by(feed.c.name)
_known = (
    select(feed_entry, document.c.withdrawn, document.c.canonical_url)
    .join(document, document.c.id == feed_entry.c.document_id)
    .order_by(feed_entry.c.n)
)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that was taken in; `withdrawn` when that was undone, `page` what ties captures of it together."""

    n: int
    guid: str | None
    link: str | None
    title: str | None
    digest: bytes
    withdrawn: bool
    page: str | None
    document_id: int


def feeds(connection: Connection) -> tuple[Feed, ...]:
    """Return the feeds that are subscribed to, by name."""
    return tuple(as_feed(row) for row in connection.execute(_feeds))


def find(connection: Connection, said: str) -> Row[Any]:
    """Return the feed with this key, address or name, or with a part of its name or title that only it has.

    Raises NotFound, Ambiguous.
    """
    wanted = said.strip()
    rows = connection.execute(_feeds).all()
    exact = [row for row in rows if wanted in (row.name, row.url) or wanted.upper() == row.key]
    part = wanted.casefold()
    held = [row for row in rows if part and any(part in (each or "").casefold() for each in _names(row))]
    found = exact or held
    if not found:
        raise NotFound("feed", said, HINT)
    if len(found) > 1:
        raise Ambiguous("feed", said, [row.name for row in found])
    return found[0]


def _names(row: Row[Any]) -> tuple[str | None, ...]:
    return row.name, row.title, row.source


def as_feed(row: Row[Any]) -> Feed:
    """Return a row as it is told."""
    return Feed(
        row.key, row.name, row.url, row.title, row.source, bool(row.pages), row.every, moment(row.added_at),
        row.added_by, as_moment(row.polled_at), as_moment(row.changed_at), due(row), row.failures, row.failure,
        as_moment(row.gone_at), row.entries,
    )  # fmt: skip


def due(row: Row[Any]) -> datetime | None:
    """Return when a feed is to be asked next: the more seldom, the oftener that failed."""
    if row.gone_at is not None:
        return None
    if row.polled_at is None:
        return moment(row.added_at)
    return moment(row.polled_at + row.every * SECOND * 2 ** min(row.failures, MOST_FAILURES))


def known(connection: Connection, feed_id: int) -> list[Known]:
    """Return the entries of a feed that were taken in, first to last."""
    rows = connection.execute(_known.where(feed_entry.c.feed_id == feed_id))
    return [
        Known(
            row.n, row.guid, row.link, row.title, bytes(row.digest), bool(row.withdrawn), row.canonical_url,
            row.document_id,
        )
        for row in rows
    ]  # fmt: skip


def text(connection: Connection, known: Known) -> str:
    """Return the text that an entry was taken in with."""
    query = select(document.c.text).where(document.c.id == known.document_id)
    return connection.execute(query).scalar() or ""

"""Feeds: subscribed to and left, what was asked of them, and which of their entries were taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from claims.core import key as keys
from claims.core.text import shortened
from claims.ledger.ledger import Ledger
from claims.models import document, feed, feed_entry


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as it was seen: what it may be known by; `n` is its number where it was known before."""

    guid: str | None
    link: str | None
    title: str | None
    digest: bytes
    n: int | None = None


def add(connection: Connection, name: str, now: int, by: str, **told: Any) -> None:
    """Subscribe to a feed; one that was left or is gone is asked again, one that is there is told anew."""
    fresh = {"removed_at": None, "gone_at": None, "failures": 0, "failure": None, "etag": None, "modified": None}
    changed = update(feed).where(feed.c.name == name).values(**told, **fresh)
    if connection.execute(changed).rowcount == 0:
        new = {"key": keys.derive("feed", name), "name": name, "added_at": now, "added_by": by}
        connection.execute(insert(feed).values(**told, **fresh, **new))


def remove(connection: Connection, row_id: int, now: int) -> None:
    """Leave a feed; what came from it stays."""
    connection.execute(update(feed).where(feed.c.id == row_id).values(removed_at=now))


def note(connection: Connection, row_id: int, **told: Any) -> None:
    """Note what asking a feed came to."""
    connection.execute(update(feed).where(feed.c.id == row_id).values(**told))


def keep(ledger: Ledger, row_id: int, taken: Sequence[tuple[Seen, str]]) -> None:
    """Note which entries were taken in, each with the key of its document."""
    ledger.alone()
    last = select(func.coalesce(func.max(feed_entry.c.n), 0)).where(feed_entry.c.feed_id == row_id)
    n: int = ledger.connection.execute(last).scalar_one()
    for seen, key in taken:
        paper = select(document.c.id).where(document.c.key == key).scalar_subquery()
        told = {
            "guid": shortened("guid", seen.guid), "link": seen.link, "title": seen.title, "digest": seen.digest,
            "document_id": paper, "seen_at": ledger.now,
        }  # fmt: skip
        if seen.n is None:
            n += 1
            ledger.connection.execute(insert(feed_entry).values(feed_id=row_id, n=n, **told))
        else:
            here = (feed_entry.c.feed_id == row_id) & (feed_entry.c.n == seen.n)
            ledger.connection.execute(update(feed_entry).where(here).values(**told))

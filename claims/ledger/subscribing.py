"""Feeds from elsewhere, with the entries that were taken in: a database that moves goes on asking them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.core import key as keys
from claims.core.when import micros
from claims.db import bulk
from claims.errors import Refused
from claims.ledger.ledger import Ledger
from claims.ledger.referring import among
from claims.models import document, feed, feed_entry

if TYPE_CHECKING:
    from datetime import datetime

    from claims.schemas.whole import EntryLine, FeedLine

FEED = (
    "id", "key", "name", "url", "source", "pages", "every", "added_at", "added_by", "removed_at", "title", "etag",
    "modified", "polled_at", "changed_at", "failures", "failure", "gone_at",
)  # fmt: skip
ENTRY = ("feed_id", "n", "guid", "link", "title", "digest", "document_id", "seen_at")


def feeds(ledger: Ledger, lines: Sequence["FeedLine"]) -> int:
    """Write feeds that are not here; one that is stays as it is. Returns how many are new."""
    for line in lines:
        if keys.derive("feed", line.name) != line.key:
            raise Refused(f"key {line.key} is not that of the feed {line.name}: export it again")
    wanted = {line.key: line for line in lines}
    here = among(ledger, feed, "key", wanted)
    missing = [line for key, line in wanted.items() if key not in here]
    rows = [
        (
            row_id, line.key, line.name, line.url, line.source, line.full, line.every, micros(line.added_at),
            line.added_by, _at(line.removed_at), line.title, line.etag, line.modified, _at(line.polled_at),
            _at(line.changed_at), line.failures, line.failure, _at(line.gone_at),
        )
        for row_id, line in zip(bulk.next_ids(ledger.connection, feed, len(missing)), missing, strict=True)
    ]  # fmt: skip
    bulk.insert(ledger.connection, feed, FEED, rows)
    return len(missing)


def entries(ledger: Ledger, lines: Sequence["EntryLine"]) -> int:
    """Write entries that are not here; raises Refused for one whose feed or document is not."""
    subscribed = among(ledger, feed, "key", {line.feed for line in lines})
    papers = among(ledger, document, "key", {line.document for line in lines})
    for line in lines:
        if line.feed not in subscribed or line.document not in papers:
            what = f"feed {line.feed}" if line.feed not in subscribed else f"document {line.document}"
            raise Refused(f"it tells of {what}, which is not here: import the line of that too")
    query = "SELECT feed_id, n FROM feed_entry WHERE feed_id {among}"
    here = {(row[0], row[1]) for row in bulk.among(ledger.connection, query, set(subscribed.values()))}
    rows = {
        (subscribed[line.feed], line.n): (
            line.guid, line.link, line.title, bytes.fromhex(line.words), papers[line.document], micros(line.seen_at),
        )
        for line in lines
    }  # fmt: skip
    new = [(*place, *told) for place, told in rows.items() if place not in here]
    bulk.insert(ledger.connection, feed_entry, ENTRY, new)
    return len(new)


def _at(moment: "datetime | None") -> int | None:
    return None if moment is None else micros(moment)

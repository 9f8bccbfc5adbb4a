"""Where claims come from, as lines: batches, sources and documents before the claims, what batches read after them."""

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.db import direct
from claims.interchange.writing import encode, iso, sealed

CHUNK = 500
TEXT_PIECE = 128 * 1024
"""Code points of a piece of text: a line stays short whatever they are."""
BYTES_PIECE = 192 * 1024

_TOLD = (
    "(b.command <> 'import' OR b.undone_by IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM event WHERE event.batch_id = b.id) "
    "OR EXISTS (SELECT 1 FROM document WHERE document.batch_id = b.id) "
    "OR EXISTS (SELECT 1 FROM source WHERE source.batch_id = b.id))"
)
"""An import that only brought what others recorded is left out: it happened to a database, not to its claims."""
_BATCHES = (
    "SELECT b.*, u.key AS undoing FROM batch b LEFT JOIN batch u ON u.id = b.undone_by "
    f"WHERE {_TOLD} ORDER BY b.started_at, b.key"
)
_SOURCES = (
    "SELECT s.*, b.key AS batch FROM source s LEFT JOIN batch b ON b.id = s.batch_id ORDER BY s.recorded_at, s.key"
)
_RATINGS = direct.About(
    "SELECT r.*, b.key AS batch FROM source_rating r LEFT JOIN batch b ON b.id = r.batch_id "
    "WHERE r.source_id {ids} ORDER BY r.source_id, r.seq"
)
_DOCUMENTS = "SELECT id FROM document ORDER BY retrieved_at, key"
_DOCUMENT = (
    "SELECT d.*, s.name AS source, b.key AS batch FROM document d JOIN source s ON s.id = d.source_id "
    "JOIN batch b ON b.id = d.batch_id WHERE d.id = ?"
)
_ITEMS = (
    "SELECT i.*, b.key AS batch, d.key AS document FROM batch_item i JOIN batch b ON b.id = i.batch_id "
    f"LEFT JOIN document d ON d.id = i.document_id WHERE {_TOLD} ORDER BY b.started_at, b.key, i.n"
)

_FEEDS = "SELECT * FROM feed ORDER BY name"
_NAMINGS = (
    "SELECT n.*, s.name, a.name AS alias, b.key AS batch FROM naming n JOIN subject s ON s.id = n.name_id "
    "JOIN subject a ON a.id = n.alias_id LEFT JOIN batch b ON b.id = n.batch_id "
    "ORDER BY n.recorded_at, s.name_key, a.name_key"
)
_ENTRIES = (
    "SELECT e.*, f.key AS feed, d.key AS document FROM feed_entry e JOIN feed f ON f.id = e.feed_id "
    "JOIN document d ON d.id = e.document_id ORDER BY f.name, e.n"
)


def before(connection: Connection) -> Iterator[str]:
    """Yield the lines of batches, sources and documents."""
    for part in direct.parts(connection, _BATCHES, (), CHUNK):
        yield from (_batch(row) for row in part)
    for part in direct.parts(connection, _SOURCES, (), CHUNK):
        yield from _sources(connection, part)
    for part in direct.parts(connection, _DOCUMENTS, (), CHUNK):
        for row in part:
            yield from _document(direct.rows(connection, _DOCUMENT, (row.id,))[0])
    for part in direct.parts(connection, _FEEDS, (), CHUNK):
        yield from (_feed(row) for row in part)
    for part in direct.parts(connection, _NAMINGS, (), CHUNK):
        yield from (_naming(row) for row in part)


def after(connection: Connection) -> Iterator[str]:
    """Yield the lines of what became of each batch's inputs, and of entries of feeds: they tell of documents."""
    for part in direct.parts(connection, _ITEMS, (), CHUNK):
        yield from (_item(row) for row in part)
    for part in direct.parts(connection, _ENTRIES, (), CHUNK):
        yield from (_entry(row) for row in part)


def _line(what: str, told: Mapping[str, Any]) -> str:
    return sealed(encode({"schema_version": 1, "type": what, **told}))


def _batch(row: Any) -> str:
    kept = {name: json.loads(getattr(row, name) or "null") for name in ("parameters", "versions", "counts")}
    told = {
        "key": row.key, "command": row.command, "parameters": kept["parameters"], "versions": kept["versions"],
        "actor": row.actor, "actor_kind": row.actor_kind, "started_at": iso(row.started_at),
        "finished_at": iso(row.finished_at), "counts": kept["counts"], "undone_by": row.undoing,
    }  # fmt: skip
    return _line("batch", told)


def _naming(row: Any) -> str:
    told = {
        "name": row.name, "alias": row.alias, "together": bool(row.together), "recorded_at": iso(row.recorded_at),
        "actor": row.actor, "actor_kind": row.actor_kind, "reason": row.reason, "batch": row.batch,
    }  # fmt: skip
    return _line("naming", told)


def _sources(connection: Connection, rows: Sequence[Any]) -> Iterator[str]:
    ratings: dict[int, list[dict[str, Any]]] = {}
    for each in _RATINGS(connection, [row.id for row in rows]):
        ratings.setdefault(each.source_id, []).append(
            {
                "reliability": each.reliability, "recorded_at": iso(each.recorded_at),
                "effective_at": iso(each.effective_at), "actor": each.actor, "actor_kind": each.actor_kind,
                "reason": each.reason, "batch": each.batch,
            }
        )  # fmt: skip
    for row in rows:
        told = {
            "key": row.key, "name": row.name, "kind": row.kind, "homepage": row.homepage, "origin": row.origin,
            "recorded_at": iso(row.recorded_at), "batch": row.batch, "ratings": ratings.get(row.id, []),
        }  # fmt: skip
        yield _line("source", told)


def _document(row: Any) -> Iterator[str]:
    body = zlib.decompress(row.body) if row.body is not None else None
    same = row.text is not None and row.text.encode() == body
    pieces = list(_pieces(row.text, None if same else body))
    told = {
        "key": row.key, "sha256": row.sha256.hex(), "source": row.source, "url": row.url, "title": row.title,
        "byline": row.byline, "published": row.published, "retrieved_at": iso(row.retrieved_at),
        "language": row.language, "canonical_url": row.canonical_url, "modified": row.modified,
        "marks": [{"start": at, "name": name} for at, name in json.loads(row.marks or "[]")],
        "headers": json.loads(row.headers or "{}"), "path": row.path,
        "archive_url": row.archive_url, "archive_batch": row.archive_batch,
        "erased_batch": row.erased_batch,
        "media_type": row.media_type, "reader": row.reader,
        "reader_version": row.reader_version, "batch": row.batch, "withdrawn": bool(row.withdrawn),
        "text_length": None if row.text is None else len(row.text),
        "bytes_length": None if body is None else len(body), "bytes_are_text": same, "pieces": len(pieces),
    }  # fmt: skip
    yield _line("document", told)
    for n, (text, some) in enumerate(pieces, 1):
        coded = None if some is None else b64encode(some).decode()
        yield _line("piece", {"document": row.key, "n": n, "text": text, "bytes": coded})


def _pieces(text: str | None, body: bytes | None) -> Iterator[tuple[str | None, bytes | None]]:
    for at in range(0, len(text or ""), TEXT_PIECE):
        yield (text or "")[at : at + TEXT_PIECE], None
    for at in range(0, len(body or b""), BYTES_PIECE):
        yield None, (body or b"")[at : at + BYTES_PIECE]


def _item(row: Any) -> str:
    told = {
        "batch": row.batch, "n": row.n, "name": row.name, "outcome": row.outcome, "document": row.document,
        "detail": row.detail, "found": json.loads(row.found) if row.found is not None else None,
    }  # fmt: skip
    return _line("item", told)


def _feed(row: Any) -> str:
    told = {
        "key": row.key, "name": row.name, "url": row.url, "source": row.source, "full": bool(row.pages),
        "every": row.every, "added_at": iso(row.added_at), "added_by": row.added_by, "removed_at": iso(row.removed_at),
        "title": row.title, "etag": row.etag, "modified": row.modified, "polled_at": iso(row.polled_at),
        "changed_at": iso(row.changed_at), "failures": row.failures, "failure": row.failure,
        "gone_at": iso(row.gone_at),
    }  # fmt: skip
    return _line("feed", told)


def _entry(row: Any) -> str:
    told = {
        "feed": row.feed, "n": row.n, "guid": row.guid, "link": row.link, "title": row.title,
        "words": bytes(row.digest).hex(), "document": row.document, "seen_at": iso(row.seen_at),
    }  # fmt: skip
    return _line("entry", told)

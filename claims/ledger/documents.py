"""Documents: stored once, known by the hash of their bytes, never rewritten."""

import json
import zlib
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select, update

from claims.core import key as keys
from claims.core.place import canonical_url
from claims.core.source import name_key
from claims.errors import Refused
from claims.ledger import outlining, sources
from claims.ledger.ledger import Ledger
from claims.models import document, source
from claims.records import NewDocument

_by_hash = select(
    document.c.id,
    document.c.key,
    document.c.withdrawn,
    document.c.text.is_not(None).label("read"),
    document.c.erased_batch,
).where(document.c.sha256 == bindparam("sha256"))


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's row; `known` when it was taken in before (and not undone since)."""

    id: int
    key: str
    sha256: bytes
    source_id: int
    source: str
    text: str
    known: bool


@dataclass(frozen=True, slots=True)
class Earlier(Stored):
    """A document that was taken in, with what was told of it then."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None


def again(connection: Connection, digest: bytes) -> Earlier | None:
    """Return a document that was taken in, as it was stored, to be read once more."""
    query = select(document, source.c.name).join(source, source.c.id == document.c.source_id)
    row = connection.execute(query.where(document.c.sha256 == digest, document.c.text.is_not(None))).first()
    if row is None or row.withdrawn:
        return None
    day = row.published if row.published and len(row.published) == len("2026-01-31") else None
    return Earlier(
        row.id, row.key, digest, row.source_id, row.name, row.text, True, row.title, row.byline,
        date.fromisoformat(day) if day else None, row.language,
    )  # fmt: skip


def store(ledger: Ledger, new: NewDocument, *, erased_too: bool = False) -> Stored:
    """Store a capture, or find it: one undone before comes back, one known by its hash alone gets its text.

    One that was erased is not stored again, unless `erased_too`; raises Refused.
    """
    ledger.alone()
    digest = sha256(new.body).digest()
    key = keys.derive("document", digest)
    source_id = sources.ensure(ledger, [new.source])[name_key(new.source)]
    row = ledger.connection.execute(_by_hash, {"sha256": digest}).first()
    if row is not None and row.read and not row.withdrawn:
        return Stored(row.id, row.key, digest, source_id, new.source, new.text, known=True)
    if row is not None and row.erased_batch and not erased_too:
        raise Refused(f"document {row.key} was erased (batch {row.erased_batch}): --again takes it in all the same")
    held = {"text": new.text, "body": zlib.compress(new.body, 6), "withdrawn": False, "batch_id": ledger.batch_id()}
    if row is not None:
        told = _told(new) if row.erased_batch else {}
        ledger.connection.execute(update(document).where(document.c.id == row.id).values(**held, **told))
        return Stored(row.id, row.key, digest, source_id, new.source, new.text, known=False)
    made = insert(document).values(
        key=key,
        sha256=digest,
        source_id=source_id,
        retrieved_at=ledger.now if new.retrieved_at is None else new.retrieved_at,
        media_type=new.media_type,
        reader=new.reader,
        reader_version=new.reader_version,
        **_told(new),
        **held,
    )
    inserted = ledger.connection.execute(made).inserted_primary_key
    assert inserted is not None
    outlining.draw(ledger.connection, int(inserted[0]), new.text, new.byline)
    return Stored(int(inserted[0]), key, digest, source_id, new.source, new.text, known=False)


def _told(new: NewDocument) -> dict[str, str | None]:
    """Return what is told of a document: what erasing it takes away."""
    return {
        "url": new.url,
        "canonical_url": canonical_url(new.canonical or new.url) if new.canonical or new.url else None,
        "title": new.title,
        "byline": new.byline,
        "published": new.published.isoformat() if new.published else None,
        "modified": new.modified.isoformat() if new.modified else None,
        "language": new.language,
        "marks": told_json(new.marks),
        "headers": told_json(dict(new.headers)),
        "path": new.path,
        "erased_batch": None,
    }


def told_json(given: object) -> str | None:
    """Return what was told along with a document as it is kept: JSON, or nothing where it is empty."""
    return json.dumps(given, ensure_ascii=False, sort_keys=True) if given else None

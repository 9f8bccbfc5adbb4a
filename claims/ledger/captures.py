"""Documents from elsewhere, written as they were there; what was erased here never comes back by them."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from claims.core.place import canonical_url
from claims.core.source import name_key
from claims.core.when import micros
from claims.db import bulk
from claims.errors import Refused
from claims.ledger import outlining, sources
from claims.ledger.documents import told_json
from claims.ledger.ledger import Ledger
from claims.ledger.referring import ELSEWHERE, ensure_batches
from claims.models import appearance, batch_item, document

if TYPE_CHECKING:
    from claims.schemas.whole import DocumentLine

ITEM = ("batch_id", "n", "name", "outcome", "document_id", "detail", "found")


@dataclass(frozen=True, slots=True)
class Capture:
    """A document with its text and its bytes, where they are kept."""

    line: "DocumentLine"
    text: str | None
    body: bytes | None

    @property
    def type(self) -> str:
        return self.line.type


def write(ledger: Ledger, captures: Sequence[Capture]) -> int:
    """Store documents; one known by its hash alone gets its text, one undone here comes back."""
    brought = [row_id for each in captures if (row_id := _document(ledger, each)) is not None]
    for written, each in brought:
        if each.text is not None:
            outlining.draw(ledger.connection, written, each.text, each.line.byline)
    here = [(row_id, each) for row_id, each in brought if not each.line.withdrawn]
    mine = ledger.batch_id() if brought else 0
    last = select(batch_item.c.n).where(batch_item.c.batch_id == mine).order_by(batch_item.c.n.desc()).limit(1)
    n = ledger.connection.execute(last).scalar() or 0
    items = [
        (mine, n + at, each.line.title or each.line.url or each.line.key, "added", row_id, None, None)
        for at, (row_id, each) in enumerate(here, 1)
    ]
    bulk.insert(ledger.connection, batch_item, ITEM, items)
    return len(brought)


def _document(ledger: Ledger, capture: Capture) -> tuple[int, Capture] | None:
    """Write one document; returns its row where it is new, was filled in or came back."""
    line, found = capture.line, bytes.fromhex(capture.line.sha256)
    columns = (document.c.id, document.c.text, document.c.withdrawn, document.c.erased_batch)
    row = ledger.connection.execute(select(*columns).where(document.c.sha256 == found)).first()
    if row is not None and (row.erased_batch is None) != (line.erased_batch is None):
        _unlike(row, line)
    if row is not None and (capture.text is None or row.text is not None):
        return _known(ledger, row, capture)
    by = (ELSEWHERE, "rule", micros(line.retrieved_at))
    told = {
        "source_id": sources.ensure(ledger, [line.source])[name_key(line.source)], "url": line.url,
        "canonical_url": line.canonical_url or (canonical_url(line.url) if line.url else None), "title": line.title,
        "byline": line.byline, "modified": line.modified, "headers": told_json(line.headers),
        "marks": told_json([(each.start, each.name) for each in line.marks]),
        "published": line.published, "retrieved_at": micros(line.retrieved_at), "language": line.language,
        "media_type": line.media_type, "reader": line.reader, "reader_version": line.reader_version,
        "batch_id": ensure_batches(ledger, {line.batch: by})[line.batch], "withdrawn": line.withdrawn,
        "text": capture.text, "body": None if capture.body is None else zlib.compress(capture.body, 6),
        "archive_url": line.archive_url, "archive_batch": line.archive_batch,
        "erased_batch": line.erased_batch,
        "path": line.path,
    }  # fmt: skip
    if line.archive_batch is not None:
        ensure_batches(ledger, {line.archive_batch: by})
    if row is not None:
        _fits(ledger, row.id, capture)
        ledger.connection.execute(update(document).where(document.c.id == row.id).values(**told))
        return row.id, capture
    (row_id,) = bulk.next_ids(ledger.connection, document, 1)
    told |= {"id": row_id, "key": line.key, "sha256": found}
    bulk.insert(ledger.connection, document, tuple(told), [tuple(told.values())])
    return row_id, capture


def _unlike(row: Any, line: "DocumentLine") -> None:
    """Refuse words that were erased here, and leave alone what was erased elsewhere and is here; raises Refused."""
    if row.erased_batch is not None and line.text_length is not None:
        raise Refused(f"document {line.key} was erased here (batch {row.erased_batch}): its words stay out")
    if row.text is not None:
        raise Refused(
            f"document {line.key} was erased where this was exported, and its words are here: "
            f"`claims erase document {line.key}` does so here"
        )


def _known(ledger: Ledger, row: Any, capture: Capture) -> tuple[int, Capture] | None:
    line = capture.line
    if capture.text is not None and row.text != capture.text:
        raise Refused(
            f"document {line.key} is here with another text, read by another version: claims would point past it"
        )
    if line.archive_url is not None and line.archive_batch is not None:
        ensure_batches(ledger, {line.archive_batch: (ELSEWHERE, "rule", micros(line.retrieved_at))})
        unsaid = (document.c.id == row.id) & document.c.archive_batch.is_(None)
        said = {"archive_url": line.archive_url, "archive_batch": line.archive_batch}
        ledger.connection.execute(update(document).where(unsaid).values(said))
    if line.withdrawn or not row.withdrawn:
        return None
    ledger.connection.execute(update(document).where(document.c.id == row.id).values(withdrawn=False))
    return row.id, capture


def _fits(ledger: Ledger, row_id: int, capture: Capture) -> None:
    """Refuse a text in which the claims that are here do not find their words."""
    query = select(appearance.c.quote, appearance.c.span_start, appearance.c.span_end)
    for quote, start, end in ledger.connection.execute(query.where(appearance.c.document_id == row_id)):
        if (capture.text or "")[start:end] != quote:
            raise Refused(f"document {capture.line.key} has not the words at {start} that a claim here quotes from it")

"""Sources, documents and batches: who published, what was captured, what was run."""

import json
import zlib
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, tuple_

from claims.core.source import name_key
from claims.core.vocabulary import ActorKind, SourceKind
from claims.core.when import moment
from claims.core.words import fold
from claims.errors import NotFound
from claims.models import appearance, batch, batch_item, claim, document, source, source_rating
from claims.queries.keys import by_prefix
from claims.queries.reading import as_moment
from claims.records import Archived, Batch, Document, Item, Mark, Rating, Source

_claims_of = (
    select(func.count(appearance.c.claim_id.distinct()))
    .join(claim, claim.c.id == appearance.c.claim_id)
    .where(appearance.c.source_id == source.c.id, ~appearance.c.withdrawn, ~claim.c.withdrawn)
    .scalar_subquery()
)
_documents_of = select(func.count()).where(document.c.source_id == source.c.id, ~document.c.withdrawn).scalar_subquery()
_sources = select(source, _claims_of.label("claims"), _documents_of.label("documents"))
_undoing = batch.alias("undoing")
_batches = select(batch, _undoing.c.key.label("undone_by_key")).outerjoin(_undoing, _undoing.c.id == batch.c.undone_by)
_earlier = document.alias("earlier")
_previous = (
    select(_earlier.c.key)
    .where(or_(_earlier.c.canonical_url == document.c.canonical_url, _earlier.c.path == document.c.path))
    .where(~_earlier.c.withdrawn, _earlier.c.text.is_not(None))
    .where(tuple_(_earlier.c.retrieved_at, _earlier.c.key) < tuple_(document.c.retrieved_at, document.c.key))
    .order_by(_earlier.c.retrieved_at.desc(), _earlier.c.key.desc())
    .limit(1)
    .scalar_subquery()
)
"""The capture of the same page before a document's own."""
_noticed = (
    select(batch_item.c.detail)
    .where(batch_item.c.document_id == bindparam("document"), batch_item.c.outcome.in_(("added", "empty")))
    .order_by(batch_item.c.batch_id.desc(), batch_item.c.n.desc())
    .limit(1)
)
_archiving = batch.alias("archiving")
_documents = (
    select(
        document, source.c.name.label("source"), _previous.label("previous"),
        _archiving.c.actor.label("archived_by"), _archiving.c.started_at.label("archived_at"),
    )
    .join(source, source.c.id == document.c.source_id)
    .outerjoin(_archiving, _archiving.c.key == document.c.archive_batch)
)  # fmt: skip


def sources(connection: Connection, text: str | None = None, limit: int | None = None) -> tuple[Source, ...]:
    """Return the sources by name, those with `text` in it where given, with the number of their claims."""
    query = _sources.order_by(source.c.name_key).limit(limit)
    if text:
        query = query.where(source.c.name_key.contains(name_key(fold(text)), autoescape=True))
    return tuple(_source(row) for row in connection.execute(query))


def one_source(connection: Connection, name: str) -> Source:
    """Return a source by name or key, with the history of its reliability; raises NotFound."""
    where = (source.c.name_key == name_key(name)) | (source.c.key == name.strip().upper())
    row = connection.execute(_sources.where(where)).first()
    if row is None:
        raise NotFound("source", name, "`claims sources list` shows them")
    rated = select(source_rating).where(source_rating.c.source_id == row.id).order_by(source_rating.c.seq)
    ratings = tuple(
        Rating(each.reliability, moment(each.recorded_at), each.actor, each.reason)
        for each in connection.execute(rated)
    )
    return _source(row, ratings)


def _source(row: Row[Any], ratings: tuple[Rating, ...] = ()) -> Source:
    return Source(
        row.key, row.name, SourceKind(row.kind), row.homepage, row.reliability, row.origin, moment(row.recorded_at),
        row.claims, row.documents, ratings,
    )  # fmt: skip


def documents(connection: Connection, limit: int | None = None) -> tuple[Document, ...]:
    """Return the documents, newest first, without their texts."""
    query = _documents.where(~document.c.withdrawn).order_by(document.c.id.desc()).limit(limit)
    columns = [column for column in query.selected_columns if column.key not in ("body", "text")]
    return tuple(_document(row, None) for row in connection.execute(query.with_only_columns(*columns)))


def one_document(connection: Connection, key: str) -> Document:
    """Return a document by its key or the start of it, with its text; raises NotFound, Ambiguous."""
    row = by_prefix(connection, _documents, document.c.key, "document", key, "`claims documents` shows them")
    found = _document(row, row.text)
    noticed = connection.execute(_noticed, {"document": row.id}).scalar()
    return replace(found, noticed=noticed)


def original(connection: Connection, key: str) -> bytes | None:
    """Return the bytes of a document as they came, None where they are not kept; raises NotFound, Ambiguous."""
    row = by_prefix(connection, _documents, document.c.key, "document", key, "`claims documents` shows them")
    return zlib.decompress(row.body) if row.body is not None else None


def _document(row: Row[Any], text: str | None) -> Document:
    return Document(
        row.key, row.sha256.hex(), row.source, row.url, row.title, row.byline, row.published,
        moment(row.retrieved_at), row.language, row.media_type, text, row.reader, row.reader_version,
        bool(row.withdrawn), row.modified, tuple(Mark(at, name) for at, name in json.loads(row.marks or "[]")),
        json.loads(row.headers or "{}"), row.previous, _archived(row), row.path,
        erased=row.erased_batch,
    )  # fmt: skip


def _archived(row: Row[Any]) -> Archived | None:
    if row.archive_url is None:
        return None
    return Archived(row.archive_url, row.archived_by, moment(row.archived_at), row.archive_batch)


def batches(connection: Connection, limit: int | None = 50) -> tuple[Batch, ...]:
    """Return what was run, newest first."""
    return tuple(_batch(row) for row in connection.execute(_batches.order_by(batch.c.id.desc()).limit(limit)))


def one_batch(connection: Connection, key: str) -> Batch:
    """Return a batch by its key or the start of it, with what became of each input; raises NotFound, Ambiguous."""
    row = by_prefix(connection, _batches, batch.c.key, "batch", key, "`claims batches` shows them")
    query = (
        select(batch_item, document.c.key.label("document"))
        .outerjoin(document, document.c.id == batch_item.c.document_id)
        .where(batch_item.c.batch_id == row.id)
        .order_by(batch_item.c.n)
    )
    items = connection.execute(query)
    return _batch(row, tuple(Item(each.name, each.outcome, each.document, each.detail) for each in items))


def _batch(row: Row[Any], items: tuple[Item, ...] = ()) -> Batch:
    return Batch(
        row.key, row.command, json.loads(row.parameters), json.loads(row.versions), row.actor,
        ActorKind(row.actor_kind), moment(row.started_at), as_moment(row.finished_at),
        json.loads(row.counts) if row.counts else {}, row.undone_by_key, items,
    )  # fmt: skip

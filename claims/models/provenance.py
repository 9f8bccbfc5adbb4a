"""Where claims come from: batches, sources and their ratings, documents."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from claims.core.vocabulary import ActorKind, SourceKind
from claims.models.base import Key, metadata, one_of, refers, row_id, stamp

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

batch = Table(
    "batch",
    metadata,
    row_id(),
    Column("key", Key, nullable=False, unique=True),
    Column("command", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("versions", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    stamp("started_at"),
    stamp("finished_at", nullable=True),
    Column("counts", Text),
    refers("undone_by", "batch", nullable=True),
    one_of("actor_kind", ActorKind),
)

source = Table(
    "source",
    metadata,
    row_id(),
    Column("key", Key, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("homepage", Text),
    Column("reliability", String(1)),
    Column("origin", Text),
    stamp("recorded_at"),
    refers("batch_id", "batch", nullable=True),
    one_of("kind", SourceKind),
    one_of("reliability", "ABCDEF"),
    CheckConstraint("length(name) > 0", name="name"),
)

source_rating = Table(
    "source_rating",
    metadata,
    refers("source_id", "source"),
    Column("seq", Integer, nullable=False),
    Column("reliability", String(1)),
    stamp("recorded_at"),
    stamp("effective_at", nullable=True),
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("reason", Text),
    refers("batch_id", "batch", nullable=True),
    PrimaryKeyConstraint("source_id", "seq"),
    one_of("reliability", "ABCDEF"),
    one_of("actor_kind", ActorKind),
)

document = Table(
    "document",
    metadata,
    row_id(),
    Column("key", Key, nullable=False, unique=True),
    Column("sha256", LargeBinary(32), nullable=False, unique=True),
    refers("source_id", "source"),
    Column("url", Text),
    Column("canonical_url", Text, index=True),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Text),
    stamp("retrieved_at"),
    Column("language", Text),
    Column("media_type", Text, nullable=False),
    Column("body", LargeBinary),
    Column("text", Text),
    Column("reader", Text, nullable=False),
    Column("reader_version", Text, nullable=False),
    refers("batch_id", "batch"),
    Column("withdrawn", Boolean, nullable=False, default=False),
    Column("modified", Text),
    Column("marks", Text),
    Column("headers", Text),
    Column("archive_url", Text),
    Column("archive_batch", Text),
    Column("path", Text),
    Column("erased_batch", Text),
    CheckConstraint("length(sha256) = 32", name="sha256"),
    Index("ix_document_source_id", "source_id"),
    Index("ix_document_path", "path", sqlite_where=text("path IS NOT NULL"), postgresql_where=text("path IS NOT NULL")),
    Index("ix_document_batch_id", "batch_id"),
)

batch_item = Table(
    "batch_item",
    metadata,
    refers("batch_id", "batch"),
    Column("n", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    refers("document_id", "document", nullable=True),
    Column("detail", Text),
    Column("found", Text),
    PrimaryKeyConstraint("batch_id", "n"),
    one_of("outcome", ("added", "known", "empty", "failed")),
    Index("ix_batch_item_document_id", "document_id"),
)

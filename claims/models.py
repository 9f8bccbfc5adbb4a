"""The tables, typed by the database itself: named constraints, checks and partial unique indexes on both engines.

Times are whole microseconds of UTC; dates of the world are ISO 8601 text with the precision they were given;
`claim_at` repeats the (immutable) time a claim was recorded, so that a page in that order reads one index.
The search index, the triggers and everything else that differs by engine is in `claims.db.ddl`.
"""

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.vocabulary import (
    COMPARATORS,
    ActorKind,
    Kind,
    LinkKind,
    LinkState,
    Modality,
    Precision,
    SourceKind,
    Stance,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
Key = String(12)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """Return a check that `column` holds one of `words` (or nothing, where it may be null)."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(word)) for word in words)})", name=column)


def row_id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def refers(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable)


def stamp(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


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
    refers("previous_id", "document", nullable=True),
    refers("batch_id", "batch"),
    Column("withdrawn", Boolean, nullable=False, default=False),
    CheckConstraint("length(sha256) = 32", name="sha256"),
    Index("ix_document_source_id", "source_id"),
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
    PrimaryKeyConstraint("batch_id", "n"),
    one_of("outcome", ("added", "known", "empty", "failed")),
)

claim = Table(
    "claim",
    metadata,
    row_id(),
    Column("key", Key, nullable=False),
    Column("fingerprint", LargeBinary(16), nullable=False),
    Column("statement", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text),
    Column("language", Text),
    Column("due", Text),
    Column("due_precision", Text),
    Column("stands_alone", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("confidence", Integer),
    Column("confidence_by", Text),
    Column("version", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    refers("merged_into", "claim", nullable=True),
    refers("source_id", "source"),
    stamp("recorded_at"),
    stamp("changed_at"),
    refers("batch_id", "batch", nullable=True),
    one_of("status", Status),
    one_of("kind", Kind),
    one_of("due_precision", Precision),
    one_of("confidence_by", ActorKind),
    CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"),
    CheckConstraint("(confidence IS NULL) = (confidence_by IS NULL)", name="confidence_has_author"),
    CheckConstraint("length(statement) > 0", name="statement"),
    CheckConstraint("length(fingerprint) = 16", name="fingerprint"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("merged_into <> id", name="merged_into"),
    UniqueConstraint("key"),
    Index(
        "uq_claim_fingerprint",
        "fingerprint",
        unique=True,
        sqlite_where=text("stands_alone AND NOT withdrawn AND merged_into IS NULL"),
        postgresql_where=text("stands_alone AND NOT withdrawn AND merged_into IS NULL"),
    ),
    Index("ix_claim_recorded_at", "recorded_at", "id"),
    Index("ix_claim_changed_at", "changed_at", "id"),
    Index("ix_claim_status", "status", "recorded_at", "id"),
    Index("ix_claim_kind", "kind", "recorded_at", "id"),
    Index("ix_claim_confidence", "confidence", "id"),
    Index("ix_claim_due", "due", "id", sqlite_where=text("due IS NOT NULL"), postgresql_where=text("due IS NOT NULL")),
    Index("ix_claim_batch_id", "batch_id"),
    Index(
        "ix_claim_merged_into",
        "merged_into",
        sqlite_where=text("merged_into IS NOT NULL"),
        postgresql_where=text("merged_into IS NOT NULL"),
    ),
)

quantity = Table(
    "quantity",
    metadata,
    refers("claim_id", "claim"),
    Column("n", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("value", Text),
    Column("low", Text),
    Column("high", Text),
    Column("unit", Text),
    Column("comparator", Text, nullable=False),
    Column("measures", Text),
    Column("per", Text),
    Column("low_number", Double),
    Column("high_number", Double),
    stamp("claim_at"),
    PrimaryKeyConstraint("claim_id", "n"),
    one_of("comparator", COMPARATORS),
    Index("ix_quantity_high_number", "high_number", "claim_id"),
    Index("ix_quantity_low_number", "low_number", "claim_id"),
)

appearance = Table(
    "appearance",
    metadata,
    row_id(),
    refers("claim_id", "claim"),
    Column("n", Integer, nullable=False),
    Column("identity", LargeBinary(16), nullable=False),
    refers("source_id", "source"),
    refers("document_id", "document", nullable=True),
    refers("batch_id", "batch", nullable=True),
    Column("url", Text),
    Column("quote", Text),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("prefix", Text),
    Column("suffix", Text),
    Column("section", Text),
    Column("citations", Text),
    Column("speaker", Text),
    Column("modality", Text, nullable=False),
    Column("cue", Text),
    Column("extractor", Text, nullable=False),
    Column("extractor_version", Text, nullable=False),
    Column("score", Double),
    Column("features", Text),
    stamp("recorded_at"),
    stamp("claim_at"),
    Column("withdrawn", Boolean, nullable=False, default=False),
    one_of("modality", Modality),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    CheckConstraint("(document_id IS NULL) = (span_start IS NULL)", name="span_has_document"),
    CheckConstraint("(span_start IS NULL) = (span_end IS NULL)", name="span"),
    CheckConstraint("0 <= span_start AND span_start < span_end", name="span_order"),
    CheckConstraint("document_id IS NULL OR quote IS NOT NULL", name="quote"),
    CheckConstraint("span_start IS NULL OR length(quote) = span_end - span_start", name="quote_fills_span"),
    UniqueConstraint("claim_id", "n"),
    Index(
        "uq_appearance_identity",
        "claim_id",
        "identity",
        unique=True,
        sqlite_where=text("NOT withdrawn"),
        postgresql_where=text("NOT withdrawn"),
    ),
    Index("ix_appearance_source_id", "source_id", "claim_at", "claim_id"),
    Index("ix_appearance_document_id", "document_id", "span_start"),
    Index("ix_appearance_batch_id", "batch_id"),
    Index(
        "ix_appearance_section",
        "section",
        "claim_at",
        sqlite_where=text("section IS NOT NULL"),
        postgresql_where=text("section IS NOT NULL"),
    ),
)

evidence = Table(
    "evidence",
    metadata,
    row_id(),
    refers("claim_id", "claim"),
    Column("n", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("url", Text),
    refers("document_id", "document", nullable=True),
    Column("quote", Text),
    Column("note", Text),
    Column("circular", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    stamp("recorded_at"),
    Column("withdrawn", Boolean, nullable=False, default=False),
    one_of("stance", Stance),
    one_of("actor_kind", ActorKind),
    CheckConstraint("coalesce(url, quote, note) IS NOT NULL OR document_id IS NOT NULL", name="something"),
    UniqueConstraint("claim_id", "n"),
)

link = Table(
    "link",
    metadata,
    row_id(),
    refers("claim_id", "claim"),
    refers("other_id", "claim"),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("score", Double),
    Column("reasons", Text),
    Column("decided_by", Text),
    stamp("decided_at", nullable=True),
    stamp("recorded_at"),
    one_of("kind", LinkKind),
    one_of("state", LinkState),
    CheckConstraint("claim_id <> other_id", name="two_claims"),
    CheckConstraint("(state = 'suggested') = (decided_by IS NULL)", name="decided_by"),
    UniqueConstraint("claim_id", "other_id", "kind"),
    Index("ix_link_other_id", "other_id"),
)

claim_tag = Table(
    "claim_tag",
    metadata,
    refers("claim_id", "claim"),
    Column("tag", Text, nullable=False),
    stamp("claim_at"),
    PrimaryKeyConstraint("claim_id", "tag"),
    CheckConstraint("length(tag) > 0", name="tag"),
    Index("ix_claim_tag_tag", "tag", "claim_at", "claim_id"),
)

status_seen = Table(
    "status_seen",
    metadata,
    Column("status", Text, nullable=False),
    stamp("claim_at"),
    refers("claim_id", "claim"),
    stamp("first_at"),
    PrimaryKeyConstraint("status", "claim_at", "claim_id"),
    one_of("status", Status),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    refers("claim_id", "claim"),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    stamp("recorded_at"),
    stamp("effective_at", nullable=True),
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("reason", Text),
    Column("payload", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("confidence", Integer),
    refers("batch_id", "batch", nullable=True),
    Column("hash", LargeBinary(32), nullable=False),
    PrimaryKeyConstraint("claim_id", "seq"),
    one_of("kind", EventKind),
    one_of("actor_kind", ActorKind),
    one_of("status", Status),
    CheckConstraint("seq >= 1", name="seq"),
    CheckConstraint("length(hash) = 32", name="hash"),
    Index("ix_event_recorded_at", "recorded_at", "claim_id", "seq"),
    Index(
        "ix_event_changes",
        "recorded_at",
        "claim_id",
        "seq",
        sqlite_where=text("seq > 1"),
        postgresql_where=text("seq > 1"),
    ),
    Index("ix_event_actor", "actor", "recorded_at"),
    Index("ix_event_batch_id", "batch_id"),
    sqlite_with_rowid=False,
)

"""What happened to claims: events, evidence, links, and what they were for a time."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from claims.core.events import EventKind
from claims.core.spells import What
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, LinkKind, LinkState, Stance
from claims.models.base import Id, metadata, one_of, refers, row_id, stamp

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
    Column("salt", LargeBinary(16), nullable=False),
    Column("erased", LargeBinary(32)),
    PrimaryKeyConstraint("claim_id", "seq"),
    one_of("kind", EventKind),
    one_of("actor_kind", ActorKind),
    one_of("status", Status),
    CheckConstraint("seq >= 1", name="seq"),
    CheckConstraint("length(hash) = 32", name="hash"),
    CheckConstraint("length(salt) = 16", name="salt"),
    CheckConstraint("length(erased) = 32", name="erased"),
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

erasure = Table(
    "erasure",
    metadata,
    row_id(),
    refers("batch_id", "batch"),
    refers("claim_id", "claim", nullable=True),
    refers("source_id", "source", nullable=True),
    refers("document_id", "document", nullable=True),
    Column("seq", Integer),
    # Refers to no batch while it is set, so that nothing is committed until what it is for was done.
    Column("pending", Id, ForeignKey("batch.id", deferrable=True, initially="DEFERRED")),
    CheckConstraint("pending < 0", name="pending"),
    Index(
        "ix_erasure_pending",
        "claim_id",
        "seq",
        sqlite_where=text("pending IS NOT NULL"),
        postgresql_where=text("pending IS NOT NULL"),
    ),
)
"""What was erased: the one leave there is to change an event, a rating or a text, used up by the change itself."""

spell = Table(
    "spell",
    metadata,
    Column("what", Text, nullable=False),
    Column("word", Text, nullable=False),
    stamp("claim_at"),
    refers("claim_id", "claim"),
    stamp("since"),
    stamp("until"),
    PrimaryKeyConstraint("what", "word", "claim_at", "claim_id", "since", postgresql_include=["until"]),
    one_of("what", What),
    CheckConstraint("since <= until", name="order"),
    Index("ix_spell_claim_id", "claim_id"),
    sqlite_with_rowid=False,
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

"""Whom and what claims are about: names, where claims mention them, and which of them people say are one."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, PrimaryKeyConstraint, Table, Text

from claims.core.vocabulary import ActorKind
from claims.models.base import Id, metadata, one_of, refers, row_id, stamp

subject = Table(
    "subject",
    metadata,
    row_id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("sure", Boolean, nullable=False),
    refers("head_id", "subject", nullable=True),
    stamp("recorded_at"),
    refers("batch_id", "batch", nullable=True),
    CheckConstraint("length(name_key) > 0", name="name_key"),
    Index("ix_subject_head_id", "head_id"),
)
"""A name, or a word that may be one (`sure` tells); `head_id` is the one its group goes by, if it is in one."""

mention = Table(
    "mention",
    metadata,
    refers("subject_id", "subject"),
    stamp("claim_at"),
    Column("claim_id", Id, nullable=False),  # refers to a claim, which never goes: checking it took 3 % of an import
    Column("words", Text, nullable=False),
    PrimaryKeyConstraint("subject_id", "claim_at", "claim_id"),
    Index("ix_mention_claim_id", "claim_id"),
    sqlite_with_rowid=False,
)
"""That a claim names a subject, and with which words; in the order claims were recorded."""

naming = Table(
    "naming",
    metadata,
    refers("name_id", "subject"),
    refers("alias_id", "subject"),
    stamp("recorded_at"),
    Column("together", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("reason", Text),
    refers("batch_id", "batch", nullable=True),
    PrimaryKeyConstraint("name_id", "alias_id", "recorded_at"),
    one_of("actor_kind", ActorKind),
    CheckConstraint("name_id <> alias_id", name="alias"),
    Index("ix_naming_alias_id", "alias_id"),
    Index("ix_naming_batch_id", "batch_id"),
)
"""A decision that one name is an alias of another, or is none any more; the last about a pair counts."""

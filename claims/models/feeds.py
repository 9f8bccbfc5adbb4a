"""What is asked again and again: feeds, and the entries of each that were taken in."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from claims.models.base import Key, metadata, refers, row_id, stamp

feed = Table(
    "feed",
    metadata,
    row_id(),
    Column("key", Key, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("source", Text),
    Column("pages", Boolean, nullable=False),
    Column("every", Integer, nullable=False),
    stamp("added_at"),
    Column("added_by", Text, nullable=False),
    stamp("removed_at", nullable=True),
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    stamp("polled_at", nullable=True),
    stamp("changed_at", nullable=True),
    Column("failures", Integer, nullable=False),
    Column("failure", Text),
    stamp("gone_at", nullable=True),
    CheckConstraint("every > 0", name="every"),
    CheckConstraint("failures >= 0", name="failures"),
)

feed_entry = Table(
    "feed_entry",
    metadata,
    refers("feed_id", "feed"),
    Column("n", Integer, nullable=False),
    Column("guid", Text),
    Column("link", Text),
    Column("title", Text),
    Column("digest", LargeBinary(32), nullable=False),
    refers("document_id", "document"),
    stamp("seen_at"),
    PrimaryKeyConstraint("feed_id", "n"),
    Index("ix_feed_entry_document_id", "document_id"),
)

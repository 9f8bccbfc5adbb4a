"""What documents are to each other: the wire each credits, the outline it is known by, and what prints the same."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, ForeignKey, LargeBinary, PrimaryKeyConstraint, Table
from sqlalchemy import Text as Words

from claims.models.base import Id, metadata, refers

outline = Table(
    "outline",
    metadata,
    Column("document_id", Id, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("wire", Words),
    Column("hashes", LargeBinary, nullable=False),
)
"""Beside the documents, whose texts need not be read for it."""

outline_hash = Table(
    "outline_hash",
    metadata,
    Column("hash", BigInteger, nullable=False),
    refers("document_id", "document"),
    PrimaryKeyConstraint("hash", "document_id"),
    sqlite_with_rowid=False,
)
"""The smallest hashes of each outline: what leads to documents that may print the same."""

likeness = Table(
    "likeness",
    metadata,
    refers("document_id", "document"),
    refers("other_id", "document"),
    Column("share", Double, nullable=False),
    PrimaryKeyConstraint("document_id", "other_id"),
    CheckConstraint("document_id <> other_id", name="other_id"),
    CheckConstraint("share BETWEEN 0 AND 1", name="share"),
    sqlite_with_rowid=False,
)
"""Two documents that print the same, each pair both ways round."""

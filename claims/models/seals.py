"""What makes tampering evident: the hashes of events in the order they were recorded, and roots over them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table
from sqlalchemy import text as sql

from claims.models.base import Key, metadata, row_id, stamp

leaf = Table(
    "leaf",
    metadata,
    row_id(),
    Column("first", BigInteger),
    Column("hashes", LargeBinary, nullable=False),
    CheckConstraint("length(hashes) > 0 AND length(hashes) % 32 = 0", name="hashes"),
    CheckConstraint("first >= 0", name="first"),
    Index(
        "ix_leaf_unsealed",
        "id",
        sqlite_where=sql("first IS NULL"),
        postgresql_where=sql("first IS NULL"),
    ),
)
"""The hashes of the events of one transaction, and the place of the first of them in the tree, once they have one."""

seal = Table(
    "seal",
    metadata,
    Column("size", BigInteger, autoincrement=False, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    stamp("sealed_at"),
    Column("origin", Key, nullable=False),
    Column("key", LargeBinary(32)),
    Column("signature", LargeBinary(64)),
    Column("hash", LargeBinary(32), nullable=False),
    PrimaryKeyConstraint("size"),
    CheckConstraint("size > 0", name="size"),
    CheckConstraint("length(root) = 32", name="root"),
    CheckConstraint("length(hash) = 32", name="hash"),
    CheckConstraint("(key IS NULL) = (signature IS NULL)", name="signed"),
    CheckConstraint("length(key) = 32", name="key"),
    CheckConstraint("length(signature) = 64", name="signature"),
)
"""A root of the tree, when it was made, and who signed it; each holds the one before it in its hash."""

frontier = Table(
    "frontier",
    metadata,
    Column("id", Integer, autoincrement=False, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("id = 1", name="id"),
)
"""The right edge of the tree, so that adding to it does not read all of it; follows from the leaves."""

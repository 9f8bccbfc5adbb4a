"""What statements mean, as vectors, each of one model: they follow from the statements, and a trigger drops them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from claims.models.base import metadata, refers, row_id

embedding_model = Table(
    "embedding_model",
    metadata,
    row_id(),
    Column("name", Text, nullable=False),
    Column("width", Integer, nullable=False),
    CheckConstraint("width >= 1", name="width"),
    UniqueConstraint("name"),
)

embedding = Table(
    "embedding",
    metadata,
    refers("claim_id", "claim"),
    refers("model_id", "embedding_model"),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("claim_id", "model_id"),
)

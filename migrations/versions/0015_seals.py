"""seals: the hashes of events in the order they were recorded, and signed roots over them"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FUNCTIONS = ("claimtrack_place",)


def upgrade() -> None:
    op.create_table(
        "leaf",
        sa.Column("id", ID, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=True),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(hashes) > 0 AND length(hashes) % 32 = 0", name=op.f("ck_leaf_hashes")),
        sa.CheckConstraint("first >= 0", name=op.f("ck_leaf_first")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaf")),
    )
    op.create_index(
        "ix_leaf_unsealed",
        "leaf",
        ["id"],
        sqlite_where=sa.text("first IS NULL"),
        postgresql_where=sa.text("first IS NULL"),
    )
    op.create_table(
        "seal",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed_at", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_seal_size")),
        sa.CheckConstraint("length(root) = 32", name=op.f("ck_seal_root")),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_seal_hash")),
        sa.CheckConstraint("(key IS NULL) = (signature IS NULL)", name=op.f("ck_seal_signed")),
        sa.CheckConstraint("length(key) = 32", name=op.f("ck_seal_key")),
        sa.CheckConstraint("length(signature) = 64", name=op.f("ck_seal_signature")),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_seal")),
    )
    op.create_table(
        "frontier",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_frontier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frontier")),
    )


def downgrade() -> None:
    for table in ("frontier", "seal", "leaf"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {name}()")

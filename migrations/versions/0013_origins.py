"""origins: the wire a document credits, the outline it is known by, and which documents print the same"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "outline",
        sa.Column("document_id", ID, autoincrement=False, nullable=False),
        sa.Column("wire", sa.Text(), nullable=True),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_outline_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_outline")),
    )
    op.create_table(
        "outline_hash",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_outline_hash_document_id")),
        sa.PrimaryKeyConstraint("hash", "document_id", name=op.f("pk_outline_hash")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likeness",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.CheckConstraint("document_id <> other_id", name=op.f("ck_likeness_other_id")),
        sa.CheckConstraint("share BETWEEN 0 AND 1", name=op.f("ck_likeness_share")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_likeness_document_id")),
        sa.ForeignKeyConstraint(["other_id"], ["document.id"], name=op.f("fk_likeness_other_id")),
        sa.PrimaryKeyConstraint("document_id", "other_id", name=op.f("pk_likeness")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("likeness", "outline_hash", "outline"):
        op.drop_table(table)

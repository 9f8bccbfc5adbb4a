"""whom and what claims are about"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "subject",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("head_id", ID, nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", ID, nullable=True),
        sa.CheckConstraint("length(name_key) > 0", name=op.f("ck_subject_name_key")),
        sa.ForeignKeyConstraint(["head_id"], ["subject.id"], name=op.f("fk_subject_head_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_subject_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("name_key", name=op.f("uq_subject_name_key")),
    )
    op.create_index("ix_subject_head_id", "subject", ["head_id"])
    op.create_table(
        "mention",
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("claim_at", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_mention_subject_id")),
        sa.PrimaryKeyConstraint("subject_id", "claim_at", "claim_id", name=op.f("pk_mention")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mention_claim_id", "mention", ["claim_id"])
    op.create_table(
        "naming",
        sa.Column("name_id", ID, nullable=False),
        sa.Column("alias_id", ID, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("batch_id", ID, nullable=True),
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_naming_actor_kind")),
        sa.CheckConstraint("name_id <> alias_id", name=op.f("ck_naming_alias")),
        sa.ForeignKeyConstraint(["name_id"], ["subject.id"], name=op.f("fk_naming_name_id")),
        sa.ForeignKeyConstraint(["alias_id"], ["subject.id"], name=op.f("fk_naming_alias_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_naming_batch_id")),
        sa.PrimaryKeyConstraint("name_id", "alias_id", "recorded_at", name=op.f("pk_naming")),
    )
    op.create_index("ix_naming_alias_id", "naming", ["alias_id"])
    op.create_index("ix_naming_batch_id", "naming", ["batch_id"])


def downgrade() -> None:
    op.drop_table("naming")
    op.drop_table("mention")
    op.drop_table("subject")

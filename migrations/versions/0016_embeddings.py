"""embeddings: what statements mean, as a vector of each model"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "embedding_model",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.CheckConstraint("width >= 1", name=op.f("ck_embedding_model_width")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding_model")),
        sa.UniqueConstraint("name", name=op.f("uq_embedding_model_name")),
    )
    op.create_table(
        "embedding",
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("model_id", ID, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_embedding_claim_id")),
        sa.ForeignKeyConstraint(["model_id"], ["embedding_model.id"], name=op.f("fk_embedding_model_id")),
        sa.PrimaryKeyConstraint("claim_id", "model_id", name=op.f("pk_embedding")),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER IF EXISTS claim_reworded")
    else:
        op.execute("DROP TRIGGER IF EXISTS claim_reworded ON claim")
        op.execute("DROP FUNCTION IF EXISTS claimtrack_forget_meaning()")
    for table in ("embedding", "embedding_model"):
        op.drop_table(table)

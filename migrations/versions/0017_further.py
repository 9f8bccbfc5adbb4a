"""further: claims that stand in several places are found without looking at all of them"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_appearance_further", "appearance", ["claim_at", "claim_id", "withdrawn"],
        sqlite_where=sa.text("n > 1"), postgresql_where=sa.text("n > 1"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_appearance_further", "appearance")

"""readings"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("batch_item", sa.Column("found", sa.Text()))
    op.create_index("ix_batch_item_document_id", "batch_item", ["document_id"])


def downgrade() -> None:
    op.drop_index("ix_batch_item_document_id", "batch_item")
    op.execute("ALTER TABLE batch_item DROP COLUMN found")

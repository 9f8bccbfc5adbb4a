"""archived copies"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = ("archive_url", "archive_batch")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("document", sa.Column(name, sa.Text()))


def downgrade() -> None:
    for name in COLUMNS:
        op.execute(f"ALTER TABLE document DROP COLUMN {name}")

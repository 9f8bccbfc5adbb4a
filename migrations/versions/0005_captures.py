"""captures"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("modified", "marks", "headers")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("document", sa.Column(name, sa.Text()))


def downgrade() -> None:
    for name in COLUMNS:
        op.execute(f"ALTER TABLE document DROP COLUMN {name}")

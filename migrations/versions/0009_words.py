"""how many claims have a word, so that the rarest words lead to claims that say the same"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_word"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE temp.told USING fts5vocab('main', 'claim_search', 'row')")
        op.execute("INSERT INTO word (word, claims) SELECT term, doc FROM temp.told")
        op.execute("DROP TABLE temp.told")
    else:
        op.execute("INSERT INTO word SELECT word, ndoc FROM ts_stat('SELECT terms FROM claim_search')")


def downgrade() -> None:
    op.execute("DROP TABLE word")

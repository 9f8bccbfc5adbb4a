"""drift: what became of quotes in later captures, and where on this machine a document was read from"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WIDER = {
    "event": ("kind", "'appearance_restored')", "'appearance_restored', 'drifted')"),
    "spell": ("what", "'places')", "'places', 'drift')"),
}
"""The words a column may hold, which no engine adds to in place: the end of their list before and after."""
STANDING = "withdrawn BOOLEAN NOT NULL"
FATE = "CHECK (drift IN ('moved', 'altered', 'gone'))"
FIRST_CHECK = "CONSTRAINT ck_appearance_score"


def upgrade() -> None:
    op.add_column("document", sa.Column("path", sa.Text()))
    op.create_index(
        "ix_document_path", "document", ["path"],
        sqlite_where=sa.text("path IS NOT NULL"), postgresql_where=sa.text("path IS NOT NULL"),
    )  # fmt: skip
    for table, (column, old, new) in WIDER.items():
        _words(table, column, {old: new})
    if op.get_bind().dialect.name == "sqlite":
        added = {
            STANDING: f"{STANDING}, \n\tdrift TEXT",
            FIRST_CHECK: f"CONSTRAINT ck_appearance_drift {FATE}, \n\t{FIRST_CHECK}",
        }
        _rebuild("appearance", added)
    else:
        op.execute(f"ALTER TABLE appearance ADD COLUMN drift TEXT CONSTRAINT ck_appearance_drift {FATE}")
    op.create_index(
        "ix_appearance_drift", "appearance", ["drift", "claim_at", "claim_id", "withdrawn", "recorded_at"],
        sqlite_where=sa.text("drift IS NOT NULL"), postgresql_where=sa.text("drift IS NOT NULL"),
    )  # fmt: skip


def downgrade() -> None:
    """Go back, unless something is recorded that the older program could not read: then a check refuses."""
    op.drop_index("ix_appearance_drift", "appearance")
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("appearance", {", \n\tdrift TEXT": "", f"CONSTRAINT ck_appearance_drift {FATE}, \n\t": ""}, {"drift"})
    else:
        op.execute("ALTER TABLE appearance DROP COLUMN drift")
    for table, (column, old, new) in WIDER.items():
        _words(table, column, {new: old})
    op.drop_index("ix_document_path", "document")
    op.execute("ALTER TABLE document DROP COLUMN path")


def _words(table: str, column: str, changes: dict[str, str]) -> None:
    """Change which words a column may hold."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(table, changes)
        return
    name = f"ck_{table}_{column}"
    query = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
    said = op.get_bind().execute(query, {"name": name}).scalar_one()
    words = "'drifted'::text" if table == "event" else "'drift'::text"
    last = "'appearance_restored'::text" if table == "event" else "'places'::text"
    wider = said.replace(f", {words}", "") if words in said else said.replace(last, f"{last}, {words}")
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {wider}")


def _rebuild(table: str, changes: dict[str, str], without: set[str] | None = None) -> None:
    """Make a table of SQLite anew with changes in what was said to make it; its rows and indexes stay."""
    connection = op.get_bind()
    stored = sa.text("SELECT sql FROM sqlite_master WHERE type = :what AND tbl_name = :table AND sql IS NOT NULL")
    (said,) = connection.execute(stored, {"what": "table", "table": table}).scalars()
    indexes = list(connection.execute(stored, {"what": "index", "table": table}).scalars())
    for old, new in changes.items():
        assert said.count(old) == 1, f"{table} has no {old}"
        said = said.replace(old, new)
    columns = [
        each["name"] for each in sa.inspect(connection).get_columns(table) if each["name"] not in (without or ())
    ]
    _, _, body = said.partition("(")
    listed = ", ".join(columns)
    connection.exec_driver_sql(f"CREATE TABLE {table}_new ({body}")
    connection.exec_driver_sql(f"INSERT INTO {table}_new ({listed}) SELECT {listed} FROM {table}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE {table}_new RENAME TO {table}")
    for index in indexes:
        connection.exec_driver_sql(index)

"""Runs the migrations: in the program on a connection that is handed in, for developers by URL."""

import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from claims.db.ddl import install_guards
from claims.models import metadata

SEARCH_TABLES = ("claim_search",)


def include_object(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave out the search index, which is made by hand in the revisions."""
    return not (kind == "table" and (name or "").startswith(SEARCH_TABLES))


def render_item(_kind: str, _object: Any, _context: AutogenContext) -> str | Literal[False]:
    """Keep application types out of revisions; none is in use, and Alembic's own rendering is right."""
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=include_object,
        render_item=render_item,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        # Batch operations on SQLite rebuild a table and lose its triggers without a word.
        if connection.dialect.has_table(connection, "event"):
            install_guards(connection)


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    from claims.db.engine import Database

    database = Database(os.environ.get("CLAIMS_DATABASE_URL", "sqlite://"))
    with database.write() as connection:
        migrate(connection)


main()

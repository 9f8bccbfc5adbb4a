"""Migrations: bring a database to the schema of this version, and say where it stands."""

from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from claims.db import indexes
from claims.db.engine import Database
from claims.db.failures import opening
from claims.db.url import display
from claims.errors import SchemaError, StorageError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0017"
"""The revision this version of claimtrack works with; a test keeps it equal to the newest migration."""
LOCK_SECONDS = 5.0
"""How long an upgrade waits for others that write; whoever comes after it would wait for all of both."""
WORDED = "0006"
"""The revision since which wordings have the normal form of today; in older databases they are compared anew."""
OUTLINED = "0013"
"""From here on documents are known by their outlines, which older ones get when they are upgraded."""
SEALED = "0015"
"""From here on events are sealed; those of an older database all at once when it is upgraded."""
NAMED = "0012"
"""The revision since which the names in claims are kept; those of older databases are looked for in all of them."""


def folder() -> Path:
    """Return the migrations: inside the installed package, else beside it in a checkout."""
    packaged = Path(str(files("claims"))) / "migrations"
    return packaged if packaged.is_dir() else packaged.parent.parent / "migrations"


def config(connection: Connection | None = None) -> "Config":
    """Return Alembic's configuration; no alembic.ini is needed at run time."""
    from alembic.config import Config  # slow to import, and only needed to migrate

    made = Config()
    made.set_main_option("script_location", str(folder()).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def current(connection: Connection) -> str | None:
    """Return the revision of the schema, None where there is no schema at all.

    Raises SchemaError when the database holds something that is not claimtrack's.
    """
    names = set(inspect(connection).get_table_names())
    others = sorted(names - {"alembic_version"})
    if others and not {"alembic_version", "claim", "event"} <= names:
        name, listed = display(connection.engine.url), ", ".join(others[:3])
        raise SchemaError(f"the database {name} is not claimtrack's (it holds {listed}): name another with --db")
    if not others:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return None if found is None else str(found)


def check(database: Database, connection: Connection) -> None:
    """Raise SchemaError unless the schema is the one this version works with."""
    found = current(connection)
    if found == HEAD:
        return
    if found is None:
        raise SchemaError(f"the database {database.name} is empty: create its schema with `claims db upgrade`")
    if found in known_revisions():
        raise SchemaError(
            f"the database {database.name} has the older schema {found}: bring it to {HEAD} with `claims db upgrade`"
        )
    raise SchemaError(
        f"the database {database.name} has the schema {shown(found)}, newer than this claimtrack ({HEAD}): "
        "install the newer claimtrack"
    )


def shown(revision: str) -> str:
    return repr(revision[:40])


def known_revisions() -> list[str]:
    """Return every revision this version can migrate from or to, oldest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]


def upgrade(url: "str | Database", revision: str = "head", *, only_new: bool = False) -> Path | None:
    """Bring the database to `revision`, creating the schema where there is none; raises StorageError.

    With `only_new` a schema that is there (somebody else was quicker) must be the right one, and is left alone.
    Returns the backup that was made first: of a SQLite file whose schema is an older one.
    """
    from alembic import command

    database = url if isinstance(url, Database) else Database(url)
    try:
        if database.path is not None:
            with opening(database):
                database.path.parent.mkdir(parents=True, exist_ok=True)
        with database.write() as connection:
            lock(connection)
            found = current(connection)
            if found is not None and (only_new or found not in known_revisions()):
                check(database, connection)
            if found is not None and only_new:
                return None
            if found is None:
                keeps_all_text(database, connection)
            saved = _saved(database, found) if found not in (None, HEAD) else None
            command.upgrade(config(connection), revision)
            if found is not None:
                _catch_up(connection, found, current(connection) or "")
                if current(connection) == HEAD:
                    indexes.make_missing(connection)
        return saved
    finally:
        if database is not url:
            database.close()


def _saved(database: Database, revision: "str | None") -> Path | None:
    """Back up a SQLite file beside it, before anything of it changes; a server's database is its owner's to back up."""
    from claims.db.backup import backup

    if database.path is None:
        return None
    names = (f"{database.path}.{revision}{'' if n == 1 else f'-{n}'}.backup" for n in count(1))
    return backup(database, next(path for name in names if not (path := Path(name)).exists()))


def _catch_up(connection: Connection, found: str, now_at: str) -> None:
    """Do once what a revision cannot, as it knows nothing of the application."""
    if found < WORDED <= now_at:
        from claims.ledger.renewing import renew  # only needed once in the life of a database

        renew(connection)
    if found < NAMED <= now_at:
        from claims.ledger.mentions import fill  # likewise

        fill(connection)
    if found < OUTLINED <= now_at:
        from claims.ledger.outlining import draw_missing

        draw_missing(connection)
    if found < SEALED <= now_at:
        from claims.core.when import now
        from claims.ledger.sealing import seal_all

        seal_all(connection, now())


def keeps_all_text(database: Database, connection: Connection) -> None:
    """Raise StorageError for an empty database in which not every character has room, or all pass for bytes."""
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StorageError(
                f"the database {database.name} keeps text as {encoding}, which has no room for all characters: make "
                "one with `createdb --encoding UTF8 --template template0 NAME`"
            )


def lock(connection: Connection) -> None:
    """Let one migration run at a time, and give up behind a lock instead of stopping everybody else."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(LOCK_SECONDS * 1000)}")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7236518043)")

"""Restoring: a backup is looked through, and becomes a database where there was none."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from claims.db import migrate
from claims.db.backup import dump_program, of_server
from claims.db.engine import Database
from claims.db.failures import opening
from claims.errors import InvalidValue, Refused, StorageError
from claims.files import fresh

SQLITE, DUMP = b"SQLite format 3\0", b"PGDMP"
NO_BACKUP = "it is no backup: give a file that `claims db backup` made"
OTHER = "a backup of {one} does not go into {other}: restore it there, `claims export --whole` and import that here"


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds; of a dump of a server only that it can be read to its end."""

    engine: str
    schema: str | None = None
    claims: int | None = None
    events: int | None = None


def verify(backup: Path) -> Held:
    """Read all of a backup and return what it holds; changes nothing. Raises InvalidValue, StorageError."""
    if _engine(backup) == "postgresql":
        dump_program("pg_restore", "--list", str(backup))
        dump_program("pg_restore", f"--file={os.devnull}", str(backup))
        return Held("postgresql")
    with _apart(backup) as database, database.read() as connection:
        _whole(connection, backup)
        schema = migrate.current(connection)
        if schema is None:
            raise InvalidValue("backup", backup, NO_BACKUP)
        count = {table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in TABLES}
        return Held("sqlite", schema, *count.values())


TABLES = ("claim", "event")


def restore(backup: Path, database: Database) -> Held:
    """Make a database from a backup that was looked through; one that holds anything is never written over.

    Raises Refused where there is a database, or the backup is of another engine, InvalidValue, StorageError.
    """
    held = verify(backup)
    if database.in_memory or held.engine != database.dialect:
        names = {"sqlite": "a SQLite file", "postgresql": "a PostgreSQL server"}
        raise Refused(OTHER.format(one=names[held.engine], other=names[database.dialect]))
    if database.path is None:
        _fill(database, backup)
        return held
    if database.path.exists():
        raise Refused(f"there is a database at {database.path}: move it away first, or name another with --db")
    with opening(database):
        database.path.parent.mkdir(parents=True, exist_ok=True)
    with fresh(database.path) as part:
        part.chmod(backup.stat().st_mode & 0o777)
        _copy(backup, part)
    return held


def _engine(backup: Path) -> str:
    try:
        with backup.open("rb") as file:
            head = file.read(16)
    except (OSError, ValueError) as error:
        raise InvalidValue("backup", backup, getattr(error, "strerror", None) or str(error)) from None
    if head == SQLITE:
        return "sqlite"
    if head.startswith(DUMP):
        return "postgresql"
    raise InvalidValue("backup", backup, NO_BACKUP)


@contextmanager
def _apart(backup: Path) -> Iterator[Database]:
    """Yield a copy of a backup as a database: to open the file itself might leave something beside it."""
    with TemporaryDirectory(prefix="claims-") as folder:
        copy = Path(folder) / "copy.db"
        copy.touch()
        _copy(backup, copy)
        with closing(Database(copy.as_posix())) as database:
            yield database


def _copy(backup: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        mend = "free some space, or name another place" if full else "take an older backup"
        raise StorageError(f"the backup {backup} could not be read ({error}): {mend}") from None


def _whole(connection: Connection, backup: Path) -> None:
    damage = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    damage += [
        f"a row of {row[0]} lacks its {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    if damage:
        raise StorageError(f"the backup {backup} is damaged ({damage[0][:200]}): take an older backup")


def _fill(database: Database, backup: Path) -> None:
    with database.read() as connection:
        if migrate.current(connection) is not None:
            raise Refused(f"the database {database.name} is not empty: name another with --db, made with `createdb`")
    url, environment = of_server(database)
    order = ["--no-password", "--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={url}", str(backup)]
    dump_program("pg_restore", *order, environment=environment)

"""Backup: a copy that is whole, taken while others go on working."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from claims.db import migrate
from claims.db.engine import Database
from claims.errors import Refused, StorageError, shown
from claims.files import fresh

NO_PROGRAM = "a backup of PostgreSQL needs {program}: install PostgreSQL's client programs, or use `claims export`"


def backup(database: Database, target: Path) -> Path:
    """Copy the database to a file and return its path; an existing file is never overwritten.

    SQLite is copied page by page by its own means, PostgreSQL is dumped by `pg_dump` in its custom format; the copy
    is checked before it gets its name. Raises InvalidValue for a target that exists or cannot be written, Refused
    for a database in memory, StorageError.
    """
    if database.in_memory:
        raise Refused("a database in memory has no backup: `claims export` writes its claims to a file")
    with database.read() as connection:
        migrate.current(connection)  # whether it is one of ours, of whatever age
        with fresh(target) as part:
            if database.path is None:
                _dump(database, part)
            else:
                part.chmod(database.path.stat().st_mode & 0o777)  # it is as private as what it copies
                _copy(database, connection.connection.driver_connection, part)
    return target


def _copy(database: Database, source: object, part: Path) -> None:
    assert isinstance(source, sqlite3.Connection)
    try:
        with closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            found = copy.execute("PRAGMA quick_check").fetchone()[0]
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
    except sqlite3.Error as error:
        full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        mend = "free some space, or name another place" if full else "`claims doctor` looks at it"
        raise StorageError(f"the database {database.name} could not be copied ({error}): {mend}") from None
    if found != "ok":
        raise StorageError(f"the copy of {database.name} is damaged ({found}): `claims doctor` looks at the database")


def _dump(database: Database, part: Path) -> None:
    url, environment = of_server(database)
    dump_program("pg_dump", "--no-password", "--format=custom", f"--file={part}", url, environment=environment)
    dump_program("pg_restore", f"--file={os.devnull}", str(part))  # reads all of it


def of_server(database: Database) -> tuple[str, dict[str, str]]:
    """Return how PostgreSQL's own programs reach a database: a URL without a password, and what is around it."""
    url = database.url
    password = url.password or url.query.get("password")
    environment = dict(os.environ)
    if password is not None:  # never on the command line, where everybody on the machine can read it
        environment["PGPASSWORD"] = str(password)
    bare = url._replace(drivername="postgresql", password=None)  # to `set`, None means nothing to be changed
    return bare.difference_update_query(["password"]).render_as_string(), environment


def dump_program(name: str, *order: str, environment: dict[str, str] | None = None) -> None:
    """Run one of PostgreSQL's own programs; raises StorageError with what it says."""
    program = shutil.which(name)
    if program is None:
        raise StorageError(NO_PROGRAM.format(program=name))
    done = subprocess.run(
        [program, *order], env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise StorageError(f"{name} failed ({said or shown(done.returncode)}): mend that or use `claims export`")

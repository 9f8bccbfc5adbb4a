"""Backup: a copy that is whole, taken while others go on working."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from claims.db.engine import Database
from claims.errors import InvalidValue, StorageError, shown


def backup(database: Database, target: Path) -> Path:
    """Copy the database to a file and return its path; an existing file is never overwritten.

    SQLite is copied page by page by its own means and the copy is checked; PostgreSQL is dumped by `pg_dump` in
    its custom format. Raises InvalidValue for a target that exists, StorageError.
    """
    if target.exists():
        raise InvalidValue("backup", target, "that file exists: name a new one")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(database, part) if database.path is not None else _dump(database, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise StorageError(f"{shown(target)} cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy(database: Database, part: Path) -> None:
    try:
        with closing(sqlite3.connect(str(database.path))) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            found = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise StorageError(f"the database {database.name} could not be copied: {error}") from None
    if found != "ok":
        raise StorageError(f"the copy of {database.name} is damaged ({found}): the database itself may be")


def _dump(database: Database, part: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError("backing up PostgreSQL needs pg_dump: install PostgreSQL's client programs")
    url = database.url
    environment = dict(os.environ)
    if url.password is not None:  # never on the command line, where everybody on the machine can read it
        environment["PGPASSWORD"] = str(url.password)
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(
        [program, "--format=custom", f"--file={part}", plain], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise StorageError(f"the database {database.name} could not be backed up: {said}")

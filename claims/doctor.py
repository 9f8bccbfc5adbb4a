"""The doctor: what is wrong with a database or what it stands on, and what mends it. Changes nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from claims.core import when
from claims.db import ddl, migrate
from claims.db.engine import Database
from claims.errors import StorageError

WAL_BUG = ((3, 7, 0), (3, 51, 2))
"""SQLite versions, first and last, whose write-ahead log can be damaged by a reset at a bad moment."""
ROOM = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: right (True), wrong (False), or worth knowing (None), and what mends it."""

    name: str
    ok: bool | None
    said: str
    mend: str | None = None


def examine(url: str) -> list[Finding]:
    """Return what was found, most basic things first."""
    database = Database(url)
    try:
        if database.path is not None and not database.path.exists():
            return [Finding("database", None, f"there is none at {database.path} yet", "`claims ingest FILE` makes it")]
        with database.read() as connection:
            return list(_found(database, connection))
    except StorageError as error:
        return [Finding("database", False, str(error))]
    finally:
        database.close()


def _found(database: Database, connection: Connection) -> Iterator[Finding]:
    yield Finding("database", True, f"{database.name} can be read")
    try:
        migrate.check(database, connection)
    except StorageError as error:
        yield Finding("schema", False, str(error), "`claims db upgrade`")
        return
    yield Finding("schema", True, f"revision {migrate.HEAD}")
    yield _guards(connection)
    yield _index(connection)
    yield _clock(connection)
    yield from _sqlite(database, connection) if database.dialect == "sqlite" else _postgresql(connection)


def _guards(connection: Connection) -> Finding:
    """Look for every trigger that keeps history append-only."""
    if connection.dialect.name == "sqlite":
        there = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
        made = [each.split() for each in ddl.sqlite_guards() if each.startswith("CREATE TRIGGER")]
        missing = {words[2] for words in made} - there
    else:
        there = set(connection.execute(text("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")).scalars())
        made = [each.split() for each in ddl.postgresql_guards() if each.startswith("CREATE OR REPLACE TRIGGER")]
        missing = {words[4] for words in made} - there
    if missing:
        return Finding("guards", False, f"missing: {', '.join(sorted(missing))}", "`claims db upgrade`")
    return Finding("guards", True, "history cannot be rewritten")


def _index(connection: Connection) -> Finding:
    claims = connection.execute(text("SELECT count(*) FROM claim")).scalar_one()
    indexed = connection.execute(text("SELECT count(*) FROM claim_search")).scalar_one()
    if claims != indexed:
        return Finding("search index", False, f"{indexed} of {claims} claims are in it", "restore a backup")
    return Finding("search index", True, f"all {claims} claims are in it")


def _clock(connection: Connection) -> Finding:
    newest = connection.execute(text("SELECT max(recorded_at) FROM event")).scalar()
    if newest is not None and newest > when.now() + 60_000_000:
        return Finding("clock", None, f"the newest change is of {when.moment(newest):%Y-%m-%d %H:%M}", "set the clock")
    return Finding("clock", True, "no change lies in the future")


def _sqlite(database: Database, connection: Connection) -> Iterator[Finding]:
    mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    yield Finding("journal", True if mode in ("wal", "memory") else None, f"mode {mode}")
    damage = connection.execute(text("PRAGMA quick_check")).scalar()
    sound = damage == "ok"
    yield Finding("file", sound, "no damage" if sound else f"{damage}", None if sound else "restore a backup")
    version = sqlite3.sqlite_version
    if WAL_BUG[0] <= sqlite3.sqlite_version_info <= WAL_BUG[1]:
        said = f"SQLite {version} can damage its write-ahead log in a rare race between processes"
        yield Finding("SQLite", None, said, "use a Python with SQLite 3.51.3 or newer, and keep backups")
    else:
        yield Finding("SQLite", True, version)
    if database.path is not None:
        free = shutil.disk_usage(database.path.parent).free
        low = free < ROOM
        yield Finding("disk", not low, f"{free // 1024 // 1024:,} MB free", "free some space" if low else None)


def _postgresql(connection: Connection) -> Iterator[Finding]:
    yield Finding("server", True, f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        value = connection.execute(text(f"SHOW {setting}")).scalar()
        mend = None if value != "off" else f"set {setting} to on: a power cut may lose or damage claims"
        yield Finding(setting, None if value == "off" else True, f"{value}", mend)

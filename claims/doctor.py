"""The doctor: what is wrong with a database or what it stands on, and what mends it. Changes nothing."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from claims import ground, signing
from claims.core import when
from claims.db import guarded, indexes, migrate
from claims.db.engine import Database
from claims.db.failures import ANOTHER
from claims.errors import InvalidValue, SchemaError, StorageError
from claims.ledger import rebuilding
from claims.settings import EMBEDDING_VARIABLE, embedding_model

WAL_BUG = ((3, 7, 0), (3, 51, 2))
"""SQLite versions, first and last, whose write-ahead log can be damaged by a reset at a bad moment."""
SET_CLOCK = "set the clock: `timedatectl set-ntp true`"
RESTORE = "`claims --db NEW db restore BACKUP`"
MOVE = "`claims db backup FILE` on a disk of this machine and work with that, or use PostgreSQL"
NEWEST = 1000
"""So many claims are compared with their histories in everything, not only in what the last event tells."""
VECTORS = (
    "SELECT embedding_model.name, count(*) FROM embedding JOIN embedding_model "
    "ON embedding_model.id = embedding.model_id GROUP BY embedding_model.name"
)
LAST_EVENT = (
    "SELECT claim.key FROM claim LEFT JOIN event ON event.claim_id = claim.id AND event.seq = claim.version "
    "WHERE event.seq IS NULL OR event.status <> claim.status OR event.confidence {different} claim.confidence "
    "OR event.recorded_at <> claim.changed_at "
    "OR EXISTS (SELECT 1 FROM event AS later WHERE later.claim_id = claim.id AND later.seq > claim.version)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: right (True), wrong (False), or worth knowing (None), and what mends it."""

    name: str
    ok: bool | None
    said: str
    mend: str | None = None


def examine(url: str | None = None) -> list[Finding]:
    """Return what was found, most basic things first; without a URL, of the user's own database."""
    from claims.settings import database_url

    database = Database(database_url() if url is None else url)
    found = [_program()]
    try:
        if url is None and database.path is not None and not database.path.exists():
            said = f"there is none at {database.path} yet"
            return [*found, Finding("database", None, said, "`claims ingest FILE` makes it")]
        with database.read() as connection:
            for finding in _found(database, connection):
                found.append(finding)
    except StorageError as error:
        found.append(_failed("database", error))
    finally:
        database.close()
    return found


def _failed(name: str, error: StorageError) -> Finding:
    """Return a failure as a finding: what an error says last is the mend."""
    said, _, mend = str(error).rpartition(": ")
    return Finding(name, False, said or mend, mend if said else None)


def _program() -> Finding:
    from claims import __version__

    return Finding("program", True, f"claimtrack {__version__}, Python {platform.python_version()}")


def _found(database: Database, connection: Connection) -> Iterator[Finding]:
    if database.path is None or (_writable(database.path) and _writable(database.path.parent)):
        yield Finding("database", True, f"{database.name} can be read")
    else:
        yield Finding("database", None, f"{database.name} can only be read", "make it and its folder writable")
    if database.dialect == "postgresql":
        yield _encoding(connection)
    try:
        migrate.check(database, connection)
    except SchemaError as error:
        yield _failed("schema", error)
        return
    yield Finding("schema", True, f"revision {migrate.HEAD}")
    yield from _sqlite(database, connection) if database.dialect == "sqlite" else _postgresql(connection)
    yield _guards(connection)
    yield _history(connection)
    yield _index(connection)
    yield _indexes(connection)
    yield from _meaning(connection)
    yield _clock(connection)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _guards(connection: Connection) -> Finding:
    """Look for every trigger that keeps history append-only, as it should read."""
    if missing := guarded.missing(connection):
        return Finding("guards", False, f"missing or changed: {', '.join(sorted(missing))}", "`claims db upgrade`")
    return Finding("guards", True, "history cannot be rewritten")


def _history(connection: Connection) -> Finding:
    """Compare claims with their histories: all by their last event, the newest in everything."""
    different = "IS NOT" if connection.dialect.name == "sqlite" else "IS DISTINCT FROM"
    wrong = connection.execute(text(LAST_EVENT.format(different=different))).scalars().all()
    keys = [str(key) for key in wrong]
    for ids in rebuilding.chunks(connection, newest=NEWEST):
        keys += [each.key for each in rebuilding.parted(connection, ids).values() if each.key not in keys]
    if keys:
        said = f"{len(keys)} claims do not say what their history says, such as {', '.join(keys[:3])}"
        return Finding("history", False, said, "`claims db rebuild`")
    return Finding("history", True, "claims say what their histories say")


def _index(connection: Connection) -> Finding:
    claims = connection.execute(text("SELECT count(*) FROM claim")).scalar_one()
    indexed = connection.execute(text("SELECT count(*) FROM claim_search")).scalar_one()
    if claims != indexed:
        return Finding("search index", False, f"{indexed} of {claims} claims are in it", "`claims db rebuild`")
    return Finding("search index", True, f"all {claims} claims are in it")


def _meaning(connection: Connection) -> Iterator[Finding]:
    """Look at the vectors of the model that is set, and of others; nothing where no model ever was."""
    named = embedding_model()
    kept = {str(name): int(count) for name, count in connection.execute(text(VECTORS))}
    if named is None and not kept:
        return
    if named is None:
        said = f"no model is set, and there are vectors of {', '.join(sorted(kept))}"
        yield Finding("meaning", None, said, f"name the model with {EMBEDDING_VARIABLE}")
        return
    from claims.embedding.loading import load
    from claims.ledger.embedding import missing

    try:
        model = load(named)
        lacking = missing(connection, model)
    except InvalidValue as error:
        yield Finding("meaning", False, str(error), f"set {EMBEDDING_VARIABLE} to a model, or to nothing")
        return
    others = sum(count for name, count in kept.items() if name != model.name)
    if lacking:
        yield Finding("meaning", None, f"{lacking} claims have no vector of {model.name} yet", "`claims db embed`")
    elif others:
        said = f"{others} vectors of other models are kept beside those of {model.name}"
        yield Finding("meaning", None, said, "`claims db embed --drop-others`")
    else:
        yield Finding("meaning", True, f"all claims that stand alone have a vector of {model.name}")


def _seals(connection: Connection) -> Iterator[Finding]:
    """Tell whether everything is sealed, and whether seals are signed."""
    waiting = connection.execute(text("SELECT count(*) FROM leaf WHERE first IS NULL")).scalar_one()
    if waiting:
        said = f"{waiting:,} transactions wait to be sealed"
        yield Finding("seals", None, said, "`claims anchor` seals them; where it does not, `claims audit` tells why")
    else:
        yield Finding("seals", True, "everything recorded is sealed")
    signer = signing.signer(create=False)
    if isinstance(signer, signing.Signer):
        yield Finding("signing", True, f"seals are signed with the key in {signer.path}")
    else:
        yield Finding("signing", None, f"seals are not signed: {signer.why}", signer.mend)


def _encoding(connection: Connection) -> Finding:
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        return Finding("encoding", False, f"text is kept as {encoding}, which has no room for all characters", ANOTHER)
    return Finding("encoding", True, "text is kept as UTF8")


def _clock(connection: Connection) -> Finding:
    newest = connection.execute(text("SELECT max(recorded_at) FROM event")).scalar()
    if newest is not None and newest > when.now() + 60_000_000:
        return Finding("clock", None, f"the newest change is of {when.moment(newest):%Y-%m-%d %H:%M}", SET_CLOCK)
    return Finding("clock", True, "no change lies in the future")


def _indexes(connection: Connection) -> Finding:
    names = [str(each.name) for each in indexes.missing(connection)]
    if names:
        return Finding(
            "indexes", False, f"missing, so that questions are slow: {', '.join(names)}", "`claims db upgrade`"
        )
    return Finding("indexes", True, "all there")


def _sqlite(database: Database, connection: Connection) -> Iterator[Finding]:
    mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    usual = mode in ("wal", "memory")
    yield Finding("journal", True if usual else None, f"mode {mode}", None if usual else "`claims db upgrade`")
    damage = connection.execute(text("PRAGMA quick_check")).scalar()
    sound = damage == "ok"
    yield Finding("file", sound, "no damage" if sound else f"{damage}", None if sound else RESTORE)
    version = sqlite3.sqlite_version
    if WAL_BUG[0] <= sqlite3.sqlite_version_info <= WAL_BUG[1]:
        said = f"SQLite {version} can damage its write-ahead log in a rare race between processes"
        yield Finding("SQLite", None, said, "use a Python with SQLite 3.51.3 or newer, and keep backups")
    else:
        yield Finding("SQLite", True, version)
    if database.path is not None:
        free, wanted = ground.free(database.path), ground.wanted(database.path)
        mend = f"free {(wanted - free) // 1024 // 1024 + 1:,} MB: a backup or an upgrade needs them"
        yield Finding("disk", free >= wanted, f"{free // 1024 // 1024:,} MB free", mend if free < wanted else None)
        kind = ground.network(database.path)
        said = "on this machine" if kind is None else f"on the network ({kind}), where several programs can damage it"
        yield Finding("file system", True if kind is None else None, said, kind and MOVE)


def _postgresql(connection: Connection) -> Iterator[Finding]:
    yield Finding("server", True, f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        value = connection.execute(text(f"SHOW {setting}")).scalar()
        mend = (
            None if value != "off" else f"`ALTER SYSTEM SET {setting} = on`, or a power cut may lose or damage claims"
        )
        yield Finding(setting, None if value == "off" else True, f"{value}", mend)

"""The two doors to a database: one that reads, one that writes."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.pool import StaticPool

from claims.db import direct, turns
from claims.db.failures import failures
from claims.db.url import display, parse_url
from claims.errors import StorageError

CACHE_KIB = 64 * 1024
LOCK_SECONDS = 30.0
"""How long a write waits for others that write."""
PATIENCE = 2.0
"""After how much of that a person is told what is waited for."""
WAITING = "waiting for another program to finish with %s, at most %.0f s"
LEFT = "seconds left"
"""Under which name a connection knows how much of LOCK_SECONDS is left when its turn has come."""
STEP_MS = 200
"""How long the driver waits at a time; between two waits Ctrl-C gets through."""

SERVER = {
    "application_name": "claimtrack",
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "tcp_user_timeout": 30_000,
}
"""What text is sent as, whatever PGCLIENTENCODING says, and how long a silent server is waited for."""
ONE_VIEW = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True, "postgresql_deferrable": False}
"""What a transaction that reads is on a server."""

log = logging.getLogger("claims.db")


class Database:
    """One database, by URL. Nothing is opened until the first read or write.

    `server_seconds` bounds how long a server is asked for: to be reached, and for the answer to each question.
    """

    def __init__(
        self, url: str | URL, *, lock_seconds: float = LOCK_SECONDS, server_seconds: int | None = None
    ) -> None:
        self.url = parse_url(url)
        self.dialect = self.url.get_backend_name()
        self._lock_seconds = lock_seconds
        self.in_memory = self.dialect == "sqlite" and self.url.database in (None, "", ":memory:")
        self.writer = make_engine(self.url, lock_seconds, begin="BEGIN IMMEDIATE", memory=self.in_memory)
        self.reader = (
            self.writer
            if self.in_memory
            else make_engine(self.url, lock_seconds, begin="BEGIN", read_only=True, server_seconds=server_seconds)
        )
        self._plain = self.reader
        if self.dialect == "postgresql":
            self.reader = self.reader.execution_options(**ONE_VIEW)

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None in memory and on PostgreSQL."""
        return Path(str(self.url.database)) if self.dialect == "sqlite" and not self.in_memory else None

    @property
    def name(self) -> str:
        """The database as a message may name it, without a password."""
        return display(self.url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection on one consistent view; raises StorageError."""
        with failures(self), self.reader.begin() as connection:
            yield connection

    def glance(self, statement: str, given: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of one statement that needs no transaction, with `?` for values; raises StorageError."""
        with failures(self):
            return direct.alone(self._plain, statement, given)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are committed together, or not at all; raises StorageError."""
        with (
            failures(self),
            turns.taken(self.path, self._lock_seconds, self._tell()) as left,
            self.writer.connect() as connection,
        ):
            connection.info[LEFT] = left
            with connection.begin():
                yield connection

    def _tell(self) -> Callable[[float], None]:
        """Return what tells a person, once, what is waited for."""
        told = False

        def tell(waited: float) -> None:
            nonlocal told
            if waited > PATIENCE and not told:
                told = True
                log.warning(WAITING, self.name, self._lock_seconds)

        return tell

    def close(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def make_engine(
    url: URL, lock_seconds: float, *, begin: str, read_only: bool = False, memory: bool = False,
    server_seconds: int | None = None,
) -> Engine:  # fmt: skip
    """Return an engine whose transactions start with `begin` on SQLite; on PostgreSQL it is plain."""
    if url.get_backend_name() == "sqlite":
        options: dict[str, Any] = {"connect_args": {"timeout": lock_seconds, "check_same_thread": False}}
        if memory:
            options["poolclass"] = StaticPool
        engine = create_engine(url, **options)
        _prepare_sqlite(engine, begin, read_only, lock_seconds)
        return engine
    try:
        soon = {"connect_timeout": server_seconds} if server_seconds else {}
        engine = create_engine(url, connect_args=SERVER | soon)
    except (ImportError, NoSuchModuleError):
        raise StorageError(
            "PostgreSQL needs its driver: install it with `pip install 'claimtrack[postgres]'`"
        ) from None
    settings = ["SET jit = off"]  # to compile a statement takes longer than any page, and it is guessed too often
    if not read_only:
        settings.append(f"SET lock_timeout = {_millis(lock_seconds)}")
    elif server_seconds:
        settings.append(f"SET statement_timeout = {_millis(server_seconds)}")
    _prepare_postgresql(engine, "; ".join(settings))
    return engine


def _millis(seconds: float) -> int:
    return max(1, int(seconds * 1000))


def _prepare_postgresql(engine: Engine, settings: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(driver: Any, _record: object) -> None:
        # Not as an option of the connection: poolers between here and the server refuse those.
        driver.autocommit = True
        driver.execute(settings)
        driver.autocommit = False


def _prepare_sqlite(engine: Engine, begin: str, read_only: bool, lock_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def connected(driver: sqlite3.Connection, _record: object) -> None:
        # The driver must not begin transactions by itself: it would begin too late, and deferred.
        driver.isolation_level = None
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA recursive_triggers = ON")  # what a REPLACE removes is refused as any deletion is
        driver.execute("PRAGMA synchronous = FULL")
        driver.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        # What a savepoint has to remember is kept in memory: through a file it is a sixth of a large import.
        if not read_only:
            driver.execute("PRAGMA temp_store = MEMORY")
        # Readers and a writer at the same time; the file remembers it, so only the first time costs anything.
        driver.execute("PRAGMA query_only = ON" if read_only else "PRAGMA journal_mode = WAL")

    if read_only:

        @event.listens_for(engine, "do_connect")
        def found(*_: object) -> None:
            try:
                os.stat(str(engine.url.database))
            except FileNotFoundError:  # the driver would make an empty one
                raise StorageError(missing(display(engine.url))) from None
            except OSError:
                return  # the driver says what is wrong with it

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if read_only:  # takes no lock yet: there is no failure to be told of
            driver: Any = connection.connection.driver_connection
            driver.execute(begin)
        elif not _begins_soon(connection, begin, connection.info.get(LEFT, lock_seconds)):
            connection.exec_driver_sql(begin)


def _begins_soon(connection: Connection, begin: str, seconds: float) -> bool:
    """Begin once no other program writes; returns whether it was so within `seconds`."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    started, told = monotonic(), False
    driver.execute(f"PRAGMA busy_timeout = {min(STEP_MS, int(seconds * 1000))}")
    while True:
        try:
            driver.execute(begin)
        except sqlite3.OperationalError as error:
            waited = monotonic() - started
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited >= seconds:
                return False
            if waited > PATIENCE and not told:
                told = True
                name = display(connection.engine.url)
                log.warning(WAITING, name, seconds)
        else:
            driver.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            return True


def missing(name: object) -> str:
    return (
        f"there is no database at {name}: check the name; `claims ingest`, `claims add`, `claims import` and "
        "`claims db upgrade` create it"
    )

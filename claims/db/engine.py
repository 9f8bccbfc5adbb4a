"""The two doors to a database: one that reads, one that writes; and its failures as errors of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from claims.errors import InvalidValue, StorageError

ENGINES = ("sqlite", "postgresql")
CACHE_KIB = 64 * 1024
LOCK_SECONDS = 30.0
UNFIT = "it holds characters that are no text (NUL or half a surrogate pair)"


class Database:
    """One database, by URL. Nothing is opened until the first read or write."""

    def __init__(self, url: str | URL, *, lock_seconds: float = LOCK_SECONDS) -> None:
        self.url = parse_url(url)
        self.dialect = self.url.get_backend_name()
        self.in_memory = self.dialect == "sqlite" and self.url.database in (None, "", ":memory:")
        self.writer = make_engine(self.url, lock_seconds, begin="BEGIN IMMEDIATE", memory=self.in_memory)
        self.reader = (
            self.writer if self.in_memory else make_engine(self.url, lock_seconds, begin="BEGIN", read_only=True)
        )

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None in memory and on PostgreSQL."""
        return Path(str(self.url.database)) if self.dialect == "sqlite" and not self.in_memory else None

    @property
    def name(self) -> str:
        """The database as a message may name it, without a password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection on one consistent view; raises StorageError."""
        with failures(self), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are committed together, or not at all; raises StorageError."""
        with failures(self), self.writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def parse_url(url: str | URL) -> URL:
    """Return a database URL; a bare path means a SQLite file. Raises InvalidValue."""
    allowed = "give a file, sqlite:///FILE or postgresql://USER@HOST/NAME"
    if isinstance(url, str) and "://" not in url:
        if not url.strip() or "\0" in url:
            raise InvalidValue("database", url, allowed)
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise InvalidValue("database", url, allowed) from None
    if parsed.get_backend_name() not in ENGINES:
        raise InvalidValue("database", parsed.render_as_string(), allowed)
    return parsed


def make_engine(url: URL, lock_seconds: float, *, begin: str, read_only: bool = False, memory: bool = False) -> Engine:
    """Return an engine whose transactions start with `begin` on SQLite; on PostgreSQL it is plain."""
    if url.get_backend_name() == "sqlite":
        options: dict[str, Any] = {"connect_args": {"timeout": lock_seconds, "check_same_thread": False}}
        if memory:
            options["poolclass"] = StaticPool
        engine = create_engine(url, **options)
        _prepare_sqlite(engine, begin, read_only)
        return engine
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 10, "application_name": "claimtrack"})
    except (ImportError, NoSuchModuleError):
        raise StorageError(
            "PostgreSQL needs its driver: install it with `pip install 'claimtrack[postgres]'`"
        ) from None
    if read_only:
        engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True, postgresql_deferrable=False
        )
    return engine


def _prepare_sqlite(engine: Engine, begin: str, read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(driver: sqlite3.Connection, _record: object) -> None:
        # The driver must not begin transactions by itself: it would begin too late, and deferred.
        driver.isolation_level = None
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA synchronous = FULL")
        driver.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        # What a savepoint has to remember is kept in memory: through a file it is a sixth of a large import.
        if not read_only:
            driver.execute("PRAGMA temp_store = MEMORY")
        # Readers and a writer at the same time; the file remembers it, so only the first time costs anything.
        driver.execute("PRAGMA query_only = ON" if read_only else "PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


@contextmanager
def failures(database: Database) -> Iterator[None]:
    """Turn what the driver says of a broken database into one line that names it and the next step."""
    try:
        yield
    except UnicodeEncodeError as error:  # half a surrogate pair, as from a file name that is no UTF-8
        raise InvalidValue("text", error.object, UNFIT) from error
    except DBAPIError as error:
        if "cannot contain NUL" in str(error.orig):
            raise InvalidValue("text", "\0", UNFIT) from error
        raise StorageError(explain(database, error)) from error


MENDS_BY_SQLITE_NAME = {
    "SQLITE_BUSY": "is locked by another program: wait for it to finish, or end it, and run the command again",
    "SQLITE_LOCKED": "is locked by another program: wait for it to finish, or end it, and run the command again",
    "SQLITE_READONLY": "is read-only: make the file and its folder writable, or name another with --db",
    "SQLITE_FULL": "has no room left on its disk: free some space and run the command again; nothing half was written",
    "SQLITE_CANTOPEN": "cannot be opened: it must be a file, and it and its folder readable and writable by you",
    "SQLITE_NOTADB": "is not a SQLite database: name another file with --db",
    "SQLITE_CORRUPT": "is damaged: stop using it and restore a backup (`claims db backup` makes them)",
    "SQLITE_IOERR": "cannot be read or written (an error of its disk): check the disk and run the command again",
    "SQLITE_PERM": "may not be opened by you: change its permissions, or name another with --db",
}
MENDS_BY_SQLSTATE = {
    "08": "cannot be reached: is the server running, and are host and port right?",
    "28": "refuses the login: check the user and the password",
    "3D": "does not exist on its server: create it with `createdb`, or name another with --db",
    "42501": "does not let this user do that: ask its owner for the right (`claims db check` shows what is missing)",
    "25006": "is read-only: use its primary server, or name another with --db",
    "53100": "has no room left on its disk: free some space and run the command again; nothing half was written",
    "53": "is out of resources: wait and run the command again",
    "55P03": "is locked by another program: wait for it to finish and run the command again",
    "40": "was changed by somebody else at the same moment: run the command again",
    "57": "was shut down while working: nothing half was written; start it and run the command again",
}


STATES_BY_WORDS = {
    "does not exist": "3D000",
    "password authentication failed": "28P01",
    "no password supplied": "28P01",
    "authentication failed": "28000",
    "no pg_hba.conf entry": "28000",
    "too many clients": "53300",
    "remaining connection slots": "53300",
    "starting up": "57P03",
    "shutting down": "57P03",
}
"""What a server says when it refuses a connection; the driver gives no state then."""


def explain(database: Database, error: DBAPIError) -> str:
    """Return one line for a driver's error: what is wrong with which database, and what to do."""
    original = error.orig
    name = getattr(original, "sqlite_errorname", None) or ""
    for start, mend in MENDS_BY_SQLITE_NAME.items():
        if name.startswith(start):
            return f"the database {database.name} {mend}"
    state = getattr(original, "sqlstate", None) or _unsaid_state(database, error)
    for start, mend in sorted(MENDS_BY_SQLSTATE.items(), key=lambda item: -len(item[0])):
        if state.startswith(start):
            return f"the database {database.name} {mend}"
    said = " ".join(str(original).split())[:200]
    return f"the database {database.name} failed: {said}; nothing half was written"


def _unsaid_state(database: Database, error: DBAPIError) -> str:
    """Return the state of an error that has none: of a connection that failed, by what the server said."""
    if database.dialect != "postgresql" or not isinstance(error, OperationalError):
        return ""
    said = str(error.orig)
    if 'role "' in said:
        return "28000"
    return next((state for words, state in STATES_BY_WORDS.items() if words in said), "08000")


@contextmanager
def opening(database: Database) -> Iterator[None]:
    """Turn what the system says of a database's file or folder into one line that names it and the next step."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise StorageError(f"the database {database.name} cannot be opened ({why}): name another with --db") from error

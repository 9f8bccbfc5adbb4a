"""What drivers and the system say of a broken database, as one line that names it and the next step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, OperationalError

from claims.errors import InvalidValue, StorageError

if TYPE_CHECKING:
    from claims.db.engine import Database

UNFIT = "it holds characters that are no text (NUL or half a surrogate pair)"


@contextmanager
def failures(database: "Database") -> Iterator[None]:
    """Turn what the driver says of a broken database into one line that names it and the next step."""
    try:
        yield
    except UnicodeEncodeError as error:  # half a surrogate pair, as from a file name that is no UTF-8
        raise InvalidValue("text", error.object, UNFIT) from error
    except UnicodeDecodeError as error:  # what the driver says of a damaged schema quotes it, and is no text itself
        raise StorageError(f"the database {database.name} {MENDS_BY_SQLITE_NAME['SQLITE_CORRUPT']}") from error
    except DBAPIError as error:
        if "cannot contain NUL" in str(error.orig):
            raise InvalidValue("text", "\0", UNFIT) from error
        failed = StorageError(explain(database, error))
        failed.again = getattr(error.orig, "sqlstate", None) in COLLIDED
        raise failed from error


COLLIDED = ("40001", "40P01")
"""What a server calls a transaction that it broke off for another one: it could not be put in order, or a deadlock."""
ANOTHER = (
    "make another with `createdb --encoding UTF8 --template template0` and import a `claims export --whole` into it"
)
NO_ROOM = "has no room left on its disk: free some space and run the command again; nothing half was written"
MENDS_BY_SQLITE_NAME = {
    "SQLITE_BUSY": "is locked by another program: wait for it to finish, or end it, and run the command again",
    "SQLITE_LOCKED": "is locked by another program: wait for it to finish, or end it, and run the command again",
    "SQLITE_READONLY": "is read-only: make the file and its folder writable, or name another with --db",
    "SQLITE_FULL": NO_ROOM,
    "SQLITE_IOERR_SHMSIZE": NO_ROOM,  # of the index of the log, which SQLite has no better word for
    "SQLITE_CANTOPEN": "cannot be opened: it must be a file, and it and its folder readable and writable by you",
    "SQLITE_NOTADB": "is not a SQLite database: name another file with --db",
    "SQLITE_CORRUPT": "is damaged: stop using it and restore a backup (`claims db backup` makes them)",
    "SQLITE_IOERR": "cannot be read or written (an error of its disk): check the disk and run the command again",
    "SQLITE_PERM": "may not be opened by you: change its permissions, or name another with --db",
}
MENDS_BY_SQLSTATE = {
    "08": "cannot be reached: is the server running, and are host and port right?",
    "28": "refuses the login: check the user and the password (in ~/.pgpass, PGPASSWORD or the URL)",
    "3D": "does not exist on its server: create it with `createdb`, or name another with --db",
    "42501": "does not let this user do that: ask its owner for the right (`claims db check` shows what is missing)",
    "22P05": "is in an encoding that has no room for a character in this: " + ANOTHER,
    "25006": "is read-only: use its primary server, or name another with --db",
    "53100": NO_ROOM,
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


def explain(database: "Database", error: DBAPIError) -> str:
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


def _unsaid_state(database: "Database", error: DBAPIError) -> str:
    """Return the state of an error that has none: of a connection that failed, by what the server said."""
    if database.dialect != "postgresql" or not isinstance(error, OperationalError):
        return ""
    said = str(error.orig)
    if 'role "' in said:
        return "28000"
    return next((state for words, state in STATES_BY_WORDS.items() if words in said), "08000")


@contextmanager
def opening(database: "Database") -> Iterator[None]:
    """Turn what the system says of a database's file or folder into one line that names it and the next step."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise StorageError(f"the database {database.name} cannot be opened ({why}): name another with --db") from error

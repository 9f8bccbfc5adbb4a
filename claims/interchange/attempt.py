"""Attempts: a savepoint that data at fault takes back alone, while a database at fault stops everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from claims.errors import ClaimtrackError, StorageError
from claims.ledger import Ledger


class Trial:
    """Whether a savepoint held; `error` says in a line why not."""

    error: str | None = None


@contextmanager
def attempt(ledger: Ledger) -> Iterator[Trial]:
    """Do something in a savepoint."""
    trial, row_id = Trial(), ledger.run.row_id
    savepoint = ledger.connection.begin_nested()
    driver: Any = ledger.connection.dialect.dbapi
    try:
        yield trial
        savepoint.commit()
    except (ClaimtrackError, DBAPIError, driver.Error) as error:
        if isinstance(error, StorageError) or not _of_data(error, driver):
            raise
        savepoint.rollback()
        ledger.run.row_id = row_id
        trial.error = _in_a_line(error)


def _of_data(error: Exception, driver: Any) -> bool:
    """Return whether the data is at fault, not the database."""
    if isinstance(error, ClaimtrackError):
        return True
    original = error.orig if isinstance(error, DBAPIError) else error
    too_much = (getattr(original, "sqlstate", None) or "").startswith("54")  # a program limit, such as an index row's
    return too_much or isinstance(original, driver.IntegrityError | driver.DataError | driver.ProgrammingError)


def _in_a_line(error: Exception) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    said = " ".join(str(original).split())
    if isinstance(error, ClaimtrackError):
        return said
    if "fingerprint" in said:
        return "another claim here says exactly the same: merge the two where this one comes from, or here"
    return f"the database refuses it: {said[:200]}"

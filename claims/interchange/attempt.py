"""Attempts: what data at fault would do is taken back, while a database at fault stops everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from claims.errors import ClaimtrackError, StorageError
from claims.ledger import Ledger


class Fault(Exception):
    """The data is at fault; the message says in a line why."""


@contextmanager
def faults(ledger: Ledger) -> Iterator[None]:
    """Raise Fault where the data is at fault; the transaction, or its last savepoint, must then be taken back."""
    driver: Any = ledger.connection.dialect.dbapi
    try:
        yield
    except (ClaimtrackError, DBAPIError, driver.Error) as error:
        if isinstance(error, StorageError) or not _of_data(error, driver):
            raise
        raise Fault(_in_a_line(error)) from error


class Trial:
    """Whether a savepoint held; `error` says in a line why not."""

    error: str | None = None


@contextmanager
def attempt(ledger: Ledger) -> Iterator[Trial]:
    """Do something in a savepoint, which is taken back alone where the data is at fault."""
    trial, savepoint = Trial(), ledger.savepoint()
    try:
        with faults(ledger):
            yield trial
            savepoint.commit()
    except Fault as fault:
        savepoint.rollback()
        trial.error = str(fault)


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

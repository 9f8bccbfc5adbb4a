"""Rows straight from the driver, for the questions that are asked most.

A statement through SQLAlchemy costs ten times what SQLite takes to answer it. Statements are written with `?` for
values, whatever the engine; their rows are named tuples.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from json import dumps
from typing import Any

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError

_makers: dict[str, Callable[[Sequence[Any]], Any]] = {}


def rows(connection: Connection, statement: str, given: Sequence[Any] = (), *, planned: bool = False) -> list[Any]:
    """Return the rows of a statement, in the transaction that is open; raises DBAPIError as SQLAlchemy does.

    `planned` has a server plan it for these very values. It does not by itself once it was asked a few times, which is
    quicker, but a plan for any values reads far too much where it depends on them how many rows there are.
    """
    dialect = connection.dialect
    try:
        return _rows(connection.connection.driver_connection, dialect, statement, given, planned=planned)
    except dialect.loaded_dbapi.Error as error:
        raise _as_the_toolkit_does(error, dialect, statement, given) from error


def alone(engine: Engine, statement: str, given: Sequence[Any] = ()) -> list[Any]:
    """Return the rows of one statement outside any transaction: it sees one moment by itself.

    It saves what a transaction takes, on a server two round trips of three, and a connection of the toolkit.
    """
    dialect = engine.dialect
    try:
        return _alone(engine, statement, given)
    except dialect.loaded_dbapi.Error as error:
        raise _as_the_toolkit_does(error, dialect, statement, given) from error


def _alone(engine: Engine, statement: str, given: Sequence[Any]) -> list[Any]:
    dialect, pooled = engine.dialect, engine.raw_connection()
    driver: Any = pooled.driver_connection
    try:
        if dialect.name == "sqlite":  # there it is we who begin transactions, or do not
            return _rows(driver, dialect, statement, given)
        try:
            driver.autocommit = True
            found = _rows(driver, dialect, statement, given)
            driver.autocommit = False
        except BaseException:
            pooled.invalidate()  # nobody is to find it in the middle of something
            raise
        return found
    finally:
        pooled.close()


def _as_the_toolkit_does(error: Exception, dialect: Dialect, statement: str, given: Sequence[Any]) -> BaseException:
    return DBAPIError.instance(statement, given, error, dialect.loaded_dbapi.Error, dialect=dialect)


def _rows(driver: Any, dialect: Dialect, statement: str, given: Sequence[Any], *, planned: bool = False) -> list[Any]:
    if dialect.name == "sqlite":
        cursor = driver.execute(statement, given)
    else:
        cursor = driver.execute(_percent(statement), given, prepare=False if planned else None)
    found = cursor.fetchall()
    make = _makers.get(statement)
    if make is None:
        if len(_makers) > 500:  # statements put together for a filter are many
            _makers.clear()
        row: Any = namedtuple("row", [each[0] for each in cursor.description], rename=True)  # type: ignore[misc]
        make = _makers[statement] = row._make
    return [make(row) for row in found]


def plain(connection: Connection, statement: str, given: Sequence[Any] = ()) -> list[Any]:
    """Return the rows of a statement as the driver has them, bytes as they are: for very many."""
    dialect, driver = connection.dialect, connection.connection.driver_connection
    assert driver is not None
    try:
        if dialect.name == "sqlite":
            return list(driver.execute(statement, given).fetchall())
        return list(driver.execute(_percent(statement), given, binary=True).fetchall())
    except dialect.loaded_dbapi.Error as error:
        raise _as_the_toolkit_does(error, dialect, statement, given) from error


def marked(connection: Connection, statement: str) -> str:
    """Return a statement with `?` for values as this engine's driver reads it."""
    return statement if connection.dialect.name == "sqlite" else _percent(statement)


def parts(connection: Connection, statement: str, given: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield the rows of a statement, `size` at a time, however many there are."""
    found = connection.exec_driver_sql(
        marked(connection, statement), tuple(given), execution_options={"yield_per": size}
    )
    yield from found.partitions(size)  # without saying so again, one by one


class About:
    """A statement about some claims, whose condition says `{ids}` (or `{keys}`) where they are named."""

    def __init__(self, statement: str) -> None:
        self._one = statement.format(ids="= ?", keys="= ?")
        listed = "IN (SELECT value FROM json_each(?))"
        self._sqlite = statement.format(ids=listed, keys=listed)
        self._postgresql = statement.format(ids="= ANY(?::bigint[])", keys="= ANY(?::text[])")
        self._times = statement.count("{ids}") + statement.count("{keys}")

    def __call__(self, connection: Connection, named: Sequence[Any], *given: Any) -> list[Any]:
        """Return the rows about the claims `named`; `given` are the values that come after them."""
        if len(named) == 1:
            return rows(connection, self._one, (named[0],) * self._times + given)
        if connection.dialect.name == "sqlite":
            return rows(connection, self._sqlite, (dumps(named),) * self._times + given)
        return rows(connection, self._postgresql, (named,) * self._times + given)


@lru_cache(maxsize=500)
def _percent(statement: str) -> str:
    return statement.replace("%", "%%").replace("?", "%s")

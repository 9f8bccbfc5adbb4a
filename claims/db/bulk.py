"""Many rows at once, the fastest way each engine has: prepared tuples on SQLite, COPY on PostgreSQL."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Connection, Double, Integer, LargeBinary, Table
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert `rows`, whose values stand in the order of `columns`."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})", list(rows))
        return
    types = [_postgresql_type(table.c[name]) for name in columns]
    with _copy(connection, f"COPY {table.name} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def index(connection: Connection, ids: Sequence[int], terms: Sequence[str]) -> None:
    """Put the words of claims, joined by spaces, into the search index; `ids` rise by one on SQLite."""
    if not ids:
        return
    if connection.dialect.name == "sqlite":
        # One statement: the index writes its segments once, not once a row.
        connection.exec_driver_sql(
            "INSERT INTO claim_search (rowid, terms) SELECT ? + key, value FROM json_each(?)",
            (ids[0], json.dumps(terms, ensure_ascii=False)),
        )
        return
    with _copy(connection, "COPY claim_search (claim_id, terms) FROM STDIN") as copy:
        for claim_id, each in zip(ids, terms, strict=True):
            copy.write_row((claim_id, tsvector(each.split())))


def tsvector(terms: Iterable[str]) -> str:
    """Return words with their positions as PostgreSQL reads a tsvector (positions end at 16383)."""
    return " ".join(f"'{term}':{min(n, 16383)}" for n, term in enumerate(terms, 1))


def next_ids(connection: Connection, table: Table, count: int) -> list[int]:
    """Return `count` row numbers nobody else will use, rising."""
    if connection.dialect.name == "sqlite":  # only one writer at a time, so what follows the last one is free
        last = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table.name}").scalar_one()
        return list(range(last + 1, last + count + 1))
    found = connection.exec_driver_sql(f"SELECT nextval('{table.name}_id_seq') FROM generate_series(1, %s)", (count,))
    return [number for (number,) in found]


@contextmanager
def _copy(connection: Connection, statement: str) -> Iterator[Any]:
    """Yield a COPY of the driver's own; what the driver says of a failure is wrapped as everywhere else."""
    errors = connection.dialect.loaded_dbapi.Error
    try:
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
            yield copy
    except errors as error:
        raise DBAPIError.instance(statement, None, error, errors, dialect=connection.dialect) from error


def _postgresql_type(column: Column[Any]) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (BigInteger, "int8"),
        (Integer, "int4"),
        (Double, "float8"),
        (Boolean, "bool"),
        (LargeBinary, "bytea"),
    )
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "text")

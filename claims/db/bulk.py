"""Many rows at once, the fastest way each engine has: prepared tuples on SQLite, COPY on PostgreSQL."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Connection, Double, Integer, LargeBinary, Table
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]
VALUES = 999
"""The most values of one statement; older SQLite takes no more."""
RARE = 500
"""Of so many claims at once, what fewer than one has is not counted."""
CHUNK = 500
"""Values that are looked up together."""


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert `rows`, whose values stand in the order of `columns`."""
    if not rows:
        return
    # What is empty in all of them is left out: nothing is bound or sent for it.
    given = {name: values for name, values in zip(columns, zip(*rows, strict=True), strict=True) if any_given(values)}
    names, on_sqlite = ", ".join(given), connection.dialect.name == "sqlite"
    if on_sqlite:  # the driver takes long to find out that a boolean is a number
        flags = {name for name in given if isinstance(table.c[name].type, Boolean)}
        given = {name: tuple(map(int, values)) if name in flags else values for name, values in given.items()}
    full = list(zip(*given.values(), strict=True))
    if on_sqlite:
        _insert_many(connection, f"INSERT INTO {table.name} ({names}) VALUES ", len(given), full)
        return
    with _copy(connection, f"COPY {table.name} ({names}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types([_postgresql_type(table.c[name]) for name in given])
        for row in full:
            copy.write_row(row)


def insert_new(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row], conflict: str = "DO NOTHING"
) -> int:  # fmt: skip
    """Insert rows but for those whose key is there already, or as `conflict` says; returns how many were written."""
    if not rows:
        return 0
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    width = len(columns)
    added = 0
    for at in range(0, len(rows), VALUES // width):
        part = rows[at : at + VALUES // width]
        marks = ", ".join([f"({', '.join([mark] * width)})"] * len(part))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks} ON CONFLICT {conflict}"
        added += connection.exec_driver_sql(statement, tuple(chain.from_iterable(part))).rowcount
    return added


def any_given(values: Sequence[Any]) -> bool:
    return values.count(None) < len(values)


def _insert_many(connection: Connection, start: str, width: int, rows: Sequence[Row]) -> None:
    """Insert many rows with each statement: checks and triggers are set up once for a statement, not for a row."""
    marks, together = f"({', '.join('?' * width)})", VALUES // width
    whole = len(rows) - len(rows) % together
    if whole:
        many = [tuple(chain.from_iterable(rows[at : at + together])) for at in range(0, whole, together)]
        connection.exec_driver_sql(start + ", ".join([marks] * together), many)
    if whole < len(rows):
        connection.exec_driver_sql(start + marks, list(rows[whole:]))


def among(connection: Connection, query: str, values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query for any number of values; in the query, `{among}` stands for their test.

    The toolkit's own IN gives each value a name and a place, which takes longer than looking it up.
    """
    listed = list(values)
    for part in (listed[at : at + CHUNK] for at in range(0, len(listed), CHUNK)):
        if connection.dialect.name == "sqlite":
            marks = ", ".join("?" * len(part))
            yield from connection.exec_driver_sql(query.format(among=f"IN ({marks})"), tuple(part)).all()
        else:
            yield from connection.exec_driver_sql(query.format(among="= ANY(%s)"), (part,)).all()


def index(connection: Connection, ids: Sequence[int], terms: Sequence[str]) -> None:
    """Put the words of claims, joined by spaces, into the search index; `ids` rise by one on SQLite."""
    if not ids:
        return
    _count(connection, terms)
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


def _count(connection: Connection, terms: Sequence[str]) -> None:
    """Add to how many claims have each word.

    Of many claims at once only words count that one in five hundred has: the others are rare however often they came,
    and to count them would take as long as to write the claims.
    """
    counts = Counter(word for each in terms for word in set(each.split()))
    least = len(terms) // RARE + 1
    told = sorted((word, often) for word, often in counts.items() if often >= least)
    if connection.dialect.name == "sqlite":
        given: tuple[Any, ...] = (json.dumps(told, ensure_ascii=False),)
        rows = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?) WHERE true"
    else:
        given = ([word for word, _ in told], [often for _, often in told])
        rows = "SELECT * FROM unnest(%s::text[], %s::int[])"
    more = "ON CONFLICT (word) DO UPDATE SET claims = word.claims + excluded.claims"
    connection.exec_driver_sql(f"INSERT INTO word (word, claims) {rows} {more}", given)


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

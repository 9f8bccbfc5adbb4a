"""Seals and leaves are only ever added; a leaf gets its place once. Nothing that is kept is replaced."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from claims.book import Book
from tests.audit import forging


@pytest.fixture
def sql(book: Book) -> Iterator[Connection]:
    forging.lived(book)
    with book.database.writer.connect() as connection:
        yield connection
        connection.rollback()


def refused(sql: Connection, statement: str, said: str) -> None:
    with pytest.raises(DatabaseError, match=said):
        sql.execute(text(statement))


@pytest.mark.parametrize("table", ["seal", "leaf"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {table}", "UPDATE seal SET sealed_at = sealed_at + 1", "UPDATE seal SET key = NULL, signature = NULL",
     "UPDATE leaf SET first = first + 1", "UPDATE leaf SET first = NULL", "UPDATE leaf SET hashes = hashes"],
)  # fmt: skip
def test_seals_are_never_rewritten(sql: Connection, table: str, statement: str) -> None:
    refused(sql, statement.format(table=table), "is append-only")


@pytest.mark.parametrize("table", ["seal", "leaf"])
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_seals_are_never_replaced(sql: Connection, table: str) -> None:
    refused(sql, f"REPLACE INTO {table} SELECT * FROM {table}", f"{table} is append-only")


@pytest.mark.parametrize("table", ["seal", "leaf"])
@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_seals_are_never_truncated(sql: Connection, table: str) -> None:
    refused(sql, f"TRUNCATE {table} CASCADE", f"{table} is append-only")


@pytest.mark.parametrize("table", ["claim", "document", "appearance", "evidence"])
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_what_was_captured_is_never_replaced_through_the_program(sql: Connection, table: str) -> None:
    refused(sql, f"REPLACE INTO {table} SELECT * FROM {table}", f"{table} keeps what was written")

"""Many rows at once, and many values looked up: whatever their number, nothing is lost and no table is read whole."""

import pytest

from claims.book import Book
from claims.db import bulk
from claims.ledger import intake, restoring
from claims.models import source

COLUMNS = ("id", "key", "name", "name_key", "kind", "homepage", "recorded_at")


@pytest.mark.parametrize("count", [0, 1, 142, 143, 999, 2001])
def test_every_row_is_inserted_whatever_their_number(book: Book, count: int) -> None:
    rows = [(n, f"KEY{n:09}", f"Paper {n}", f"paper {n}", "unknown", None, n) for n in range(1, count + 1)]
    with book.database.write() as connection:
        bulk.insert(connection, source, COLUMNS, rows)
    with book.database.read() as connection:
        found = connection.exec_driver_sql(f"SELECT {', '.join(COLUMNS)} FROM source ORDER BY id").all()
    assert [tuple(row) for row in found] == rows


def test_what_only_some_rows_have_is_kept(book: Book) -> None:
    rows = [(n, f"KEY{n:09}", f"Paper {n}", f"paper {n}", "unknown", None if n % 2 else "x", n) for n in range(1, 6)]
    with book.database.write() as connection:
        bulk.insert(connection, source, COLUMNS, rows)
    assert [each.homepage for each in book.sources()] == [None, "x", None, "x", None]


@pytest.mark.parametrize("count", [0, 1, 500, 501])
def test_any_number_of_values_is_looked_up(book: Book, count: int) -> None:
    rows = [(n, f"KEY{n:09}", f"Paper {n}", f"paper {n}", "unknown", None, n) for n in range(1, 601)]
    wanted = [f"paper {n}" for n in range(100, 100 + count)]
    with book.database.write() as connection:
        bulk.insert(connection, source, COLUMNS, rows)
        found = list(bulk.among(connection, "SELECT id FROM source WHERE name_key {among}", wanted))
    assert sorted(row[0] for row in found) == list(range(100, 100 + count))


LOOKUPS = {
    "keys": intake.HELD.format(column="key", among="{among}"),
    "wordings of merged claims": intake.BY_WORDING[0],
    "wordings": intake.BY_WORDING[1],
    "places": intake.PLACES,
    "places of merged claims": intake.ABSORBED,
    "wordings of histories": restoring.SAME_WORDING,
}


@pytest.mark.parametrize("query", LOOKUPS.values(), ids=LOOKUPS)
def test_what_is_looked_up_for_each_intake_is_found_by_an_index(book: Book, query: str) -> None:
    one = "= X'00'" if "fingerprint {among}" in query else "= '0'" if "key {among}" in query else "= 0"
    if book.database.dialect == "postgresql":
        one = one.replace("X'00'", "'\\x00'")
    with book.database.read() as connection:
        if book.database.dialect == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            plan = connection.exec_driver_sql("EXPLAIN " + query.format(among=one))
        else:
            plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + query.format(among=one))
        told = "\n".join(str(row[-1]) for row in plan)
    assert "SCAN" not in told
    assert "Seq Scan" not in told
    assert "SEARCH" in told or "Index" in told

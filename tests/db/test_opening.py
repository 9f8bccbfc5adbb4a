"""Opening: how an engine is set up, and that the first to come make one schema together."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect

import claims
from claims.book import Book
from claims.db import migrate
from claims.db.engine import Database
from claims.errors import InvalidValue

ROOT = Path(__file__).resolve().parents[2]


def asked(book: Book, door: str, question: str) -> object:
    with getattr(book.database, door)() as connection:
        return connection.exec_driver_sql(question).scalar()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("door", ["read", "write"])
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("cache_size", -65536)]
)
def test_sqlite_keeps_what_was_acknowledged(book: Book, door: str, pragma: str, value: object) -> None:
    assert asked(book, door, f"PRAGMA {pragma}") == value


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_postgresql_reads_one_moment_and_writes_nothing(book: Book) -> None:
    assert asked(book, "read", "SHOW transaction_isolation") == "repeatable read"
    assert asked(book, "read", "SHOW transaction_read_only") == "on"
    assert asked(book, "write", "SHOW transaction_read_only") == "off"


@pytest.mark.parametrize("engine_name", ["postgresql"])
@pytest.mark.parametrize("door", ["read", "write"])
def test_postgresql_compiles_no_statement(book: Book, door: str) -> None:
    assert asked(book, door, "SHOW jit") == "off"


def test_an_answer_sees_one_moment(book: Book) -> None:
    with book.database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM claim").scalar()
        book.add("It opens.", source="Notes")
        assert connection.exec_driver_sql("SELECT count(*) FROM claim").scalar() == before


def test_readers_do_not_wait_for_a_writer(book: Book) -> None:
    with book.change("tag") as ledger:
        ledger.batch_id()
        assert book.list().claims == ()


def test_a_database_in_memory_works_and_is_forgotten() -> None:
    with claims.open("sqlite://", actor="ann") as book:
        key = book.add("It opens.", source="Notes").claim.key
        assert book.get(key).statement == "It opens."
    with claims.open("sqlite://", actor="ann") as book:
        assert book.list().claims == ()


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "half \ud800", "x" * 201])
def test_an_actor_needs_a_name(name: str) -> None:
    with pytest.raises(InvalidValue, match=r"actor .* give a name of 1 to 200 printable characters, with --as"):
        claims.open("sqlite://", actor=name)


def test_the_first_to_come_make_one_schema_together(empty_url: str) -> None:
    code = (
        "import sys, claims\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "with claims.open(sys.argv[1], actor=sys.argv[2]) as book:\n"
        "    book.add('It opens ' + sys.argv[2] + '.', source='Notes')\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, empty_url, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment, text=True,
        )
        for name in ("ann", "bob", "carl", "dora")
    ]  # fmt: skip
    for each in started:
        assert each.stdout is not None
        each.stdout.readline()
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda each: each.communicate("go\n", timeout=60)[1], started))
    assert told == ["", "", "", ""]
    with claims.open(empty_url, actor="ann", create=False) as book:
        assert len(book.list().claims) == 4


def test_a_migrated_database_opens_without_migrating(database_url: str) -> None:
    code = "import sys, claims\nwith claims.open(sys.argv[1], actor='a'): print('alembic' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", code, database_url], capture_output=True, text=True, env=environment, check=False
    )
    assert (ran.stdout, ran.stderr) == ("False\n", "")


def test_the_schema_is_there_after_the_first_use(empty_url: str) -> None:
    claims.open(empty_url, actor="ann").close()
    database = Database(empty_url)
    with database.read() as connection:
        assert migrate.current(connection) == migrate.HEAD
        assert {"claim", "event", "alembic_version"} <= set(inspect(connection).get_table_names())
    database.close()

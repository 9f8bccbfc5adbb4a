"""Upgrading: an older file is backed up first, and behind a lock it gives up soon and changes nothing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

import claims
from claims.book import Book
from claims.db import migrate
from claims.db.engine import Database
from claims.errors import StorageError
from tests.cli.conftest import run_on
from tests.ledger.desk import take_in


def go_down(url: str) -> str:
    """Bring a database one revision down and return which it has then."""
    with closing(Database(url)) as database, database.write() as connection:
        command.downgrade(migrate.config(connection), "-1")
        return str(migrate.current(connection))


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_an_older_file_is_backed_up_first(book: Book, database_url: str, tmp_path: Path) -> None:
    take_in(book, "It opens.")
    book.close()
    for n, name in enumerate(("", "-2")):
        older = go_down(database_url)
        saved = tmp_path / f"claims.db.{older}{name}.backup"
        ran = run_on(database_url, "db", "upgrade")
        assert ran.err == f"backed up to {saved}\n", n
        with closing(Database(str(saved))) as copy, copy.read() as connection:
            assert migrate.current(connection) == older
            assert connection.execute(text("SELECT statement FROM claim")).scalars().all() == ["It opens."]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_without_a_backup_nothing_is_upgraded(book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("no room")

    book.close()
    older = go_down(database_url)
    monkeypatch.setattr("claims.db.backup.backup", full)
    assert run_on(database_url, "db", "upgrade", code=3).err == "Error: no room\n"
    with closing(Database(database_url)) as database, database.read() as connection:
        assert migrate.current(connection) == older


def test_what_is_up_to_date_or_new_is_not_backed_up(database_url: str, empty_url: str, tmp_path: Path) -> None:
    for url in (database_url, empty_url):
        assert run_on(url, "db", "upgrade").err in ("", f"created the database {url.removeprefix('sqlite:///')}\n")
    assert list(tmp_path.glob("*.backup")) == []


@contextmanager
def held(url: str) -> Iterator[None]:
    """Hold what a writer holds."""
    with closing(Database(url)) as other, other.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE claim, event IN SHARE MODE"))
        yield


def test_behind_a_lock_it_gives_up_and_changes_nothing(
    book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert migrate.LOCK_SECONDS == 5
    monkeypatch.setattr(migrate, "LOCK_SECONDS", 0.3)
    book.close()
    older = go_down(database_url)
    with held(database_url):
        ran = run_on(database_url, "db", "upgrade", code=3)
        assert ran.err.splitlines()[-1].endswith("and run the command again")
        assert "is locked by another program: wait for it" in ran.err
    with closing(Database(database_url)) as database, database.read() as connection:
        assert migrate.current(connection) == older
    run_on(database_url, "db", "upgrade")
    with claims.open(database_url, actor="ann") as again:
        assert again.list().claims == ()

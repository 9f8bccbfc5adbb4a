"""Once more: a change that a server breaks off for another one is made again, whole; any other failure is told."""

from collections.abc import Callable
from contextlib import closing
from threading import Thread

import pytest
from sqlalchemy import text

import claims
from claims.book import Book
from claims.db import again
from claims.db.again import TIMES, retried
from claims.db.engine import Database
from claims.errors import Conflict, StorageError
from tests.ledger.desk import kinds, take_in


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "sleep", lambda _: None)


def failing(times: int, *, again: bool) -> tuple[Callable[[], str], list[int]]:
    """Return what fails so often before it works, and the times it was tried."""
    tried: list[int] = []

    @retried
    def work() -> str:
        tried.append(len(tried))
        if len(tried) <= times:
            error = StorageError("broken off")
            error.again = again
            raise error
        return "done"

    return work, tried


def test_what_was_broken_off_runs_again() -> None:
    work, tried = failing(TIMES - 1, again=True)
    assert work() == "done"
    assert len(tried) == TIMES


def test_not_for_ever() -> None:
    work, tried = failing(TIMES, again=True)
    with pytest.raises(StorageError, match="broken off"):
        work()
    assert len(tried) == TIMES


def test_any_other_failure_is_told_at_once() -> None:
    work, tried = failing(1, again=False)
    with pytest.raises(StorageError):
        work()
    assert len(tried) == 1


def deadlock(url: str, first: str, second: str, meanwhile: Callable[[], object]) -> None:
    """Lock one claim, have somebody come between who holds the other, and then want that, too."""
    with closing(Database(url)) as database, database.write() as connection:
        connection.execute(text("SET LOCAL deadlock_timeout = '10s'"))  # it is the other one that is broken off
        connection.execute(text("SELECT 1 FROM claim WHERE key = :key FOR UPDATE"), {"key": first})
        other = Thread(target=meanwhile)
        other.start()
        waits = text(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        while not connection.execute(waits).scalar():
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        connection.execute(text("SELECT 1 FROM claim WHERE key = :key FOR UPDATE"), {"key": second})
    other.join(30)


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_of_two_that_wait_for_each_other_both_get_through(book: Book, database_url: str) -> None:
    first, second = take_in(book, "Meta offered $200M to a researcher.", "Nimbus Labs hired 50 people.").added
    tried: list[str] = []

    @retried
    def both() -> None:
        tried.append("once")
        with claims.open(database_url, actor="bob") as other, other.change("tag") as ledger:
            from claims.ledger import review

            for key in (second, first):
                review.tag(ledger, ledger.stand(key), "seen", on=True)

    deadlock(database_url, first, second, both)
    assert len(tried) == 2
    assert kinds(book, first) == kinds(book, second) == ["added", "tagged"]


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_without_it_one_would_be_told_to_run_the_command_again(
    book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.db.failures.COLLIDED", ())
    first, second = take_in(book, "Meta offered $200M to a researcher.", "Nimbus Labs hired 50 people.").added
    told: list[str] = []

    def merge() -> None:
        with claims.open(database_url, actor="bob") as other:
            try:
                other.link(second, first)
            except StorageError as error:
                told.append(str(error))

    deadlock(database_url, first, second, merge)
    assert told and told[0].endswith("was changed by somebody else at the same moment: run the command again")


def test_what_was_expected_is_looked_at_again(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off at its end, and meanwhile somebody else changed the claim: that is a conflict, not a second change."""
    key = take_in(book, "Meta offered $200M to a researcher.").key
    write, broken = Database.write, [True]

    def breaks(database: Database):  # type: ignore[no-untyped-def]
        if not broken:
            return write(database)
        broken.clear()
        book.tag(key, "meanwhile")
        error = StorageError("broken off")
        error.again = True
        raise error

    monkeypatch.setattr(Database, "write", breaks)
    with pytest.raises(Conflict):
        book.verify(key, note="seen", expect=1)
    assert kinds(book, key) == ["added", "tagged"]

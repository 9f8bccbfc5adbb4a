"""Many at once: every accepted change is in the history once, a stale one is refused, nobody is shut out."""

import re
from collections import Counter
from pathlib import Path

import pytest

from claims.book import Book
from tests.crash.crowd import Told, gather
from tests.ledger.desk import rows, take_in

REVIEWERS = 32
INGESTERS = 8
SENTENCES = [f"Lab {n} hired {n + 20} researchers in 2025." for n in range(8)]
# What is broken on purpose, to see that it is found.
HEEDLESS = """
from claims.ledger import Ledger
stand = Ledger.stand
Ledger.stand = lambda ledger, key, *, expect=None, **how: stand(ledger, key, **how)
"""
"""Takes a change whatever version it expects."""
FORGETFUL = """
from claims.db.engine import Database
from contextlib import contextmanager
write, times = Database.write, iter(range(10**9))
@contextmanager
def forgets(database):
    with write(database) as connection:
        yield connection
        if next(times) % 10 == 9:
            connection.get_transaction().rollback()
Database.write = forgets
"""
"""Tells of each tenth change that it is accepted, and does not keep it."""


def faults(book: Book, keys: list[str], told: list[list[Told]]) -> list[str]:
    """Return what is not as it must be after many have reviewed."""
    found, all_told = [], [each for one in told for each in one]
    found += [f"failed: {each['error']}" for each in all_told if "error" in each]
    accepted = Counter(each["batch"] for each in all_told if each.get("batch"))
    kept = Counter(event.batch for key in keys for event in book.history(key)[1:])
    if accepted != kept:
        found.append(f"accepted {accepted.total()}, in the histories {kept.total()}, both {(accepted & kept).total()}")
    for key in keys:
        if [event.seq for event in book.history(key)] != list(range(1, book.get(key).version + 1)):
            found.append(f"{key}: its history has gaps")
    for each in all_told:
        if each["stale"] and "batch" in each:
            found.append(f"a stale change was taken: {each}")
        if "conflict" in each and not _names_the_version(each):
            found.append(f"a conflict does not name the version: {each}")
    return found


def _names_the_version(each: Told) -> bool:
    said = re.search(r"you have version (\d+), it is at (\d+)", each["said"])
    return (
        said is not None
        and (int(said[1]), int(said[2])) == (each["expected"], each["conflict"])
        and (each["conflict"] > each["expected"])
    )


def reviewed(book: Book, url: str, folder: Path, turns: int, *, count: int = REVIEWERS, plant: str = "") -> list[str]:
    keys = take_in(book, *SENTENCES).added
    told = gather(url, "review", count, folder, turns=turns, keys=keys, plant=plant)
    assert [len(each) for each in told] == [turns] * count
    return faults(book, keys, told)


@pytest.mark.parametrize(("engine_name", "turns"), [("sqlite", 60), ("postgresql", 20)])
def test_reviewers_lose_nothing_and_are_not_shut_out(book: Book, database_url: str, tmp_path: Path, turns: int) -> None:
    assert reviewed(book, database_url, tmp_path, turns) == []


@pytest.mark.long
def test_reviewers_who_go_on_for_long(book: Book, database_url: str, tmp_path: Path) -> None:
    assert reviewed(book, database_url, tmp_path, 1000) == []


@pytest.mark.parametrize(
    ("plant", "said"),
    [(HEEDLESS, "a stale change was taken"), (FORGETFUL, "in the histories")],
    ids=["heedless", "forgetful"],
)
def test_what_is_broken_on_purpose_is_found(
    book: Book, database_url: str, tmp_path: Path, plant: str, said: str
) -> None:
    assert any(said in each for each in reviewed(book, database_url, tmp_path, 20, count=2, plant=plant))


def took(book: Book, url: str, folder: Path, **how: object) -> tuple[dict[str, int], list[str]]:
    """Have many take in one file; returns the rows there are then, and what each was told."""
    (folder / "same.txt").write_text(" ".join(SENTENCES))
    told = gather(url, "ingest", INGESTERS, folder, file=str(folder / "same.txt"), **how)
    return rows(book, ("document", "claim", "event")), sorted(
        word for one in told for each in one for word in each["outcomes"]
    )


ONCE = ({"document": 1, "claim": len(SENTENCES), "event": len(SENTENCES)}, ["added"] + ["known"] * (INGESTERS - 1))


def test_the_same_file_taken_in_by_many_is_taken_in_once(book: Book, database_url: str, tmp_path: Path) -> None:
    assert took(book, database_url, tmp_path) == ONCE


@pytest.mark.long
@pytest.mark.parametrize("_round", range(20))
def test_the_same_file_again_and_again(book: Book, database_url: str, tmp_path: Path, _round: int) -> None:
    assert took(book, database_url, tmp_path) == ONCE


def test_files_that_differ_would_be_seen(book: Book, database_url: str, tmp_path: Path) -> None:
    assert took(book, database_url, tmp_path, apart=True) != ONCE

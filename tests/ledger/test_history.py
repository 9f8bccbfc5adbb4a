"""Whatever is done in whatever order: what is kept about a claim is what its history says, and nothing is lost."""

from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
from claims.book import Book
from tests.ledger.desk import Clock, rows
from tests.ledger.operations import DOCUMENTS, OPERATIONS, Work
from tests.ledger.sound import assert_linked, assert_named, assert_sound
from tests.postgres_server import Server

SEQUENCES = st.lists(st.sampled_from(sorted(OPERATIONS)), max_size=25)
SEEDS = st.integers(0, 10_000)


def work(book: Book, clock: Clock, operations: list[str], seed: int) -> Work:
    """Do operations in turn, each of them whole or not at all, and check every claim at the end."""
    at_work = Work(book, Random(seed), clock)
    at_work.take_in()
    for name in operations:
        before = rows(book)
        if not at_work.do(name):
            assert rows(book) == before, f"{name} was refused, yet it wrote"
    for key in at_work.keys:
        assert_sound(book, key)
        assert_linked(book, key)
    assert_named(book)
    return at_work


@pytest.mark.parametrize("engine_name", ["sqlite"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=SEQUENCES, seed=SEEDS)
def test_columns_are_the_fold_of_the_history(
    sqlite_template: Path, tmp_path: Path, engine_name: str, operations: list[str], seed: int
) -> None:
    path = tmp_path / "history.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    copyfile(sqlite_template, path)
    with closing(claims.open(path, actor="ann")) as book:
        book.clock = clock = Clock()
        work(book, clock, operations, seed)


@pytest.mark.parametrize("engine_name", ["postgresql"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=SEQUENCES, seed=SEEDS)
def test_and_so_they_are_on_postgresql(ann: Book, clock: Clock, operations: list[str], seed: int) -> None:
    work(ann, clock, operations, seed)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=st.lists(st.sampled_from(sorted(OPERATIONS)), min_size=10, max_size=40), seed=SEEDS)
def test_the_same_work_comes_to_the_same_on_both_engines(
    pg_server: Server, pg_template: str, sqlite_template: Path, tmp_path: Path, operations: list[str], seed: int
) -> None:
    number = next(DOCUMENTS)
    path, ended = tmp_path / f"{number}.db", []
    copyfile(sqlite_template, path)
    with pg_server.database(template=pg_template) as name:
        for where in (path, pg_server.url(name)):
            book = claims.open(where, actor="ann")
            book.clock = clock = Clock()
            at_work = Work(book, Random(seed), clock, number=number)
            at_work.take_in()
            for name in operations:
                at_work.do(name)
            ended.append({key: (assert_sound(book, key), book.get(key)) for key in at_work.keys})
            book.close()
    assert ended[0] == ended[1]


@pytest.mark.parametrize("seed", range(6))
def test_a_long_history_undone_from_its_end_leaves_every_claim_as_it_began(ann: Book, clock: Clock, seed: int) -> None:
    at_work = Work(ann, Random(seed), clock)
    at_work.take_in()
    began = {key: assert_sound(ann, key) for key in at_work.keys}
    first, names = len(at_work.batches), [name for name in OPERATIONS if name not in ("undo", "note", "unmerge")]
    for _ in range(30):
        at_work.do(at_work.dice.choice(names))
    for batch in reversed(at_work.batches[first:]):
        if any(each.key == batch for each in ann.batches(limit=None)):
            assert ann.undo(batch).kept == {}
    assert {key: assert_sound(ann, key) for key in began} == began

"""Two people at work on one database, by a clock that the test can set."""

from collections.abc import Iterator
from contextlib import closing

import pytest

import claims
from claims.book import Book
from tests.ledger.desk import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ann(database_url: str, clock: Clock) -> Iterator[Book]:
    with closing(claims.open(database_url, actor="ann")) as book:
        book.clock = clock
        yield book


@pytest.fixture
def bob(database_url: str, clock: Clock) -> Iterator[Book]:
    with closing(claims.open(database_url, actor="bob")) as book:
        book.clock = clock
        yield book


@pytest.fixture
def rule(database_url: str, clock: Clock) -> Iterator[Book]:
    """A machine at work."""
    machine = claims.Actor("rules 1", claims.ActorKind.RULE)
    with closing(claims.open(database_url, actor=machine)) as book:
        book.clock = clock
        yield book

"""Two at once: one wins, the other is told; nothing is lost and nothing half is written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

import claims
from claims.book import Book
from claims.errors import ClaimtrackError, Conflict
from tests.ledger.desk import kinds, rows, take_in

CHANGES: dict[str, Callable[[Book, str], Any]] = {
    "mark": lambda book, key: book.verify(key, evidence="https://x.org/1", note="x", expect=1),
    "assess": lambda book, key: book.assess(key, 10, expect=1),
    "amend": lambda book, key: book.amend(key, statement="Other words.", note="x", expect=1),
    "attach": lambda book, key: book.attach(key, stance="supports", url="https://x.org", expect=1),
    "tag": lambda book, key: book.tag(key, "a", expect=1),
    "untag": lambda book, key: book.untag(key, "seen", expect=1),
    "withdraw": lambda book, key: book.withdraw_evidence(key, 1, expect=1),
}


@pytest.fixture
def key(ann: Book) -> str:
    return take_in(ann, "Meta offered $200M to a researcher.").key


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_stale_change_is_a_conflict_and_writes_nothing(
    ann: Book, bob: Book, key: str, change: Callable[[Book, str], Any]
) -> None:
    bob.tag(key, "seen")
    before = rows(ann)
    with pytest.raises(Conflict, match=f"claims show {key}") as refused:
        change(ann, key)
    assert (refused.value.expected, refused.value.current, refused.value.by) == (1, 2, "bob")
    assert rows(ann) == before


def at_once(url: str, *changes: Callable[[Book], Any]) -> list[Any]:
    """Run changes in threads that start together, each with a book of its own; returns what each came to."""
    start = Barrier(len(changes))

    def work(n: int) -> Any:
        with claims.open(url, actor=f"worker {n}") as book:
            start.wait()
            try:
                return changes[n](book)
            except ClaimtrackError as error:
                return error

    with ThreadPoolExecutor(len(changes)) as pool:
        return list(pool.map(work, range(len(changes))))


@pytest.mark.parametrize("_round", range(3))
def test_of_two_who_read_the_same_version_one_wins(ann: Book, database_url: str, key: str, _round: int) -> None:
    told = at_once(
        database_url,
        lambda book: book.verify(key, note="yes", expect=1),
        lambda book: book.refute(key, note="no", expect=1),
    )
    assert sorted(type(each).__name__ for each in told) == ["Change", "Conflict"]
    assert kinds(ann, key) == ["added", "status"]


def test_changes_that_expect_nothing_follow_each_other(ann: Book, database_url: str, key: str) -> None:
    told = at_once(database_url, *[lambda book, n=n: book.tag(key, f"tag {n}") for n in range(4)])
    assert [type(each).__name__ for each in told] == ["Change"] * 4
    assert ann.get(key).tags == ("tag 0", "tag 1", "tag 2", "tag 3")
    assert [event.seq for event in ann.history(key)] == [1, 2, 3, 4, 5]


def test_the_same_document_twice_at_once_is_taken_in_once(ann: Book, database_url: str) -> None:
    told = at_once(database_url, *[lambda book: take_in(book, "It opens.", "It closes.")] * 4)
    assert sorted(len(each.added) for each in told) == [0, 0, 0, 2]
    assert rows(ann, ("document", "claim", "appearance", "event")) == {
        "document": 1, "claim": 2, "appearance": 2, "event": 2,
    }  # fmt: skip


def test_the_same_claim_in_two_documents_at_once_is_one(ann: Book, database_url: str) -> None:
    works = [lambda book, n=n: take_in(book, "It opens.", f"It closes {n}.") for n in ("early", "late", "never")]
    at_once(database_url, *works)
    assert rows(ann, ("document", "claim", "appearance")) == {"document": 3, "claim": 4, "appearance": 6}


def test_a_review_and_a_further_appearance_at_once_are_both_kept(ann: Book, database_url: str, key: str) -> None:
    told = at_once(
        database_url,
        lambda book: book.verify(key, note="yes"),
        lambda book: take_in(book, "Meta offered $200M to a researcher.", "More."),
        lambda book: book.tag(key, "ai"),
    )
    assert not [each for each in told if isinstance(each, ClaimtrackError)]
    assert sorted(kinds(ann, key)) == ["added", "appeared", "status", "tagged"]


def test_a_failed_change_leaves_nothing(ann: Book, key: str) -> None:
    before = rows(ann)
    with pytest.raises(ZeroDivisionError), ann.change("tag") as ledger:
        from claims.ledger import review

        review.tag(ledger, ledger.stand(key), "ai", on=True)
        _ = 1 / 0
    assert rows(ann) == before
    assert ann.tag(key, "ai").changed


@pytest.mark.parametrize(
    ("expected", "current", "told"),
    [
        (1, 6, " (you have version 1, it is at 6): "),
        (1, None, " (you have version 1): "),
        (None, None, " since you read it: read"),
    ],
)
def test_a_conflict_tells_only_versions_that_are_known(expected: int | None, current: int | None, told: str) -> None:
    assert told in str(Conflict("7K2MABCDEFGH", expected, current))

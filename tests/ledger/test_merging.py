"""Merging: two claims become one, nothing moves, and apart again everything is as it was."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.book import Book
from claims.errors import Refused
from tests.ledger.desk import kinds, rows, take_in

ONE = "Meta offered $200M to a researcher."
TWO = "A researcher had an offer of $200M from Meta."
THREE = "An offer of $200M came from Meta."


@pytest.fixture
def one(ann: Book) -> str:
    return take_in(ann, ONE).key


@pytest.fixture
def two(ann: Book) -> str:
    key = take_in(ann, TWO, source="Post").key
    ann.tag(key, "seen")
    ann.attach(key, stance="supports", url="https://x.org/1")
    return key


def test_the_survivor_shows_where_both_stand(ann: Book, one: str, two: str) -> None:
    done = ann.merge(two, into=one, note="same offer")
    assert [(each.claim, each.source) for each in done.claim.appearances] == [(one, "Notes"), (two, "Post")]
    assert (ann.get(two).merged_into, [each.key for each in ann.list().claims]) == (one, [one])
    assert (kinds(ann, one)[-1], kinds(ann, two)[-1]) == ("absorbed", "merged")
    assert ann.history(two)[-1].reason == "same offer"


def test_taken_apart_both_are_as_they_were(ann: Book, one: str, two: str) -> None:
    def told(key: str) -> tuple[Any, ...]:
        claim = ann.get(key)
        return (
            claim.statement, claim.status, claim.tags, claim.appearances, claim.evidence, claim.quantities,
            claim.merged_into, claim.confidence,
        )  # fmt: skip

    before = told(one), told(two)
    ann.merge(two, into=one)
    assert ann.unmerge(two).claim.key == two
    assert (told(one), told(two)) == before


def test_a_pair_taken_apart_is_remembered_as_no_duplicate(ann: Book, one: str, two: str) -> None:
    ann.merge(two, into=one)
    (link,) = ann.get(one).links
    assert (link.kind, link.state, link.claim, link.other) == ("duplicate", "confirmed", two, one)
    ann.unmerge(two)
    assert [each.state for each in ann.get(one).links] == ["rejected"]


@pytest.mark.parametrize(
    "change",
    [
        lambda book, key, _: book.verify(key, note="x"),
        lambda book, key, _: book.assess(key, 5),
        lambda book, key, _: book.amend(key, statement="x", note="x"),
        lambda book, key, _: book.attach(key, stance="supports", url="https://x.org"),
        lambda book, key, _: book.withdraw_evidence(key, 1),
        lambda book, key, _: book.tag(key, "x"),
        lambda book, key, _: book.untag(key, "seen"),
        lambda book, key, _: book.note(key, "x"),
        lambda book, key, other: book.merge(other, into=key),
        lambda book, key, other: book.mark(other, "superseded", by=key),
    ],
)
def test_a_merged_claim_refuses_changes_and_names_the_survivor(
    ann: Book, one: str, two: str, change: Callable[[Book, str, str], object]
) -> None:
    third = take_in(ann, THREE).key
    ann.merge(two, into=one)
    before = rows(ann)
    with pytest.raises(Refused, match=f"was merged into {one}"):
        change(ann, two, third)
    assert rows(ann) == before


def test_merging_twice_writes_nothing_and_says_so(ann: Book, one: str, two: str) -> None:
    ann.merge(two, into=one)
    before = rows(ann)
    again = ann.merge(two, into=one)
    assert (again.changed, again.said) == (False, ("merged already",))
    assert rows(ann) == before


def test_merges_are_one_deep(ann: Book, one: str, two: str) -> None:
    third = take_in(ann, THREE).key
    ann.merge(two, into=one)
    with pytest.raises(Refused, match=f"unmerge {two} first"):
        ann.merge(one, into=third)
    with pytest.raises(Refused, match="unmerge it first"):
        ann.merge(two, into=third)
    with pytest.raises(Refused, match="into itself"):
        ann.merge(third, into=third)
    ann.merge(third, into=one)
    assert len(ann.get(one).appearances) == 3


def test_a_merge_is_seen_as_of_then_also_after_it_was_taken_apart(ann: Book, one: str, two: str) -> None:
    then = ann.merge(two, into=one).claim
    ann.unmerge(two)
    past = ann.get(one, as_of=then.changed_at)
    assert [each.claim for each in past.appearances] == [one, two]
    assert [each.state for each in past.links] == ["confirmed"]
    assert ann.get(two, as_of=then.changed_at).merged_into == one

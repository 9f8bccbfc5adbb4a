"""Undo: a batch is taken back by further events; what people did since stays, and is named; undoing is undone too."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.book import Book
from claims.core.events import fold
from claims.errors import NotFound, Refused
from claims.records import Change
from tests.ledger.desk import kinds, rows, take_in
from tests.ledger.sound import assert_sound

OFFER = "Meta offered $200M to a researcher."
OTHER = "A researcher had an offer of $200M from Meta."


@pytest.fixture
def key(ann: Book) -> str:
    return take_in(ann, OFFER).key


def state(book: Book, key: str) -> tuple[Any, ...]:
    """Return everything about a claim that undoing must put back."""
    claim = book.get(key)
    folded = fold((event.kind, event.payload, event.actor_kind) for event in book.history(key))
    return (
        claim.statement, claim.kind, claim.due, claim.subject, claim.status, claim.reviewed, claim.confidence,
        claim.confidence_by, claim.tags, claim.withdrawn, claim.merged_into, claim.quantities,
        [(each.claim, each.n) for each in claim.appearances], [each.url for each in claim.evidence], folded,
    )  # fmt: skip


CHANGES: dict[str, Callable[[Book, str, str], Change]] = {
    "mark": lambda book, key, other: book.refute(key, note="no", evidence=["https://x.org/1", "https://x.org/2"]),
    "assess": lambda book, key, other: book.assess(key, 20),
    "no confidence": lambda book, key, other: book.assess(key, None),
    "amend": lambda book, key, other: book.amend(
        key, statement="Meta offered $5.", kind="forecast", due="2027-01-01", subject="Meta", note="x"
    ),
    "attach": lambda book, key, other: book.attach(key, stance="supports", url="https://x.org/1"),
    "withdraw": lambda book, key, other: book.withdraw_evidence(key, 1),
    "tag": lambda book, key, other: book.tag(key, "a", "b"),
    "untag": lambda book, key, other: book.untag(key, "seen"),
    "merge": lambda book, key, other: book.merge(key, other),
    "absorb": lambda book, key, other: book.merge(other, key),
    "add": lambda book, key, other: book.add(OFFER, source="Post"),
}
EACH_CHANGE = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.fixture
def seen(ann: Book, key: str) -> str:
    """A claim with something of everything to take away."""
    ann.attach(key, stance="context", url="https://x.org/0")
    ann.tag(key, "seen")
    ann.assess(key, 70)
    ann.mark(key, "disputed", note="others say no")
    return key


@EACH_CHANGE
def test_undo_puts_a_claim_back_as_it_was(ann: Book, seen: str, change: Callable[[Book, str, str], Change]) -> None:
    other = take_in(ann, OTHER).key
    before = state(ann, seen), state(ann, other)
    done = ann.undo(str(change(ann, seen, other).batch))
    assert (state(ann, seen)[:-1], state(ann, other)[:-1]) == (before[0][:-1], before[1][:-1])
    assert done.reverted >= 1
    assert done.kept == {}


@EACH_CHANGE
def test_undoing_an_undo_brings_the_change_back(
    ann: Book, seen: str, change: Callable[[Book, str, str], Change]
) -> None:
    other = take_in(ann, OTHER).key
    batch = str(change(ann, seen, other).batch)
    after = state(ann, seen)[:-1]
    redone = ann.undo(ann.undo(batch).batch)
    assert state(ann, seen)[:-1] == after
    assert redone.kept == {}
    assert ann.undo(batch).kept == {}  # and once more, as if nothing had been


def test_undo_loses_no_event(ann: Book, seen: str) -> None:
    before = ann.history(seen)
    ann.undo(str(before[-1].batch))
    after = ann.history(seen)
    assert after[: len(before)] == before
    assert after[-1].payload["undoes"] == before[-1].seq


def test_undoing_an_intake_takes_its_claims_and_its_document_away(ann: Book) -> None:
    taken = take_in(ann, OFFER, "It opens.")
    done = ann.undo(taken.batch)
    assert (done.reverted, dict(done.kept), ann.list().claims, ann.documents()) == (2, {}, (), ())
    assert all(ann.get(key).withdrawn for key in taken.added)


def test_undo_keeps_a_claim_a_person_reviewed_since_and_names_it(ann: Book, bob: Book) -> None:
    first, second = take_in(ann, OFFER, "It opens.").added
    bob.verify(first, note="seen")
    done = ann.undo(str(ann.history(first)[0].batch))
    assert done.kept == {first: "status by bob since"}
    assert (ann.get(first).status, ann.get(first).withdrawn, ann.get(second).withdrawn) == ("verified", False, True)


@pytest.mark.parametrize(
    "work",
    [lambda book, key: book.assess(key, 10), lambda book, key: book.tag(key, "a"),
     lambda book, key: book.note(key, "hm"), lambda book, key: book.attach(key, stance="context", url="https://x.org"),
     lambda book, key: book.amend(key, subject="Meta", note="x")],
)  # fmt: skip
def test_undo_keeps_what_a_person_worked_on_in_any_way(ann: Book, bob: Book, work: Callable[[Book, str], Any]) -> None:
    taken = take_in(ann, OFFER)
    work(bob, taken.key)
    assert list(ann.undo(taken.batch).kept) == [taken.key]
    assert not ann.get(taken.key).withdrawn


def test_work_that_was_taken_back_keeps_nothing(ann: Book, bob: Book) -> None:
    taken = take_in(ann, OFFER)
    bob.undo(str(bob.verify(taken.key, note="seen").batch))
    assert ann.undo(taken.batch).kept == {}
    assert ann.get(taken.key).withdrawn


def test_work_that_was_taken_back_and_brought_back_is_kept(ann: Book, bob: Book) -> None:
    taken = take_in(ann, OFFER)
    batch = str(bob.verify(taken.key, note="seen").batch)
    bob.undo(bob.undo(batch).batch)
    assert ann.undo(taken.batch).kept == {taken.key: "status by bob since"}
    assert ann.get(taken.key).status == "verified"


def test_a_machines_work_keeps_nothing(ann: Book, rule: Book) -> None:
    taken = take_in(ann, OFFER)
    rule.assess(taken.key, 10)
    assert ann.undo(taken.batch).kept == {}


def test_undo_keeps_a_claim_others_were_merged_into(ann: Book, bob: Book) -> None:
    taken = take_in(ann, OFFER)
    other = take_in(ann, OTHER).key
    bob.merge(other, into=taken.key)
    assert list(ann.undo(taken.batch).kept) == [taken.key]
    assert [each.key for each in ann.list().claims] == [taken.key]


def test_undo_of_a_return_keeps_what_a_person_reviewed_since(ann: Book, bob: Book) -> None:
    taken = take_in(ann, OFFER)
    ann.undo(taken.batch)
    again = take_in(ann, OFFER)
    bob.verify(taken.key, note="seen")
    assert list(ann.undo(again.batch).kept) == [taken.key]
    assert not ann.get(taken.key).withdrawn


@pytest.mark.parametrize(
    ("mine", "between", "later"),
    [
        (lambda b, k: b.verify(k, note="1"), lambda b, k: b.dispute(k, note="2"), lambda b, k: b.verify(k, note="3")),
        (lambda b, k: b.assess(k, 10), lambda b, k: b.assess(k, 20), lambda b, k: b.assess(k, 10)),
        (lambda b, k: b.tag(k, "a"), lambda b, k: b.untag(k, "a"), lambda b, k: b.tag(k, "a")),
        (lambda b, k: b.amend(k, subject="A", note="x"), lambda b, k: b.amend(k, subject="B", note="x"),
         lambda b, k: b.amend(k, subject="A", note="x")),
    ],
    ids=["status", "confidence", "tag", "wording"],
)  # fmt: skip
def test_undo_never_undoes_what_another_decided_the_same_way_later(
    ann: Book, bob: Book, key: str, mine: Callable[..., Change], between: Callable[..., Change],
    later: Callable[..., Change],
) -> None:  # fmt: skip
    batch = mine(ann, key).batch
    between(bob, key)
    later(bob, key)
    before = state(ann, key)
    assert list(ann.undo(str(batch)).kept) == [key]
    assert state(ann, key) == before


def test_undo_goes_past_later_work_that_was_taken_back(ann: Book, bob: Book, key: str) -> None:
    batch = ann.verify(key, note="1").batch
    bob.undo(str(bob.dispute(key, note="2").batch))
    assert ann.undo(str(batch)).kept == {}
    assert (ann.get(key).status, ann.get(key).reviewed) == ("unverified", False)


def test_undoing_one_appearance_leaves_the_others(ann: Book) -> None:
    first, second = take_in(ann, OFFER, source="Notes"), take_in(ann, OFFER, "More.", source="Post")
    ann.undo(first.batch)
    claim = ann.get(first.key)
    assert (claim.withdrawn, [each.source for each in claim.appearances]) == (False, ["Post"])
    ann.undo(second.batch)
    assert ann.get(first.key).withdrawn


def test_a_claim_whose_last_appearance_was_undone_comes_back_where_it_is_read_again(ann: Book) -> None:
    first, second = take_in(ann, OFFER, source="Notes"), take_in(ann, OFFER, "More.", source="Post")
    ann.undo(first.batch)
    ann.undo(second.batch)
    take_in(ann, OFFER, source="Notes")
    claim = ann.get(first.key)
    assert (claim.withdrawn, [each.source for each in claim.appearances]) == (False, ["Notes"])


def test_a_place_taken_in_again_since_is_not_there_twice(ann: Book) -> None:
    key = take_in(ann, OFFER, source="Notes").key
    undone = ann.undo(take_in(ann, OFFER, "More.", source="Post").batch).batch
    take_in(ann, OFFER, "More.", source="Post")
    assert ann.undo(undone).kept == {key: "taken in from the same place again since, as appearance 3"}
    assert [(each.n, each.source) for each in ann.get(key).appearances] == [(1, "Notes"), (3, "Post")]


@pytest.mark.parametrize("at_once", [True, False])
def test_undoing_many_at_once_comes_to_the_same_as_one_by_one(
    ann: Book, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.ledger.undo.CHUNK", 2)
    if not at_once:
        monkeypatch.setattr("claims.ledger.untouched.undo", lambda *_: set())
    taken = take_in(ann, *[f"Lab {n} opens." for n in range(5)], OTHER, OFFER, stands_alone=False)
    ann.verify(taken.added[1], note="seen")
    ann.merge(taken.added[2], into=taken.added[3])
    undone = ann.undo(taken.batch)
    assert (undone.reverted, set(undone.kept)) == (4, {taken.added[1], taken.added[2], taken.added[3]})
    redone = ann.undo(undone.batch)
    assert (redone.reverted, redone.kept) == (4, {})
    for n in (0, 4, 5, 6):
        first, away, back = ann.history(taken.added[n])
        assert (away.kind, away.payload, away.batch, away.reason) == (
            "withdrawn", {"undoes": 1}, undone.batch, f"undo of batch {taken.batch}",
        )  # fmt: skip
        assert (back.kind, back.payload, back.batch) == ("restored", {"undoes": 2}, redone.batch)
        assert (back.actor, back.status, back.confidence) == ("ann", first.status, first.confidence)
    for key in taken.added:
        assert_sound(ann, key)


def test_of_two_claims_of_one_wording_only_one_comes_back(ann: Book) -> None:
    first = take_in(ann, OFFER, "It opens.")
    undone = ann.undo(first.batch).batch
    second = take_in(ann, OFFER, "More.", source="Post")
    both = ann.undo(second.batch).batch
    assert (ann.undo(undone).reverted, ann.undo(both).reverted) == (2, 1)
    assert sorted(claim.statement for claim in ann.list().claims) == ["It opens.", OFFER, "More."]
    for key in first.added + second.added:
        assert_sound(ann, key)


def test_a_batch_is_undone_once_and_says_by_which(ann: Book, key: str) -> None:
    batch = str(ann.tag(key, "a").batch)
    by = ann.undo(batch[:6].lower()).batch
    with pytest.raises(Refused, match=f"claims undo {by}"):
        ann.undo(batch)
    assert ann.batch(batch).undone_by == by
    assert ann.batch(by).parameters["undid"] == batch


def test_batches_say_truly_whether_they_hold_however_often_undone(ann: Book) -> None:
    taken = take_in(ann, OFFER)
    first = ann.undo(taken.batch).batch
    second = ann.undo(first).batch
    assert (ann.batch(taken.batch).undone_by, ann.batch(first).undone_by, len(ann.documents())) == (None, second, 1)
    third = ann.undo(second).batch
    assert (ann.batch(taken.batch).undone_by, ann.batch(first).undone_by) == (first, None)
    assert (ann.batch(second).undone_by, ann.documents(), ann.list().claims) == (third, (), ())
    assert take_in(ann, OFFER).restored == [taken.key]


def test_an_unknown_batch_is_not_found(ann: Book) -> None:
    before = rows(ann)
    for name in ("ZZZZ", "7K2M4QWERTY0"):
        with pytest.raises(NotFound, match="claims batches"):
            ann.undo(name)
    assert rows(ann) == before


def test_ratings_are_put_back(ann: Book, bob: Book, key: str) -> None:
    ann.rate_source("Notes", "B")
    ann.rate_source("Notes", "E")
    done = bob.undo(ann.batches()[0].key)
    assert (ann.source("Notes").reliability, done.reverted) == ("B", 1)
    bob.undo(done.batch)
    assert ann.source("Notes").reliability == "E"


def test_a_later_rating_is_never_undone(ann: Book, bob: Book, key: str) -> None:
    ann.rate_source("Notes", "B")
    mine = ann.batches()[0].key
    bob.rate_source("Notes", "C")
    bob.rate_source("Notes", "B")
    assert ann.undo(mine).kept == {"Notes": "reliability set to B since"}
    assert ann.source("Notes").reliability == "B"


def test_a_claim_whose_wording_is_taken_by_another_stays_as_it_is(ann: Book) -> None:
    taken = take_in(ann, OFFER, "It opens.")
    undone = ann.undo(taken.batch).batch
    other = take_in(
        ann,
        OFFER,
        source="Post",
    ).key
    done = ann.undo(undone)
    assert list(done.kept) == [taken.added[0]]
    assert other in done.kept[taken.added[0]] or "says exactly" in done.kept[taken.added[0]]
    assert not ann.get(taken.added[1]).withdrawn


def test_an_unmerge_is_not_undone_over_a_later_merge(ann: Book, bob: Book, key: str) -> None:
    other, third = take_in(ann, OTHER).key, take_in(ann, "Meta made an offer of $200M.").key
    ann.merge(key, into=other)
    batch = str(ann.unmerge(key).batch)
    bob.merge(other, into=third)
    assert list(ann.undo(batch).kept) == [key]
    assert ann.get(key).merged_into is None


def test_undo_tells_of_every_kind_of_event(ann: Book, seen: str) -> None:
    ann.undo(str(ann.history(seen)[0].batch))
    assert "status" in kinds(ann, seen)

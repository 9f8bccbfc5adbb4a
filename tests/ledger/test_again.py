"""Again: what was taken in before is known, and a review is never undone by a machine reading once more."""

import pytest

from claims.book import Book
from tests.ledger.desk import kinds, rows, take_in

OFFER = "Meta offered $200M to a researcher."


def test_the_same_document_again_is_known_and_writes_nothing(ann: Book, bob: Book) -> None:
    take_in(ann, OFFER, "It opens.")
    before = rows(ann)
    again = take_in(bob, OFFER, "It opens.", source="NOTES")
    assert (again.added, again.appeared, again.known) == ([], [], 2)
    assert rows(ann) == before


def test_keys_are_the_same_in_another_database(ann: Book, empty_url: str) -> None:
    import claims

    with claims.open(empty_url, actor="carl") as elsewhere:
        assert take_in(elsewhere, OFFER, "It opens.").added == take_in(ann, OFFER, "It opens.").added


def test_reading_again_never_changes_a_reviewed_claim(ann: Book, rule: Book) -> None:
    key = take_in(ann, OFFER).key
    ann.verify(key, note="seen")
    ann.assess(key, 90)
    ann.amend(key, subject="Meta", note="x")
    before = ann.get(key)
    assert take_in(rule, OFFER).known == 1
    take_in(rule, OFFER, "More.", source="Post")
    after = ann.get(key)
    assert (after.status, after.reviewed, after.confidence, after.subject) == ("verified", True, 90, "Meta")
    assert after.version == before.version + 1
    assert kinds(ann, key)[-1] == "appeared"


def test_a_claim_that_was_amended_is_known_where_it_stood(ann: Book) -> None:
    key = take_in(ann, OFFER).key
    ann.amend(key, statement="Meta made a researcher an offer of $200M.", note="clearer")
    assert take_in(ann, OFFER).known == 1


@pytest.mark.parametrize("sentences", [(OFFER,), (OFFER, OFFER), (OFFER, "It opens.", OFFER)])
def test_reading_again_after_an_undo_brings_back_the_same_keys(ann: Book, sentences: tuple[str, ...]) -> None:
    first = take_in(ann, *sentences)
    shown = {claim.key: (claim.statement, len(claim.appearances)) for claim in ann.list().claims}
    ann.undo(first.batch)
    again = take_in(ann, *sentences)
    assert (sorted(again.restored), again.added) == (sorted(first.added), [])
    assert {claim.key: (claim.statement, len(claim.appearances)) for claim in ann.list().claims} == shown


def test_what_was_undone_does_not_come_back_beside_a_claim_that_says_the_same(ann: Book) -> None:
    first = take_in(ann, OFFER)
    ann.undo(first.batch)
    other = take_in(ann, OFFER, "More.", source="Post").added[0]
    again = take_in(ann, OFFER)
    assert (again.added, again.restored, again.appeared) == ([], [], [other])
    assert [each.source for each in ann.get(other).appearances] == ["Post", "Notes"]
    assert take_in(ann, OFFER).known == 1


def test_a_further_appearance_that_was_undone_comes_back(ann: Book) -> None:
    key = take_in(ann, OFFER).key
    second = take_in(ann, OFFER, "More.", source="Post")
    ann.undo(second.batch)
    assert [each.source for each in ann.get(key).appearances] == ["Notes"]
    take_in(ann, OFFER, "More.", source="Post")
    assert [each.source for each in ann.get(key).appearances] == ["Notes", "Post"]


def test_reading_again_what_was_merged_away_finds_the_survivor(ann: Book) -> None:
    key, other = take_in(ann, OFFER).key, take_in(ann, "An offer of $200M came from Meta.").key
    ann.merge(key, into=other)
    assert take_in(ann, OFFER, "More.", source="Post").appeared == [other]
    assert take_in(ann, OFFER, "More.", source="Post").known == 2
    assert take_in(ann, OFFER).known == 1


def test_one_document_that_says_it_twice_has_two_appearances(ann: Book) -> None:
    taken = take_in(ann, OFFER, "It opens.", OFFER)
    assert len(taken.added) == 2
    assert [each.start for each in ann.get(taken.appeared[0]).appearances] == [0, len(OFFER) + 11]

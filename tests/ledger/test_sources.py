"""Sources: one by any spelling of its name, rated with a history that stays."""

import pytest

from claims.book import Book
from claims.errors import InvalidValue, NotFound, UnknownChoice
from tests.ledger.desk import rows, take_in


@pytest.fixture(autouse=True)
def notes(ann: Book) -> None:
    take_in(ann, "It opens.", "It closes.", source="AI  Notes")


@pytest.mark.parametrize("name", ["AI Notes", "ai notes", " AI NOTES ", "ＡＩ Nótes"])
def test_a_source_is_one_by_any_spelling(ann: Book, name: str) -> None:
    ann.add("Something else.", source=name)
    assert [(each.name, each.claims, each.documents) for each in ann.sources()] == [("AI Notes", 3, 1)]
    assert ann.source(name).key == ann.source(ann.source(name).key.lower()).key


def test_ratings_are_a_history(ann: Book, bob: Book) -> None:
    ann.rate_source("ai notes", "b", note="careful so far")
    bob.rate_source("AI Notes", "D", note="made one up")
    source = bob.rate_source("AI Notes", None)
    assert [(each.reliability, each.actor, each.reason) for each in source.ratings] == [
        ("B", "ann", "careful so far"), ("D", "bob", "made one up"), (None, "bob", None),
    ]  # fmt: skip
    assert source.reliability is None


def test_the_same_rating_again_writes_nothing(ann: Book) -> None:
    ann.rate_source("AI Notes", "B")
    before = rows(ann)
    ann.rate_source("AI Notes", "b", note="still")
    ann.edit_source("AI Notes", kind="unknown")
    assert rows(ann) == before


@pytest.mark.parametrize("letter", ["G", "AB", "1", "é"])
def test_an_unknown_reliability_is_refused(ann: Book, letter: str) -> None:
    with pytest.raises(UnknownChoice, match="allowed are A, B, C, D, E, F"):
        ann.rate_source("AI Notes", letter)


def test_what_is_known_of_a_source_is_kept(ann: Book) -> None:
    source = ann.edit_source("AI Notes", kind="publisher", homepage="https://n.example", origin="Big House")
    assert (source.kind, source.homepage, source.origin) == ("publisher", "https://n.example", "Big House")
    with pytest.raises(UnknownChoice, match="publisher"):
        ann.edit_source("AI Notes", kind="blog")


def test_an_unknown_source_is_not_found(ann: Book) -> None:
    for change in (lambda: ann.rate_source("Nobody", "A"), lambda: ann.source("Nobody"), lambda: ann.source("\0")):
        with pytest.raises((NotFound, InvalidValue)):
            change()


def test_claims_that_were_undone_are_not_counted(ann: Book) -> None:
    taken = take_in(ann, "Later.", source="Post")
    ann.undo(taken.batch)
    assert [(each.name, each.claims, each.documents) for each in ann.sources(text="po")] == [("Post", 0, 0)]


# ---- taken back --------------------------------------------------------------------------------------------


def told(book: Book) -> tuple[str, str | None, str | None]:
    source = book.source("AI Notes")
    return source.kind.value, source.homepage, source.origin


def last(book: Book) -> str:
    return book.batches(limit=1)[0].key


def test_what_was_said_of_a_source_is_taken_back_and_said_again(ann: Book) -> None:
    ann.edit_source("AI Notes", origin="Old House")
    ann.edit_source("ai notes", kind="publisher", origin="Big House")
    edited = last(ann)
    assert ann.undo(edited).reverted == 1
    assert told(ann) == ("unknown", None, "Old House")
    for _ in range(3):  # an undo of an undo, and so on
        ann.undo(last(ann))
        assert told(ann) == ("publisher", None, "Big House")
        ann.undo(last(ann))
        assert told(ann) == ("unknown", None, "Old House")


def test_what_was_said_otherwise_since_is_left_alone_and_named(ann: Book, bob: Book) -> None:
    ann.edit_source("AI Notes", homepage="https://n.example", origin="Big House")
    edited = last(ann)
    bob.edit_source("AI Notes", origin="Small House")
    undone = ann.undo(edited)
    assert told(ann) == ("unknown", None, "Small House")
    assert undone.kept == {"AI Notes": "origin set to Small House since"}


def test_an_empty_text_takes_back_what_was_said(ann: Book) -> None:
    ann.edit_source("AI Notes", origin="Big House")
    ann.edit_source("AI Notes", origin="")
    assert told(ann) == ("unknown", None, None)
    ann.undo(last(ann))
    assert told(ann) == ("unknown", None, "Big House")
    before = rows(ann)
    ann.edit_source("AI Notes", origin="Big House", homepage="")
    assert rows(ann) == before

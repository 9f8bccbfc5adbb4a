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

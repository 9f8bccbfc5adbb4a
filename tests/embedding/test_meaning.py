"""What means nearly the same is found without a word in common; figures, names and negations decide as ever."""

import numpy as np
import pytest
from sqlalchemy import text

from claims.book import Book
from claims.embedding.loading import PACKAGED
from claims.embedding.model import Model
from claims.queries import meaning as meanings
from claims.queries.meaning import nearest, vectors_of
from claims.records import Report
from tests.ledger.desk import take_in

RISE = "Sales of the Orion phone climbed in the spring."
AGAIN = "In springtime the Orion phone sold better."
FELL = "Sales of the Orion phone fell in the spring."
NUMBER = "The Orion phone sold 500 times in spring."
OTHERS = ("Bees dance for each other.", "Parliament sits on Mondays.", "The bridge at Elm Street is closed.")


@pytest.fixture
def meaning(book: Book) -> Book:
    book.embedding_model = PACKAGED
    return book


def model(book: Book) -> Model:
    assert book.model is not None
    return book.model


def pairs(book: Book, key: str, least: float = 0.5) -> dict[str, str]:
    return {each.other.statement: each.verdict for each in book.duplicates(key, min_score=least)}


def test_a_paraphrase_is_found_by_its_meaning_and_the_reason_says_so(meaning: Book) -> None:
    key = take_in(meaning, RISE).key
    for n, each in enumerate((AGAIN, *OTHERS)):
        take_in(meaning, each, source=str(n))
    meaning.embed()
    (found,) = meaning.duplicates(key, min_score=0.5)
    assert (found.other.statement, found.reasons) == (AGAIN, ("much the same meaning",))
    meaning.embedding_model = None
    vars(meaning).pop("model")
    assert meaning.duplicates(key, min_score=0.5) == ()


def test_meaning_alone_decides_nothing(meaning: Book) -> None:
    key = take_in(meaning, FELL.replace("fell", "rose")).key
    take_in(meaning, FELL, source="Other")
    meaning.embed()
    assert meaning.duplicates(key, min_score=0) == ()
    assert [each.verdict for each in meaning.conflicts(key)] == ["opposite"]


def test_what_was_decided_does_not_come_back_by_its_meaning(meaning: Book) -> None:
    key, other = take_in(meaning, RISE).key, take_in(meaning, AGAIN, source="Other").key
    meaning.embed()
    assert pairs(meaning, key) == {AGAIN: "near"}
    meaning.unlink(key, other, "duplicate", note="two phones")
    assert pairs(meaning, key) == {}


def ingest(book: Book, sentence: str, source: str, *, dry_run: bool = False) -> Report:
    return book.ingest(sentence.encode(), source=source, dry_run=dry_run)


def test_on_the_way_in_new_claims_get_vectors_and_find_what_means_the_same(meaning: Book) -> None:
    ingest(meaning, RISE, "Paper")
    foreseen = ingest(meaning, AGAIN, "Post", dry_run=True)
    done = ingest(meaning, AGAIN, "Post")
    for report in (foreseen, done):
        (found,) = report.outcomes[0].suggested
        assert (found.other_statement, found.reasons) == (RISE, ("much the same meaning",))
    assert meaning.embed().embedded == 0
    assert [each.reasons for each in meaning.duplicates()] == [("much the same meaning",)]


def test_a_statement_without_a_vector_is_looked_for_by_one_made_for_it(meaning: Book) -> None:
    take_in(meaning, RISE)
    meaning.embed()
    key = take_in(meaning, AGAIN, source="Other").key
    assert pairs(meaning, key) == {RISE: "near"}


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_the_nearest_are_the_same_however_large_the_parts(
    meaning: Book, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n, each in enumerate((RISE, AGAIN, FELL, NUMBER, *OTHERS)):
        take_in(meaning, each, source=str(n))
    meaning.embed()
    monkeypatch.setattr(meanings, "PART", size)
    found = asked(meaning, RISE, OTHERS[0], limit=3)
    assert set(found[0]) == {RISE, FELL, NUMBER}
    assert (max(found[1], key=found[1].__getitem__), len(found[1])) == (OTHERS[0], 3)


def test_only_the_newest_are_looked_at_where_that_is_asked_for(meaning: Book) -> None:
    for n, each in enumerate((RISE, *OTHERS)):
        take_in(meaning, each, source=str(n))
    meaning.embed()
    assert [RISE in asked(meaning, AGAIN, newest=newest)[0] for newest in (3, 4, 5)] == [False, True, True]


def test_what_is_not_among_the_nearest_is_like_the_last_of_them_at_most(meaning: Book) -> None:
    for n, each in enumerate((RISE, AGAIN, *OTHERS)):
        take_in(meaning, each, source=str(n))
    meaning.embed()
    with meaning.database.read() as connection:
        wanted = vectors_of(connection, model(meaning), [(None, RISE)])
        (few,), (all_,) = (nearest(connection, model(meaning), wanted, limit=limit) for limit in (2, 50))
    assert few.floor == min(few.nearest.values()) > 0
    assert all_.floor == 0
    assert all(few.likeness(row) >= all_.likeness(row) for row in all_.nearest)


def test_nothing_is_near_where_nothing_is_embedded(meaning: Book) -> None:
    take_in(meaning, RISE)
    assert asked(meaning, RISE) == [{}]


def asked(book: Book, *statements: str, limit: int = 50, newest: int | None = None) -> list[dict[str, float]]:
    """Return what is nearest to each statement: what it says, and how alike it is."""
    with book.database.read() as connection:
        said = {row.id: row.statement for row in connection.execute(text("SELECT id, statement FROM claim"))}
        wanted = vectors_of(connection, model(book), [(None, each) for each in statements])
        assert np.allclose(np.linalg.norm(wanted, axis=1), 1)
        found = nearest(connection, model(book), wanted, limit=limit, newest=newest)
    return [{said[row]: likeness for row, likeness in each.nearest.items()} for each in found]

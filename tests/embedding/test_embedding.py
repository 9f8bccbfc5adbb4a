"""Vectors beside the claims: kept once, gone with the words they are of, made anew where they are missing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

import claims
from claims.book import Book
from claims.embedding.loading import PACKAGED, load
from claims.embedding.packing import pack
from claims.errors import InvalidValue
from claims.ledger import embedding
from claims.ledger.rebuilding import rebuild_all
from tests.embedding.vectors import of_another
from tests.ledger.desk import rows, take_in

FIRST, SECOND, THIRD = "Nimbus Labs hired 500 people.", "Rivers in Ohio rose in May.", "Bees dance."


@pytest.fixture
def meaning(book: Book) -> Book:
    book.embedding_model = PACKAGED
    return book


def embedded(book: Book) -> set[str]:
    """Return the statements of the claims that have a vector."""
    query = text("SELECT statement FROM claim JOIN embedding ON embedding.claim_id = claim.id")
    with book.database.read() as connection:
        return set(connection.execute(query).scalars())


def vector(book: Book, statement: str) -> bytes:
    query = text("SELECT vector FROM claim JOIN embedding ON embedding.claim_id = claim.id WHERE statement = :said")
    with book.database.read() as connection:
        return bytes(connection.execute(query, {"said": statement}).scalar_one())


def test_each_claim_gets_a_vector_once(meaning: Book) -> None:
    take_in(meaning, FIRST, SECOND)
    assert (meaning.embed().embedded, meaning.embed().embedded) == (2, 0)
    take_in(meaning, THIRD, source="Other")
    assert (meaning.embed().embedded, meaning.embed().claims) == (1, 3)
    assert embedded(meaning) == {FIRST, SECOND, THIRD}


def test_what_was_embedded_stays_when_it_is_stopped(meaning: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(meaning, FIRST, SECOND, THIRD)
    monkeypatch.setattr(embedding, "_NEXT", embedding._NEXT.replace(f"LIMIT {embedding.TOGETHER}", "LIMIT 1"))

    def stopped(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        meaning.embed(progress=stopped)
    assert embedded(meaning) == {FIRST, SECOND}
    assert meaning.embed().embedded == 1


def test_what_is_withdrawn_merged_rejected_or_does_not_stand_alone_gets_none(meaning: Book) -> None:
    gone = take_in(meaning, FIRST)
    kept = take_in(meaning, SECOND, source="A").key
    meaning.merge(take_in(meaning, "Ohio's rivers rose in May.", source="B").key, kept)
    meaning.reject(take_in(meaning, THIRD, source="C").key, note="a headline")
    take_in(meaning, "It rose then.", source="D", stands_alone=False)
    meaning.undo(gone.batch)
    assert meaning.embed().embedded == 1
    assert embedded(meaning) == {SECOND}


def test_new_words_drop_the_vector_of_the_old_ones(meaning: Book) -> None:
    key = take_in(meaning, FIRST).key
    meaning.embed()
    meaning.amend(key, statement="Nimbus Labs hired 50 people.", note="a slip")
    assert embedded(meaning) == set()
    meaning.embed()
    assert vector(meaning, "Nimbus Labs hired 50 people.") == _made("Nimbus Labs hired 50 people.")


def test_other_changes_leave_it(meaning: Book) -> None:
    key = take_in(meaning, FIRST).key
    meaning.embed()
    meaning.verify(key, note="seen")
    meaning.amend(key, subject="Nimbus Labs", note="clearer")
    assert embedded(meaning) == {FIRST}


def test_a_statement_that_changed_meanwhile_is_left_for_the_next_time(meaning: Book) -> None:
    key = take_in(meaning, FIRST).key
    model, was = meaning.model, meaning.model.vectors  # type: ignore[union-attr]
    assert model is not None

    def slow(texts: list[str]) -> object:
        meaning.amend(key, statement=SECOND, note="quicker")
        model.vectors = was  # type: ignore[method-assign]
        return was(texts)

    model.vectors = slow  # type: ignore[method-assign, assignment]
    try:
        assert meaning.embed().embedded == 0
    finally:
        model.vectors = was  # type: ignore[method-assign]
    assert meaning.embed().embedded == 1
    assert vector(meaning, SECOND) == _made(SECOND)


def test_words_that_were_forged_and_are_rebuilt_have_no_vector_of_the_forgery(meaning: Book) -> None:
    take_in(meaning, FIRST)
    meaning.embed()
    with meaning.database.write() as connection:
        connection.execute(text("UPDATE claim SET statement = 'It was 9.'"))
    assert embedded(meaning) == set()
    meaning.embed()
    assert rebuild_all(meaning.database) == (1, 1)
    assert embedded(meaning) == set()


def test_an_erased_claim_has_no_vector_and_gets_none(meaning: Book) -> None:
    key = take_in(meaning, FIRST).key
    meaning.embed()
    meaning.erase_claim(key, reason="by order")
    assert embedded(meaning) == set()
    assert meaning.embed().embedded == 0


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_vector_that_was_erased_is_nowhere_in_the_file(meaning: Book) -> None:
    key = take_in(meaning, FIRST, SECOND).added[0]
    meaning.embed()
    gone, stays = vector(meaning, FIRST), vector(meaning, SECOND)
    path = meaning.database.path
    assert path is not None
    meaning.erase_claim(key, reason="by order")
    held = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert (gone in held, stays in held) == (False, True)


def test_vectors_of_other_models_stay_until_they_are_dropped(meaning: Book) -> None:
    take_in(meaning, FIRST, SECOND)
    of_another(meaning)
    done = meaning.embed()
    assert (done.embedded, done.claims, done.dropped) == (2, 2, 0)
    assert rows(meaning, ["embedding", "embedding_model"]) == {"embedding": 3, "embedding_model": 2}
    assert meaning.embed(drop_others=True).dropped == 1
    assert rows(meaning, ["embedding", "embedding_model"]) == {"embedding": 2, "embedding_model": 1}


def test_a_vector_of_another_length_is_none_and_is_made_anew(meaning: Book) -> None:
    first, _ = take_in(meaning, FIRST, SECOND).added
    meaning.embed()
    with meaning.database.write() as connection:
        connection.execute(text("UPDATE embedding SET vector = :short"), {"short": b"12345"})
    assert meaning.duplicates(first, min_score=0) == ()
    assert meaning.embed().embedded == 2
    assert vector(meaning, FIRST) == _made(FIRST)


def test_exports_leave_vectors_out(meaning: Book, tmp_path: Path) -> None:
    take_in(meaning, FIRST)
    meaning.embed()
    meaning.export(tmp_path / "whole.jsonl", whole=True)
    with closing(claims.open(tmp_path / "other.db", actor="tester")) as other:
        other.load(tmp_path / "whole.jsonl")
        assert rows(other, ["claim", "embedding"]) == {"claim": 1, "embedding": 0}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_bare_statement_of_sql_drops_the_vector_too(meaning: Book) -> None:
    take_in(meaning, FIRST)
    meaning.embed()
    with closing(sqlite3.connect(str(meaning.database.path))) as bare:
        bare.execute("UPDATE claim SET statement = 'It was 9.'")
        bare.commit()
    assert embedded(meaning) == set()


def test_without_a_model_it_says_how_to_name_one(book: Book) -> None:
    with pytest.raises(InvalidValue, match="CLAIMS_EMBEDDING_MODEL names it"):
        book.embed()


def _made(statement: str) -> bytes:
    return pack(load(PACKAGED).vectors([statement]))[0]

"""Claims that say nearly the same as another or cannot be true beside it: found, judged, never decided."""

import pytest
from sqlalchemy import text

from claims.book import Book
from claims.core.matching.ranking import terms
from claims.core.matching.verdict import Verdict
from claims.core.words import words
from claims.db import bulk, migrate
from claims.queries.alike import alike
from claims.queries.candidates import candidates, frequencies
from tests.ledger.desk import take_in
from tests.test_migrations import move

META = "Meta offered researchers up to $200M in 2025."
OTHERS = {
    "In 2025, Meta made offers of up to 200 million dollars to researchers.": Verdict.NEAR,
    "Meta offered researchers $300M in 2025.": Verdict.NUMBER,
    "Meta never offered researchers up to $200M in 2025.": Verdict.OPPOSITE,
    "Meta offered researchers up to $200M in 2024.": Verdict.OTHER,
    "Google offered researchers up to $200M in 2025.": Verdict.OTHER,
}
NOISE = tuple(f"Plant number {n} in Ohio opens its {n} doors." for n in range(2, 40))


@pytest.fixture
def keys(book: Book) -> dict[str, str]:
    """The claims by what they say."""
    found = {each: take_in(book, each, source=str(n)).key for n, each in enumerate((META, *OTHERS))}
    take_in(book, *NOISE, source="Plants")
    return found


def judged(book: Book, key: str) -> dict[str, Verdict]:
    """Return what was found beside a claim, by what it says."""
    with book.database.read() as connection:
        row = connection.execute(text("SELECT id, statement FROM claim WHERE key = :key"), {"key": key}).one()
        found = alike(connection, row.statement, row.id)
        said = dict(connection.execute(text("SELECT id, statement FROM claim")).all())
    return {said[row_id]: match.verdict for row_id, match in found}


def test_each_is_found_and_judged_by_its_structure(book: Book, keys: dict[str, str]) -> None:
    assert judged(book, keys[META]) == OTHERS


def test_what_was_withdrawn_merged_or_rejected_is_not_suggested(book: Book, keys: dict[str, str]) -> None:
    near, number, opposite, *_ = OTHERS
    book.merge(keys[near], keys[META])
    book.mark(keys[number], "rejected", note="not said")
    batch = book.history(keys[opposite])[0].batch
    assert batch is not None
    book.undo(batch)
    assert not {near, number, opposite} & set(judged(book, keys[META]))


def test_what_somebody_decided_about_does_not_come_back(book: Book, keys: dict[str, str]) -> None:
    near = next(iter(OTHERS))
    book.merge(keys[near], keys[META])
    book.unmerge(keys[near])
    assert near not in judged(book, keys[META])
    assert META not in judged(book, keys[near])


def test_a_text_that_is_no_claim_finds_claims_too(book: Book, keys: dict[str, str]) -> None:
    with book.database.read() as connection:
        assert len(alike(connection, "Meta offers researchers $200M")) == 6
        assert alike(connection, "Nobody mentioned zeppelins") == []
        assert alike(connection, "") == []


def found(book: Book, part: str, **often: int) -> list[str]:
    """Return the claims a text leads to, best first, where so many are said to have its words."""
    with book.database.read() as connection:
        told = terms(part)
        often = often or frequencies(connection, list(dict.fromkeys(told.words)), 1000)
        rows = candidates(connection, told, often, 1000, words(part))
        said = dict(connection.execute(text("SELECT id, statement FROM claim")).all())
    return [said[row_id] for row_id in rows]


@pytest.mark.parametrize("part", ["And so the record", "before the record", "What of the"])
def test_half_of_what_says_little_leads_to_what_says_little_else(book: Book, part: str) -> None:
    whole = f"{part} is his."
    take_in(book, whole)
    take_in(book, *(f"In {part.lower()} of plant {n} stands another word, number {n}." for n in range(220)), source="P")
    assert found(book, part)[0] == whole


def test_a_word_no_claim_has_hides_no_frequent_one(book: Book) -> None:
    take_in(book, *NOISE)
    assert len(found(book, "Zeppelins fly to Ohio plants", zeppelin=100, fli=9_000, ohio=12_000, plant=12_000)) == len(
        NOISE
    )


def test_the_words_of_claims_are_counted_as_they_are_taken_in_and_by_an_upgrade(
    book: Book, keys: dict[str, str], database_url: str
) -> None:
    said = ["meta", "ohio", "never", "zeppelin"]
    with book.database.read() as connection:
        before = frequencies(connection, said, 50)
    assert (before["meta"], before["ohio"], before["never"]) == (5, len(NOISE), 1)
    book.close()
    move(database_url, "0008")
    migrate.upgrade(database_url)
    with Book(book.database, book.actor) as again, again.database.read() as connection:
        assert frequencies(connection, said, 50) == before


def test_of_many_claims_at_once_only_frequent_words_are_counted(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "RARE", 10)
    take_in(book, *NOISE)
    with book.database.read() as connection:
        counted = dict(connection.execute(text("SELECT word, claims FROM word")).all())
    assert (counted["ohio"], counted.get("17")) == (len(NOISE), None)

"""Reading a known document again: another version adds what is new, shows what changed, and undoes no review."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from claims.book import Book
from claims.core.quantity import parse
from claims.core.vocabulary import Kind
from claims.records import Report
from ingest.article import Article
from ingest.extractors.candidate import Candidate
from tests.ledger.desk import rows
from tests.ledger.sound import assert_sound

TEXT = "Meta offered $200M. It opens in May. The tents leak. Ann Lee left."
OFFER, OPENS, TENTS, LEFT = "Meta offered $200M.", "It opens in May.", "The tents leak.", "Ann Lee left."


@dataclass
class Scripted:
    """An extractor that finds what it is told: quotes, or quotes with a statement and a score."""

    version: str
    finds: tuple[Any, ...]
    name: str = "scripted"
    read: int = 0
    published: date | None = None

    def extract(self, article: Article) -> Iterator[Candidate]:
        self.read += 1
        self.published = article.published
        for each in self.finds:
            quote, statement, score = (each, each, 0.5) if isinstance(each, str) else each
            if quote in article.text:
                start = article.text.index(quote)
                figures = tuple(parse(statement))
                yield Candidate(quote, start, start + len(quote), statement, Kind.FACT, quantities=figures, score=score)


Use = Callable[..., Scripted]


def check(book: Book) -> None:
    for claim in book.list(everything=True).claims:
        assert_sound(book, claim.key)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Install an extractor that finds what it is told."""

    def install(version: str, *finds: Any, name: str = "scripted") -> Scripted:
        made = Scripted(version, finds, name)
        monkeypatch.setattr("ingest.extractors.get", lambda *_, **__: made)
        return made

    return install


def ingest(book: Book, text: str = TEXT, **options: Any) -> Report:
    return book.ingest(text.encode(), **{"source": "Notes", "extractor": "scripted"} | options)


def statements(book: Book) -> set[str]:
    return {claim.statement for claim in book.all()}


def key(book: Book, statement: str) -> str:
    (found,) = [claim.key for claim in book.all() if claim.statement == statement]
    return found


def both(book: Book, use: Use, first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[str, str]:
    """Read the text by version 1 and by version 2, and return the keys of the two batches."""
    use("1", *first)
    one = ingest(book)
    use("2", *second)
    other = ingest(book)
    check(book)
    return str(one.batch), str(other.batch)


# ---- what is read again ------------------------------------------------------------------------------------


def test_by_the_same_version_it_is_known_and_not_read(book: Book, use: Use) -> None:
    extractor = use("1", OFFER)
    ingest(book)
    before = rows(book)
    again = ingest(book)
    assert (again.batch, again.outcomes[0].outcome, extractor.read) == (None, "known", 1)
    assert rows(book) == before


def test_a_newer_version_adds_what_is_new_and_keeps_what_is_there(book: Book, use: Use) -> None:
    both(book, use, (OFFER, OPENS), (OFFER, TENTS))
    assert statements(book) == {OFFER, OPENS, TENTS}
    assert [len(claim.appearances) for claim in book.all()] == [1, 1, 1]
    assert {claim.statement: claim.appearances[0].extractor_version for claim in book.all()} == {
        OFFER: "1", OPENS: "1", TENTS: "2",
    }  # fmt: skip


def test_what_changed_is_said_with_the_command_that_shows_it(book: Book, use: Use) -> None:
    use("1", OFFER, OPENS)
    one = ingest(book)
    use("2", OFFER, TENTS)
    other = ingest(book)
    assert other.outcomes[0].notes == (
        f"read again: 1 as before, 1 no longer found, left as they are; "
        f"what changed: claims diff --batch {one.batch} {other.batch}",
    )


def test_read_again_it_is_known_to_that_version_too(book: Book, use: Use) -> None:
    both(book, use, (OFFER,), (OFFER,))
    before = rows(book)
    extractor = use("2", OFFER, TENTS)
    assert (ingest(book).batch, extractor.read) == (None, 0)
    assert rows(book) == before


def test_an_older_version_reads_nothing_again(book: Book, use: Use) -> None:
    use("10", OFFER)
    ingest(book)
    extractor = use("9", OFFER, TENTS)
    assert (ingest(book).batch, extractor.read) == (None, 0)


@pytest.mark.parametrize(("version", "name"), [("1", "other"), ("1 model-b", "scripted")])
def test_another_extractor_or_model_reads_it_again(book: Book, use: Use, version: str, name: str) -> None:
    use("1 model-a", OFFER)
    ingest(book)
    use(version, OFFER, TENTS, name=name)
    assert ingest(book, extractor=name).outcomes[0].outcome == "added"
    assert statements(book) == {OFFER, TENTS}


def test_a_document_nothing_was_found_in_is_read_again_by_a_newer_version_only(book: Book, use: Use) -> None:
    use("1")
    ingest(book)
    extractor = use("1", OFFER)
    assert (ingest(book).batch, extractor.read) == (None, 0)
    use("2", OFFER)
    assert ingest(book).outcomes[0].outcome == "added"
    use("3")
    assert ingest(book).outcomes[0].outcome == "known"
    assert (ingest(book).batch, statements(book)) == (None, {OFFER})


def test_it_is_read_as_it_was_told_of_before(book: Book, use: Use) -> None:
    use("1", OFFER)
    ingest(book, published="2025-07-01", title="On pay")
    extractor = use("2", TENTS)
    ingest(book, source=None)
    assert extractor.published == date(2025, 7, 1)
    assert {claim.source for claim in book.all()} == {"Notes"}
    assert len(book.documents()) == 1


def test_a_text_that_would_be_read_otherwise_now_is_left_alone(
    book: Book, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.readers import plain

    use("1", OFFER)
    ingest(book)
    before = rows(book)
    read = plain.read
    monkeypatch.setattr("ingest.readers.plain.read", lambda text, notes=(): read(text.upper(), notes))
    use("2", TENTS)
    (outcome,) = ingest(book).outcomes
    assert (outcome.outcome, outcome.notes[0][:14]) == ("known", "not read again")
    assert rows(book) == before


def test_a_dry_run_shows_it_and_writes_nothing(book: Book, use: Use) -> None:
    use("1", OFFER)
    ingest(book)
    before = rows(book)
    use("2", OFFER, TENTS)
    assert ingest(book, dry_run=True).outcomes[0].outcome == "added"
    assert rows(book) == before


def test_the_same_words_in_a_wider_quote_are_the_same_claim(book: Book, use: Use) -> None:
    both(book, use, ((OFFER, "Meta offered $200M.", 0.5),), ((f"{OFFER} It", "Meta offered $200 million", 0.9),))
    (claim,) = book.all()
    assert len(claim.appearances) == 1


# ---- reviews -----------------------------------------------------------------------------------------------

REVIEWS: tuple[Callable[[Book, str], object], ...] = (
    lambda book, key: book.verify(key, note="seen"),
    lambda book, key: book.reject(key, note="no claim"),
    lambda book, key: book.assess(key, 90),
    lambda book, key: book.amend(key, statement="Meta offered a man $200M.", note="clearer"),
)


@pytest.mark.parametrize("review", REVIEWS)
@pytest.mark.parametrize("wording", [OFFER, "Meta paid $300M."])
def test_what_a_person_did_stays_and_nothing_is_put_beside_it(
    book: Book, use: Use, review: Callable[[Book, str], object], wording: str
) -> None:
    use("1", OFFER, OPENS)
    ingest(book)
    mine = key(book, OFFER)
    review(book, mine)
    before, history = book.get(mine), book.history(mine)
    use("2", (OFFER, wording, 0.9), OPENS)
    report = ingest(book)
    assert (book.get(mine), book.history(mine)) == (before, history)
    assert {claim.key for claim in book.list(everything=True).claims} == {mine, key(book, OPENS)}
    said = "worded otherwise, left as people reviewed them"
    assert (said in report.outcomes[0].notes[0]) == (wording != OFFER)
    check(book)


def test_a_claim_nobody_reviewed_stays_beside_its_new_wording(book: Book, use: Use) -> None:
    both(book, use, (OFFER,), ((OFFER, "Meta offered one man $200M.", 0.9),))
    assert statements(book) == {OFFER, "Meta offered one man $200M."}


# ---- what differs ------------------------------------------------------------------------------------------


def test_a_comparison_names_what_only_one_found_and_what_differs(book: Book, use: Use) -> None:
    one, other = both(
        book, use, (OFFER, OPENS, TENTS),
        ((OFFER, "Meta offered $300M.", 0.5), (TENTS, TENTS, 0.9), LEFT),
    )  # fmt: skip
    found = book.diff_batches(one[:6], other[:6])
    assert (found.before, found.after, found.documents, found.apart) == (one, other, 1, 0)
    assert [
        (each.before and each.before.statement, each.after and each.after.statement, each.differs)
        for each in found.claims
    ] == [
        (OFFER, "Meta offered $300M.", ("statement", "quantities")),
        (OPENS, None, ()),
        (TENTS, TENTS, ("score",)),
        (None, LEFT, ()),
    ]
    assert {each.after.extractor_version for each in found.claims if each.after} == {"2"}


def test_the_other_way_round_it_is_the_other_way_round(book: Book, use: Use) -> None:
    one, other = both(book, use, (OFFER,), (TENTS,))
    found = book.diff_batches(other, one).claims
    assert [(each.before and each.before.statement, each.after and each.after.statement) for each in found] == [
        (None, OFFER), (TENTS, None),
    ]  # fmt: skip


def test_what_a_person_amended_since_does_not_count_as_found_otherwise(book: Book, use: Use) -> None:
    use("1", OFFER)
    one = str(ingest(book).batch)
    book.amend(key(book, OFFER), statement="Meta offered a man $200M.", note="clearer")
    use("2", OFFER)
    (each,) = book.diff_batches(one, str(ingest(book).batch)).claims
    assert each.differs == ()
    assert each.before is not None
    assert each.before.statement == OFFER


def test_documents_only_one_batch_read_are_counted(book: Book, use: Use) -> None:
    use("1", OFFER)
    one = book.ingest([TEXT.encode(), b"Meta offered $200M. Again."], source="Notes", extractor="scripted")
    use("2", OFFER)
    other = ingest(book)
    found = book.diff_batches(str(one.batch), str(other.batch))
    assert (found.documents, found.apart, len(found.claims)) == (1, 1, 1)


def test_three_readings_can_be_compared_each_with_each(book: Book, use: Use) -> None:
    one, other = both(book, use, (OFFER,), (OFFER, TENTS))
    use("3", TENTS, LEFT)
    third = str(ingest(book).batch)

    def differing(before: str, after: str) -> int:
        return sum(None in (each.before, each.after) for each in book.diff_batches(before, after).claims)

    assert [differing(one, other), differing(other, third), differing(one, third)] == [1, 2, 3]


# ---- undo --------------------------------------------------------------------------------------------------


def test_undoing_the_first_reading_leaves_what_the_second_found_too(book: Book, use: Use) -> None:
    one, _ = both(book, use, (OFFER, OPENS), (OFFER, TENTS))
    offer = key(book, OFFER)
    undone = book.undo(one)
    assert statements(book) == {OFFER, TENTS}
    assert list(undone.kept) == [offer]
    assert len(book.documents()) == 1
    check(book)


def test_undoing_the_second_reading_leaves_the_first_and_it_may_be_read_again(book: Book, use: Use) -> None:
    _, other = both(book, use, (OFFER, OPENS), (OFFER, TENTS))
    book.undo(other)
    assert statements(book) == {OFFER, OPENS}
    assert len(book.documents()) == 1
    assert ingest(book).outcomes[0].outcome == "added"
    assert statements(book) == {OFFER, OPENS, TENTS}
    check(book)


def test_with_both_undone_the_document_may_be_taken_in_anew(book: Book, use: Use) -> None:
    one, other = both(book, use, (OFFER, OPENS), (OFFER, TENTS))
    book.undo(other)
    book.undo(one)
    assert (statements(book), book.documents()) == (set(), ())
    assert ingest(book).outcomes[0].outcome == "added"
    assert statements(book) == {OFFER, TENTS}
    check(book)

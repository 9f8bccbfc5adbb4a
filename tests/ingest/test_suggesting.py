"""What new claims may repeat or contradict is noticed on the way in: suggested, never decided."""

import pytest

from claims.book import Book
from claims.core.vocabulary import LinkKind, LinkState
from claims.records import Claim, Report

FIRST = "Nimbus Labs hired 500 researchers in 2025."
AGAIN = "In 2025, Nimbus Labs hired about 500 researchers for its new lab."
OTHER = "Nimbus Labs hired 300 researchers in 2025."
LATER = "Nimbus Labs hired 300 researchers in 2024."


def take(book: Book, *sentences: str, source: str, **how: bool) -> Report:
    """Take in an article of these sentences."""
    return book.ingest(" ".join(sentences).encode(), source=source, **how)  # type: ignore[arg-type]


def claim(book: Book, statement: str) -> Claim:
    (found,) = [each for each in book.list(everything=True).claims if each.statement == statement]
    return book.get(found.key)


def told(book: Book, statement: str) -> set[tuple[LinkKind, LinkState]]:
    return {(each.kind, each.state) for each in claim(book, statement).links}


def suggested(report: Report) -> dict[tuple[str, str], LinkKind]:
    return {(each.statement, each.other_statement): each.kind for one in report.outcomes for each in one.suggested}


REPEATS, AGAINST = (LinkKind.DUPLICATE, LinkState.SUGGESTED), (LinkKind.CONTRADICTS, LinkState.SUGGESTED)


@pytest.fixture
def three(book: Book) -> list[Report]:
    """Three articles on one thing."""
    return [take(book, each, source=f"Paper {n}") for n, each in enumerate((FIRST, AGAIN, OTHER))]


def test_a_new_claim_is_suggested_beside_what_is_there(book: Book, three: list[Report]) -> None:
    assert [suggested(each) for each in three] == [
        {},
        {(AGAIN, FIRST): LinkKind.DUPLICATE},
        {(OTHER, FIRST): LinkKind.CONTRADICTS, (OTHER, AGAIN): LinkKind.CONTRADICTS},
    ]
    assert three[2].suggestions(LinkKind.CONTRADICTS) == 1
    assert told(book, FIRST) == {REPEATS, AGAINST}
    link = next(each for each in claim(book, FIRST).links if each.kind is LinkKind.CONTRADICTS)
    assert link.reasons == ("another number: 300 against 500",) and link.score and link.decided_by is None
    assert [event.kind for event in book.history(claim(book, FIRST).key)] == ["added"]


def test_articles_of_one_run_are_looked_at_beside_each_other_and_each_pair_once(book: Book) -> None:
    report = book.ingest([each.encode() for each in (FIRST, AGAIN, OTHER)], source="Papers")
    assert len(suggested(report)) == sum(len(each.suggested) for each in report.outcomes) == 3
    assert told(book, FIRST) == {REPEATS, AGAINST}


def test_an_article_is_not_held_against_itself(book: Book) -> None:
    assert suggested(take(book, FIRST, OTHER, AGAIN, source="Paper")) == {}
    assert told(book, FIRST) == set()


def test_another_year_is_no_contradiction(book: Book) -> None:
    take(book, FIRST, source="Paper")
    assert suggested(take(book, LATER, source="Weekly")) == {}


def test_without_matching_nothing_is_suggested(book: Book) -> None:
    take(book, FIRST, source="Paper")
    assert suggested(take(book, OTHER, source="Weekly", match=False)) == {}
    assert told(book, FIRST) == set()


def test_a_dry_run_shows_what_would_be_suggested_and_writes_nothing(book: Book) -> None:
    take(book, FIRST, source="Paper")
    report = take(book, OTHER, source="Weekly", dry_run=True)
    assert suggested(report) == {(OTHER, FIRST): LinkKind.CONTRADICTS}
    assert report.outcomes[0].suggested[0].claim is None
    assert told(book, FIRST) == set()


def test_undoing_a_batch_takes_its_suggestions_along_and_undoing_that_brings_them_back(
    book: Book, three: list[Report]
) -> None:
    undone = book.undo(three[2].batch or "")
    assert told(book, FIRST) == {REPEATS}
    assert book.conflicts(claim(book, FIRST).key) == book.conflicts() == ()
    book.undo(undone.batch)
    assert told(book, FIRST) == {REPEATS, AGAINST}


def test_a_claim_that_comes_back_is_looked_at_beside_what_came_meanwhile(book: Book) -> None:
    batch = take(book, FIRST, source="Paper").batch
    book.undo(batch or "")
    assert suggested(take(book, OTHER, source="Weekly")) == {}
    assert suggested(take(book, FIRST, source="Paper")) == {(FIRST, OTHER): LinkKind.CONTRADICTS}


def test_what_was_turned_down_is_not_suggested_again(book: Book, three: list[Report]) -> None:
    book.unlink(claim(book, FIRST).key, claim(book, OTHER).key)
    book.undo(three[2].batch or "")
    assert (OTHER, FIRST) not in suggested(take(book, OTHER, source="Paper 2"))
    rejected = [each for each in claim(book, OTHER).links if each.state is LinkState.REJECTED]
    assert len(rejected) == 1


def test_a_suggestion_is_listed_however_old_its_claims_are(book: Book, three: list[Report]) -> None:
    take(book, "Riga opened a port in 2021.", "Osaka lost four bids for the games.", source="Cities")
    assert {each.claim.statement for each in book.conflicts(newest=2)} == {OTHER}
    assert len(book.duplicates(newest=2)) == len(book.duplicates()) == 1


def test_an_amended_claim_is_judged_by_what_it_says_now(book: Book, three: list[Report]) -> None:
    book.amend(claim(book, OTHER).key, statement=LATER, note="misread")
    assert book.conflicts() == ()


@pytest.mark.parametrize("turned", [False, True])
def test_merging_confirms_a_suggestion_whichever_way_round(book: Book, three: list[Report], turned: bool) -> None:
    one, other = (claim(book, each).key for each in ((FIRST, AGAIN) if turned else (AGAIN, FIRST)))
    book.merge(one, other)
    assert duplicates(book, other) == [LinkState.CONFIRMED]
    book.unmerge(one)
    assert duplicates(book, other) == duplicates(book, one) == [LinkState.REJECTED]
    assert book.duplicates() == ()


@pytest.mark.parametrize("turned", [False, True])
def test_undoing_a_merge_leaves_the_suggestion_as_it_was(book: Book, three: list[Report], turned: bool) -> None:
    one, other = (claim(book, each).key for each in ((FIRST, AGAIN) if turned else (AGAIN, FIRST)))
    before = book.get(one).links, book.get(other).links
    merged = book.merge(one, other)
    undone = book.undo(merged.batch or "")
    assert (book.get(one).links, book.get(other).links) == before
    assert {each.state for each in book.get(other, as_of=merged.claim.changed_at).links} == {
        LinkState.CONFIRMED, LinkState.SUGGESTED,
    }  # fmt: skip
    book.undo(undone.batch)
    assert duplicates(book, other) == [LinkState.CONFIRMED]


def test_undoing_a_decision_about_a_suggestion_leaves_it_as_it_was(book: Book, three: list[Report]) -> None:
    one, other = claim(book, OTHER).key, claim(book, FIRST).key
    before = book.get(one).links, book.get(other).links
    for decide in (book.unlink, book.link):
        undone = book.undo(decide(one, other).batch or "")
        assert (book.get(one).links, book.get(other).links) == before
    book.undo(undone.batch)
    assert LinkState.CONFIRMED in {each.state for each in book.get(other).links}


def test_undoing_a_rejection_never_confirms(book: Book, three: list[Report]) -> None:
    one, other = claim(book, OTHER).key, claim(book, AGAIN).key
    book.undo(book.unlink(one, other, "duplicate").batch or "")
    assert LinkState.CONFIRMED not in {each.state for each in book.get(one).links}


def duplicates(book: Book, key: str) -> list[LinkState]:
    return [each.state for each in book.get(key).links if each.kind is LinkKind.DUPLICATE]

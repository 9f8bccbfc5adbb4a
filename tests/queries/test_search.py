"""Search: all the words, in statement or quote, best first, the same on both engines."""

import pytest

import claims
from claims.book import Book
from claims.errors import InvalidValue
from tests.ledger.desk import take_in

SENTENCES = (
    "Meta offered researchers $200M in total compensation over four years.",
    "Offers from Meta reached $100M, researchers say.",
    "Meta 的薪酬方案总额为2亿美元。",
    "Zoë Müller's café in Zürich opens.",
    "Compensation in total.",
    "데이터센터 is being built in tents.",
)


@pytest.fixture(scope="module")
def book(engine_name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> object:
    if engine_name == "sqlite":
        url = str(tmp_path_factory.mktemp("search") / "claims.db")
        with claims.open(url, actor="ann") as made:
            take_in(made, *SENTENCES)
            yield made
        return
    server, template = request.getfixturevalue("pg_server"), request.getfixturevalue("pg_template")
    with server.database(template=template) as name, claims.open(server.url(name), actor="ann") as made:
        take_in(made, *SENTENCES)
        yield made


def found(book: Book, query: str, **filters: object) -> list[int]:
    """Return which of the sentences are found, by number, best first."""
    return [SENTENCES.index(claim.appearances[0].quote or "") for claim in book.search(query, **filters).claims]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("offers researchers", {0, 1}), ("OFFERING", {0, 1}), ("researcher's", {0, 1}), ("薪", {2}), ("薪酬", {2}),
        ("酬薪", set()), ("方案 meta", {2}), ("zoe muller cafe", {3}), ("ZÜRICH", {3}), ("센터", {5}), ("터", {5}),
        ("$200M", {0}), ("100m", {1}), ("tents OR meta", set()), ('"total" -meta', {4}), ("nothing", set()),
        ("total*", {0, 4}), ("NEAR(total meta)", set()), ("a' OR 1=1 --", set()),
    ],
)  # fmt: skip
def test_a_claim_is_found_by_all_the_words_and_no_others(book: Book, query: str, numbers: set[int]) -> None:
    assert set(found(book, query)) == numbers


@pytest.mark.parametrize(
    ("query", "best"), [("total compensation", 0), ("compensation in total", 4), ("meta offers", 0), ("total", 4)]
)
def test_words_side_by_side_in_a_short_statement_come_first(book: Book, query: str, best: int) -> None:
    assert found(book, query)[0] == best


@pytest.mark.parametrize("query", ["", " ", "…!?", "'", '""', "*", "-", "- -"])
def test_a_query_without_words_is_refused(book: Book, query: str) -> None:
    with pytest.raises(InvalidValue, match="one or more words"):
        book.search(query)


def test_filters_and_limit_hold(book: Book) -> None:
    assert set(found(book, "meta", amount=">=150M")) == {0, 2}
    assert found(book, "meta", status="verified") == []
    assert len(found(book, "meta", limit=1)) == 1


def test_a_filter_reaches_beyond_the_newest_matches(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.search.RANKED", 3)
    with claims.open(database_url, actor="ann") as book:
        keys = take_in(book, *[f"Lab {n} opens." for n in range(9)]).added
        book.verify(keys[0], note="seen")
        assert [claim.key for claim in book.search("opens", status="verified").claims] == [keys[0]]


def test_a_claim_is_found_by_the_words_of_every_place_it_stands_in(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book:
        key = book.add("It opens.", source="Notes", quote="The gate opens.").claim.key
        batch = str(book.add("It opens.", source="Post", quote="A door opens.").batch)
        assert [claim.key for claim in book.search("gate").claims + book.search("door").claims] == [key, key]
        book.undo(batch)
        assert book.search("door").claims == ()


def test_what_was_undone_or_merged_away_is_not_found(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book:
        taken = take_in(book, "It opens.", "It is opening.", "The gate opens.")
        book.merge(taken.added[1], into=taken.added[0])
        book.undo(str(book.add("Opens.", source="Post").batch))
        assert {claim.key for claim in book.search("opens").claims} == {taken.added[0], taken.added[2]}

"""The language of a search on a database: the same answers on both engines, told by the texts alone."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims
from claims.book import Book
from claims.core.places import in_order
from claims.core.query import Form, Query, Said, beginning, parse
from claims.core.terms import Text, score, terms
from claims.core.words import words
from claims.errors import InvalidValue, UnknownChoice

SAID = "Meta offers big tents data center centers 薪酬 方案 2亿 offering H100 company companies café".split()


def _texts() -> Iterator[tuple[str, str]]:
    """Yield statements, and quotes that say the same or something else."""
    for n in range(60):
        said = [SAID[(n * step + n // 7) % len(SAID)] for step in (1, 3, 4, 5)]
        statement = f"{' '.join(said)} in {2000 + n}."
        yield statement, (f"Rumour {n % 5}: {SAID[n % 4]} {SAID[(n + 1) % 9]}.", statement, f"So: {statement}")[n % 3]


@pytest.fixture(scope="module")
def book(engine_name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    if engine_name == "sqlite":
        with claims.open(str(tmp_path_factory.mktemp("search") / "claims.db"), actor="ann") as made:
            yield _filled(made)
        return
    server, template = request.getfixturevalue("pg_server"), request.getfixturevalue("pg_template")
    with server.database(template=template) as name, claims.open(server.url(name), actor="ann") as made:
        yield _filled(made)


def _filled(book: Book) -> Book:
    for n, (statement, quote) in enumerate(_texts()):
        key = book.add(statement, source="The Example Times" if n % 2 else "Post", quote=quote, tags=("odd",)).claim.key
        if n % 5 == 0:
            book.dispute(key, note="seen")
        if n % 11 == 0:
            book.reject(key, note="none")
    return book


def _answers(query: Query, statement: str, quote: str) -> bool:
    """Return what the texts alone say, without index or database."""
    have = {*words(statement), *words(quote)}
    for each in query.said:
        if each.form is Form.START:
            start = beginning(each.text)
            plain = [word for text in (statement, quote) for word in text.casefold().strip(".:").split()]
            found = any(word.startswith(start) for word in plain)
        elif each.form is Form.PHRASE:
            row = " ".join(in_order(each.text))
            placed = any(f" {row} " in f" {' '.join(in_order(text))} " for text in (statement, quote))
            found = placed and have.issuperset(words(each.text))
        else:
            found = have.issuperset(words(each.text))
        if found is each.without:
            return False
    return True


WORD = st.sampled_from([*SAID, "in", "rumour", "薪", "酬方", "data-center", "2003", "nothing"])
ITEM = (
    st.builds(Said, WORD, without=st.booleans())
    | st.builds(Said, st.lists(WORD, min_size=1, max_size=3).map(" ".join), st.just(Form.PHRASE), st.booleans())
    | st.builds(Said, st.sampled_from(["of", "cen", "co", "20", "ru", "rum"]), st.just(Form.START), st.booleans())
)


@settings(max_examples=150)
@given(st.lists(ITEM, min_size=1, max_size=3), st.sampled_from([1, 7, 1000]))
def test_both_engines_find_what_the_texts_say(book: Book, items: list[Said], limit: int) -> None:
    query = Query(tuple(items))
    texts = list(_texts())
    expected = [n for n, each in enumerate(texts) if _answers(query, *each)]
    assert sorted(_all(book, str(query), limit)) == expected


def _all(book: Book, query: str, limit: int) -> list[int]:
    """Return all that a search finds, page after page, by the year each claim names."""
    found, after = list[int](), None
    while True:
        page = book.search(query, limit=limit, after=after)
        found += [int(claim.statement[-5:-1]) - 2000 for claim in page]
        if page.after is None:
            return found
        assert page.after != after
        after = page.after


@pytest.mark.parametrize(
    "query", ["meta", '"meta offers"', "meta status:disputed", "co* -offers", '-"meta offers"', "tag:odd"]
)
@pytest.mark.parametrize("ranked", [3, 1000])
def test_pages_give_each_match_once_in_the_same_order(
    book: Book, query: str, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RANKED", "CHOSEN", "LOOKED_AT"):
        monkeypatch.setattr(f"claims.search.{name}", ranked)
    small, large = _all(book, query, 2), _all(book, query, 50)
    assert small == large
    assert len(small) == len(set(small)) == sum(1 for _ in book.search(query, limit=1000)) or ranked == 3


@pytest.mark.parametrize("query", ["in", "meta", "company", "rumour", "2003", '"data center" in', "co* -薪酬"])
@pytest.mark.parametrize("newest", [1, 4, 20])
def test_however_far_it_is_walked_before_the_index_is_asked(
    book: Book, query: str, newest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [n for n, each in enumerate(_texts()) if _answers(parse(query), *each)]
    monkeypatch.setattr("claims.queries.worded.NEWEST", newest)
    assert sorted(_all(book, query, 1000)) == expected
    monkeypatch.setattr("claims.search.RANKED", 2)
    assert sorted(_all(book, query, 2)) == expected


@pytest.mark.parametrize("query", ["in", "meta offers", '"data center" in', "co* 薪酬", '-"meta offers"'])
def test_the_best_come_first_and_of_equals_the_newest(book: Book, query: str) -> None:
    wanted = [each for each in terms(parse(query)) if not each.without]
    statements = [statement for statement, _ in _texts()]
    found = _all(book, query, 1000)
    assert found == sorted(found, key=lambda n: (-score(wanted, Text(statements[n])) if wanted else 0, -n))


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("status:disputed", {"status": "disputed"}), ('source:"The Example Times"', {"source": "The Example Times"}),
        ("source:Post source:Nobody", {"source": ["Post", "Nobody"]}), ("amount>=100M", {"amount": ">=100M"}),
        ("reviewed:no", {"reviewed": False}), ("confidence:unknown", {"confidence": "unknown"}),
        ("tag:ODD", {"tag": "odd"}),
        ("kind:Fact due<2027", {"kind": "fact", "due_before": "2027-01-01"}), ("text:薪酬", {"text": "薪酬"}),
        ("section:Nothing", {"section": "Nothing"}),
    ],
)  # fmt: skip
def test_a_field_chooses_as_the_filter_does(book: Book, query: str, filters: dict[str, object]) -> None:
    listed = {claim.key for claim in book.all(**filters, everything=True)}  # type: ignore[arg-type]
    assert {claim.key for claim in book.search(query, limit=1000)} == listed
    others = {claim.key for claim in book.search("in", limit=1000)} - listed
    left = " ".join(f"-{each}" for each in parse(query).items)
    if len(filters) == 1:
        assert {claim.key for claim in book.search(f"in {left}", limit=1000)} == others


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [
        ("status:disputd", UnknownChoice, r"'disputd' .*allowed are unverified,.*did you mean disputed\?"),
        ("reviewed:maybe", InvalidValue, "'maybe' .*reviewed:yes or reviewed:no"),
        ("confidence>=often", InvalidValue, "'>=often' .*write it as >=60"),
        ("amount>=lots", InvalidValue, "'>=lots' .*write it as >=100M"),
        ("due<2027-13", InvalidValue, "give a date such as"),
        ("-kind:guess", UnknownChoice, "'guess' .*allowed are fact, forecast, opinion"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named(book: Book, query: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        book.search(query)


def test_what_answers_is_shown_where_it_stands(book: Book) -> None:
    found = book.search("RUMOURS", limit=1000)
    for claim in found:
        assert claim.snippet is not None and claim.snippet.of == "quote"
        assert [claim.snippet.text[start:end] for start, end in claim.snippet.marks] == ["Rumour"]
    assert len(found) == 20
    assert {each.snippet.of for each in book.search("in") if each.snippet} == {"statement"}
    assert all(claim.snippet is None for claim in book.search("status:disputed"))


@pytest.mark.parametrize("mark", ["nothing", "ABCD", "0000000000000:1", "::"])
def test_a_mark_of_no_page_is_refused(book: Book, mark: str) -> None:
    with pytest.raises(claims.ClaimtrackError):
        book.search("meta", after=mark)

"""How long a text may be: said in one line before anything is written, the same on both engines."""

import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.book import Book
from claims.core.text import ACTOR, LONGEST, NAME, STATEMENT, TAG, TEXT, URL
from claims.core.words import MOST
from claims.errors import InvalidValue
from ingest.capture import Capture
from tests.ledger.desk import rows

SITE = "https://example.org/?q="
ALPHABETS = {
    "letters": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "Han": "".join(map(chr, range(0x4E00, 0x9FA5))),
    "four bytes each": "".join(map(chr, range(0x20000, 0x2A6D0))),
    "longer once folded": "ﷺﷻﬃ㌖㍿ΐՈւ",
    "escaped in a URL": "{}|^`/:;ä€",
}
Way = Callable[[Book, str], object]


def text(alphabet: str, length: int) -> str:
    return "".join(random.Random(length).choices(ALPHABETS[alphabet], k=length))


def add(**given: Any) -> Way:
    """Return a way to add a claim whose fields are made of the text."""

    def way(book: Book, said: str) -> object:
        made = {name: make(said) for name, make in given.items()}
        return book.add(made.pop("statement", f"{said[:5]} opens."), **{"source": "Lab", **made})

    return way


def load(**given: Any) -> Way:
    """Return a way to import a claim whose fields are made of the text; a failed line is raised as its reason."""

    def way(book: Book, said: str) -> object:
        line = {"statement": f"{said[:5]} opens.", "source": "Lab"} | {name: make(said) for name, make in given.items()}
        return raised(
            book.load(io.BytesIO(json.dumps(line, ensure_ascii=False).encode()), format="jsonl", name="lines")
        )

    return way


def ingest(book: Book, said: str, *, heading: str = "Labs", **told: Any) -> object:
    article = f"# News\n\n## {heading}\n\nLab opened 12 sites: {said[:5]}."
    return raised(book.ingest(Capture("note.md", article.encode(), "text/markdown"), **{"source": "Lab", **told}))


def raised(report: Any) -> object:
    for outcome in report.outcomes:
        if outcome.outcome == "failed" and "is not usable" in (outcome.detail or ""):
            raise InvalidValue("line", "", str(outcome.detail))
    return report


def whole(said: str) -> str:
    return said


def listed(said: str) -> list[str]:
    return [said]


def site(said: str) -> str:
    return SITE + said[len(SITE) :]


def on_a_claim(change: Callable[[Book, str, str], object]) -> Way:
    return lambda book, said: change(book, book.list().claims[0].key, said)


WAYS: dict[str, tuple[int, Way]] = {
    "add statement": (STATEMENT, add(statement=whole)),
    "add quote": (STATEMENT, add(quote=whole)),
    "add source": (NAME, add(source=whole)),
    "add speaker": (NAME, add(speaker=whole)),
    "add url": (URL, add(url=site)),
    "add tag": (TAG, add(tags=listed)),
    "add note": (TEXT, add(note=whole)),
    "import statement": (STATEMENT, load(statement=whole)),
    "import quote": (STATEMENT, load(quote=whole)),
    "import source": (NAME, load(source=whole)),
    "import section": (NAME, load(section=whole)),
    "import speaker": (NAME, load(speaker=whole)),
    "import subject": (NAME, load(subject=whole)),
    "import unit": (NAME, load(quantities=lambda said: [{"text": "5", "value": 5, "unit": said}])),
    "import url": (URL, load(url=site)),
    "import tag": (TAG, load(tags=listed)),
    "import note": (TEXT, load(note=whole)),
    "import evidence": (URL, load(status=lambda _: "verified", evidence=lambda said: [site(said)])),
    "import from": (NAME, lambda book, said: book.load(io.BytesIO(b'{"statement": "It rests."}'), source=said)),
    "ingest source": (NAME, lambda book, said: ingest(book, said, source=said)),
    "ingest title": (NAME, lambda book, said: ingest(book, said, title=said)),
    "ingest byline": (NAME, lambda book, said: ingest(book, said, byline=said)),
    "ingest url": (URL, lambda book, said: ingest(book, said, url=site(said))),
    "rate note": (TEXT, lambda book, said: (book.rate_source("Lab", None), book.rate_source("Lab", "B", note=said))),
    "source homepage": (URL, lambda book, said: book.edit_source("Lab", homepage=site(said))),
    "source origin": (NAME, lambda book, said: book.edit_source("Lab", origin=said)),
    "tag": (TAG, on_a_claim(lambda book, key, said: book.tag(key, said))),
    "note": (TEXT, on_a_claim(lambda book, key, said: book.note(key, said))),
    "amend statement": (STATEMENT, on_a_claim(lambda book, key, said: book.amend(key, statement=said, note="x"))),
    "amend subject": (NAME, on_a_claim(lambda book, key, said: book.amend(key, subject=said, note="x"))),
    "verify evidence": (URL, on_a_claim(lambda book, key, said: book.verify(key, evidence=site(said)))),
    "verify note": (TEXT, on_a_claim(lambda book, key, said: book.verify(key, note=said))),
    "evidence url": (URL, on_a_claim(lambda book, key, said: book.attach(key, site(said)))),
    "evidence quote": (STATEMENT, on_a_claim(lambda book, key, said: book.attach(key, quote=said))),
    "evidence note": (TEXT, on_a_claim(lambda book, key, said: book.attach(key, note=said))),
}  # fmt: skip


def test_the_page_on_the_model_tells_each_limit() -> None:
    page = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    told = page.partition("### How long a text may be")[2].partition("##")[0]
    figures = [STATEMENT, URL, NAME, TAG, ACTOR, TEXT, MOST]
    assert re.findall(r"\d[\d,]*\d", told) == [f"{most:,}" for most in figures]


@pytest.fixture
def filled(book: Book) -> Book:
    book.add("It closes.", source="Lab")
    return book


@pytest.mark.parametrize("way", WAYS)
def test_what_is_too_long_is_refused_before_anything_is_written(filled: Book, way: str) -> None:
    most, do = WAYS[way]
    before = rows(filled)
    with pytest.raises(InvalidValue) as refused:
        do(filled, text("letters", most + 1))
    assert f"give at most {most:,}" in str(refused.value) or f"1 to {most} characters" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert rows(filled) == before


@pytest.mark.parametrize("way", WAYS)
def test_what_is_as_long_as_may_be_is_stored(filled: Book, way: str) -> None:
    most, do = WAYS[way]
    for alphabet in ALPHABETS:
        before = rows(filled), filled.sources()
        do(filled, text(alphabet, most))
        assert (rows(filled), filled.sources()) != before, alphabet


def test_a_heading_of_a_pages_length_is_cut(book: Book) -> None:
    ingest(book, "here", heading=text("Han", 5_000))
    (place,) = {each.section for claim in book.list().claims for each in claim.appearances}
    assert place is not None and len(place) == LONGEST["section"] and place.endswith("…")


def test_a_claim_is_quoted_at_length_any_number_of_times(book: Book) -> None:
    """And it is found by what it was quoted with first."""
    for n in range(12):
        quote = "".join(random.Random(n).choices(ALPHABETS["four bytes each"], k=STATEMENT))
        key = book.add("It opens.", source="Lab", quote=quote).claim.key
    assert len(book.get(key).appearances) == 12
    assert [each.key for each in book.search("opens")] == [key]


def test_long_names_that_differ_at_the_end_are_two(book: Book) -> None:
    names = [text("longer once folded", NAME - 1) + last for last in "ab"]
    for name in (*names, *names):
        book.add(f"{name[-1]} opens.", source=name)
    assert sorted(each.name for each in book.sources()) == sorted(names)

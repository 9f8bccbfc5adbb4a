"""Every page: what it tells, and that it tells it of the right claims."""

import re
from typing import Any

import pytest

from tests.web.conftest import Visitor


def test_the_queue_lists_what_nobody_has_reviewed(visitor: Visitor) -> None:
    reviewed, *others = [claim.key for claim in visitor.book.list()]
    visitor.book.verify(reviewed, note="seen")
    page = visitor.text("/")
    assert f"/claims/{reviewed}" not in page
    assert all(f"/claims/{key}" in page for key in others)
    assert f"/claims/{reviewed}" in visitor.text("/?show=all")


def test_what_is_due_stands_first(visitor: Visitor) -> None:
    page = visitor.text("/")
    due = page.index("in 2025")
    assert page.index("<h2>Due</h2>") < due < page.index("Not reviewed, newest first")
    assert "2028" not in visitor.text("/?show=due")


def test_facets_count_what_each_filter_would_leave(visitor: Visitor) -> None:
    claims = visitor.book.list().claims
    visitor.book.dispute(claims[0].key, note="two sources differ")
    page = visitor.text("/?show=all&status=disputed")
    assert page.count('class="claim"') == 1
    unverified = re.search(r"unverified</span> <span class=\"number\">(\d+)<", page)
    assert unverified and int(unverified[1]) == len(claims) - 1


def test_pages_of_the_queue_follow_each_other_without_gap(visitor: Visitor) -> None:
    with visitor.book.together() as book:
        for number in range(40):
            book.add(f"Company number {number} has {number + 3} engineers in Oslo.", source="Notes")
    seen: list[str] = []
    address: str | None = "/?show=all"
    while address:
        page = visitor.text(address)
        seen += re.findall(r'<li class="claim" id="c-(\w+)"', page)
        following = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = following[1].replace("&amp;", "&") if following else None
    assert seen == [claim.key for claim in visitor.book.all()]


def test_a_claim_tells_its_whole_story(visitor: Visitor) -> None:
    key = visitor.key
    visitor.book.attach(key, "https://example.org/filing", stance="refutes", note="The filing says less")
    visitor.book.dispute(key, note="Sources differ")
    page = visitor.text(f"/claims/{key}")
    for told in ("disputed", "Sources differ", "https://example.org/filing", "Against", "$300 billion", "Scale AI",
                 "tester", "unverified → disputed"):  # fmt: skip
        assert told in page, told


def test_a_claim_as_it_was_offers_nothing_to_do(visitor: Visitor) -> None:
    key = visitor.key
    before = visitor.book.get(key).recorded_at.isoformat()
    visitor.book.verify(key, note="seen")
    page = visitor.get(f"/claims/{key}", params={"as_of": before}).text
    assert "As it was believed on" in page and "nobody has checked it yet" in page
    assert "<textarea" not in page and "→ verified" not in page


def test_the_start_of_a_key_leads_to_the_claim(visitor: Visitor) -> None:
    answer = visitor.get(f"/claims/{visitor.key[:8].lower()}?as_of=2100-01-01", follow_redirects=False)
    assert answer.headers["location"] == f"/claims/{visitor.key}?as_of=2100-01-01"


def test_a_document_shows_its_text_whole_with_each_claim_in_its_place(visitor: Visitor) -> None:
    document = visitor.book.document(visitor.book.documents()[0].key)
    page = visitor.text(f"/documents/{document.key}")
    body = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert body
    assert re.sub(r"<[^>]+>", "", body[1]) == document.text
    for claim in visitor.book.list():
        quote = claim.appearances[0].quote or ""
        assert re.search(rf'href="[^"]*claim={claim.key}[^"]*"[^>]*>{re.escape(quote)}</a>', body[1]), quote


def test_a_document_leads_from_claim_to_claim(visitor: Visitor) -> None:
    document = visitor.book.documents()[0].key
    keys = [each.claim for each in visitor.book.placed(document)]
    page = visitor.text(f"/documents/{document}?claim={keys[1]}")
    assert f'claim={keys[0]}#c-{keys[0]}" rel="prev"' in page
    assert f'claim={keys[2]}#c-{keys[2]}" rel="next"' in page


def test_a_search_that_cannot_be_read_keeps_what_was_typed(visitor: Visitor) -> None:
    answer = visitor.get("/search", params={"q": 'stats:verified "Scale'})
    assert answer.status_code == 400
    assert "stats:verified" in answer.text and "did you mean status" in answer.text


def test_a_search_finds_and_marks(visitor: Visitor) -> None:
    page = visitor.text('/search?q="scale ai"')
    assert f"/claims/{visitor.key}" in page


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/claims/ZZZZZZZZ", 404, "no claim"),
        ("/documents/ZZZZZZZZ", 404, "no document"),
        ("/nowhere", 404, "no such page"),
        ("/?status=fine", 400, "allowed are"),
        ("/?after=ZZZZZZZZZZZZ", 404, "no claim"),
        ("/documents/x?part=many", 400, "part"),
        ("/claims/x?as_of=someday", 400, "someday"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(address: str, status: int, said: str, visitor: Visitor) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    told = re.search(r'role="alert">([^<\n]+)</p>', answer.text)
    assert told and said in told[1]
    assert "Traceback" not in answer.text


def test_an_empty_desk_says_how_to_begin(book: Any) -> None:
    from starlette.testclient import TestClient

    from claims.web.app import create_app

    with TestClient(create_app(book, frozenset({"testserver"}))) as client:
        for address in ("/", "/documents"):
            assert "claims ingest" in client.get(address).text

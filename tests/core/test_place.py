"""Places: one URL however it is written, one identity for the same words in the same place."""

import pytest

from claims.core.place import CONTEXT, canonical_url, context, identity
from claims.core.text import COMPARED


@pytest.mark.parametrize(
    "url",
    ["https://example.com/a", "http://example.com/a", "HTTPS://EXAMPLE.com/a/", "https://www.example.com/a#part",
     " https://example.com/a?utm_source=x&utm_medium=y ", "https://example.com/a?fbclid=1"],
)  # fmt: skip
def test_one_page_has_one_url(url: str) -> None:
    assert canonical_url(url) == "example.com/a"


@pytest.mark.parametrize(
    "url", ["https://example.com/b", "https://example.com/A", "https://example.com/a?page=2", "https://example.org/a"]
)
def test_another_page_has_another_url(url: str) -> None:
    assert canonical_url(url) != "example.com/a"


@pytest.mark.parametrize("url", ["http://[bad", "not a url", "", "a" * 2000])
def test_what_is_no_url_stays_itself(url: str) -> None:
    assert canonical_url(url) == url


@pytest.mark.parametrize("mark", ["a", "ä", "薪"])
def test_long_urls_are_told_apart_by_little(mark: str) -> None:
    one, other = (canonical_url(f"https://example.com/?q={mark * 5000}{last}") for last in "xy")
    assert one != other
    assert max(len(one.encode()), len(other.encode())) <= COMPARED


def test_in_a_document_the_span_is_the_place() -> None:
    here = identity("a", b"\x01" * 32, None, 3, 9, "words")
    assert here == identity("b", b"\x01" * 32, "https://x.org", 3, 9, "words")
    assert (
        len({here, identity("a", b"\x02" * 32, None, 3, 9, None), identity("a", b"\x01" * 32, None, 3, 8, None)}) == 3
    )
    assert len(here) == 16


def test_without_a_document_source_page_and_quote_are_the_place() -> None:
    here = identity("a", None, "https://x.org/p", None, None, "words")
    assert here == identity("a", None, "http://www.x.org/p/", None, None, "words")
    others = [("b", "https://x.org/p", "words"), ("a", "https://x.org/q", "words"), ("a", "https://x.org/p", "other")]
    assert all(here != identity(source, None, url, None, None, quote) for source, url, quote in others)


def test_context_is_cut_at_the_ends_of_the_text() -> None:
    assert context("ab quote yz", 3, 8) == ("ab ", " yz")
    before, after = context("a" * 200 + "quote" + "z" * 200, 200, 205)
    assert (before, after) == ("a" * CONTEXT, "z" * CONTEXT)

"""A quote is its span: in any text, whatever scripts, line ends and invisible characters it is made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import extract

WORDS = (
    "Vestra Nordwind Lund Oslo she it they its the a an of in on by with and or but who which that where because when "
    "although if including such as well not said according to is was were has had will would makes built sold hired "
    "founded born plans rising adding three $3 million 3.5% 2030 (1970–2001) (born 1970) [1] [2, 3] Mr. U.S. e.g. pumps"
).split()
MARKS = [
    ". ",
    ", ",
    "; ",
    ": ",
    "? ",
    "! ",
    " — ",
    " - ",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\t",
    "“",
    "” ",
    '"',
    "'",
    "(",
    ")",
]
BLOCKS = ["# ", "- ", "1. ", "| a | b |\n", "> ", "Group 2: ", "* "]
ASTRAL = ["𝛼", "😀", "👩‍👩‍👧", "𠮷野家", "🇳🇴"]
COMBINING = ["e\u0301", "n\u0303o", "a\u0308\u0301", "\u0301"]
INVISIBLE = ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00a0", "\u2028", "\x85", "\0", "\x1c", "\ud800"]
RIGHT_TO_LEFT = ["שלום", "العربية", "\u202e", "\u200f", "\u2067"]
EASTERN = ["公司在挪威建厂。", "売上は", "増えた。", "「はい」", "！", "？", "İstanbul", "ẞ", "ﬁrm"]

PIECES = st.one_of(
    st.sampled_from(WORDS).map(lambda word: word + " "),
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
    st.sampled_from(BLOCKS),
    st.sampled_from(ASTRAL + COMBINING + INVISIBLE + RIGHT_TO_LEFT + EASTERN),
    st.characters(),
)
TEXTS = st.lists(PIECES, max_size=120).map("".join)
LANGUAGES = st.sampled_from([None, "en", "de", "zh", "ja"])


@given(TEXTS, LANGUAGES)
@settings(max_examples=300)
def test_a_quote_is_its_span(text: str, language: str | None) -> None:
    assert_spans(text, language)


@pytest.mark.long
@given(TEXTS, LANGUAGES)
@settings(max_examples=20_000)
def test_a_quote_is_its_span_in_twenty_thousand_texts(text: str, language: str | None) -> None:
    assert_spans(text, language)


def assert_spans(text: str, language: str | None) -> None:
    for claim in extract(text, language=language, published="2026-03-01"):
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.strip() and claim.statement.strip()
        for quantity in claim.quantities:
            assert claim.start <= quantity.start < quantity.end <= claim.end

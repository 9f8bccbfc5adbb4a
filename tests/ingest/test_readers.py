"""Bytes become an article: what is title, what is text, what is refused."""

from datetime import date
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import UnreadableDocument
from ingest.article import BlockKind
from ingest.readers import read


def test_a_first_line_above_the_text_is_the_title() -> None:
    article = read(b"Acme buys a rival\n\nBy Ada Poe\n\nAcme paid $3 million.\n")
    assert (article.title, article.byline) == ("Acme buys a rival", "Ada Poe")
    assert [article.text[b.start : b.end] for b in article.blocks] == ["Acme paid $3 million."]


@pytest.mark.parametrize("last", ["Acme gets bigger | The Daily", "一个巨头的失败"])
def test_a_last_line_with_a_site_or_in_another_script_is_the_title(last: str) -> None:
    article = read(f"Acme paid $3 million. Its rival fell.\n{last}".encode())
    assert article.title == last
    assert len(article.blocks) == 1


@pytest.mark.parametrize("text", ["Acme paid $3 million.", "Acme paid $3 million", "Acme rose.\n\nIt fell."])
def test_a_sentence_is_no_title(text: str) -> None:
    assert read(text.encode()).title is None


MARKDOWN = """---
title: "Acme buys a rival"
author: Ada Poe
date: 2025-03-04
source: The Daily
url: https://example.com/acme
---

# Acme buys a rival

Acme **paid** [three](https://example.com) million.

## Why

- Sales `rose`.
  It was sudden.

> Quoted words.

```
code = 1.
```

| a | b |
|---|---|
| 1 | 2 |
"""


def test_markdown_front_matter_says_what_the_article_is() -> None:
    article = read(MARKDOWN.encode(), name="acme.md")
    assert (article.title, article.byline, article.source) == ("Acme buys a rival", "Ada Poe", "The Daily")
    assert (article.published, article.url) == (date(2025, 3, 4), "https://example.com/acme")
    assert article.text == MARKDOWN


def test_markdown_prose_is_blocks_of_the_source() -> None:
    article = read(MARKDOWN.encode(), name="acme.md")
    assert [(article.text[b.start : b.end].split("\n")[0], b.kind) for b in article.blocks] == [
        ("Acme **paid** [three](https://example.com) million.", BlockKind.PROSE),
        ("Why", BlockKind.HEADING),
        ("Sales `rose`.", BlockKind.BULLET),
        ("Quoted words.", BlockKind.PROSE),
    ]


def test_markup_is_hidden_and_offsets_stay() -> None:
    article = read(MARKDOWN.encode(), name="acme.md")
    assert len(article.prose) == len(article.text)
    assert "Acme paid three million." in article.prose.replace("\0", "")


def test_crlf_stays_in_the_stored_text() -> None:
    source = MARKDOWN.replace("\n", "\r\n")
    article = read(source.encode(), media_type="text/markdown; charset=utf-8")
    assert article.text == source
    assert [article.text[b.start : b.end] for b in article.blocks][1] == "Why"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfZ\xc3\xbcrich rose.", "Zürich rose."),
        ("Zürich rose.".encode("utf-16"), "Zürich rose."),
        (b"\xfe\xff" + "Zürich rose.".encode("utf-16-be"), "Zürich rose."),
    ],
)
def test_marked_encodings_are_read_without_a_word(data: bytes, text: str) -> None:
    assert (read(data).text, read(data).notes) == (text, ())


def test_a_guessed_encoding_is_said() -> None:
    article = read(b"Z\xfcrich rose.")
    assert article.text == "Zürich rose."
    assert "Windows-1252" in article.notes[0]


def test_one_damaged_character_does_not_make_another_encoding_of_a_text() -> None:
    article = read("薪酬上涨。".encode() + b"\xff" + "成本下降。".encode())
    assert article.text == "薪酬上涨。\ufffd成本下降。"
    assert article.notes == ("damaged UTF-8 (byte 15): 1 character replaced",)


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (b"Sales \xed\xa0\x80 rose.", ("1 lone surrogate replaced",)),
        (b"Sales \0 rose.", ("1 NUL character replaced",)),
        (b"\xff\xfe" + "Sales \ud800 rose.".encode("utf-16-le", "surrogatepass"), ("1 lone surrogate replaced",)),
    ],
)
def test_what_no_text_can_hold_is_replaced_however_short_the_text(data: bytes, notes: tuple[str, ...]) -> None:
    article = read(data)
    assert (article.text, article.notes) == ("Sales \ufffd rose.", notes)


def test_nul_characters_are_replaced_visibly_and_counted() -> None:
    article = read(b"Sales rose." * 50 + b"\0 Costs fell.")
    assert "\ufffd Costs" in article.text
    assert article.notes == ("1 NUL character replaced",)


NOISE = b"".join(blake2b(bytes([n])).digest() for n in range(40)).replace(b"\0", b"")
"""Random bytes, without a single NUL."""


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04rest", b"\x89PNG\r\n", b"\0\1\2\3" * 100, NOISE])
def test_a_binary_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="paper"):
        read(data, name="paper.bin")


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300),
    st.sampled_from(["a.md", "a.txt"]),
)
def test_every_text_can_be_read(text: str, name: str) -> None:
    article = read(text.encode("utf-8", "ignore"), name=name)
    assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)
    assert len(article.prose) == len(article.text)

"""What a process says it found is looked at before it is taken."""

from datetime import date

import pytest
from msgspec.msgpack import Decoder, encode

from claims.core.vocabulary import Kind
from claims.errors import UnreadableDocument
from ingest import drafting
from ingest.article import Article, Block, BlockKind, Blocks
from ingest.capture import Capture
from ingest.drafting import Options
from ingest.extractors.candidate import Candidate
from ingest.found import Found

TEXT = "Lumen has raised $40 million.\n\nIt may hire 600 people by June 2027."
SAID = Article(TEXT, title="A plant", source="The Example Times", published=date(2025, 8, 5), marks=((31, "page 2"),))


def test_what_was_found_is_the_same_in_another_process() -> None:
    captured, options = Capture("a.txt", TEXT.encode()), Options(source="Ann", published=date(2025, 8, 5))
    found = drafting.beside((captured, options))
    heard = Decoder(Found).decode(encode(found))
    assert found.candidates and list(heard.candidates or ()) == list(found.candidates)
    here, there = (drafting.finished(each, captured, options) for each in (found, heard))
    assert (here.document, list(here.claims), here.notes) == (there.document, list(there.claims), there.notes)


def test_an_article_still_to_be_read_keeps_its_blocks() -> None:
    blocks = (Block(0, 29), Block(31, 67, BlockKind.BULLET))
    heard = Decoder(Found).decode(encode(Found.unread(Article(TEXT, blocks=blocks))))
    assert tuple(heard.whole().blocks) == blocks
    assert (
        tuple(Decoder(Found).decode(encode(Found.unread(Article(TEXT, blocks=Blocks(blocks))))).whole().blocks)
        == blocks
    )


@pytest.mark.parametrize(
    "lie",
    [Found(Article("a\0b")), Found(SAID, None, (), b"abc", b"\0"), Found(SAID, None, (), bytes(8), b"\x07"),
     Found(SAID, None, (), bytes(8), b"\0\0")],
    ids=["NUL", "half a number", "no such kind", "too few places"],
)  # fmt: skip
def test_what_no_reader_gives_is_not_taken(lie: Found) -> None:
    with pytest.raises(UnreadableDocument, match="damaged, or made to harm"):
        lie.whole()


def test_a_quote_that_does_not_stand_in_the_text_is_not_taken_from_anybody() -> None:
    made_up = Candidate("Lumen is bankrupt.", 0, 18, "Lumen is bankrupt.", Kind.FACT)
    reading = drafting.finished(Found(SAID, [made_up]), Capture("a.html", b"<p>"), Options())
    assert not list(reading.claims)
    assert reading.notes == ("1 left out: the quote does not stand in the text, word for word",)


def test_half_a_character_in_a_title_is_replaced() -> None:
    page = b'<html><head><title>t</title><script type="application/ld+json">{"@type": "Article", '
    page += b'"headline": "A \\ud800 plant"}</script></head><body><p>Lumen has raised $40 million.</p></body></html>'
    found = drafting.beside((Capture("a.html", page), Options(source="Ann")))
    assert found.article.title == "A \ufffd plant"

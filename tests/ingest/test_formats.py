"""What each format gives: its words in order, where they stand, and what the document says of itself."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from claims.errors import UnreadableDocument
from ingest import readers
from ingest.article import Article, BlockKind
from tests.ingest import made

FIRST = "Lumen Robotics has raised $40 million from two pension funds to build a plant in Leipzig."
SECOND = "The plant is to employ 600 people by 2027, the company said on Tuesday after its meeting."
THIRD = "Orders for the second quarter fell by 12 percent, mostly in Asia, where prices are lower."
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def lines_of(article: Article, kind: BlockKind | None = None) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if kind is None or b.kind is kind]


# ---- HTML -------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_not_what_stands_around_it() -> None:
    body = f"<nav><a href=/>Home</a><a href=/x>Subscribe</a></nav><article><h1>A plant</h1>{PARAGRAPHS}</article>"
    article = readers.read(made.page(body + "<footer>All rights reserved. Cookie settings</footer>"), name="a.html")
    assert [each for each in lines_of(article) if each != "A plant"] == [FIRST, SECOND, THIRD]
    assert "Cookie" not in article.text and "Subscribe" not in article.text


def test_a_page_says_who_wrote_it_and_when() -> None:
    data = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "Person"},
      {"@type": ["NewsArticle"], "headline": "A plant in Leipzig", "datePublished": "2025-08-05T23:30:00-07:00",
       "dateModified": "2025-08-07", "author": [{"name": "Ada Kern"}, {"name": "Bo Lund"}], "inLanguage": "en",
       "publisher": {"name": "The Example Times"}}]}</script>
      <link rel=canonical href="https://times.example/plant">"""
    article = readers.read(made.page(f"<article>{PARAGRAPHS}</article>", data), name="a.html")
    assert (article.title, article.byline) == ("A plant in Leipzig", "Ada Kern, Bo Lund")
    assert (article.published, article.modified) == (date(2025, 8, 5), date(2025, 8, 7))
    assert (article.source, article.language) == ("The Example Times", "en")
    assert article.url == "https://times.example/plant"


def test_opengraph_is_read_where_there_is_no_structured_data() -> None:
    head = """<meta property="og:title" content="A plant | The Example Times">
      <meta property="og:site_name" content="The Example Times"><meta name="author" content="By Ada Kern">
      <meta property="article:published_time" content="2025-08-05T10:00:00Z">"""
    article = readers.read(made.page(f"<article>{PARAGRAPHS}</article>", head), name="a.html")
    assert (article.title, article.byline, article.source) == ("A plant", "Ada Kern", "The Example Times")
    assert article.published == date(2025, 8, 5)


@pytest.mark.parametrize("broken", ["{", "[1, 2", '{"@type": "NewsArticle", "headline": 7}', "[" * 100_000])
def test_structured_data_that_is_broken_does_no_harm(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><title>A plant</title>'
    assert readers.read(made.page(f"<article>{PARAGRAPHS}</article>", head), name="a.html").title == "A plant"


def test_much_that_was_left_out_of_a_page_is_said() -> None:
    aside = "".join(
        f"<div><p>{THIRD} Reason number {n} is told in a long sentence of its own.</p></div>" for n in range(9)
    )
    body = f"<article>{PARAGRAPHS * 3}</article><div class='comments' id='comments'>{aside}</div>"
    article = readers.read(made.page(body), name="a.html")
    kept = sum(f"Reason number {n} " in article.text for n in range(9))
    assert kept == 9 or any("longer paragraphs of the page were left out" in note for note in article.notes)


def test_a_page_without_words_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableDocument, match=r"a.html'?: the page has no text"):
        readers.read(made.page("<script>app()</script>"), name="a.html")


@pytest.mark.parametrize(
    ("told", "data"),
    [
        ("text/html; charset=iso-8859-1", b"<html><p>Z\xfcrich pays 5 \x80 a head.</p>"),
        ("text/html", b'<html><meta charset="windows-1252"><p>Z\xfcrich pays 5 \x80 a head.</p>'),
        ("text/html; charset=nonsense", "<html><p>Zürich pays 5 € a head.</p>".encode()),
    ],
)  # fmt: skip
def test_the_encoding_is_the_one_told_or_the_one_that_fits(told: str, data: bytes) -> None:
    assert readers.read(data, media_type=told).text == "Zürich pays 5 € a head."


def test_what_no_text_can_hold_is_counted_in_a_page_too() -> None:
    article = readers.read(made.page(f"<article>{PARAGRAPHS}</article>\0"), name="a.html")
    assert article.notes == ("1 NUL character replaced",)


def test_invisible_hyphens_are_no_part_of_words() -> None:
    hyphened = PARAGRAPHS.replace("company", "com\u00adpa\u00adny")
    assert SECOND in readers.read(made.page(f"<article>{hyphened}</article>")).text


# ---- PDF --------------------------------------------------------------------------------------------------


def test_lines_of_a_pdf_become_paragraphs_again_with_their_pages() -> None:
    first = ["Lumen Robotics has raised $40 million from two pension funds to build a", "plant in Leipzig.", ""]
    orders = "Orders for the second quarter fell by 12 percent, mostly in"
    pages = [[("A plant in Leipzig", 20), *first, orders], ["Asia, where prices are lower."]]
    article = readers.read(made.pdf(pages, "/Title (A plant) /Author (Ada Kern) /CreationDate (D:20250805103000Z)"))
    assert lines_of(article, BlockKind.HEADING) == ["A plant in Leipzig"]
    assert lines_of(article, BlockKind.PROSE) == [FIRST, THIRD]
    assert [name for _, name in article.marks] == ["page 1", "page 2"]
    assert article.text[article.marks[1][0] :] == "Asia, where prices are lower."
    assert (article.title, article.byline, article.published) == ("A plant", "Ada Kern", date(2025, 8, 5))


def test_a_word_broken_at_the_end_of_a_line_is_whole_again_where_the_text_has_it() -> None:
    lines = ["The plant in Leipzig will be built by the robot-", "makers, who had their invest-"]
    lines += ["ment doubled: an investment of", "$40 million in all."]
    lines += ["Nobody asked the robot-makers themselves."]
    text = readers.read(made.pdf([lines])).text
    assert "their investment doubled" in text and "by the robot-makers, who" in text


def test_running_heads_are_left_out_and_said() -> None:
    said = [f"{n}. Sentence number {n} says that sales rose by {n} percent." for n in range(1, 6)]
    pages = [["The Example Times, 5 August", each, f"Page {n}"] for n, each in enumerate(said, 1)]
    article = readers.read(made.pdf(pages))
    assert "Example Times" not in article.text and "Page 3" not in article.text
    assert article.notes == ("2 running heads or feet left out",)


def test_pictures_of_text_are_said_to_be_that() -> None:
    with pytest.raises(UnreadableDocument, match="no text on its 2 pages: if they are scanned"):
        readers.read(made.pdf([[], []]), name="scan.pdf")
    assert readers.read(made.pdf([["Sales rose by 5 percent."], []])).notes == (
        "no text on 1 of 2 pages (2): scanned or empty ones are not read",
    )


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_damaged_pdf_is_said_to_be_one(cut: int) -> None:
    with pytest.raises(UnreadableDocument, match=r"damaged|no text"):
        readers.read(made.pdf([["Sales rose."]])[:cut], name="a.pdf")


# ---- office documents, books, messages, subtitles ---------------------------------------------------------


def test_a_docx_gives_its_paragraphs_by_their_styles() -> None:
    document, out = Document(), BytesIO()
    document.add_heading("A plant", 0)
    document.add_heading("Money", 1)
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND, style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2025", "$40 million"
    document.core_properties.author = "Ada Kern"
    document.save(out)
    article = readers.read(out.getvalue(), name="a.docx")
    assert (article.title, article.byline) == ("A plant", "Ada Kern")
    assert [b.kind.value for b in article.blocks] == ["heading", "prose", "bullet"]
    assert lines_of(article) == ["Money", FIRST, SECOND] and "2025 | $40 million" in article.text


def test_an_epub_gives_its_chapters_in_order() -> None:
    told = {"title": "Plants", "creator": "Ada Kern", "date": "2025-08-05", "publisher": "Example House"}
    data = made.epub([f"<h1>One</h1><p>{FIRST}</p>", f"<p>{SECOND}<br/>{THIRD}</p>"], **told)
    article = readers.read(data, name="a.epub")
    assert lines_of(article) == ["One", FIRST, f"{SECOND} {THIRD}"]
    assert (article.title, article.byline, article.source) == ("Plants", "Ada Kern", "Example House")
    assert [name for _, name in article.marks] == ["part 1", "part 2"]


def test_a_message_gives_its_words_and_names_what_is_attached() -> None:
    data = f"""From: Ada Kern <ada@example.org>
To: desk@example.org
Subject: =?utf-8?q?A_plant_in_K=C3=B6ln?=
Date: Tue, 5 Aug 2025 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<p>{FIRST}</p><ul><li>{SECOND}</li></ul>
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"

%PDF
--x--
"""
    article = readers.read(data.encode(), name="a.eml")
    assert lines_of(article) == [FIRST, SECOND]
    assert (article.title, article.byline, article.published) == ("A plant in Köln", "Ada Kern", date(2025, 8, 5))
    assert article.notes == ("1 attached, not read: plan.pdf",)


VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Kern>We have raised $40 million from

00:00:04.000 --> 00:00:06.500
<v Ada Kern>two pension funds.

00:01:10.000 --> 00:01:12.000
<v Bo Lund>Orders <i>fell</i> by 12 percent.
"""


def test_subtitles_become_sentences_with_the_times_they_were_said_at() -> None:
    article = readers.read(VTT.encode(), name="a.vtt")
    first, second = lines_of(article)
    assert "raised $40 million from" in first and first.endswith("two pension funds.")
    assert second == "Bo Lund: Orders fell by 12 percent."
    assert [name for _, name in article.marks] == ["00:00:01", "00:00:04", "00:01:10"]
    assert article.text[article.marks[2][0] :] == second


def test_srt_is_read_whatever_it_is_called() -> None:
    srt = "1\n00:00:01,000 --> 00:00:04,000\nOrders fell\n\n2\n00:00:04,000 --> 00:00:06,000\nby 12 percent.\n"
    assert readers.read(srt.encode(), name="talk").text == "Orders fell by 12 percent."


@pytest.mark.parametrize(
    "data",
    [
        b"statement,source\nOne plant makes 5 cars.,Example Labs\n",
        b'\xef\xbb\xbfkey;"statement";kind\r\n1;It opens.;fact\r\n',
        b'{"source": "Example Labs", "statement": "It opens."}\n',
        b'{"schema_version":1,"type":"batch","key":"3V6MCB8QJTSP"}\n',
    ],
)
def test_claims_that_are_ready_are_no_article(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="claims import"):
        readers.read(data, name="a.data")


@pytest.mark.parametrize("text", ["In a statement, he said it opens.\n", "Statement, by the minister\n\nIt opens.\n"])
def test_an_article_may_speak_of_a_statement(text: str) -> None:
    assert readers.read(text.encode(), name="a.data").text == text

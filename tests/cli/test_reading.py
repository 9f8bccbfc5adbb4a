"""Articles in all that they come in: from the command line to a claim with its page."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ingest import made
from tests.site import Site, page

FIRST = "Lumen Robotics has raised $40 million from two pension funds to build a plant in Leipzig."
SECOND = "The plant will employ 600 people by 2027, the company said on Tuesday after its meeting."
THIRD = "Orders for the second quarter fell by 12 percent, mostly in Asia, where prices are lower."
ARTICLE = f"<nav><a href=/>Home</a></nav><article><h1>A plant</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
ABOUT = '<title>A plant</title><meta property="article:published_time" content="2025-08-05T10:00:00Z">'
FEED = """<rss version="2.0"><channel><title>The Example Times</title><item><title>A plant</title>
<link>{link}</link><description>&lt;p&gt;Lumen Robotics has raised $40 million.&lt;/p&gt;</description></item>
<item><title>No words</title><link>{other}</link></item></channel></rss>"""


def test_a_page_of_the_web_becomes_claims_of_its_site(run: Run, site: Site) -> None:
    site.pages["/plant"] = page(made.page(ARTICLE, ABOUT), Content_Type="text/html; charset=utf-8", ETag='"7"')
    run("ingest", site.url("/plant"), "--allow-host", "127.0.0.1")
    (document,) = run("documents", "--json").json
    assert (document["source"], document["title"]) == ("127.0.0.1", "A plant")
    assert (document["url"], document["published"]) == (site.url("/plant"), "2025-08-05")
    assert document["headers"]["etag"] == '"7"' and document["media_type"] == "text/html"
    claims = run("list", "--json").json
    assert all(each["appearances"][0]["url"] == site.url("/plant") for each in claims) and len(claims) >= 3
    again = run("ingest", site.url("/plant"), "--allow-host", "127.0.0.1", code=None)
    assert again.out.startswith("known")


def test_the_same_page_with_other_words_is_a_further_capture(run: Run, site: Site) -> None:
    for words in (ARTICLE, ARTICLE.replace("12 percent", "14 percent")):
        site.pages["/plant"] = page(made.page(words, ABOUT), Content_Type="text/html")
        run("ingest", site.url("/plant"), "--allow-host", "127.0.0.1")
    newer, older = run("documents", "--json").json
    assert (newer["previous"], older["previous"]) == (older["key"], None)
    assert "fell by [-12-]{+14+} percent" in run("documents", "diff", newer["key"]).out
    (drift,) = run("documents", "diff", newer["key"], older["key"], "--json").json
    assert (drift["before"], drift["after"]) == (THIRD, THIRD.replace("12", "14"))
    assert "no capture before" in run("documents", "diff", older["key"], code=1).err
    assert b"14 percent" in run("documents", "original", newer["key"]).out.encode()
    assert len({each["key"] for each in run("list", "--text", "Orders", "--json").json}) == 2


def test_what_is_not_on_the_internet_is_not_fetched_unless_it_is_allowed(run: Run, site: Site) -> None:
    ran = run("ingest", site.url("/plant"), code=2)
    assert "not on the public internet" in ran.err and "--allow-host 127.0.0.1" in ran.err
    assert site.asked == []


def test_a_claim_of_a_pdf_shows_its_page(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made.pdf([["The first page says little of note."], [FIRST.replace(" from two", "."), ""]]))
    run("ingest", str(file), "--source", "Lumen Robotics")
    (claim,) = run("list", "--text", "raised", "--json").json
    assert claim["appearances"][0]["place"] == "page 2"
    assert "page 2" in run("show", claim["key"]).out


def test_the_entries_of_a_feed_are_documents_and_full_fetches_their_pages(run: Run, site: Site) -> None:
    feed = FEED.format(link=site.url("/plant"), other=site.url("/other"))
    site.pages |= {"/feed": page(feed.encode(), Content_Type="application/rss+xml")}
    site.pages |= {
        "/plant": page(made.page(ARTICLE, ABOUT)),
        "/other": page(made.page(ARTICLE.replace("12", "9"), ABOUT)),
    }
    ran = run("ingest", site.url("/feed"), "--allow-host", "127.0.0.1", code=2)
    assert "no text of its own: add --full" in ran.err
    (document,) = run("documents", "--json").json
    assert (document["source"], document["title"], document["url"]) == (
        "The Example Times",
        "A plant",
        site.url("/plant"),
    )
    run("ingest", site.url("/feed"), "--allow-host", "127.0.0.1", "--full")
    assert len(run("documents", "--json").json) == 3


def test_a_folder_and_an_archive_are_read_file_by_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.html").write_bytes(made.page(ARTICLE, ABOUT))
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 nothing more")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("deep/d.txt", "Example Labs hired 50 researchers in 2025.\n")
    ran = run("ingest", str(folder), "--source", "Example Times", "--json", code=2)
    assert [(Path(each["name"]).name, each["outcome"]) for each in ran.json["outcomes"]] == [
        ("a.html", "added"), ("b.pdf", "failed"), ("d.txt", "added"),
    ]  # fmt: skip


HARMFUL = (
    b"<div>" * 200_000,
    b"<p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">Lumen raised $4 million.",
    b"<b>" * 9_000 + b"Lumen raised $4 million.",
    b"<p>" + b"Lumen raised $4 million. " * 460_000,
)


@pytest.mark.parametrize("body", HARMFUL, ids=["nested", "attributes", "inline", "paragraph"])
def test_pages_made_to_harm_end_in_an_outcome(run: Run, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.html").write_bytes(b"<!doctype html><html><body>" + body)
    ran = run("ingest", str(tmp_path / "a.html"), "--source", "Nobody", "--json", code=None)
    assert ran.code in (0, 2, 4) and len(ran.json["outcomes"]) == 1


def test_a_bomb_in_an_office_document_is_an_outcome(run: Run, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 900_000_000)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    ran = run("ingest", str(tmp_path / "a.docx"), "--source", "Nobody", code=2)
    assert "a.docx" in ran.err


def test_what_failed_in_a_batch_is_read_again(run: Run, site: Site, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("")
    (tmp_path / "gone.txt").write_text("")
    files = [str(tmp_path / "late.txt"), str(tmp_path / "gone.txt"), site.url("/plant")]
    first = run("ingest", *files, "--source", "Notes", "--allow-host", "127.0.0.1", "--json", code=2)
    assert [each["outcome"] for each in first.json["outcomes"]] == ["failed"] * 3
    (batch, *_) = run("batches", "--json").json
    (tmp_path / "late.txt").write_text("Example Labs hired 50 researchers in 2025.\n")
    (tmp_path / "gone.txt").unlink()
    site.pages["/plant"] = page(made.page(ARTICLE, ABOUT))
    ran = run("ingest", "--retry-failed", batch["key"], "--source", "Notes", "--allow-host", "127.0.0.1", "--json")
    assert [(Path(each["name"]).name, each["outcome"]) for each in ran.json["outcomes"]] == [
        ("late.txt", "added"), ("plant", "added"),
    ]  # fmt: skip
    assert "gone.txt is not there any more" in ran.err
    (again, *_) = run("batches", "--json").json
    assert "nothing failed" in run("ingest", "--retry-failed", again["key"], code=4).err
    assert "Missing argument" in run("ingest", code=1).err

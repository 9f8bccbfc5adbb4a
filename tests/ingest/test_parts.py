"""Inputs of several documents: feeds, web archives, archives, folders; each is named, and none stops the others."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest import readers
from ingest.capture import Capture, captures
from ingest.parts import archive

WORDS = b"Lumen Robotics has raised $40 million."
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example Times</title><language>en</language>
<item><title>A plant</title><link>https://times.example/plant</link><dc:creator>Ada Kern</dc:creator>
<pubDate>Tue, 05 Aug 2025 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Lumen has raised <b>$40 million</b>.</p><p>It will hire 600.</p>]]></content:encoded>
</item>
<item><title>No words</title><link>https://times.example/none</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>A plant</title><id>urn:1</id>
<updated>2025-08-05T10:00:00Z</updated><link href="https://notes.example/1"/><author><name>Bo Lund</name></author>
<content type="html">&lt;p&gt;Lumen has raised $40 million.&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1", "title": "Notes", "home_page_url": "https://notes.example/",
        "items": [{"id": "1", "url": "/1", "title": "A plant", "content_text": "Lumen <3 $40 million.\n\nIt hires.",
                   "date_published": "2025-08-05T10:00:00Z", "authors": [{"name": "Bo Lund"}]}],
    }
)  # fmt: skip


def taken(given: object) -> list[Capture]:
    return list(captures(given))


def text_of(capture: Capture) -> str:
    return readers.read(capture.body, name=capture.name, media_type=capture.media_type).text


# ---- feeds ------------------------------------------------------------------------------------------------


def test_each_entry_of_a_feed_is_a_document_with_what_the_feed_tells_of_it() -> None:
    entry, bare = taken(RSS.encode())
    assert text_of(entry) == "Lumen has raised $40 million.\n\nIt will hire 600."
    told = entry.told
    assert (told.title, told.byline, told.source, told.language) == ("A plant", "Ada Kern", "The Example Times", "en")
    assert (told.published, told.url) == (date(2025, 8, 5), "https://times.example/plant")
    assert bare.failed and "--full" in bare.failed and bare.leads_to == "https://times.example/none"


@pytest.mark.parametrize(
    ("feed", "said"),
    [(ATOM, "Lumen has raised $40 million."), (JSON, "Lumen <3 $40 million.\n\nIt hires.")],
    ids=["atom", "json"],
)
def test_feeds_of_other_makes_say_the_same(feed: str, said: str) -> None:
    (entry,) = taken(feed.encode())
    assert text_of(entry) == said
    assert (entry.told.title, entry.told.byline, entry.told.source) == ("A plant", "Bo Lund", "Notes")
    assert (entry.told.url, entry.told.published) == ("https://notes.example/1", date(2025, 8, 5))


def test_an_entry_is_the_same_document_whatever_else_changes_in_the_feed() -> None:
    moved = RSS.replace("The Example Times", "Times").replace("<item>", "<item><guid>" + "7" * 9 + "</guid>", 1)
    assert taken(RSS.encode())[0].body == taken(moved.encode())[0].body


@pytest.mark.parametrize("feed", ["<rss></rss>", "<feed>", '{"version": "https://jsonfeed.org/version/1", "items": 7}'])
def test_a_feed_without_entries_says_so(feed: str) -> None:
    (only,) = taken(feed.encode())
    assert only.failed and "without entries" in only.failed


def test_entities_that_grow_without_end_are_not_followed() -> None:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    entry = "<rss><channel><item><description>&e9;</description></item></channel></rss>"
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{names}]>{entry}'
    assert sum(len(each.body) for each in taken(bomb.encode())) < 100_000


# ---- web archives -----------------------------------------------------------------------------------------


def warc(*pages: tuple[str, bytes, str], gzipped: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for url, body, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        date_of = {"WARC-Date": "2025-08-05T10:00:00Z"}
        with io.BytesIO(body) as stream:
            record = writer.create_warc_record(url, "response", stream, http_headers=headers, warc_headers_dict=date_of)
            writer.write_record(record)
            record.raw_stream.close()
    return out.getvalue()


@pytest.mark.parametrize("gzipped", [True, False])
def test_each_answered_page_of_a_web_archive_is_a_document(gzipped: bool) -> None:
    pages = [("http://a.example/1", b"<p>One.</p>", "200 OK"), ("http://a.example/2", b"<p>Gone.</p>", "404 Not Found")]
    (page,) = taken(warc(*pages, gzipped=gzipped))
    assert (page.body, page.told.url, page.told.retrieved_at) == (
        b"<p>One.</p>",
        "http://a.example/1",
        1754388000000000,
    )
    assert page.media_type.startswith("text/html")


def test_a_damaged_web_archive_gives_what_is_before_the_damage() -> None:
    whole = warc(("http://a.example/1", b"<p>One.</p>", "200 OK"), ("http://a.example/2", b"<p>Two.</p>", "200 OK"))
    for cut in (20, 60, 100, 200):
        first, last = taken(whole[:-cut])
        assert (first.told.url, first.failed) == ("http://a.example/1", None)
        assert last.failed and "damaged" in last.failed


# ---- archives and folders ---------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return out.getvalue()


def tarred(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as made:  # type: ignore[call-overload]
        for name in ("../a.txt", "notes/b.md", ".hidden"):
            member = tarfile.TarInfo(name)
            member.size = len(WORDS)
            made.addfile(member, io.BytesIO(WORDS))
    return out.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_files_in_a_tar_are_read_and_nothing_is_written(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "all.tar"
    path.parent.mkdir()
    path.write_bytes(tarred(mode))
    found = taken(path)
    assert [(each.name, each.body) for each in found] == [(f"{path}/../a.txt", WORDS), (f"{path}/notes/b.md", WORDS)]
    assert sorted(tmp_path.rglob("*")) == [path.parent, path]


def test_archives_in_archives_are_opened_so_far_and_no_further() -> None:
    inner = zipped(**{"a.txt": WORDS})
    (one,) = taken(zipped(**{"inner.zip": inner}))
    assert one.body == WORDS and one.name == "-/inner.zip/a.txt"
    (two,) = taken(zipped(**{"b.zip": zipped(**{"inner.zip": inner})}))
    assert two.failed and "unpack it first" in two.failed


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_the_file(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(pack(WORDS))
    (found,) = taken(tmp_path / "a.txt.gz")
    assert (found.name, found.body) == (str(tmp_path / "a.txt.gz/a.txt"), WORDS)


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: zipped(**{"a.txt": body})], ids=["gzip", "zip"])
def test_a_bomb_is_not_unpacked(pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 1_000_000)
    (found,) = taken(pack(bytes(5_000_000)))
    assert found.failed and "larger than" in found.failed and not found.body


def test_an_archive_of_more_than_is_read_at_once_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", 2)
    found = taken(zipped(**{f"{n}.txt": WORDS for n in range(5)}))
    assert [bool(each.failed) for each in found] == [False, False, True]


@pytest.mark.parametrize("cut", [10, 60, 120])
def test_a_damaged_archive_says_so(cut: int) -> None:
    found = taken(zipped(**{"a.txt": WORDS * 9, "b.txt": WORDS})[:cut])
    assert found[-1].failed and "damaged" in found[-1].failed


def test_a_folder_is_the_files_in_it(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".git/config", "b/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(WORDS)
    assert [each.name for each in taken(tmp_path)] == [str(tmp_path / "a.txt"), str(tmp_path / "b" / "two.txt")]
    (tmp_path / "empty").mkdir()
    (only,) = taken(tmp_path / "empty")
    assert only.failed and "empty folder" in only.failed


def test_a_text_in_an_archive_is_held_to_the_size_of_any_text() -> None:
    large, small = taken(zipped(**{"large.txt": b"a " * 5_000_001, "small.txt": WORDS}))
    assert large.failed and "a document may be 10 MB at most" in large.failed and not large.body
    assert small.body == WORDS


@pytest.mark.parametrize(("data", "extra"), [(RSS.encode(), "feeds"), (b"WARC/1.0\r\n", "warc")], ids=["feed", "warc"])
def test_a_reader_that_is_not_installed_is_named(data: bytes, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "find_spec", lambda name: None)
    (only,) = taken(data)
    assert only.failed and f"pip install 'claimtrack[{extra}]'" in only.failed

"""A document may have ten megabytes at most: more is refused in one line, on each road, before it is all in memory."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import ingest
from claims.book import Book
from claims.errors import InputFailed
from ingest.capture import Capture, captures
from ingest.size import LARGEST
from tests.cli.conftest import run_on

REFUSED = "and a document may be 10 MB at most: give each article as a file of its own"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file a byte too large, which takes no room on the disk."""
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    return file


class Endless(io.RawIOBase):
    """Words without end; counts the bytes that were taken of them."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it is asked for"
        self.taken += size
        return b"a" * size


def test_a_large_file_is_refused_and_the_others_are_taken_in(database_url: str, large: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Example Labs hired 50 researchers in 2025.\n")
    ran = run_on(database_url, "ingest", str(large), str(article), "--source", "Notes", code=2)
    assert ran.err.startswith(f"Error: '{large}' is 10.1 MB, {REFUSED}\n")
    assert ran.out.startswith(f"added  {article}")


def test_a_file_of_the_largest_size_is_read(large: Path) -> None:
    with large.open("r+b") as stream:
        stream.truncate(LARGEST)
    (found,) = captures(large)
    assert len(found.body) == LARGEST


def test_no_more_of_stdin_is_read_than_a_document_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    (found,) = captures("-")
    assert found.failed == f"standard input is more than 10 MB, {REFUSED}"
    assert stream.taken == LARGEST + 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file here is without an end")
def test_a_file_without_an_end_is_refused() -> None:
    (found,) = captures("/dev/zero")
    assert found.failed == f"'/dev/zero' is more than 10 MB, {REFUSED}"


@pytest.mark.parametrize(
    "given", [b"a" * (LARGEST + 1), Capture("notes", b"a" * (LARGEST + 1))], ids=["bytes", "capture"]
)
def test_what_is_in_memory_already_is_refused_too(book: Book, given: object) -> None:
    (outcome,) = book.ingest(given, source="Notes").outcomes
    assert outcome.outcome == "failed" and REFUSED in str(outcome.detail)


@pytest.mark.parametrize("text", ["a" * (LARGEST + 1), "字" * (LARGEST // 3 + 1)], ids=["letters", "wide"])
def test_a_text_is_measured_as_utf_8(text: str) -> None:
    with pytest.raises(InputFailed, match=f"the text is 10.1 MB, {REFUSED}"):
        ingest.extract(text)


def test_of_a_paragraph_longer_than_any_all_is_read() -> None:
    text = " ".join(f"Oslo has {n} parks." for n in range(1200))
    assert [str(c.quantities[0].value) for c in ingest.extract(text)] == [str(n) for n in range(1200)]


def test_a_heading_inside_a_long_line_takes_no_bullets_with_it() -> None:
    bullets = [f" - Oslo has {n} parks." for n in range(1, 1200)]
    bullets[497] += " Group 2: Parks of the North"  # the heading is the last of five hundred
    found = [
        int(c.quantities[0].value or 0) for c in ingest.extract("Group 1: Parks" + "".join(bullets)) if c.quantities
    ]
    assert sorted(set(found)) == list(range(1, 1200))

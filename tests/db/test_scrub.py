"""What was erased is nowhere on the disk: not in the file, its log, the index or a page that is free."""

import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.book import Book
from claims.db.scrub import TABLES, WAL
from claims.models import metadata
from tests.ledger.desk import rows
from tests.postgres_server import Server

SECRET = "Zyxwarevale"
BODY = b"<title>" + bytes(range(128, 256)) * 40 + b"</title>"
"""Bytes that are no text, so that what is kept of them compressed is found again by its own bytes."""


def fill(book: Book) -> tuple[str, list[str]]:
    """Put a word into every column that takes words, and return its document and claims."""
    from claims.ledger import documents, intake
    from claims.records import NewClaim, NewDocument

    text = f"{SECRET} makes 7 cars. Others at {SECRET} sleep."
    quote = f"{SECRET} makes 7 cars."
    with book.change("ingest") as ledger:
        new = NewDocument(
            BODY + text.encode(), text, "Notes", url=f"https://x.org/{SECRET}", title=f"On {SECRET}",
            byline=f"B {SECRET}", headers=(("etag", SECRET),),
        )  # fmt: skip
        held = documents.store(ledger, new)
        said = NewClaim(
            quote, quote=quote, start=0, end=len(quote), section=SECRET, speaker=SECRET, cue=SECRET, subject=SECRET,
            citations=(SECRET,), tags=(SECRET,),
        )  # fmt: skip
        (key,) = intake.take(ledger, [said], held).added
    by_hand = book.add(
        f"{SECRET} has 5.", source="Notes", quote=f"5: {SECRET}", url=f"https://y.org/{SECRET}"
    ).claim.key
    for each in (key, by_hand):
        book.verify(each, evidence=f"https://z.org/{SECRET}", note=f"as {SECRET} said")
        book.attach(each, f"https://w.org/{SECRET}", quote=SECRET, note=SECRET)
        book.amend(each, statement=f"{SECRET} made {len(each)}. {each}", subject=f"{SECRET} {each}", note=SECRET)
        book.note(each, f"{SECRET}!")
        book.tag(each, f"{SECRET} tag")
        book.untag(each, f"{SECRET} tag")
    return held.key, [key, by_hand]


def needles(book: Book, document: str) -> list[bytes]:
    """Return what is looked for: the word as it is written and as it is indexed, and the compressed bytes."""
    with book.database.read() as connection:
        body = connection.exec_driver_sql("SELECT body FROM document").scalar_one()
    assert zlib.decompress(body).startswith(BODY)
    return [SECRET.encode(), b"yxwarev", bytes(body[40:72])]


def held(files: Iterable[Path], wanted: Iterable[bytes]) -> dict[str, list[bytes]]:
    """Return which of the bytes each file holds."""
    found = {}
    for file in files:
        content = file.read_bytes()
        if here := [each for each in wanted if each in content]:
            found[file.name] = here
    return found


def erase(book: Book, document: str, keys: list[str]) -> claims.records.Erased:
    book.erase_claim(*keys, reason="by order", scrub=False)
    return book.erase_document(document, reason="by order", statements=True, url=True)


# ---- SQLite ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(book: Book) -> Path:
    assert book.database.path is not None
    return book.database.path.parent


def files(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file()]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_nothing_of_it_is_in_the_files_of_sqlite(book: Book, folder: Path) -> None:
    document, keys = fill(book)
    wanted = needles(book, document)
    assert {each for here in held(files(folder), wanted).values() for each in here} == {*wanted}  # it would be found
    done = erase(book, document, keys)
    assert done.remains == ()
    assert held(files(folder), wanted) == {}
    book.close()
    assert held(files(folder), wanted) == {}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_without_scrubbing_it_is_still_there_and_that_is_said(book: Book, folder: Path) -> None:
    document, keys = fill(book)
    wanted = needles(book, document)
    done = book.erase_claim(*keys, reason="r", scrub=False)
    assert "claims db scrub" in done.remains[-1]
    assert held(files(folder), wanted[:1])
    book.erase_document(document, reason="r", statements=True, url=True, scrub=False)
    assert held(files(folder), wanted)
    assert book.scrub() == ()
    assert held(files(folder), wanted) == {}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_reader_that_holds_the_log_is_told_of(book: Book, folder: Path) -> None:
    document, keys = fill(book)
    wanted = needles(book, document)
    with closing(sqlite3.connect(folder / "claims.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM claim").fetchone()
        book.database.writer.dispose()
        quick = claims.open(folder / "claims.db", actor="ann", lock_seconds=0.2)
        with closing(quick):
            done = erase(quick, document, keys)
            assert "another program reads" in done.remains[-1]
            assert held(files(folder), wanted)
            other.rollback()
            assert quick.scrub() == ()
    assert held(files(folder), wanted) == {}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_copies_beside_the_database_are_found(book: Book, folder: Path) -> None:
    from claims.db.backup import backup

    document, keys = fill(book)
    copy = backup(book.database, folder / "before.db")
    (folder / "other.db").write_bytes(b"SQLite format 3\0 and no more")
    (folder / "notes.txt").write_text(SECRET)
    done = erase(book, document, keys)
    assert done.copies == (str(copy.resolve()),)


# ---- PostgreSQL --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_nothing_of_it_is_in_the_files_of_tables_on_a_server(book: Book, pg_server: Server) -> None:
    document, keys = fill(book)
    wanted = needles(book, document)
    with book.database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.autocommit = True
        driver.execute("ANALYZE")  # so that the server's statistics hold it, too
        driver.execute("CHECKPOINT")
        base = Path(driver.execute("SHOW data_directory").fetchone()[0])
        number = driver.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()[0]
        driver.autocommit = False
    place = base / "base" / str(number)
    if not _readable(place):
        pytest.skip("the files of the server cannot be read by whoever runs the tests")
    assert held(files(place), wanted[:2])  # it would be found
    done = erase(book, document, keys)
    assert done.remains == (WAL,)
    assert held(files(place), wanted) == {}


def _readable(place: Path) -> bool:
    try:
        return bool(files(place))
    except OSError:
        return False


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_all_tables_are_written_anew(book: Book) -> None:
    assert set(TABLES) >= set(metadata.tables) - {"erasure"}
    before = rows(book)
    assert book.scrub() == (WAL,)
    assert rows(book) == before


def test_a_database_in_memory_has_no_files() -> None:
    with claims.open("sqlite://", actor="ann") as book:
        assert book.scrub() == ()

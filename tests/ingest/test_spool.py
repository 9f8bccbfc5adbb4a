"""What a document comes to is kept a chunk at a time: memory stays small, and it is written as one."""

import gc
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import claims
from claims.book import Book
from claims.errors import InvalidValue, StorageError
from claims.ledger import intake
from claims.models import appearance, claim, event
from ingest import spool
from ingest.spool import Spool

TEXT = " ".join(f"Oslo has {n % 7} parks. Bergen hired {n} people in 2025." for n in range(20)).encode()
"""Statements that are new, and some that come again."""
COLUMNS = {
    "claims": (claim.c.key, claim.c.statement, claim.c.version, claim.c.status, claim.c.confidence),
    "appearances": (appearance.c.n, appearance.c.span_start, appearance.c.quote, appearance.c.features),
    "events": (event.c.seq, event.c.kind, event.c.payload),
}


@pytest.fixture
def chunks_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "CHUNK", 3)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 10])
@pytest.mark.usefixtures("chunks_of_three")
def test_values_come_out_as_they_went_in_each_time(count: int) -> None:
    kept = Spool(iter(range(count)))
    assert [list(kept), list(kept), len(kept)] == [list(range(count)), list(range(count)), count]
    assert [len(chunk) for chunk in kept.chunks()] == [3] * (count // 3) + [count % 3] * (count % 3 > 0)


@pytest.mark.usefixtures("chunks_of_three")
def test_the_file_goes_with_the_spool() -> None:
    kept = Spool(range(100))
    file = kept._file
    assert file is not None and not file.closed
    del kept
    gc.collect()
    assert file.closed


@pytest.mark.usefixtures("chunks_of_three")
def test_no_room_for_it_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(StorageError, match=r"has no room for what was read .* set TMPDIR to another folder"):
        Spool(range(4))


def test_a_document_in_chunks_is_recorded_as_in_one(
    book: Book, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "whole.db")
    with closing(claims.open(f"sqlite:///{tmp_path / 'whole.db'}", actor="tester")) as whole:
        (at_once,) = whole.ingest(TEXT, source="Notes").outcomes
        monkeypatch.setattr(spool, "CHUNK", 3)
        (in_chunks,) = book.ingest(TEXT, source="Notes").outcomes
        assert sorted(in_chunks.added) == sorted(at_once.added) and sorted(in_chunks.appeared) == sorted(
            at_once.appeared
        )
        assert recorded(book) == recorded(whole)
        assert len(at_once.added) > 20 and len(at_once.appeared) > 10  # both roads were taken


def test_a_late_chunk_that_fails_takes_the_whole_document_back(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "CHUNK", 3)
    taken = intake.take
    calls = []

    def third_fails(*given: Any) -> intake.Taken:
        calls.append(given)
        if len(calls) == 3:
            raise InvalidValue("claim", "the third chunk", "made to fail")
        return taken(*given)

    monkeypatch.setattr(intake, "take", third_fails)
    (outcome,) = book.ingest(TEXT, source="Notes").outcomes
    assert outcome.outcome == "failed" and recorded(book) == {name: [] for name in COLUMNS}


def recorded(book: Book) -> dict[str, list[Any]]:
    """What is in the tables, but for numbers and times that differ from run to run."""
    with book.database.read() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
            for name, columns in COLUMNS.items()
        }

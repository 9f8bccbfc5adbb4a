"""What is kept of documents: where an archive has a copy, and for how long the bytes stay."""

import io
from contextlib import closing

import pytest

import claims
from claims.book import Book
from claims.errors import InvalidValue, NotFound, Refused
from tests.ledger.desk import Clock, take_in

COPY = "https://web.archive.org/web/2026/https://example.org/report"
DAY = 24 * 60 * 60 * 1_000_000


@pytest.fixture
def key(ann: Book) -> str:
    take_in(ann, "Plant 1 makes 5 cars.")
    return ann.documents()[0].key


def test_a_document_tells_where_an_archive_keeps_a_copy_and_who_said_so(ann: Book, key: str) -> None:
    found = ann.archive(key[:6], COPY)
    assert found.archive is not None
    assert (found.archive.url, found.archive.actor) == (COPY, "ann")
    assert found.archive.recorded_at == ann.batch(found.archive.batch).started_at
    assert ann.documents()[0].archive == found.archive


def test_saying_it_again_is_no_change(ann: Book, bob: Book, key: str) -> None:
    first = ann.archive(key, COPY)
    assert bob.archive(key, COPY) == first


def test_an_address_can_be_taken_away_and_undone(ann: Book, key: str) -> None:
    said = ann.archive(key, COPY).archive
    assert said is not None
    assert ann.archive(key, None).archive is None
    batch = ann.batches(limit=1)[0].key
    ann.undo(batch)
    back = ann.document(key).archive
    assert back is not None
    assert back.url == COPY


def test_undo_and_undo_of_that(ann: Book, key: str) -> None:
    said = ann.archive(key, COPY).archive
    assert said is not None
    undone = ann.undo(said.batch)
    assert undone.reverted == 1
    assert ann.document(key).archive is None
    ann.undo(undone.batch)
    back = ann.document(key).archive
    assert back is not None
    assert back.url == COPY


def test_undo_leaves_what_somebody_said_since(ann: Book, bob: Book, key: str) -> None:
    said, other = ann.archive(key, COPY).archive, "https://archive.example/2"
    assert said is not None
    bob.archive(key, other)
    assert ann.undo(said.batch).reverted == 0
    kept = ann.document(key).archive
    assert kept is not None
    assert kept.url == other


@pytest.mark.parametrize("given", ["", "archive.example/1", "file:///etc/passwd", "https://", "https://x\0"])
def test_what_is_no_address_is_refused(ann: Book, key: str, given: str) -> None:
    with pytest.raises(InvalidValue):
        ann.archive(key, given)
    assert ann.document(key).archive is None


def test_a_document_that_is_not_there_has_no_copy(ann: Book) -> None:
    with pytest.raises(NotFound):
        ann.archive("ZZZZ", COPY)


def test_an_export_carries_the_address_and_who_said_so(ann: Book, key: str) -> None:
    said, stream = ann.archive(key, COPY).archive, io.BytesIO()
    ann.export(stream, format="jsonl", whole=True)
    with closing(claims.open("sqlite://", actor="carol")) as other:
        assert other.load(io.BytesIO(stream.getvalue())).count("failed") == 0
        assert other.document(key).archive == said


def test_an_import_fills_in_the_address_of_a_document_that_is_here(ann: Book, key: str) -> None:
    with closing(claims.open("sqlite://", actor="carol")) as other:
        take_in(other, "Plant 1 makes 5 cars.")
        stream = io.BytesIO()
        other.archive(key, COPY)
        other.export(stream, format="jsonl", whole=True)
    ann.load(io.BytesIO(stream.getvalue()))
    found = ann.document(key).archive
    assert found is not None
    assert found.url == COPY


def test_bytes_are_kept_for_ever_unless_it_is_said_for_how_long(ann: Book, key: str) -> None:
    assert ann.retention() is None
    with pytest.raises(Refused, match="for ever"):
        ann.prune()
    ann.retain(30)
    assert ann.retention() == 30
    ann.retain(None)
    assert ann.retention() is None
    assert ann.original(key) is not None


@pytest.mark.parametrize("days", [-1, 40_000])
def test_a_number_of_days_out_of_reason_is_refused(ann: Book, days: int) -> None:
    with pytest.raises(InvalidValue):
        ann.retain(days)
    with pytest.raises(InvalidValue):
        ann.prune(days=days)


def test_old_bytes_are_dropped_and_texts_stay(ann: Book, key: str, clock: Clock) -> None:
    clock.now += 30 * DAY
    take_in(ann, "Plant 2 makes 6 cars.")
    young = ann.documents(limit=1)[0].key
    ann.retain(20)
    foreseen = ann.prune(dry_run=True)
    assert ann.original(key) is not None
    assert ann.prune() == foreseen
    assert (foreseen.documents, foreseen.bytes > 0) == (1, True)
    assert ann.original(key) is None
    assert ann.document(key).text == "Plant 1 makes 5 cars."
    assert ann.original(young) is not None
    assert ann.prune().documents == 0


def test_what_was_dropped_is_in_the_log_and_cannot_be_undone(ann: Book, key: str, clock: Clock) -> None:
    clock.now += 2 * DAY
    ann.prune(days=1)
    batch = ann.batches(limit=1)[0]
    assert (batch.command, batch.counts["documents"]) == ("prune", 1)
    with pytest.raises(Refused, match="cannot be undone"):
        ann.undo(batch.key)
    assert ann.original(key) is None

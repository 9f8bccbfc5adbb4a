"""Erasures on the move: an export carries them, and no old export brings the words back."""

import io
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

import claims
from claims import Book
from claims.core.erasing import MARK
from claims.core.events import digest
from tests.interchange.conftest import exported
from tests.ledger.desk import Taken, take_in
from tests.ledger.sound import assert_sound

WORD = "Zyxware"


@pytest.fixture
def taken(book: Book) -> Taken:
    return take_in(book, f"{WORD} earns $200M.", "It opens.")


@pytest.fixture
def other() -> Iterator[Book]:
    with closing(claims.open("sqlite://", actor="carol")) as made:
        yield made


def load(book: Book, given: bytes) -> Any:
    return book.load(io.BytesIO(given), name="claims.jsonl")


def why_not(book: Book, line: dict[str, Any]) -> str:
    """Return why a line is not taken in."""
    outcomes = load(book, json.dumps(line).encode() + b"\n").outcomes
    return "\n".join(each.detail or "" for each in outcomes if each.outcome == "failed")


def erase(book: Book, taken: Taken) -> None:
    book.erase_document(book.documents()[0].key, reason="by order", statements=True)


def test_an_export_carries_the_erasure_and_no_word(book: Book, other: Book, taken: Taken) -> None:
    erase(book, taken)
    given = exported(book, whole=True)
    assert WORD.encode() not in given
    assert load(other, given).count("failed") == 0
    assert exported(other, whole=True) == given
    assert other.documents()[0].erased == book.documents()[0].erased
    for key in taken.added:
        assert other.get(key).statement == MARK
        assert other.history(key)[-1].reason == "by order"
        assert_sound(other, key)


def test_an_old_export_brings_nothing_back(book: Book, taken: Taken) -> None:
    old, whole = exported(book), exported(book, whole=True)
    erase(book, taken)
    after = exported(book, whole=True)
    assert load(book, old).count("failed") == 0
    assert exported(book, whole=True) == after
    report = load(book, whole)
    failed = [each.detail or "" for each in report.outcomes if each.outcome == "failed"]
    assert len(failed) == 1
    assert "was erased here" in failed[0]
    assert WORD.encode() not in exported(book, whole=True)


def test_an_import_erases_nothing_by_itself(book: Book, other: Book, taken: Taken) -> None:
    load(other, exported(book, whole=True))
    before = [other.history(key) for key in taken.added]
    erase(book, taken)
    report = load(other, exported(book, whole=True))
    failed = "\n".join(each.detail or "" for each in report.outcomes if each.outcome == "failed")
    for what in (f"document {other.documents()[0].key}", *(f"claim {key}" for key in taken.added)):
        assert f"`claims erase {what}`" in failed
    assert [other.history(key) for key in taken.added] == before
    assert other.documents()[0].erased is None


def test_what_is_left_of_an_erased_event_cannot_be_changed(book: Book, other: Book, taken: Taken) -> None:
    book.erase_claim(taken.added[0], reason="by order")
    lines = [json.loads(line) for line in exported(book).splitlines()]
    (line,) = (each for each in lines if each["key"] == taken.added[0])
    line["events"][0]["payload"]["statement"] = line["statement"] = "Forged."
    del line["digest"]
    line["digest"] = digest(line)
    assert "after it was erased" in why_not(other, line)


def test_an_event_cannot_be_passed_off_as_erased(book: Book, other: Book, taken: Taken) -> None:
    line = json.loads(exported(book).splitlines()[0])
    first = line["events"][0]
    first |= {"erased": "00" * 32}
    del line["digest"]
    assert "its hash does not fit" in why_not(other, line)
    assert not other.list(everything=True).claims


def test_an_export_from_before_there_were_salts_is_refused_in_words(book: Book, other: Book, taken: Taken) -> None:
    line = json.loads(exported(book).splitlines()[0])
    for each in line["events"]:
        del each["salt"]
    del line["digest"]
    assert "export it again" in why_not(other, line)

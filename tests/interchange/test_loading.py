"""Loading ready-made claims: a line at fault fails alone, whatever was written with it before that was found out."""

import json

import pytest

from claims.book import Book
from tests.interchange.conftest import loaded, reasons
from tests.ledger.desk import rows

OWN = "https://example.com/own"


def lines(*given: dict[str, object]) -> str:
    return "".join(json.dumps({"source": "Notes", **each}) + "\n" for each in given)


SOUND = [{"statement": f"Plant {n} makes {n} cars."} for n in range(5)]
AT_FAULT = {"statement": "It opens.", "url": OWN, "status": "verified", "evidence": OWN}
"""Evidence that is the claim's own document is refused by the ledger, after the claim was written."""


@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_line_at_fault_is_taken_back_alone(book: Book, place: int) -> None:
    report = loaded(book, lines(*SOUND[:place], AT_FAULT, *SOUND[place:]))
    assert [each.name for each in report.outcomes[1:]] == [f"-:{place + 1}"]
    assert "own" in reasons(report)[0]
    assert len(report.outcomes[0].added) == 5
    assert sorted(each.statement for each in book.all()) == sorted(str(each["statement"]) for each in SOUND)


def test_repeats_beside_a_line_at_fault_appear_once(book: Book) -> None:
    again = [{**each, "source": "Post"} for each in SOUND]
    report = loaded(book, lines(*SOUND, *again, AT_FAULT))
    assert (len(report.outcomes[0].added), len(report.outcomes[0].appeared)) == (5, 5)
    assert {tuple(place.source for place in each.appearances) for each in book.all()} == {("Notes", "Post")}


def test_a_rehearsal_says_the_same_and_keeps_nothing(book: Book) -> None:
    given = lines(*SOUND[:2], AT_FAULT, *SOUND[1:])
    before = rows(book)
    rehearsed = loaded(book, given, dry_run=True)
    assert rows(book) == before
    assert reasons(rehearsed) == reasons(loaded(book, given))


def test_a_file_of_lines_at_fault_leaves_no_trace(book: Book) -> None:
    before = rows(book)
    report = loaded(book, lines(AT_FAULT, AT_FAULT))
    assert (report.batch, report.outcomes[0].outcome, len(reasons(report))) == (None, "failed", 2)
    assert rows(book) == before


def test_a_ready_made_claim_of_megabytes_is_refused_unread(book: Book) -> None:
    report = loaded(book, lines({"statement": "x" * 1024 * 1024}, *SOUND))
    assert reasons(report)[0].startswith("it has 1.1 MB where 1 MB is the most: give one claim a line")
    assert len(report.outcomes[0].added) == 5

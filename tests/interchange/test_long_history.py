"""Histories of many events: they go round, in room that grows no faster than they do."""

import tracemalloc

import pytest

from claims.core.vocabulary import ActorKind
from claims.interchange import blocks, jsonl
from claims.interchange.blocks import Block
from claims.interchange.part import Part
from tests.interchange.aging import aged
from tests.interchange.conftest import Fresh, exported, loaded, reasons


def test_a_claim_of_ten_thousand_events_goes_round(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    assert reasons(loaded(one, aged(fresh(), 10_000))) == []
    line = exported(one)
    assert reasons(loaded(other, line)) == []
    assert exported(other) == line
    assert line.count(b'"hash"') == 10_000 and len(line) < blocks.LONGEST
    assert sum(map(line.count, b",[{")) < jsonl.MANY


def checked(line: bytes) -> Part:
    return jsonl.check(Block(1, line), None, ActorKind.PERSON)


def test_four_times_the_events_take_four_times_the_memory(fresh: Fresh) -> None:
    def taken(line: bytes) -> int:
        tracemalloc.start()
        assert len(checked(line).histories) == 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    short, long = aged(fresh(), 500), aged(fresh(), 2_000)
    taken(short)
    assert taken(long) < 5 * taken(short)


@pytest.mark.parametrize("body", [b'{"events": [%s1]}' % (b"1.5," * 600_000), b'{"events": %s' % (b"[" * 1_200_000)])
def test_a_line_of_countless_values_is_refused_unread(body: bytes) -> None:
    ((number, reason),) = checked(body).failed
    assert number == 1
    assert "values where a claim with its history may have 500,000" in reason


def test_a_line_longer_than_any_history_is_named_and_the_others_go_on(fresh: Fresh) -> None:
    book = fresh()
    report = loaded(book, b'{"events": [' + b" " * blocks.LONGEST + b']}\n{"statement": "One is 1.", "source": "S"}\n')
    assert reasons(report) == [
        "it has 8.1 MB where 8 MB is the most: give one claim a line, and a line break after each"
    ]
    assert len(report.outcomes[0].added) == 1

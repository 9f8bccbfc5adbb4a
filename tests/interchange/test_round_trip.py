"""A history goes out, in and out again, byte for byte, whatever happened to its claims."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from claims.core.events import EventKind
from claims.records import Claim
from claims.schemas import HistoryRecord
from tests.interchange.conftest import Fresh, exported, loaded, reasons
from tests.interchange.lives import LIFE, everything, live

RANDOM = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@given(steps=LIFE)
@RANDOM
def test_any_history_goes_round_byte_for_byte(fresh: Fresh, steps: Any) -> None:
    one, other = fresh(), fresh(actor="importer")
    live(one, steps)
    before = exported(one)
    report = loaded(other, before)
    assert reasons(report) == []
    assert exported(other) == before


def test_everything_that_can_happen_is_in_the_tests(fresh: Fresh) -> None:
    book = fresh()
    everything(book)
    assert {event.kind for event in book.log(limit=1000).events} == set(EventKind)


def test_a_history_goes_over_to_the_other_engine_and_back(fresh: Fresh, engine_name: str) -> None:
    one, between, back = fresh(), fresh("postgresql" if engine_name == "sqlite" else "sqlite"), fresh()
    everything(one)
    before = exported(one)
    for book, given_ in ((between, before), (back, before)):
        assert reasons(loaded(book, given_)) == []
        assert exported(book) == before


def test_everything_that_can_be_asked_is_the_same_after_an_import(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    everything(one)
    loaded(other, exported(one))
    for claim in one.all(everything=True):
        assert _sorted(other.get(claim.key)) == _sorted(one.get(claim.key))
        assert other.history(claim.key) == one.history(claim.key)
        assert other.search(claim.statement).claims[:1] == one.search(claim.statement).claims[:1]
    assert other.counts() == one.counts()


def _sorted(claim: Claim) -> Claim:
    """Return a claim with what has no order of its own in one."""
    links = sorted(claim.links, key=lambda each: (each.kind, each.claim, each.other))
    places = sorted(claim.appearances, key=lambda each: (each.claim, each.n))
    return replace(claim, links=tuple(links), appearances=tuple(places))


@pytest.mark.parametrize("whole", [True, False])
def test_each_line_is_a_history_record(fresh: Fresh, whole: bool) -> None:
    book = fresh()
    everything(book)
    lines = exported(book, everything=whole).splitlines()
    assert lines
    for line in lines:
        record = HistoryRecord.model_validate_json(line)
        claim, told = book.get(record.key), json.loads(line)
        assert record.statement == claim.statement and record.version == len(record.events)
        there = record.model_dump(mode="json")
        assert {name: told[name] for name in there if name not in _FREER} == {
            name: value for name, value in there.items() if name not in _FREER
        }


_FREER = {"origins", "events", "appearances", "evidence", "links", "recorded_at", "changed_at"}


def test_a_second_import_knows_everything(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    everything(one)
    lines = exported(one)
    first, again = loaded(other, lines), loaded(other, lines)
    assert first.outcomes[0].outcome == "added" and len(first.outcomes[0].added) == lines.count(b"\n")
    assert again.batch is None and again.outcomes[0].outcome == "known"
    assert again.outcomes[0].known == lines.count(b"\n")


def test_undone_merged_and_rejected_claims_are_exported_without_filters_only(fresh: Fresh) -> None:
    book = fresh()
    keys = [book.add(f"Plant {n} makes {n} cars.", source="S").claim.key for n in range(5)]
    book.merge(keys[0], keys[1])
    book.reject(keys[2], note="no claim")
    added = book.add("Gone.", source="S").batch
    assert added is not None
    book.undo(added)
    assert exported(book).count(b"\n") == 6
    chosen = [json.loads(line)["key"] for line in exported(book, source="S").splitlines()]
    assert sorted(chosen) == sorted([keys[1], keys[3], keys[4]])
    assert exported(book, status="rejected").count(b"\n") == 1


def test_a_claim_merged_into_a_later_one_waits_for_it(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    first, last = one.add("First of 2.", source="S").claim.key, one.add("Last of 2.", source="S").claim.key
    one.merge(first, last)
    lines = exported(one)
    assert lines.index(first.encode()) < lines.index(b'"key":"' + last.encode())
    apart = lines.splitlines(keepends=True)
    assert loaded(other, apart[0]).outcomes[0].outcome == "failed"
    assert "which is not here" in reasons(loaded(other, apart[0]))[0]
    assert loaded(other, lines).outcomes[0].outcome == "added"
    assert exported(other) == lines

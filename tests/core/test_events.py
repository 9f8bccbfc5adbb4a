"""Events: what each one makes of a claim, and the chain of hashes that shows a changed past."""

from typing import Any

import pytest

from claims.core.events import AMENDABLE, EventKind, State, added, apply, canonical, fold
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind, Precision

PERSON, RULE = ActorKind.PERSON, ActorKind.RULE
START = added({"statement": "It opens.", "kind": "fact"})
FULL = {
    "statement": "It opens.", "kind": "forecast", "subject": "it", "due": "2026-12-31", "due_precision": "year",
    "stands_alone": False, "confidence": 60, "confidence_by": "rule", "tags": ["ai"],
}  # fmt: skip


def after(*events: tuple[EventKind, dict[str, Any]], by: ActorKind = PERSON) -> State:
    state = START
    for kind, payload in events:
        state = apply(state, kind, payload, by)
    return state


def test_the_first_event_starts_a_claim() -> None:
    state = added(FULL)
    assert (state.kind, state.due, state.due_precision) == (Kind.FORECAST, "2026-12-31", Precision.YEAR)
    assert (state.confidence, state.confidence_by, state.tags) == (60, RULE, {"ai"})
    assert (state.status, state.reviewed, state.appearances) == (Status.UNVERIFIED, False, {1})


TABLE: tuple[tuple[str, tuple[tuple[EventKind, dict[str, Any]], ...], dict[str, Any]], ...] = (
    ("a status", ((EventKind.STATUS, {"to": "refuted"}),), {"status": Status.REFUTED, "reviewed": True}),
    ("a status told as not reviewed", ((EventKind.STATUS, {"to": "unverified", "reviewed": False}),), {}),
    ("a confidence", ((EventKind.CONFIDENCE, {"to": 40}),), {"confidence": 40, "confidence_by": PERSON}),
    ("a confidence of another", ((EventKind.CONFIDENCE, {"to": 40, "by": "rule"}),),
     {"confidence": 40, "confidence_by": RULE}),
    ("no confidence", ((EventKind.CONFIDENCE, {"to": 40}), (EventKind.CONFIDENCE, {"to": None, "by": None})), {}),
    ("an amendment", ((EventKind.AMENDED, {"changes": {"statement": ["It opens.", "It closes."]}}),),
     {"statement": "It closes."}),
    ("an amendment of kind and due",
     ((EventKind.AMENDED, {"changes": {"kind": ["fact", "forecast"], "due_precision": [None, "day"]}}),),
     {"kind": Kind.FORECAST, "due_precision": Precision.DAY}),
    ("a tag", ((EventKind.TAGGED, {"tag": "ai"}),), {"tags": frozenset({"ai"})}),
    ("a tag taken off", ((EventKind.TAGGED, {"tag": "ai"}), (EventKind.UNTAGGED, {"tag": "ai"})), {}),
    ("an appearance", ((EventKind.APPEARED, {"appearance": {"n": 2}}),), {"appearances": frozenset({1, 2})}),
    ("an appearance gone", ((EventKind.APPEARANCE_WITHDRAWN, {"appearance": {"n": 1}}),),
     {"appearances": frozenset()}),
    ("an appearance back",
     ((EventKind.APPEARANCE_WITHDRAWN, {"appearance": {"n": 1}}),
      (EventKind.APPEARANCE_RESTORED, {"appearance": {"n": 1}})), {}),
    ("evidence", ((EventKind.EVIDENCE, {"n": 1}),), {"evidence": frozenset({1})}),
    ("evidence gone", ((EventKind.EVIDENCE, {"n": 1}), (EventKind.EVIDENCE_WITHDRAWN, {"n": 1})), {}),
    ("evidence back",
     ((EventKind.EVIDENCE, {"n": 1}), (EventKind.EVIDENCE_WITHDRAWN, {"n": 1}),
      (EventKind.EVIDENCE_RESTORED, {"n": 1})),
     {"evidence": frozenset({1})}),
    ("a merge", ((EventKind.MERGED, {"into": "7K2M"}),), {"merged_into": "7K2M"}),
    ("an unmerge", ((EventKind.MERGED, {"into": "7K2M"}), (EventKind.UNMERGED, {"from": "7K2M"})), {}),
    ("another one merged in", ((EventKind.ABSORBED, {"other": "7K2M"}),), {"absorbed": frozenset({"7K2M"})}),
    ("and out again", ((EventKind.ABSORBED, {"other": "7K2M"}), (EventKind.RELEASED, {"other": "7K2M"})), {}),
    ("a withdrawal", ((EventKind.WITHDRAWN, {}),), {"withdrawn": True}),
    ("a return", ((EventKind.WITHDRAWN, {}), (EventKind.RESTORED, {})), {}),
    ("a remark", ((EventKind.NOTED, {}),), {}),
    ("a drift", ((EventKind.DRIFTED, {"appearance": {"n": 1}, "from": "present", "to": "altered", "words": "No."}),),
     {"drift": {1: {"to": "altered", "words": "No."}}}),
    ("a drift and back",
     ((EventKind.DRIFTED, {"appearance": {"n": 1}, "to": "gone", "page": 404}),
      (EventKind.DRIFTED, {"appearance": {"n": 1}, "to": "present"})), {}),
    ("an erasure", ((EventKind.ERASED, {"rest": {"1": "00"}}),), {}),
    ("a link", ((EventKind.LINKED, {"other": "7K2M", "kind": "supersedes"}),), {}),
)  # fmt: skip


@pytest.mark.parametrize(("events", "changed"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_an_event_changes_this_and_nothing_else(
    events: tuple[tuple[EventKind, dict[str, Any]], ...], changed: dict[str, Any]
) -> None:
    state = after(*events)
    assert {
        name: value for name in State.__slots__ if (value := getattr(state, name)) != getattr(START, name)
    } == changed


def test_the_table_has_every_kind_of_event() -> None:
    assert {kind for _, events, _ in TABLE for kind, _ in events} == set(EventKind) - {EventKind.ADDED}


def test_only_a_person_reviews() -> None:
    assert not after((EventKind.STATUS, {"to": "verified"}), by=RULE).reviewed


def test_what_can_be_amended_is_part_of_the_state() -> None:
    assert set(AMENDABLE) <= set(State.__slots__)


def test_a_claim_is_added_first_and_once() -> None:
    with pytest.raises(ValueError, match="without events"):
        fold([])
    with pytest.raises(ValueError, match="added once"):
        fold([(EventKind.ADDED, FULL, PERSON)] * 2)


def test_canonical_json_has_one_form() -> None:
    assert canonical({"b": [1, None], "a": "薪\n"}) == '{"a":"薪\\n","b":[1,null]}'

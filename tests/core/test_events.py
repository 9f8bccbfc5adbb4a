"""Events: what each one makes of a claim, and the chain of hashes that shows a changed past."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.events import AMENDABLE, CHAIN_START, EventKind, State, added, apply, canonical, chain, fold
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


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LINK: dict[str, Any] = {
    "before": CHAIN_START, "claim": "7K2M4QWERTY0", "seq": 1, "kind": "added", "recorded_at": 1_700_000_000_000_000,
    "effective_at": None, "actor": "ann", "actor_kind": "person", "reason": None,
    "payload": '{"kind":"fact","statement":"x"}', "batch": "BATCH0000000",
}  # fmt: skip


def test_the_hash_of_an_event_never_changes() -> None:
    assert chain(**LINK).hex() == "18d98c8c5bbd58f533dd692960737df2a036f448122b76c12612fb4d5e2dbadd"


@pytest.mark.parametrize(
    "other",
    [{"before": b"x"}, {"claim": "x"}, {"seq": 2}, {"kind": "noted"}, {"recorded_at": 1}, {"effective_at": 0},
     {"actor": "bob"}, {"actor_kind": "rule"}, {"reason": ""}, {"payload": "{}"}, {"batch": None}],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_every_part_of_an_event_is_in_its_hash(other: dict[str, Any]) -> None:
    assert chain(**LINK | other) != chain(**LINK)


@given(actor=TEXT, reason=st.none() | TEXT, payload=TEXT, effective_at=st.none() | st.integers())
def test_the_hash_is_over_the_json_of_an_event(**said: Any) -> None:
    told = LINK | said
    line = json.dumps(list(told.values())[1:], ensure_ascii=False, separators=(",", ":"))
    assert chain(**told) == sha256(CHAIN_START + line.encode()).digest()


def test_parts_do_not_run_into_each_other() -> None:
    assert chain(**LINK | {"actor": "a", "actor_kind": "bc"}) != chain(**LINK | {"actor": "ab", "actor_kind": "c"})

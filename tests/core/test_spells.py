"""Spells follow from the events: exact while something may be asked for by them, one row where only 'before' counts."""

from typing import Any

import pytest

from claims.core.events import EventKind
from claims.core.spells import FOREVER, Spell, What, spells
from claims.core.vocabulary import ActorKind

ADDED = {"statement": "It opens.", "kind": "fact", "confidence": 70, "confidence_by": "person", "tags": ["a"]}
TAG_A = Spell(What.TAG, "a", 1, FOREVER)


def told(*events: tuple[int, str, dict[str, Any]]) -> set[Spell]:
    history = [(1, EventKind.ADDED, ADDED, ActorKind.PERSON)]
    found = spells([*history, *((at, EventKind(kind), payload, ActorKind.PERSON) for at, kind, payload in events)])
    assert len(found) == len(set(found))
    return set(found)


def test_a_claim_as_it_came_has_spells_of_its_tags_only() -> None:
    assert told() == {TAG_A}


def test_a_status_begins_a_spell_and_ends_the_one_before() -> None:
    verified, disputed = (5, "status", {"to": "verified"}), (9, "status", {"to": "disputed"})
    assert told(verified, disputed) == {
        TAG_A, Spell(What.STATUS, "unverified", 1, 5), Spell(What.STATUS, "verified", 5, 9),
        Spell(What.STATUS, "disputed", 9, FOREVER), Spell(What.REVIEWED, "", 5, FOREVER),
    }  # fmt: skip


def test_a_status_taken_back_leaves_two_spells_of_what_was_before() -> None:
    back = (9, "status", {"to": "unverified", "reviewed": False})
    again = (12, "status", {"to": "verified"})
    assert told((5, "status", {"to": "verified"}), back, again) == {
        TAG_A, Spell(What.STATUS, "verified", 5, 9), Spell(What.STATUS, "verified", 12, FOREVER),
        Spell(What.STATUS, "unverified", 1, 12), Spell(What.REVIEWED, "", 5, 9), Spell(What.REVIEWED, "", 12, FOREVER),
    }  # fmt: skip


def test_what_did_not_last_a_moment_leaves_no_spell() -> None:
    assert told((5, "tagged", {"tag": "b"}), (5, "untagged", {"tag": "b"})) == {TAG_A}


def test_a_tag_taken_off_and_put_on_again_has_two_spells() -> None:
    events = (5, "untagged", {"tag": "a"}), (8, "tagged", {"tag": "a"})
    assert told(*events) == {Spell(What.TAG, "a", 1, 5), Spell(What.TAG, "a", 8, FOREVER)}


@pytest.mark.parametrize(
    ("event", "before"),
    [
        (("confidence", {"to": None, "by": None}), Spell(What.CONFIDENCE, "070", 1, 5)),
        (("amended", {"changes": {"subject": [None, "Lab"]}}), Spell(What.WORDING, "", 1, 5)),
        (("appearance_withdrawn", {"appearance": {"n": 1}}), Spell(What.PLACES, "", 1, 5)),
    ],
)
def test_of_what_is_seldom_asked_for_only_the_last_end_is_kept(event: tuple[str, Any], before: Spell) -> None:
    assert told((3, *event) if event[0] != "confidence" else (3, "noted", {}), (5, *event)) == {TAG_A, before}


def test_a_claim_is_gone_while_it_is_undone_or_merged() -> None:
    merged, undone = (5, "merged", {"into": "X"}), (6, "withdrawn", {})
    events = merged, undone, (7, "unmerged", {"from": "X"}), (9, "restored", {})
    assert told(*events) == {TAG_A, Spell(What.GONE, "", 5, 9)}

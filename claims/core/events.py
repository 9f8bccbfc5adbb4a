"""Events: every change to a claim, and the fold that says what a claim is after them.

The history is the truth. `apply` is the only place that says what an event means; the columns of the claim
table are what `fold` gives, kept at hand.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Fate, Kind, Precision

Payload = Mapping[str, Any]


class EventKind(StrEnum):
    """What happened to a claim."""

    ADDED = "added"  # first appearance, with everything known then
    APPEARED = "appeared"  # a further appearance
    STATUS = "status"  # from, to
    CONFIDENCE = "confidence"  # from, to, by
    AMENDED = "amended"  # changes: {field: [before, after]}
    EVIDENCE = "evidence"  # n, stance, url, quote, …
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    EVIDENCE_RESTORED = "evidence_restored"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    NOTED = "noted"  # a remark; the words are the reason
    MERGED = "merged"  # into another claim
    UNMERGED = "unmerged"
    ABSORBED = "absorbed"  # another claim was merged into this one
    RELEASED = "released"  # and taken out again
    LINKED = "linked"  # to another claim: kind, state
    WITHDRAWN = "withdrawn"  # the batch that added it was undone
    RESTORED = "restored"
    APPEARANCE_WITHDRAWN = "appearance_withdrawn"
    APPEARANCE_RESTORED = "appearance_restored"
    DRIFTED = "drifted"  # what became of an appearance in a later capture of its page: from, to, words, …
    ERASED = "erased"  # what some of these events said was erased for good; the reason is why


NO_WORK = (
    EventKind.ADDED, EventKind.APPEARED, EventKind.APPEARANCE_WITHDRAWN, EventKind.APPEARANCE_RESTORED,
    EventKind.WITHDRAWN, EventKind.RESTORED, EventKind.ABSORBED, EventKind.RELEASED, EventKind.DRIFTED,
    EventKind.ERASED,
)  # fmt: skip
"""Events that are no work on the claim itself, even where a person ran the command."""
DRIFT = ("to", "document", "words", "start", "end", "was", "page")
"""What is told of an appearance that is no longer as it was: its fate, the capture, what stands there and where, what
that is to be compared with where it is more than the quote, and what the server said where the page itself is gone."""
AMENDABLE = ("statement", "kind", "subject", "due", "due_precision", "stands_alone")


@dataclass(frozen=True, slots=True)
class State:
    """A claim as its events up to some point leave it."""

    statement: str
    kind: Kind
    subject: str | None = None
    due: str | None = None
    due_precision: Precision | None = None
    stands_alone: bool = True
    status: Status = Status.UNVERIFIED
    reviewed: bool = False
    confidence: int | None = None
    confidence_by: ActorKind | None = None
    tags: frozenset[str] = frozenset()
    appearances: frozenset[int] = frozenset()
    evidence: frozenset[int] = frozenset()
    merged_into: str | None = None
    absorbed: frozenset[str] = frozenset()
    withdrawn: bool = False
    drift: Mapping[int, Payload] = field(default_factory=dict)
    """What became of appearances, by number; of those that are as they were nothing is said."""


def added(payload: Payload) -> State:
    """Return the state that an `added` event starts."""
    precision, by = payload.get("due_precision"), payload.get("confidence_by")
    return State(
        statement=payload["statement"],
        kind=Kind(payload["kind"]),
        subject=payload.get("subject"),
        due=payload.get("due"),
        due_precision=Precision(precision) if precision else None,
        stands_alone=payload.get("stands_alone", True),
        confidence=payload.get("confidence"),
        confidence_by=ActorKind(by) if by else None,
        tags=frozenset(payload.get("tags", ())),
        appearances=frozenset((1,)),
    )


def apply(state: State, kind: EventKind, payload: Payload, actor_kind: ActorKind) -> State:
    """Return what `state` becomes by one further event."""
    match kind:
        case EventKind.STATUS:
            reviewed = payload.get("reviewed", state.reviewed or actor_kind is ActorKind.PERSON)
            return replace(state, status=Status(payload["to"]), reviewed=reviewed)
        case EventKind.CONFIDENCE:
            by = payload.get("by", actor_kind)
            return replace(state, confidence=payload["to"], confidence_by=ActorKind(by) if by else None)
        case EventKind.AMENDED:
            return replace(state, **{name: _typed(name, after) for name, (_, after) in payload["changes"].items()})
        case EventKind.TAGGED:
            return replace(state, tags=state.tags | {payload["tag"]})
        case EventKind.UNTAGGED:
            return replace(state, tags=state.tags - {payload["tag"]})
        case EventKind.APPEARED | EventKind.APPEARANCE_RESTORED:
            return replace(state, appearances=state.appearances | {payload["appearance"]["n"]})
        case EventKind.APPEARANCE_WITHDRAWN:
            return replace(state, appearances=state.appearances - {payload["appearance"]["n"]})
        case EventKind.EVIDENCE | EventKind.EVIDENCE_RESTORED:
            return replace(state, evidence=state.evidence | {payload["n"]})
        case EventKind.EVIDENCE_WITHDRAWN:
            return replace(state, evidence=state.evidence - {payload["n"]})
        case EventKind.MERGED:
            return replace(state, merged_into=payload["into"])
        case EventKind.UNMERGED:
            return replace(state, merged_into=None)
        case EventKind.WITHDRAWN | EventKind.RESTORED:
            return replace(state, withdrawn=kind is EventKind.WITHDRAWN)
        case EventKind.ABSORBED:
            return replace(state, absorbed=state.absorbed | {payload["other"]})
        case EventKind.RELEASED:
            return replace(state, absorbed=state.absorbed - {payload["other"]})
        case EventKind.DRIFTED:
            n, fate = payload["appearance"]["n"], Fate(payload["to"])
            others = {other: told for other, told in state.drift.items() if other != n}
            told = {name: payload[name] for name in DRIFT if payload.get(name) is not None}
            return replace(state, drift=others if fate is Fate.PRESENT else {**others, n: told})
        case EventKind.ADDED:
            raise ValueError("a claim is added once")
        case EventKind.NOTED | EventKind.LINKED | EventKind.ERASED:
            return state


def fold(events: Iterable[tuple[EventKind, Payload, ActorKind]]) -> State:
    """Return the state after `events`, first to last; the first must be `added`."""
    state: State | None = None
    for kind, payload, actor_kind in events:
        state = added(payload) if state is None else apply(state, kind, payload, actor_kind)
    if state is None:
        raise ValueError("a claim without events has no state")
    return state


def canonical(value: object) -> str:
    """Return JSON in the one form that is stored and hashed: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of something, in hexadecimal, whatever its order and spacing."""
    return sha256(canonical(value).encode()).hexdigest()


def compact(**values: object) -> str:
    """Return the canonical JSON of an object given with its names in order, leaving out what is empty."""
    return _encode({name: value for name, value in values.items() if value is not None})


# What events keep is made here and holds itself nowhere: to look for that takes a third of the time.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _typed(name: str, value: Any) -> Any:
    if value is not None and name == "kind":
        return Kind(value)
    if value is not None and name == "due_precision":
        return Precision(value)
    return value

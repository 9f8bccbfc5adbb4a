"""Spells: from when until when a claim was something it can be asked for, so that the past is found by an index.

The history stays the truth; spells follow from it, and only lead to the claims whose histories are then read. What a
claim is from the start and mostly stays (unverified, its confidence, its wording) has no spell while it lasts: when
it ends, one row says that it was so at some time before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.core.events import EventKind, Payload, State, added, apply
from claims.core.status import Status
from claims.core.vocabulary import ActorKind

FOREVER = 2**63 - 1
"""The end of a spell that lasts."""
UNKNOWN = "none"
"""The word for no confidence."""


class What(StrEnum):
    """What a spell is of."""

    STATUS = "status"
    REVIEWED = "reviewed"
    TAG = "tag"
    GONE = "gone"  # undone, or merged into another claim
    CONFIDENCE = "confidence"  # before
    WORDING = "wording"  # before: statement, kind, due and subject may have been others
    PLACES = "places"  # before: other appearances may have counted
    DRIFT = "drift"  # of an appearance, by its fate, whether that counts or not


Held = tuple[What, str]
"""What a claim was: a status or tag by its word."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What an event ends and begins; of what it left (`was`) only the end is kept."""

    ended: frozenset[Held] = frozenset()
    begun: frozenset[Held] = frozenset()
    was: frozenset[Held] = frozenset()


@dataclass(frozen=True, slots=True)
class Spell:
    """One stretch of time, `until` not included."""

    what: What
    word: str
    since: int
    until: int


def held(state: State) -> frozenset[Held]:
    """Return what a claim is that has a spell while it lasts."""
    found = {(What.TAG, tag) for tag in state.tags}
    found |= {(What.STATUS, state.status.value)} if state.status is not Status.UNVERIFIED else set()
    found |= {(What.DRIFT, str(told["to"])) for told in state.drift.values()}
    found |= {(What.REVIEWED, "")} if state.reviewed else set()
    return frozenset(found | ({(What.GONE, "")} if state.withdrawn or state.merged_into else set()))


def turn(before: State, kind: EventKind, payload: Payload, after: State) -> Turn:
    """Return what an event that led from one state to the next ends and begins."""
    was: set[Held] = set()
    if before.status is Status.UNVERIFIED and after.status is not before.status:
        was.add((What.STATUS, before.status.value))
    if before.confidence != after.confidence:
        was.add((What.CONFIDENCE, sure(before.confidence)))
    if kind is EventKind.AMENDED:
        was.add((What.WORDING, ""))
    if kind in (EventKind.APPEARANCE_WITHDRAWN, EventKind.APPEARANCE_RESTORED):
        was.add((What.PLACES, ""))
    first, last = held(before), held(after)
    # The ledger does not read the tags of a claim to change them, so the event says which one went.
    untagged = {(What.TAG, payload["tag"])} if kind is EventKind.UNTAGGED else frozenset()
    return Turn((first - last) | untagged, last - first, frozenset(was))


def sure(confidence: int | None) -> str:
    """Return a confidence as a word that sorts like the number."""
    return UNKNOWN if confidence is None else f"{confidence:03}"


def spells(events: Iterable[tuple[int, EventKind, Payload, ActorKind]]) -> list[Spell]:
    """Return the spells that follow from a history: the time, kind, payload and actor's kind of each event."""
    since: dict[Held, int] = {}
    found: dict[tuple[What, str, int], int] = {}
    start, state = 0, None
    for at, kind, payload, by in events:
        if state is None:
            start, state = at, added(payload)
            since = dict.fromkeys(held(state), at)
            continue
        after = apply(state, kind, payload, by)
        turned, state = turn(state, kind, payload, after), after
        for ended in turned.ended & since.keys():
            if (begun := since.pop(ended)) < at:
                found[*ended, begun] = at
        since |= dict.fromkeys(turned.begun, at)
        found |= {(*was, start): at for was in turned.was}
    found |= {(*lasting, begun): FOREVER for lasting, begun in since.items()}
    return [Spell(what, word, begun, until) for (what, word, begun), until in found.items()]

"""Claims as they were: the events up to a time, and all that follows from them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from claims.core.events import EventKind, State, fold
from claims.core.status import Status
from claims.core.vocabulary import BOTH_WAYS, ActorKind, LinkKind, LinkState
from claims.core.when import moment
from claims.db.direct import About
from claims.records import Event, Link, Number

Pair = tuple[str, str, str]
"""The kind of a link and its two ends."""
EVENTS = (
    "SELECT event.*, claim.key, batch.key AS batch FROM event JOIN claim ON claim.id = event.claim_id "
    "LEFT JOIN batch ON batch.id = event.batch_id "
)
_EVENTS = EVENTS + "WHERE event.claim_id {ids} "
_histories = About(_EVENTS + "ORDER BY event.claim_id, event.seq")
_histories_until = About(_EVENTS + "AND event.recorded_at <= ? ORDER BY event.claim_id, event.seq")


@dataclass(frozen=True, slots=True)
class Past:
    """What a claim was at some time, and the events until then."""

    state: State
    events: Sequence[Event]

    @property
    def last(self) -> Event:
        return self.events[-1]


def read_event(row: Any) -> Event:
    """Return an event from a row that has the key of its claim and of its batch along."""
    return Event(
        claim=row.key,
        seq=row.seq,
        kind=EventKind(row.kind),
        recorded_at=moment(row.recorded_at),
        effective_at=moment(row.effective_at) if row.effective_at is not None else None,
        actor=row.actor,
        actor_kind=ActorKind(row.actor_kind),
        reason=row.reason,
        payload=json.loads(row.payload),
        status=Status(row.status),
        confidence=row.confidence,
        batch=row.batch,
        hash=row.hash.hex(),
        salt=row.salt.hex(),
        erased=None if row.erased is None else row.erased.hex(),
    )


def histories(connection: Connection, ids: Iterable[int], until: int | None = None) -> dict[int, list[Event]]:
    """Return the events of claims by row, first to last, up to a time where one is given."""
    found: defaultdict[int, list[Event]] = defaultdict(list)
    listed = list(ids)
    rows = _histories(connection, listed) if until is None else _histories_until(connection, listed, until)
    for row in rows:
        found[row.claim_id].append(read_event(row))
    return found


def past(events: Sequence[Event]) -> Past:
    """Return what a claim was after `events`."""
    return Past(fold((each.kind, each.payload, each.actor_kind) for each in events), events)


def numbers_then(past: Past) -> list[Number]:
    """Return the figures of a claim as it was: those it came with, or those of its wording since."""
    amended = (each for each in past.events if each.kind is EventKind.AMENDED)
    if any("statement" in each.payload["changes"] for each in amended):
        from claims.core.quantity import parse  # slow to import, and rarely needed

        return [
            Number(each.text, each.value, each.low, each.high, each.unit, each.comparator, each.measures, each.per)
            for each in parse(past.state.statement)
        ]
    return [_told(each) for each in past.events[0].payload.get("quantities", ())]


def _told(figure: dict[str, str]) -> Number:
    value, low, high = (Decimal(figure[name]) if name in figure else None for name in ("value", "low", "high"))
    unit, measures, per = (figure.get(name) for name in ("unit", "measures", "per"))
    return Number(figure["text"], value, low, high, unit, figure["comparator"], measures, per)


def links_then(
    key: str, events: Iterable[Event], links: Sequence[tuple[int, Link]], as_of: int
) -> list[tuple[int, Link]]:
    """Return those of `links`, with the time each was recorded, that a claim had, as they were decided by then."""
    decided: dict[Pair, tuple[LinkState, str | None]] = {}
    for each in events:
        if (found := _decided(key, each)) is not None:
            decided[found[0]] = found[1], None if found[1] is LinkState.SUGGESTED else each.actor
    then = []
    for recorded_at, link in links:
        there = link.kind.value, link.claim, link.other
        # A merge may be told the other way round than the suggestion it confirmed.
        back = link.kind.value, link.other, link.claim
        if (pair := there if there in decided or link.kind not in BOTH_WAYS else back) in decided:
            state, by = decided[pair]
            then.append((recorded_at, replace(link, state=state, decided_by=by)))
        elif recorded_at <= as_of and link.state is LinkState.SUGGESTED:
            then.append((recorded_at, link))
    return then


def _decided(key: str, event: Event) -> tuple[Pair, LinkState] | None:
    """Return the link that an event of a claim decides, and how, if it decides one."""
    told, duplicate = event.payload, LinkKind.DUPLICATE.value
    match event.kind:
        case EventKind.LINKED if told.get("reverse"):
            return (told["kind"], told["other"], key), LinkState(told["state"])
        case EventKind.LINKED:
            return (told["kind"], key, told["other"]), LinkState(told["state"])
        case EventKind.MERGED:
            return (duplicate, key, told["into"]), LinkState.CONFIRMED
        case EventKind.UNMERGED:
            return (duplicate, key, told["from"]), LinkState(told.get("link", LinkState.REJECTED))
        case EventKind.ABSORBED:
            return (duplicate, told["other"], key), LinkState.CONFIRMED
        case EventKind.RELEASED:
            return (duplicate, told["other"], key), LinkState(told.get("link", LinkState.REJECTED))
        case _:
            return None

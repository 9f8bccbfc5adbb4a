"""Histories: each event's hash fits what it says and what was before it, and the claims are what follows from them."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from claims.audit.trouble import Trouble, looked, narrowed
from claims.core.chain import CHAIN_START, chain
from claims.core.erasing import unnamed
from claims.core.events import EventKind, State, added, apply
from claims.core.vocabulary import ActorKind
from claims.db.direct import About
from claims.ledger import rebuilding
from claims.queries.past import EVENTS, read_event

SOME = 500
_events = About(EVENTS + "WHERE event.claim_id {ids} ORDER BY event.claim_id, event.seq")
_places = About("SELECT claim_id, n, quote, span_start, span_end FROM appearance WHERE claim_id {ids}")
_proofs = About("SELECT claim_id, n, stance, url, quote, note FROM evidence WHERE claim_id {ids}")
KEYS = "SELECT id, key FROM claim ORDER BY id"
ORPHANS = "SELECT DISTINCT claim_id FROM event WHERE claim_id NOT IN (SELECT id FROM claim) ORDER BY claim_id LIMIT 100"
TOLD = ("seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload")
PLACE = ("quote", "start", "end")
PROOF = ("stance", "url", "quote", "note")


class Histories:
    """The events of a database, and the claims that follow from them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.claims = self.events = 0
        self._read: tuple[Sequence[int], dict[int, list[Any]]] = ((), {})

    def look(self, progress: Callable[[int, int | None], None] | None) -> tuple[Trouble, Trouble]:
        """Return what is wrong with histories, and with the claims that should follow from them."""
        keys: dict[int, str] = {}
        history = looked(self._connection, self._keys(keys))
        parted, ids = Trouble(), list(keys)
        for at in range(0, len(ids), SOME):
            part = ids[at : at + SOME]
            chained = lambda some: self._chained(some, keys)  # noqa: E731
            for said in narrowed(self._connection, part, chained, "the history of the claim"):
                history.add(said)
            for said in narrowed(self._connection, part, self._follows, "the claim"):
                parted.add(said)
            self.claims += len(part)
            if progress is not None:
                progress(self.claims, len(ids))
        for said in looked(self._connection, self._orphans()).first:
            history.add(said)
        return history, parted

    def _keys(self, keys: dict[int, str]) -> Iterator[str]:
        for row_id, key in self._connection.exec_driver_sql(KEYS):
            keys[row_id] = key
        yield from ()

    def _orphans(self) -> Iterator[str]:
        for (row_id,) in self._connection.exec_driver_sql(ORPHANS):
            yield f"there are events of a claim that is not there (row {row_id})"

    def _chained(self, ids: Sequence[int], keys: dict[int, str]) -> Iterator[str]:
        there = self._rows(ids)
        places, proofs = (
            {tuple(row[:2]): tuple(row[2:]) for row in ask(self._connection, ids)} for ask in (_places, _proofs)
        )
        for row_id in ids:
            yield from _sound(keys[row_id], there.get(row_id, []), places, proofs)
        self.events += sum(map(len, there.values()))

    def _follows(self, ids: Sequence[int]) -> Iterator[str]:
        told = {row_id: [read_event(row) for row in rows] for row_id, rows in self._rows(ids).items()}
        for each in rebuilding.parted(self._connection, ids, wording=False, told=told).values():
            yield f"claim {each.key} does not say what its history says of its {', '.join(each.what)}"

    def _rows(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        """Return the events of claims by row, read once for all that asks for the same ones."""
        if self._read[0] != ids:
            rows = _events(self._connection, ids)
            self._read = ids, {row_id: list(mine) for row_id, mine in groupby(rows, lambda row: row.claim_id)}
        return self._read[1]


def _sound(key: str, rows: Sequence[Any], places: dict[Any, Any], proofs: dict[Any, Any]) -> Iterator[str]:
    """Yield what is wrong with the history of one claim."""
    if not rows:
        yield f"claim {key} has no history"
        return
    before, state, last, any_erased = CHAIN_START, None, 0, False
    for n, row in enumerate(rows, 1):
        if row.seq != n:
            yield f"event {n} of claim {key} is missing"
            return
        made = chain(
            before, key, row.seq, row.kind, row.recorded_at, row.effective_at, row.actor, row.actor_kind, row.reason,
            row.payload, row.batch, row.salt, row.erased,
        )  # fmt: skip
        if made != row.hash:
            yield f"event {n} of claim {key} was changed: its hash does not fit what it says"
        if row.recorded_at < last:
            yield f"event {n} of claim {key} was recorded before the one before it"
        payload = json.loads(row.payload)
        state = _after(state, row, payload)
        if (row.status, row.confidence) != (state.status, state.confidence):
            yield f"event {n} of claim {key} tells another status or confidence than follows from it"
        yield from _beside(key, row, payload, places, proofs)
        before, last = row.hash, row.recorded_at
        any_erased = any_erased or row.erased is not None
    if any_erased:
        left = ((row.seq, tuple(getattr(row, name) for name in TOLD), row.salt, row.erased) for row in rows)
        if (wrong := unnamed(left)) is not None:
            yield f"event {wrong} of claim {key} was changed after it was erased"


def _after(state: State | None, row: Any, payload: dict[str, Any]) -> State:
    kind = EventKind(row.kind)
    if state is not None:
        return apply(state, kind, payload, ActorKind(row.actor_kind))
    if kind is not EventKind.ADDED:
        raise ValueError("its first event does not add it")
    return added(payload)


def _beside(
    key: str, row: Any, payload: dict[str, Any], places: dict[Any, Any], proofs: dict[Any, Any]
) -> Iterator[str]:
    """Yield where an appearance or evidence is not what the event that brought it tells."""
    if row.kind in (EventKind.ADDED, EventKind.APPEARED):
        told = payload["appearance"]
        if places.get((row.claim_id, told["n"])) != tuple(map(told.get, PLACE)):
            yield f"appearance {told['n']} of claim {key} is not what event {row.seq} tells of it"
    elif row.kind == EventKind.EVIDENCE and proofs.get((row.claim_id, payload["n"])) != tuple(map(payload.get, PROOF)):
        yield f"evidence {payload['n']} of claim {key} is not what event {row.seq} tells of it"

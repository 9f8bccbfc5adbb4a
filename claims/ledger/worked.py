"""Who worked on a claim: the events of its history that hold, and whether a person's are among them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from claims.core.events import NO_WORK, EventKind, State
from claims.core.vocabulary import ActorKind, Kind


def in_force(history: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Return the events that were not taken back since, without those that only took others back."""
    gone: set[int] = set()
    for row in reversed(history):
        undoes = payload_of(row).get("undoes")
        if undoes is not None:
            gone |= {row.seq} if row.seq in gone else {row.seq, undoes}
    return [row for row in history if row.seq not in gone]


def worked_on(others: Sequence[Row[Any]], now: State) -> str | None:
    """Return who has worked on a claim besides the batch that brought it, if a person did."""
    for row in reversed(others):
        if row.actor_kind == ActorKind.PERSON and row.kind not in NO_WORK:
            return said_of(row)
    return f"{', '.join(sorted(now.absorbed))} merged into it since" if now.absorbed else None


def worked_since(others: Sequence[Row[Any]]) -> str | None:
    """Return who has worked on a claim by these events, if a person did, or what was merged into it by them."""
    absorbed = {payload_of(row)["other"] for row in others if row.kind == EventKind.ABSORBED}
    absorbed -= {payload_of(row)["other"] for row in others if row.kind == EventKind.RELEASED}
    return worked_on(others, State("", Kind.FACT, absorbed=frozenset(absorbed)))


def said_of(row: Row[Any]) -> str:
    return f"{row.kind} by {row.actor} since"


def payload_of(row: Row[Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(row.payload)
    return loaded


def readable(row: Row[Any]) -> tuple[EventKind, dict[str, Any], ActorKind]:
    return EventKind(row.kind), payload_of(row), ActorKind(row.actor_kind)

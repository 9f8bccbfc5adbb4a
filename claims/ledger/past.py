"""A history from elsewhere, read and checked: plain values, ready to be written as they were recorded there."""

import json
from dataclasses import dataclass, field
from typing import Any

from claims.core.events import EventKind, State
from claims.core.spells import Spell, spells
from claims.core.vocabulary import ActorKind

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; `row` is its part of the table, from seq to confidence."""

    row: Row
    batch: str | None
    hash: bytes
    salt: bytes
    erased: bytes | None = None
    """The commitment to what it said, where that was erased."""

    @property
    def seq(self) -> int:
        return int(self.row[0])

    @property
    def recorded_at(self) -> int:
        return int(self.row[2])

    @property
    def told(self) -> tuple[int, EventKind, dict[str, Any], ActorKind]:
        payload: dict[str, Any] = json.loads(self.row[7])
        return self.recorded_at, EventKind(self.row[1]), payload, ActorKind(self.row[5])

    @property
    def actor(self) -> str:
        return str(self.row[4])

    @property
    def actor_kind(self) -> str:
        return str(self.row[5])


@dataclass(frozen=True, slots=True)
class Place:
    """Where the claim stands; `row` is its end in the appearance table, from url on."""

    n: int
    identity: bytes
    source: str
    document: bytes | None
    happened: Happened
    withdrawn: bool
    drift: str | None
    row: Row


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence; `row` is stance, url, quote, note and circular."""

    n: int
    row: Row
    document: str | None
    sha256: bytes | None
    happened: Happened
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim stands to another; `row` is kind, state, score, reasons, decided by, decided at, recorded at."""

    claim: str
    other: str
    row: Row

    @property
    def decided_at(self) -> int:
        return int(self.row[5] or 0)


@dataclass(frozen=True, slots=True)
class Stub:
    """What is told of a document that may not be here."""

    sha256: bytes
    source: str
    url: str | None
    title: str | None
    published: str | None
    seen_at: int


@dataclass(frozen=True, slots=True)
class History:
    """A claim with everything that ever happened to it.

    `names` are the sources as they are written, by the form they are known by; `quantities` the ends of their rows,
    `terms` the words it is found by.
    """

    key: str
    source: str
    language: str | None
    state: State
    fingerprint: bytes
    events: tuple[Happened, ...]
    places: tuple[Place, ...]
    proofs: tuple[Proof, ...]
    relations: tuple[Relation, ...]
    quantities: tuple[Row, ...]
    terms: str
    names: dict[str, str] = field(default_factory=dict)
    documents: dict[bytes, Stub] = field(default_factory=dict)

    @property
    def recorded_at(self) -> int:
        return self.events[0].recorded_at

    def spells(self) -> list[Spell]:
        """Return from when until when the claim was what it can be asked for."""
        return spells(each.told for each in self.events)

    @property
    def standing(self) -> bool:
        """Whether no other claim may say the same."""
        state = self.state
        return state.stands_alone and not state.withdrawn and state.merged_into is None

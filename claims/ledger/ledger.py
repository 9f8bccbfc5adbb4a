"""One open transaction of the writer, and the append that every change goes through."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from os import urandom
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from claims.core import key as keys
from claims.core import when
from claims.core.chain import CHAIN_START, chain, salts
from claims.core.events import EventKind, State, apply, canonical
from claims.core.named import named
from claims.core.spells import turn
from claims.core.statement import fingerprint
from claims.core.status import Status
from claims.core.text import require_fit
from claims.core.vocabulary import ActorKind, Kind, Precision
from claims.db import bulk
from claims.errors import Conflict, Refused
from claims.ledger import mentions, spelling
from claims.ledger.savepoints import Savepoint
from claims.models import batch, claim, event
from claims.queries.keys import claim_id
from claims.records import Actor

EVENT = (
    "claim_id", "seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload", "status",
    "confidence", "batch_id", "hash", "salt",
)  # fmt: skip
HASH = EVENT.index("hash")


@dataclass(slots=True)
class Run:
    """One command that changes something, known as a batch from its first write on; may span transactions."""

    actor: Actor
    command: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, Any] = field(default_factory=dict)
    clock: Callable[[], int] = when.now
    started_at: int = 0
    key: str = ""
    row_id: int | None = None

    def __post_init__(self) -> None:
        self.started_at = self.started_at or self.clock()
        self.key = self.key or keys.derive("batch", self.started_at, self.actor.name, self.command, urandom(16))


@dataclass(slots=True)
class Standing:
    """A claim as the ledger holds it while changing it: where it is in the table, and its state."""

    id: int
    key: str
    version: int
    recorded_at: int
    changed_at: int
    hash: bytes
    source_id: int
    state: State


_lock = select(claim.c.id).where(claim.c.id == bindparam("id")).with_for_update()
_claim_by_id = (
    select(claim, event.c.hash)
    .join(event, (event.c.claim_id == claim.c.id) & (event.c.seq == claim.c.version))
    .where(claim.c.id == bindparam("id"))
)


class Ledger:
    """One open transaction; nothing is kept until the boundary that opened it commits."""

    def __init__(self, connection: Connection, run: Run) -> None:
        self.connection = connection
        self.run = run
        self.now = run.clock()
        self.wrote = False
        self.salts = salts()
        self.hashes: list[bytes] = []  # of the events written in this transaction, in their order
        self.undoing: tuple[int, int] | None = None  # the claim and the event being taken back, while undoing

    @property
    def actor(self) -> Actor:
        return self.run.actor

    def batch_id(self) -> int:
        """Return the row of the batch this run is, written on first use: by whoever changes something."""
        self.wrote = True
        if self.run.row_id is None:
            made = self.connection.execute(
                insert(batch).values(
                    key=self.run.key,
                    command=self.run.command,
                    parameters=canonical(self.run.parameters),
                    versions=canonical(self.run.versions),
                    actor=self.actor.name,
                    actor_kind=self.actor.kind,
                    started_at=self.run.started_at,
                )
            )
            (self.run.row_id,) = made.inserted_primary_key or (None,)
        assert self.run.row_id is not None
        return self.run.row_id

    def finish(self, counts: Mapping[str, int]) -> None:
        """Note on the batch, if there is one, when it ended and what it came to."""
        if self.run.row_id is not None:
            done = update(batch).where(batch.c.id == self.run.row_id)
            self.connection.execute(done.values(finished_at=self.run.clock(), counts=canonical(counts)))

    def alone(self) -> None:
        """Let one intake, merge or undo run at a time until the transaction ends.

        Two intakes at once would both find a claim missing. SQLite has one writer anyway.
        """
        if self.connection.dialect.name == "postgresql":
            self.connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7236518044)")

    def record(self, events: Sequence[tuple[Any, ...]], columns: Sequence[str] = EVENT) -> None:
        """Write many events at once, in the order of `columns`; they are sealed with the transaction."""
        bulk.insert(self.connection, event, columns, events)
        self.hashes += [row[HASH] for row in events]

    def savepoint(self) -> Savepoint:
        """Return a savepoint, which takes back what this ledger knows of itself along with the rows."""
        return Savepoint(self)

    def together(self, *standings: Standing) -> None:
        """Let what follows be recorded at one time for all of these claims, also when the clock stepped back."""
        self.now = max(self.now, *(standing.changed_at for standing in standings))

    def stand(self, prefix: str, *, expect: int | None = None, merged: bool = False) -> Standing:
        """Return the claim with this key, locked for changing.

        Raises NotFound, Ambiguous, Conflict when it is not at version `expect`, and Refused when it was merged
        into another claim (unless `merged` allows that).
        """
        found = self.stand_by_id(claim_id(self.connection, prefix))
        if expect is not None and found.version != expect:
            raise Conflict(found.key, expect, found.version, self._last_actor(found))
        if found.state.merged_into and not merged:
            into = found.state.merged_into
            raise Refused(f"claim {found.key} was merged into {into}: change {into}, or `claims unmerge {found.key}`")
        return found

    def stand_by_id(self, row_id: int) -> Standing:
        """Return the claim in this row, locked for changing."""
        if self.connection.dialect.name == "postgresql":
            # A statement of its own: one that waits for the lock would look for the last event as it was before.
            self.connection.execute(_lock, {"id": row_id})
        return standing(self.connection, self.connection.execute(_claim_by_id, {"id": row_id}).one())

    def append(
        self,
        standing: Standing,
        kind: EventKind,
        payload: Mapping[str, Any],
        *,
        reason: str | None = None,
        effective_at: int | None = None,
    ) -> Standing:
        """Write one event and what the claim becomes by it; the only place where a claim's columns change.

        Raises Conflict when somebody else changed the claim since it was read, InvalidValue for unfit text.
        """
        require_fit("note", reason)
        require_fit("text", payload)
        if self.undoing is not None and self.undoing[0] == standing.id:
            payload = {**payload, "undoes": self.undoing[1]}
        state = apply(standing.state, kind, payload, self.actor.kind)
        seq, now = standing.version + 1, max(self.now, standing.changed_at)
        text = canonical(payload)
        digest = chain(
            standing.hash, standing.key, seq, kind, now, effective_at, self.actor.name, self.actor.kind, reason, text,
            self.run.key, salt := next(self.salts),
        )  # fmt: skip
        batch_id = self.batch_id()
        try:
            if not self._update(standing, self._columns(state, standing, seq, now)):
                raise Conflict(standing.key, standing.version)
            row = (
                standing.id, seq, kind.value, now, effective_at, self.actor.name, self.actor.kind.value, reason, text,
                state.status.value, state.confidence, batch_id, digest, salt,
            )  # fmt: skip
            self._write(f"INSERT INTO event ({', '.join(EVENT)}) VALUES ({', '.join('?' * len(row))})", row)
            self.hashes.append(digest)
        except IntegrityError as error:
            raise collision(standing.key, error) from error
        turned = turn(standing.state, kind, payload, state)
        spelling.keep(self.connection, [(standing.id, standing.recorded_at, turned, now)])
        if (state.statement, state.subject) != (standing.state.statement, standing.state.subject):
            mentions.renew(self.connection, standing.id, standing.recorded_at, named(state.statement, state.subject))
        return replace(standing, version=seq, changed_at=now, hash=digest, state=state)

    def _update(self, standing: Standing, columns: Mapping[str, Any]) -> bool:
        """Change a claim's columns; False when it is not at that version any more."""
        changes = ", ".join(f"{name} = ?" for name in columns)
        given = (*columns.values(), standing.id, standing.version)
        return self._write(f"UPDATE claim SET {changes} WHERE id = ? AND version = ?", given) == 1

    def _write(self, statement: str, given: tuple[Any, ...]) -> int:
        """Run a statement with `?` for values and return the number of rows it changed."""
        # Not built by the toolkit, which takes longer for that than the database for the change.
        said = statement if self.connection.dialect.name == "sqlite" else statement.replace("?", "%s")
        return self.connection.exec_driver_sql(said, given).rowcount

    def _columns(self, state: State, standing: Standing, seq: int, now: int) -> dict[str, Any]:
        columns: dict[str, Any] = {
            "status": state.status.value, "reviewed": state.reviewed, "confidence": state.confidence,
            "confidence_by": _value(state.confidence_by), "withdrawn": state.withdrawn, "version": seq,
            "changed_at": now,
        }  # fmt: skip
        before = standing.state
        for name in ("statement", "kind", "subject", "due", "due_precision", "stands_alone"):
            if getattr(state, name) != getattr(before, name):
                columns[name] = _value(getattr(state, name))
        if state.statement != before.statement or state.due != before.due:
            columns["fingerprint"] = fingerprint(state.statement, state.due)
        if state.merged_into != before.merged_into:
            into = state.merged_into
            columns["merged_into"] = claim_id(self.connection, into) if into else None
        return columns

    def _last_actor(self, standing: Standing) -> str | None:
        last = select(event.c.actor).where(event.c.claim_id == standing.id, event.c.seq == standing.version)
        return self.connection.execute(last).scalar()


def _value(given: Any) -> Any:
    return given.value if isinstance(given, Enum) else given


def standing(connection: Connection, row: Row[Any]) -> Standing:
    """Return a claim row, joined with the hash of its last event, as the ledger holds it."""
    into = None
    if row.merged_into is not None:
        into = connection.execute(select(claim.c.key).where(claim.c.id == row.merged_into)).scalar_one()
    state = State(
        statement=row.statement,
        kind=Kind(row.kind),
        subject=row.subject,
        due=row.due,
        due_precision=Precision(row.due_precision) if row.due_precision else None,
        stands_alone=bool(row.stands_alone),
        status=Status(row.status),
        reviewed=bool(row.reviewed),
        confidence=row.confidence,
        confidence_by=ActorKind(row.confidence_by) if row.confidence_by else None,
        merged_into=into,
        withdrawn=bool(row.withdrawn),
    )
    return Standing(
        row.id, row.key, row.version, row.recorded_at, row.changed_at, row.hash or CHAIN_START, row.source_id, state
    )


def collision(key: str, error: IntegrityError) -> Exception:
    """Return what a broken constraint means to the person who broke it."""
    said = str(error.orig)
    if "fingerprint" in said:
        return Refused(
            f"another claim says exactly what claim {key} would say: find it with `claims list --text …` and "
            f"`claims merge {key} OTHER`"
        )
    if "pk_event" in said or "event.claim_id" in said or "event is append-only" in said:
        return Conflict(key)
    return error


def loads(text: str | None) -> Any:
    """Return what a JSON column holds; an empty dict for nothing."""
    return json.loads(text) if text else {}

"""Intake: new claims in sets, whatever their number; repeats become further appearances of what is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, select

from claims.core.events import EventKind
from claims.db import bulk
from claims.errors import InvalidValue
from claims.ledger import sources
from claims.ledger.documents import Stored
from claims.ledger.entry import APPEARANCE, CLAIM, EVENT, QUANTITY, Entry, enter, quantity_rows
from claims.ledger.ledger import Ledger
from claims.models import appearance, claim, claim_tag, event, quantity
from claims.records import NewClaim

CHUNK = 500


@dataclass(slots=True)
class Taken:
    """What became of the claims given, by key: new ones, further appearances, and how many were known already."""

    added: list[str] = field(default_factory=list)
    appeared: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    @property
    def known(self) -> int:
        return len(self.same)


@dataclass(slots=True)
class Held:
    """A claim that is there: what is needed to append to it without reading it again."""

    id: int
    key: str
    version: int
    changed_at: int
    hash: bytes
    status: str
    confidence: int | None
    recorded_at: int
    withdrawn: bool
    merged_into: int | None
    appearances: int = 0


def take(ledger: Ledger, claims: Sequence[NewClaim], document: Stored | None = None) -> Taken:
    """Record `claims` and return what became of them.

    A claim from the very same place is known. A statement that stands alone and says what another claim says,
    figure for figure, is a further appearance of that one. Everything else is added.
    """
    if ledger.connection.dialect.name == "postgresql":
        # Two intakes at once would both find a claim missing; the lock goes with the transaction.
        ledger.connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7236518044)")
    places = _sources(ledger, claims, document)
    entries = [enter(new, places[0] if len(places) == 1 else places[n], document) for n, new in enumerate(claims)]
    taken = Taken()
    fresh, repeats = _sort(ledger, entries, taken)
    _append(ledger, repeats, taken)
    _add(ledger, fresh, taken)
    return taken


def _sources(ledger: Ledger, claims: Sequence[NewClaim], document: Stored | None) -> list[tuple[int, str]]:
    """Return the row and the name of each claim's source; a single one when all have the document's."""
    if document is not None:
        name = ledger.connection.exec_driver_sql(
            f"SELECT name FROM source WHERE id = {int(document.source_id)}"
        ).scalar_one()
        return [(document.source_id, name)]
    if any(not new.source for new in claims):
        raise InvalidValue("source", "", "every claim needs one: say who published it with --source NAME")
    rows = sources.ensure(ledger, {str(new.source) for new in claims})
    return [(rows[sources.name_key(str(new.source))], str(new.source)) for new in claims]


def _sort(ledger: Ledger, entries: Sequence[Entry], taken: Taken) -> tuple[list[Entry], list[tuple[Held, Entry]]]:
    """Split entries into new claims and further appearances of claims that are there or that just came."""
    together: dict[int, Held] = {}
    by_key = _held(ledger, "key", {entry.key for entry in entries}, together)
    wordings = {entry.fingerprint for entry in entries if entry.new.stands_alone and entry.key not in by_key}
    by_print = _held(ledger, "fingerprint", wordings, together)
    standing = _identities(ledger, together)
    fresh: dict[Any, Entry] = {}
    repeats: list[tuple[Held, Entry]] = []
    for entry in entries:
        held = by_key.get(entry.key) or (by_print.get(entry.fingerprint) if entry.new.stands_alone else None)
        first = fresh.get(entry.key) or (fresh.get(entry.fingerprint) if entry.new.stands_alone else None)
        if held is not None and held.withdrawn:
            held.withdrawn = False
            taken.restored.append(held.key)
            repeats.append((held, entry))
        elif held is not None and (held.id, entry.identity) in standing:
            taken.same.append(held.key)
        elif held is not None:
            standing.add((held.id, entry.identity))
            repeats.append((held, entry))
        elif first is None:
            fresh[entry.key] = entry
            if entry.new.stands_alone:
                fresh[entry.fingerprint] = entry
        elif entry.identity == first.identity or entry.identity in {e.identity for e in first.repeats}:
            taken.same.append(first.key)
        else:
            first.repeats.append(entry)
    return list({id(entry): entry for entry in fresh.values()}.values()), repeats


def _held(
    ledger: Ledger, column: str, values: Iterable[Any], together: dict[int, Held] | None = None
) -> dict[Any, Held]:
    """Return the claims whose `column` is one of `values`; for a merged one, the claim it was merged into.

    `together` are claims held already: one claim is held once, whatever it was found by.
    """
    together = {} if together is None else together
    last = (event.c.claim_id == claim.c.id) & (event.c.seq == claim.c.version)
    wanted = (
        claim.c[column], claim.c.id, claim.c.key, claim.c.version, claim.c.changed_at, event.c.hash, claim.c.status,
        claim.c.confidence, claim.c.recorded_at, claim.c.withdrawn, claim.c.merged_into,
    )  # fmt: skip
    query = select(*wanted).join(event, last).where(claim.c[column].in_(bindparam("values", expanding=True)))
    if column == "fingerprint":  # the one that stands comes last, and so wins over those merged away
        query = query.where(claim.c.stands_alone, ~claim.c.withdrawn).order_by(claim.c.merged_into.is_(None))
    found: dict[Any, Held] = {}
    for part in _chunks(values):
        for value, row_id, *rest in ledger.connection.execute(query, {"values": part}):
            found[value] = together.setdefault(row_id, Held(row_id, *rest))
    targets = {held.merged_into for held in found.values()} - {None}
    if targets:
        survivors = _held(ledger, "id", targets, together)
        found = {value: survivors.get(held.merged_into, held) for value, held in found.items()}
    return found


def _identities(ledger: Ledger, held: dict[int, Held]) -> set[tuple[int, bytes]]:
    """Return where the held claims stand already, and note how many appearances each has."""
    query = select(appearance.c.claim_id, appearance.c.identity).where(
        appearance.c.claim_id.in_(bindparam("values", expanding=True)), ~appearance.c.withdrawn
    )
    numbers = (
        select(appearance.c.claim_id, func.max(appearance.c.n))
        .where(appearance.c.claim_id.in_(bindparam("values", expanding=True)))
        .group_by(appearance.c.claim_id)
    )
    standing: set[tuple[int, bytes]] = set()
    for part in _chunks(held):
        standing.update((row[0], row[1]) for row in ledger.connection.execute(query, {"values": part}))
        for row_id, most in ledger.connection.execute(numbers, {"values": part}):
            held[row_id].appearances = most
    return standing


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(values)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))


def _add(ledger: Ledger, fresh: Sequence[Entry], taken: Taken) -> None:
    """Write new claims with everything that belongs to them, a table at a time."""
    if not fresh:
        return
    connection, now, batch_id = ledger.connection, ledger.now, ledger.batch_id()
    ids = bulk.next_ids(connection, claim, len(fresh))
    for row_id, entry in zip(ids, fresh, strict=True):
        entry.place(row_id, ledger)
    bulk.insert(connection, claim, CLAIM, [entry.claim_row(now, batch_id) for entry in fresh])
    appearances = [(entry, entry, 1) for entry in fresh]
    appearances += [(entry, repeat, n) for entry in fresh for n, repeat in enumerate(entry.repeats, 2)]
    places = bulk.next_ids(connection, appearance, len(appearances))
    bulk.insert(
        connection,
        appearance,
        APPEARANCE,
        [entry.appearance_row(i, at, n, now, batch_id) for i, (entry, at, n) in zip(places, appearances, strict=True)],
    )
    bulk.insert(connection, event, EVENT, [row for entry in fresh for row in entry.event_rows(ledger, batch_id)])
    bulk.insert(
        connection,
        quantity,
        QUANTITY,
        [row for entry in fresh for row in quantity_rows(entry.id, entry.quantities, now)],
    )
    tags = [(entry.id, tag, now) for entry in fresh for tag in dict.fromkeys(entry.new.tags)]
    bulk.insert(connection, claim_tag, ("claim_id", "tag", "claim_at"), tags)
    bulk.index(connection, ids, [entry.words() for entry in fresh])
    taken.added += [entry.key for entry in fresh]
    taken.appeared += [entry.key for entry in fresh for _ in entry.repeats]


def _append(ledger: Ledger, repeats: Sequence[tuple[Held, Entry]], taken: Taken) -> None:
    """Write further appearances of claims that are there, and bring back claims whose batch was undone."""
    if not repeats:
        return
    connection, batch_id = ledger.connection, ledger.batch_id()
    restored = set(taken.restored)
    events, changes, rows = [], {}, []
    for row_id, (held, entry) in zip(bulk.next_ids(connection, appearance, len(repeats)), repeats, strict=True):
        now = max(ledger.now, held.changed_at)
        if held.key in restored:
            restored.discard(held.key)
            events.append(entry.event_row(ledger, held, EventKind.RESTORED, {}, now, batch_id))
            if entry.key == held.key:
                changes[held.id] = held
                continue
        held.appearances += 1
        payload = {"appearance": entry.described(held.appearances)}
        events.append(entry.event_row(ledger, held, EventKind.APPEARED, payload, now, batch_id))
        entry.id, entry.claim_at = held.id, held.recorded_at
        rows.append(entry.appearance_row(row_id, entry, held.appearances, now, batch_id))
        taken.appeared.append(held.key)
        changes[held.id] = held
    bulk.insert(connection, event, EVENT, events)
    bulk.insert(connection, appearance, APPEARANCE, rows)
    marks = ("?",) * 4 if connection.dialect.name == "sqlite" else ("%s",) * 4
    connection.exec_driver_sql(
        "UPDATE claim SET version = {}, changed_at = {}, withdrawn = {} WHERE id = {}".format(*marks),
        [(held.version, held.changed_at, False, held.id) for held in changes.values()],
    )

"""Intake: new claims in sets, whatever their number; repeats become further appearances of what is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from claims.core.chain import CHAIN_START, chain
from claims.core.erasing import MARK
from claims.core.events import EventKind, canonical
from claims.core.source import name_key
from claims.core.spells import Turn, What
from claims.core.status import Status
from claims.db import bulk
from claims.errors import InvalidValue
from claims.ledger import mentions, sequence, sources, spelling
from claims.ledger.documents import Stored
from claims.ledger.entry import APPEARANCE, CLAIM, QUANTITY, Entry, Held, enter
from claims.ledger.ledger import Ledger
from claims.ledger.wording import add_quotes
from claims.models import appearance, claim, claim_tag, event, quantity
from claims.records import NewClaim

CHUNK = 500
HELD = (
    "SELECT claim.{column}, claim.id, claim.key, claim.version, claim.changed_at, event.hash, claim.status, "
    "claim.confidence, claim.recorded_at, claim.fingerprint, claim.stands_alone, claim.withdrawn, claim.merged_into, "
    f"claim.statement = '{MARK}' FROM claim JOIN event ON event.claim_id = claim.id AND event.seq = claim.version "
    "WHERE claim.{column} {among}"
)
BY_WORDING = tuple(
    HELD.format(column="fingerprint", among="{among}") + f" AND {which} AND claim.stands_alone AND NOT claim.withdrawn"
    for which in ("claim.merged_into IS NOT NULL", "claim.merged_into IS NULL")
)
"""Each by an index of its own; the claim that stands comes last, and so wins over those merged away."""
PLACES = "SELECT claim_id, identity FROM appearance WHERE claim_id {among} AND NOT withdrawn"
ABSORBED = (
    "SELECT claim.merged_into, appearance.identity FROM claim JOIN appearance ON appearance.claim_id = claim.id "
    "WHERE claim.merged_into {among} AND NOT appearance.withdrawn"
)
NUMBERS = "SELECT claim_id, max(n) FROM appearance WHERE claim_id {among} GROUP BY claim_id"
BACK = Turn(ended=frozenset({(What.GONE, "")}))


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

    def join(self, other: "Taken") -> None:
        """Take along what became of further claims."""
        self.added += other.added
        self.appeared += other.appeared
        self.restored += other.restored
        self.same += other.same


@dataclass(slots=True)
class There:
    """A claim that is there: what is needed to append to it without reading it again."""

    id: int
    key: str
    version: int
    changed_at: int
    hash: bytes
    status: str
    confidence: int | None
    recorded_at: int
    fingerprint: bytes = b""
    stands_alone: bool = False
    withdrawn: bool = False
    merged_into: int | None = None
    erased: bool = False
    appearances: int = 0


def take(ledger: Ledger, claims: Sequence[NewClaim], document: Stored | None = None) -> Taken:
    """Record `claims` and return what became of them.

    A claim from the very same place is known. A statement that stands alone and says what another claim says,
    figure for figure, is a further appearance of that one. Everything else is added.
    Raises InvalidValue for a claim without a source or a document.
    """
    if document is None and not all(new.source for new in claims):
        raise InvalidValue("source", "", "every claim needs one: say who published it with --source NAME")
    held = Held(document.sha256, document.text) if document else None
    publisher = document.source if document else ""
    return take_entries(ledger, [enter(new, publisher or str(new.source), held) for new in claims], document)


def take_entries(ledger: Ledger, entries: Sequence[Entry], document: Stored | None = None) -> Taken:
    """Record claims that were entered already."""
    ledger.alone()
    taken = Taken()
    fresh, repeats = _sort(ledger, entries, taken)
    placed = [each for entry in fresh for each in (entry, *entry.repeats)]
    where = _Where(ledger, placed + [entry for _, entry in repeats if entry], document)
    _append(ledger, repeats, where, taken)
    _add(ledger, fresh, where, taken)
    return taken


class _Where:
    """The rows of the sources and the document that appearances refer to."""

    def __init__(self, ledger: Ledger, entries: Sequence[Entry], document: Stored | None) -> None:
        self.document_id = document.id if document else None
        self._only = document.source_id if document else None
        self._rows = sources.ensure(ledger, {entry.source for entry in entries}) if document is None else {}

    def source(self, entry: Entry) -> int:
        return self._rows[name_key(entry.source)] if self._only is None else self._only


def _sort(
    ledger: Ledger, entries: Sequence[Entry], taken: Taken
) -> tuple[list[Entry], list[tuple[There, Entry | None]]]:
    """Split entries into new claims and further appearances of claims that are there or that just came.

    A claim without an entry only comes back, where it stood before.
    """
    together: dict[int, There] = {}
    by_key = _held(ledger, "key", {entry.key for entry in entries}, together)
    wordings = {entry.fingerprint for entry in entries if entry.stands_alone and entry.key not in by_key}
    wordings |= {held.fingerprint for held in by_key.values() if held.withdrawn and held.stands_alone}
    by_print = _held(ledger, "fingerprint", wordings, together)
    standing = _identities(ledger, together)
    fresh: dict[Any, Entry] = {}
    repeats: list[tuple[There, Entry | None]] = []
    for entry in entries:
        held = by_key.get(entry.key) or (by_print.get(entry.fingerprint) if entry.stands_alone else None)
        first = fresh.get(entry.key) or (fresh.get(entry.fingerprint) if entry.stands_alone else None)
        if held is not None and held.withdrawn and held.stands_alone:  # meanwhile another one may say the same
            held = None if first else by_print.setdefault(held.fingerprint, held)
        if held is not None and held.withdrawn and not held.erased:
            held.withdrawn = False
            taken.restored.append(held.key)
            repeats.append((held, None))
            if (held.id, entry.identity) not in standing:
                standing.add((held.id, entry.identity))
                repeats.append((held, entry))
        elif held is not None and (held.erased or (held.id, entry.identity) in standing):  # erased words stay out
            taken.same.append(held.key)
        elif held is not None:
            standing.add((held.id, entry.identity))
            repeats.append((held, entry))
        elif first is None:
            fresh[entry.key] = entry
            if entry.stands_alone:
                fresh[entry.fingerprint] = entry
        elif entry.identity == first.identity or entry.identity in {e.identity for e in first.repeats}:
            taken.same.append(first.key)
        else:
            first.repeats.append(entry)
    return list({id(entry): entry for entry in fresh.values()}.values()), repeats


def _held(
    ledger: Ledger, column: str, values: Iterable[Any], together: dict[int, There] | None = None
) -> dict[Any, There]:
    """Return the claims whose `column` is one of `values`; for a merged one, the claim it was merged into.

    `together` are claims held already: one claim is held once, whatever it was found by.
    """
    together = {} if together is None else together
    queries = BY_WORDING if column == "fingerprint" else (HELD.format(column=column, among="{among}"),)
    found: dict[Any, There] = {}
    for query in queries:
        for value, row_id, *rest in bulk.among(ledger.connection, query, values):
            found[value] = together.setdefault(row_id, There(row_id, *rest))
    targets = {held.merged_into for held in found.values()} - {None}
    if targets:
        survivors = _held(ledger, "id", targets, together)
        found = {value: survivors.get(held.merged_into, held) for value, held in found.items()}
    return found


def _identities(ledger: Ledger, held: dict[int, There]) -> set[tuple[int, bytes]]:
    """Return where the held claims stand already, and note how many appearances each has."""
    standing: set[tuple[int, bytes]] = set()
    for query in (PLACES, ABSORBED):
        standing.update((row_id, place) for row_id, place in bulk.among(ledger.connection, query, held))
    for row_id, most in bulk.among(ledger.connection, NUMBERS, held):
        held[row_id].appearances = most
    return standing


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(values)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))


def _add(ledger: Ledger, fresh: Sequence[Entry], where: _Where, taken: Taken) -> None:
    """Write new claims with everything that belongs to them, a table at a time."""
    if not fresh:
        return
    connection, now, batch_id = ledger.connection, ledger.now, ledger.batch_id()
    sequence.follow(connection, [now])
    ids = bulk.next_ids(connection, claim, len(fresh))
    with_ids = list(zip(ids, fresh, strict=True))
    bulk.insert(connection, claim, CLAIM, [e.claim_row(i, where.source(e), now, batch_id) for i, e in with_ids])
    at = [(i, n, each) for i, entry in with_ids for n, each in enumerate((entry, *entry.repeats), 1)]
    rows = [
        each.appearance_row(place, i, n, where.source(each), where.document_id, batch_id, now, now)
        for place, (i, n, each) in zip(bulk.next_ids(connection, appearance, len(at)), at, strict=True)
    ]
    bulk.insert(connection, appearance, APPEARANCE, rows)
    events = [row for i, entry in with_ids for row in _first_events(ledger, i, entry, batch_id)]
    ledger.record(events)
    figures = [row for i, entry in with_ids for row in entry.quantity_rows(i, now)]
    bulk.insert(connection, quantity, QUANTITY, figures)
    bulk.insert(connection, claim_tag, ("claim_id", "tag"), [(i, tag) for i, e in with_ids for tag in e.tags])
    spelling.keep(connection, [(i, now, spelling.tagged(entry.tags), now) for i, entry in with_ids if entry.tags])
    mentions.keep(connection, [(i, now, entry.names) for i, entry in with_ids], batch_id)
    bulk.index(connection, ids, [entry.terms for entry in fresh])
    further = {i: [each.quote for each in e.repeats] for i, e in with_ids if e.repeats}
    for part in _chunks(further):
        add_quotes(ledger, {i: further[i] for i in part})
    taken.added += [entry.key for entry in fresh]
    taken.appeared += [entry.key for entry in fresh for _ in entry.repeats]


def _first_events(ledger: Ledger, row_id: int, entry: Entry, batch_id: int) -> Iterator[tuple[Any, ...]]:
    """Yield the events of a new claim: added, and one for each further appearance."""
    there = There(row_id, entry.key, 0, ledger.now, CHAIN_START, Status.UNVERIFIED.value, entry.confidence, ledger.now)
    yield _event(ledger, there, EventKind.ADDED.value, entry.added, batch_id)
    for n, repeat in enumerate(entry.repeats, 2):
        told = canonical({"appearance": repeat.described(n)})
        yield _event(ledger, there, EventKind.APPEARED.value, told, batch_id)


def _event(ledger: Ledger, there: There, kind: str, payload: str, batch_id: int) -> tuple[Any, ...]:
    """Return a further event of a claim as a row, and move the claim on by it."""
    actor, by = ledger.actor.name, ledger.actor.kind.value
    there.version += 1
    there.changed_at = now = max(ledger.now, there.changed_at)
    said = (kind, now, None, actor, by, None, payload)
    there.hash = chain(there.hash, there.key, there.version, *said, ledger.run.key, salt := next(ledger.salts))
    return (
        there.id, there.version, *said, there.status, there.confidence, batch_id, there.hash, salt,
    )  # fmt: skip


def _lock(ledger: Ledger, theres: dict[int, There]) -> None:
    """Keep reviewers from claims until the end, and catch up with what they changed since these were read."""
    wanted = claim.c.id.in_(bindparam("values", expanding=True))
    lock = select(claim.c.id).where(wanted).order_by(claim.c.id).with_for_update()
    last = (event.c.claim_id == claim.c.id) & (event.c.seq == claim.c.version)
    columns = (claim.c.id, claim.c.version, claim.c.changed_at, event.c.hash, claim.c.status, claim.c.confidence)
    for part in _chunks(sorted(theres)):
        ledger.connection.execute(lock, {"values": part})
        for row in ledger.connection.execute(select(*columns).join(event, last).where(wanted), {"values": part}):
            there = theres[row.id]
            there.version, there.changed_at, there.hash = row.version, row.changed_at, row.hash
            there.status, there.confidence = row.status, row.confidence


def _append(ledger: Ledger, repeats: Sequence[tuple[There, Entry | None]], where: _Where, taken: Taken) -> None:
    """Write further appearances of claims that are there, and bring back claims whose batch was undone."""
    if not repeats:
        return
    connection, batch_id = ledger.connection, ledger.batch_id()
    if connection.dialect.name == "postgresql":
        _lock(ledger, {there.id: there for there, _ in repeats})
    events, rows, returned = [], [], []
    quotes: dict[int, list[str]] = {}
    for row_id, (there, entry) in zip(bulk.next_ids(connection, appearance, len(repeats)), repeats, strict=True):
        if entry is None:
            events.append(_event(ledger, there, EventKind.RESTORED.value, "{}", batch_id))
            returned.append((there.id, there.recorded_at, BACK, there.changed_at))
            continue
        there.appearances += 1
        told = canonical({"appearance": entry.described(there.appearances)})
        events.append(_event(ledger, there, EventKind.APPEARED.value, told, batch_id))
        place = (row_id, there.id, there.appearances, where.source(entry), where.document_id, batch_id)
        rows.append(entry.appearance_row(*place, there.changed_at, there.recorded_at))
        taken.appeared.append(there.key)
        quotes.setdefault(there.id, []).append(entry.quote)
    ledger.record(events)
    bulk.insert(connection, appearance, APPEARANCE, rows)
    spelling.keep(connection, returned)
    marks = ("?",) * 4 if connection.dialect.name == "sqlite" else ("%s",) * 4
    changed = {there.id: there for there, _ in repeats}.values()
    connection.exec_driver_sql(
        "UPDATE claim SET version = {}, changed_at = {}, withdrawn = {} WHERE id = {}".format(*marks),
        [(there.version, there.changed_at, False, there.id) for there in changed],
    )
    for part in _chunks(quotes):
        add_quotes(ledger, {row_id: quotes[row_id] for row_id in part})

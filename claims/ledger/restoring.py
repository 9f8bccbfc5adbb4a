"""Restoring: histories from elsewhere, written as they were recorded there; what is here already goes on with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from claims.core.events import EventKind
from claims.core.named import named
from claims.core.vocabulary import LinkKind, LinkState
from claims.db import bulk
from claims.errors import Conflict
from claims.ledger import linking, mentions, sequence, spelling
from claims.ledger.entry import APPEARANCE, CLAIM, QUANTITY
from claims.ledger.ledger import EVENT, Ledger, Standing
from claims.ledger.past import Happened, History, Place, Proof
from claims.ledger.referring import Rows, among
from claims.ledger.relating import relate
from claims.ledger.wording import reindex
from claims.models import appearance, batch_item, claim, claim_tag, event, evidence, quantity
from claims.records import Outcome

ADDED, BACK, WENT_ON, KNOWN, WAITS = "added", "back", "went on", "known", "waits"
"""What becomes of a history; one that waits refers to a claim that is not here, or comes a second time.

A claim comes back when nothing happened to it since but that the import which brought it was undone.
"""
EVIDENCE = (
    "id", "claim_id", "n", "document_id", "actor", "actor_kind", "recorded_at", "withdrawn", "stance", "url", "quote",
    "note", "circular",
)  # fmt: skip
HERE = (ADDED, BACK, WENT_ON, KNOWN)
SAME_WORDING = (
    "SELECT fingerprint, id FROM claim "
    "WHERE fingerprint {among} AND stands_alone AND NOT withdrawn AND merged_into IS NULL"
)


@dataclass(slots=True)
class Here:
    """A claim that is here already, and its last event."""

    id: int
    version: int
    hash: bytes
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Parted:
    """Why a history cannot be written."""

    reason: str


def restore(ledger: Ledger, histories: Sequence[History]) -> list[str | Parted]:
    """Write histories whose claims are not here, and what is new of others; returns what became of each."""
    ledger.alone()
    here = _here(ledger, {each.key for each in histories})
    became = _sort(ledger, histories, here)
    fresh = [each for each, word in zip(histories, became, strict=True) if word == ADDED]
    further = [each for each, word in zip(histories, became, strict=True) if word == WENT_ON]
    if fresh or further:
        rows = Rows(ledger, [*fresh, *further])
        same = _same_wording(ledger, fresh)
        _add(ledger, fresh, rows, same)
        for each in further:
            _go_on(ledger, here[each.key], each, rows)
    for each, word in zip(histories, became, strict=True):
        if word == BACK:
            mine = here[each.key]
            note = "taken in again"
            ledger.append(ledger.stand_by_id(mine.id), EventKind.RESTORED, {"undoes": mine.version}, reason=note)
    relate(ledger, [each for each, word in zip(histories, became, strict=True) if word in HERE])
    return became


def _here(ledger: Ledger, wanted: Iterable[str]) -> dict[str, Here]:
    query = (
        "SELECT claim.key, claim.id, claim.version, event.hash, claim.withdrawn FROM claim "
        "JOIN event ON event.claim_id = claim.id AND event.seq = claim.version WHERE claim.key {among}"
    )
    return {key: Here(*rest) for key, *rest in bulk.among(ledger.connection, query, wanted)}


def _sort(ledger: Ledger, histories: Sequence[History], here: dict[str, Here]) -> list[str | Parted]:
    """Return what is to become of each history."""
    coming = {each.key for each in histories if each.key not in here and each.state.merged_into is None}
    targets = {each.state.merged_into for each in histories} - {None}
    reached = coming | among(ledger, claim, "key", targets).keys()
    became: list[str | Parted] = []
    seen: set[str] = set()
    for each in histories:
        into, mine = each.state.merged_into, here.get(each.key)
        word: str | Parted = ADDED if mine is None else _compared(ledger, mine, each)
        if each.key in seen or (into is not None and into not in reached and word in (ADDED, WENT_ON)):
            word = WAITS
        seen.add(each.key)
        became.append(word)
    return became


def _compared(ledger: Ledger, mine: Here, history: History) -> str | Parted:
    """Return whether a history is known, goes on where ours ends, or parted from ours."""
    theirs = [each.hash for each in history.events]
    if len(theirs) >= mine.version and theirs[mine.version - 1] == mine.hash:
        return KNOWN if len(theirs) == mine.version else _unless_erased(ledger, mine, history)
    query = select(event.c.hash, event.c.kind).where(event.c.claim_id == mine.id).order_by(event.c.seq)
    rows = ledger.connection.execute(query).all()
    ours = [row.hash for row in rows]
    if len(theirs) < len(ours) and ours[len(theirs) - 1] == theirs[-1]:
        since = {row.kind for row in rows[len(theirs) :]}
        only_undone = mine.withdrawn and since <= {EventKind.WITHDRAWN, EventKind.RESTORED}
        return BACK if only_undone and not history.state.withdrawn else KNOWN
    same = sum(1 for a, b in zip(ours, theirs, strict=False) if a == b)
    return Parted(
        f"claim {history.key} was changed here and there since event {same}, so neither can go on with the other: "
        f"import it into a database of its own to compare them"
    )


def _unless_erased(ledger: Ledger, mine: Here, history: History) -> str | Parted:
    """Return that a history goes on here, unless it did so by erasing words that are here still."""
    query = select(event.c.seq, event.c.erased).where(event.c.claim_id == mine.id).order_by(event.c.seq)
    ours = ledger.connection.execute(query).all()
    if all(row.erased == each.erased for row, each in zip(ours, history.events, strict=False)):
        return WENT_ON
    return Parted(
        f"words of claim {history.key} were erased where this was exported, and they are here: "
        f"`claims erase claim {history.key}` does so here"
    )


def _same_wording(ledger: Ledger, fresh: Sequence[History]) -> dict[bytes, int]:
    """Return the claims here that say what a new one says, by fingerprint."""
    wanted = {each.fingerprint for each in fresh if each.standing}
    return {wording: row_id for wording, row_id in bulk.among(ledger.connection, SAME_WORDING, wanted)}


def _add(ledger: Ledger, fresh: Sequence[History], rows: Rows, same: dict[bytes, int]) -> None:
    """Write claims that are not here, a table at a time; those that others are merged into go first."""
    if not fresh:
        return
    connection = ledger.connection
    sequence.follow(connection, [each.recorded_at for each in fresh])
    ids = bulk.next_ids(connection, claim, len(fresh))
    by_key = {each.key: row_id for row_id, each in zip(ids, fresh, strict=True)}
    by_key |= among(ledger, claim, "key", {each.state.merged_into for each in fresh} - {None, *by_key})
    made = list(zip(ids, fresh, strict=True))
    claims = []
    for row_id, each in sorted(made, key=lambda each: each[1].state.merged_into is not None):
        twin = same.get(each.fingerprint) if each.standing else None
        into = by_key[each.state.merged_into] if each.state.merged_into else twin
        claims.append((*_claim(row_id, each, rows, ledger.batch_id()), into))
    bulk.insert(connection, claim, (*CLAIM, "merged_into"), claims)
    _write(ledger, [(i, each, each.events, each.places, each.proofs) for i, each in made], rows)
    figures = [(i, each.recorded_at, *row) for i, each in made for row in each.quantities]
    bulk.insert(connection, quantity, QUANTITY, figures)
    tags = [(i, tag) for i, each in made for tag in sorted(each.state.tags)]
    bulk.insert(connection, claim_tag, ("claim_id", "tag"), tags)
    spelling.restore(connection, [(i, each.recorded_at, each.spells()) for i, each in made])
    mentions.keep(connection, [(i, each.recorded_at, _names(each)) for i, each in made], ledger.batch_id())
    bulk.index(connection, ids, [each.terms for each in fresh])
    for row_id, each in made:
        if each.standing and each.fingerprint in same:
            _join(ledger, _standing(row_id, each, rows), same[each.fingerprint])


def _names(history: History) -> mentions.Names:
    return named(history.state.statement, history.state.subject)


def _claim(row_id: int, history: History, rows: Rows, batch_id: int) -> tuple[Any, ...]:
    state, last = history.state, history.events[-1]
    head = (row_id, history.key, history.fingerprint, rows.sources[history.source], history.recorded_at)
    now = (last.recorded_at, batch_id, len(history.events), state.status.value, state.reviewed, state.withdrawn)
    said = (state.statement, state.kind.value, state.subject, history.language, state.due)
    precision, by = state.due_precision, state.confidence_by
    return (
        *head, *now, *said, precision.value if precision else None, state.stands_alone, state.confidence,
        by.value if by else None,
    )  # fmt: skip


Told = tuple[int, History, Sequence[Happened], Sequence[Place], Sequence[Proof]]


def _write(ledger: Ledger, told: Sequence[Told], rows: Rows) -> None:
    """Append events, appearances and evidence."""
    events = [
        (i, *each.row, rows.batch(each), each.hash, each.salt, each.erased)
        for i, _, happened, _, _ in told
        for each in happened
    ]
    ledger.record(events, (*EVENT, "erased"))
    places = [(i, history, each) for i, history, _, stood, _ in told for each in stood]
    made: list[tuple[Any, ...]] = []
    ids = bulk.next_ids(ledger.connection, appearance, len(places))
    for row_id, (i, history, each) in zip(ids, places, strict=True):
        document = rows.documents[each.document] if each.document is not None else None
        refers = (rows.sources[each.source], document, rows.batch(each.happened))
        times = (each.happened.recorded_at, history.recorded_at)
        made.append((row_id, i, each.n, each.identity, *refers, *times, each.withdrawn, *each.row, each.drift))
    bulk.insert(ledger.connection, appearance, (*APPEARANCE, "drift"), made)
    proofs = [(i, each) for i, _, _, _, shown in told for each in shown]
    made = []
    for row_id, (i, proof) in zip(bulk.next_ids(ledger.connection, evidence, len(proofs)), proofs, strict=True):
        by = (proof.happened.actor, proof.happened.actor_kind, proof.happened.recorded_at)
        made.append((row_id, i, proof.n, rows.proving(proof), *by, proof.withdrawn, *proof.row))
    bulk.insert(ledger.connection, evidence, EVIDENCE, made)


def _standing(row_id: int, history: History, rows: Rows) -> Standing:
    last = history.events[-1]
    return Standing(
        row_id, history.key, len(history.events), history.recorded_at, last.recorded_at, last.hash,
        rows.sources[history.source], history.state,
    )  # fmt: skip


def _join(ledger: Ledger, standing: Standing, twin: int) -> None:
    """Merge a claim that came into the one here that says the same, figure for figure, as intake would have done."""
    survivor = ledger.stand_by_id(twin)
    note = f"says what claim {survivor.key} here says"
    ledger.append(standing, EventKind.MERGED, {"into": survivor.key}, reason=note)
    linking.decide(ledger, standing.id, survivor.id, LinkKind.DUPLICATE, LinkState.CONFIRMED)
    ledger.append(survivor, EventKind.ABSORBED, {"other": standing.key}, reason=note)


def _go_on(ledger: Ledger, mine: Here, history: History, rows: Rows) -> None:
    """Append what happened elsewhere since, and bring everything that follows from it in line."""
    connection, state = ledger.connection, history.state
    into = among(ledger, claim, "key", [state.merged_into])[state.merged_into] if state.merged_into else None
    now = dict(zip(CLAIM, _claim(mine.id, history, rows, 0), strict=True)) | {"merged_into": into}
    for fixed in ("id", "key", "source_id", "recorded_at", "batch_id"):
        del now[fixed]
    unchanged = (claim.c.id == mine.id) & (claim.c.version == mine.version)
    if connection.execute(update(claim).where(unchanged).values(now)).rowcount != 1:
        raise Conflict(history.key, mine.version)
    for table, each in [(appearance, place) for place in history.places] + [(evidence, p) for p in history.proofs]:
        where = (table.c.claim_id == mine.id) & (table.c.n == each.n) & (table.c.withdrawn != each.withdrawn)
        connection.execute(update(table).where(where).values(withdrawn=each.withdrawn))
    for place in history.places:
        where = (appearance.c.claim_id == mine.id) & (appearance.c.n == place.n)
        where &= appearance.c.drift.is_distinct_from(place.drift)
        connection.execute(update(appearance).where(where).values(drift=place.drift))
    since = mine.version
    places = [each for each in history.places if each.happened.seq > since]
    proofs = [each for each in history.proofs if each.happened.seq > since]
    _write(ledger, [(mine.id, history, history.events[since:], places, proofs)], rows)
    for table in (claim_tag, quantity):
        connection.execute(delete(table).where(table.c.claim_id == mine.id))
    at = history.recorded_at
    bulk.insert(connection, claim_tag, ("claim_id", "tag"), [(mine.id, tag) for tag in state.tags])
    bulk.insert(connection, quantity, QUANTITY, [(mine.id, at, *row) for row in history.quantities])
    spelling.forget(connection, mine.id)
    spelling.restore(connection, [(mine.id, at, history.spells())])
    mentions.renew(connection, mine.id, at, _names(history))
    reindex(ledger, _standing(mine.id, history, rows))


def note(ledger: Ledger, whole: Outcome, failures: Sequence[Outcome]) -> None:
    """Keep with the batch what became of a file and of the lines that failed; nothing where nothing was written."""
    if ledger.run.row_id is None:
        return
    mine = ledger.batch_id()
    last = select(func.coalesce(func.max(batch_item.c.n), 0)).where(batch_item.c.batch_id == mine)
    start = ledger.connection.execute(last).scalar_one() + 1  # after the documents that came with it
    rows = [
        {"batch_id": mine, "n": n, "name": each.name, "outcome": each.outcome, "detail": each.detail}
        for n, each in enumerate((whole, *failures), start)
    ]
    ledger.connection.execute(insert(batch_item), rows)

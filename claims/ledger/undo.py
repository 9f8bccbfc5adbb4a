"""Undo: a batch is taken back by further events. Later work of people is kept, and said so."""

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select, update

from claims.core.events import EventKind, State, fold
from claims.core.vocabulary import LinkState
from claims.db import direct
from claims.errors import NotFound, Refused
from claims.ledger import drifting, keeping, linking, merging, naming, review, sources, unrestoring, untouched
from claims.ledger.ledger import Ledger, Standing
from claims.ledger.rereading import found_elsewhere, withdraw_unread
from claims.ledger.wording import reindex
from claims.ledger.worked import in_force, payload_of, readable, said_of, worked_on, worked_since
from claims.models import appearance, batch, claim, event, source, source_rating

AWAY = (EventKind.TAGGED, EventKind.EVIDENCE, EventKind.EVIDENCE_RESTORED, EventKind.APPEARANCE_RESTORED)
"""Events that put something there, which undoing takes away; the others took away what undoing brings back."""

ACCEPTED = (
    EventKind.STATUS,
    EventKind.CONFIDENCE,
    EventKind.TAGGED,
    EventKind.UNTAGGED,
    EventKind.NOTED,
    EventKind.DRIFTED,
)
"""Events whose opposite no rule and no other claim can stand against, so that no savepoint is needed."""
CHUNK = 500
IRREVERSIBLE = {keeping.PRUNE: "dropped the bytes of documents", "erase": "erased words for good"}
"""Commands that cannot be undone, and what they did."""


@dataclass(slots=True)
class Undoing:
    """What undoing came to so far."""

    reverted: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Claims that another reading of the same documents found too, and the batch of that reading."""


def find(ledger: Ledger, key: str) -> Row[Any]:
    """Return the batch with this key or prefix of one; raises NotFound, Refused for one undone already."""
    start = key.strip().upper()
    query = select(batch).where(batch.c.key.startswith(start, autoescape=True)).limit(2)
    rows = ledger.connection.execute(query).all() if len(start) >= 4 else []
    if len(rows) != 1:
        raise NotFound("batch", key, "`claims batches` shows them; give enough characters to name one")
    if why := IRREVERSIBLE.get(rows[0].command):
        raise Refused(f"batch {rows[0].key} {why}: that cannot be undone")
    if rows[0].undone_by is not None:
        by = ledger.connection.execute(select(batch.c.key).where(batch.c.id == rows[0].undone_by)).scalar_one()
        raise Refused(f"batch {rows[0].key} was undone already; to bring it back, undo that: `claims undo {by}`")
    return rows[0]


def undo(ledger: Ledger, undone: Row[Any], note: str | None) -> Undoing:
    """Take back what a batch did, claim by claim, newest change first."""
    done = Undoing(elsewhere=found_elsewhere(ledger.connection, undone.id))
    ledger.run.parameters = {"undid": undone.key}
    ledger.batch_id()  # before the first savepoint, which would take it back
    reason = note or f"undo of batch {undone.key}"
    if undone.command == "import":
        _undo_histories(ledger, undone, reason, done)
    last = 0
    while ids := _touched(ledger, undone.id, last):
        last = ids[-1]
        whole = untouched.undo(ledger, undone.id, ids, reason, done.elsewhere)
        done.reverted += len(whole)
        rest = event.c.claim_id.in_([row_id for row_id in ids if row_id not in whole])
        changes = select(event).where(event.c.batch_id == undone.id, rest)
        rows = ledger.connection.execute(changes.order_by(event.c.claim_id, event.c.seq.desc())).all()
        for claim_id, events in groupby(rows, key=lambda row: row.claim_id):
            _undo_claim(ledger, ledger.stand_by_id(claim_id), list(events), reason, done)
    _undo_ratings(ledger, undone.id, reason, done)
    done.reverted += keeping.undo(ledger, undone)
    for changed, others in (naming.undo(ledger, undone.id, reason), sources.undescribe(ledger, undone)):
        done.reverted += changed
        done.kept |= others
    _hold(ledger, undone, False, ledger.batch_id())
    return done


def _undo_histories(ledger: Ledger, undone: Row[Any], reason: str, done: Undoing) -> None:
    """Take away the claims that came with their histories; what others got from elsewhere stays, and is said."""

    done.reverted, kept = unrestoring.undo(ledger, undone, reason)
    done.kept |= kept
    if went_on := json.loads(undone.counts or "{}").get("went on"):
        done.kept[undone.key] = f"{went_on} claims that were here keep what happened to them elsewhere"


def _touched(ledger: Ledger, batch_id: int, after: int) -> Sequence[int]:
    """Return the rows of the next claims that a batch changed, locked for changing."""
    mine = select(event.c.claim_id).where(event.c.batch_id == batch_id, event.c.claim_id > after).distinct()
    ids = ledger.connection.execute(mine.order_by(event.c.claim_id).limit(CHUNK)).scalars().all()
    if ledger.connection.dialect.name == "postgresql":
        lock = select(claim.c.id).where(claim.c.id.in_(ids)).order_by(claim.c.id).with_for_update()
        ledger.connection.execute(lock)
    return ids


def _undo_claim(ledger: Ledger, standing: Standing, events: Sequence[Row[Any]], reason: str, done: Undoing) -> None:
    """Take back a batch's events on one claim, or say why they stay."""
    history = _history(ledger, standing)
    ours = {row.seq for row in events}
    others = [row for row in in_force(history) if row.seq not in ours]
    brought = any(row.kind in (EventKind.ADDED, EventKind.RESTORED) for row in events)
    if brought and (why := _worked(history, others, min(ours))):
        done.kept[standing.key] = why
        return
    if brought and standing.key in done.elsewhere:
        done.kept[standing.key] = f"found by batch {done.elsewhere[standing.key]} too"
        return
    before = standing.version
    for row in events:
        about = _about(EventKind(row.kind), payload_of(row))
        later = [each for each in others if each.seq > row.seq]
        since = [each for each in later if about & _about(EventKind(each.kind), payload_of(each))]
        if since:
            done.kept[standing.key] = said_of(since[-1])
            continue
        earlier = fold(map(readable, history[: row.seq - 1])) if row.seq > 1 else None
        ledger.undoing = (standing.id, row.seq)
        try:
            with nullcontext() if row.kind in ACCEPTED else ledger.savepoint():
                standing = _revert(ledger, standing, row, earlier, reason) or standing
        except Refused as refused:
            done.kept[standing.key] = str(refused)
    ledger.undoing = None
    done.reverted += standing.version > before


def _worked(history: Sequence[Row[Any]], others: Sequence[Row[Any]], first: int) -> str | None:
    """Return who has worked on a claim besides the batch that brought it, or since it was brought back."""
    if history[first - 1].kind == EventKind.RESTORED:
        return worked_since([row for row in others if row.seq > first])
    return worked_on(others, fold(map(readable, history)))


def _history(ledger: Ledger, standing: Standing) -> Sequence[Any]:
    return direct.rows(ledger.connection, "SELECT * FROM event WHERE claim_id = ? ORDER BY seq", (standing.id,))


def _about(kind: EventKind, payload: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    """Return what an event decides; a later one about the same is another decision."""
    match kind:
        case EventKind.STATUS | EventKind.CONFIDENCE:
            return {(kind,)}
        case EventKind.AMENDED:
            return {(kind, name) for name in payload["changes"]}
        case EventKind.TAGGED | EventKind.UNTAGGED:
            return {("tag", payload["tag"])}
        case EventKind.EVIDENCE | EventKind.EVIDENCE_WITHDRAWN | EventKind.EVIDENCE_RESTORED:
            return {("evidence", payload["n"])}
        case EventKind.APPEARED | EventKind.APPEARANCE_WITHDRAWN | EventKind.APPEARANCE_RESTORED:
            return {("appearance", payload["appearance"]["n"])}
        case EventKind.DRIFTED:
            return {("drift", payload["appearance"]["n"])}
        case EventKind.MERGED | EventKind.UNMERGED:
            return {("merged",)}
        case EventKind.LINKED:
            return {("link", payload["kind"], payload["other"], payload.get("reverse"))}
        case _:
            return set()


def _revert(ledger: Ledger, standing: Standing, row: Row[Any], earlier: State | None, reason: str) -> Standing | None:
    """Append the opposite of one event; None when there was nothing to take back. Raises Refused."""
    kind, payload, state = EventKind(row.kind), payload_of(row), standing.state
    match kind:
        case EventKind.STATUS if earlier is not None:
            told = {"from": state.status, "to": earlier.status, "reviewed": earlier.reviewed}
            return ledger.append(standing, kind, told, reason=reason)
        case EventKind.CONFIDENCE if earlier is not None:
            told = {"from": state.confidence, "to": earlier.confidence, "by": earlier.confidence_by}
            return ledger.append(standing, kind, told, reason=reason)
        case EventKind.AMENDED:
            changes = {name: [new, old] for name, (old, new) in payload["changes"].items()}
            return review.amended(ledger, standing, changes, reason)
        case EventKind.MERGED:
            return merging.unmerge(ledger, standing, reason, LinkState(payload.get("was", LinkState.REJECTED)))[0]
        case EventKind.UNMERGED:
            merging.merge(ledger, standing, ledger.stand(payload["from"]), reason)
            return ledger.stand_by_id(standing.id)
        case EventKind.RESTORED if earlier is not None and _places(ledger, standing) <= earlier.appearances:
            return None if state.withdrawn else ledger.append(standing, EventKind.WITHDRAWN, {}, reason=reason)
        case EventKind.ADDED | EventKind.RESTORED:
            return _take_away(ledger, standing, 1, reason)
        case EventKind.APPEARED:
            return _take_away(ledger, standing, payload["appearance"]["n"], reason)
        case EventKind.WITHDRAWN:
            return ledger.append(standing, EventKind.RESTORED, {}, reason=reason) if state.withdrawn else None
        case EventKind.TAGGED | EventKind.UNTAGGED:
            return review.tag(ledger, standing, payload["tag"], on=kind not in AWAY)
        case EventKind.EVIDENCE | EventKind.EVIDENCE_RESTORED | EventKind.EVIDENCE_WITHDRAWN:
            return review.set_evidence(ledger, standing, payload["n"], withdrawn=kind in AWAY, note=reason)
        case EventKind.APPEARANCE_RESTORED | EventKind.APPEARANCE_WITHDRAWN:
            return _set_appearance(ledger, standing, payload["appearance"]["n"], kind in AWAY, reason)
        case EventKind.DRIFTED if earlier is not None:
            n = payload["appearance"]["n"]
            return drifting.drift(ledger, standing, n, earlier.drift.get(n), reason)
        case EventKind.LINKED:
            return linking.turn_round(ledger, standing, payload, reason)
        case _:
            return None


def _take_away(ledger: Ledger, standing: Standing, n: int, reason: str) -> Standing | None:
    """Withdraw the n-th appearance of a claim, and the claim with its last one."""
    there = _places(ledger, standing)
    if standing.state.withdrawn or n not in there:
        return None
    if there - {n} or n > 1:
        standing = _set_appearance(ledger, standing, n, True, reason)
    return standing if there - {n} else ledger.append(standing, EventKind.WITHDRAWN, {}, reason=reason)


def _places(ledger: Ledger, standing: Standing) -> frozenset[int]:
    return fold(map(readable, _history(ledger, standing))).appearances


def _set_appearance(ledger: Ledger, standing: Standing, n: int, away: bool, reason: str) -> Standing:
    where = (appearance.c.claim_id == standing.id) & (appearance.c.n == n)
    if not away and (again := _standing_again(ledger, standing, n)):
        raise Refused(f"taken in from the same place again since, as appearance {again}")
    ledger.connection.execute(update(appearance).where(where).values(withdrawn=away))
    kind = EventKind.APPEARANCE_WITHDRAWN if away else EventKind.APPEARANCE_RESTORED
    changed = ledger.append(standing, kind, {"appearance": {"n": n}}, reason=reason)
    reindex(ledger, changed)
    return changed


def _standing_again(ledger: Ledger, standing: Standing, n: int) -> int | None:
    """Return the number of the appearance that stands where the n-th did, if one does."""
    wanted = appearance.c.claim_id == standing.id
    place = select(appearance.c.identity).where(wanted, appearance.c.n == n).scalar_subquery()
    same = select(appearance.c.n).where(wanted, appearance.c.identity == place, appearance.c.n != n)
    found: int | None = ledger.connection.execute(same.where(~appearance.c.withdrawn)).scalar()
    return found


def _undo_ratings(ledger: Ledger, batch_id: int, reason: str, done: Undoing) -> None:
    """Give sources back the reliability they had before the batch, unless somebody rated them since."""
    rated = select(source_rating, source.c.name, source.c.reliability.label("now")).join(source)
    ours = rated.where(source_rating.c.batch_id == batch_id).order_by(source_rating.c.seq.desc())
    for row in ledger.connection.execute(ours).all():
        same = source_rating.c.source_id == row.source_id
        later = (
            select(source_rating.c.seq)
            .join(batch, batch.c.id == source_rating.c.batch_id)
            .where(same, source_rating.c.seq > row.seq, batch.c.id.not_in((batch_id, ledger.batch_id())))
            .where(batch.c.command != "undo", batch.c.undone_by.is_(None))
        )
        before = select(source_rating.c.reliability).where(same, source_rating.c.seq == row.seq - 1)
        if ledger.connection.execute(later).first() is not None:
            done.kept[row.name] = f"reliability set to {row.now} since"
        else:
            sources.rate(ledger, row.name, ledger.connection.execute(before).scalar(), reason)
            done.reverted += 1


def _hold(ledger: Ledger, row: Row[Any], holds: bool, by: int) -> None:
    """Note whether a batch holds, and let its documents be there or be taken in again.

    An undo that holds no longer brings back the batch it undid, and the other way round.
    """
    mark = update(batch).where(batch.c.id == row.id).values(undone_by=None if holds else by)
    ledger.connection.execute(mark)
    withdraw_unread(ledger.connection, row.id)
    if row.command == "undo":
        undid = select(batch).where(batch.c.key == json.loads(row.parameters)["undid"])
        _hold(ledger, ledger.connection.execute(undid).one(), not holds, row.id)

"""Undo: a batch is taken back by further events. Later work of people is kept, and said so."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select, update

from claims.core.events import EventKind, State, fold
from claims.core.vocabulary import ActorKind
from claims.errors import NotFound, Refused
from claims.ledger import merging, review
from claims.ledger.ledger import Ledger, Standing
from claims.models import appearance, batch, document, event, source, source_rating

_PUT_BACK = {
    EventKind.TAGGED: False,
    EventKind.UNTAGGED: True,
    EventKind.EVIDENCE: True,
    EventKind.EVIDENCE_RESTORED: True,
    EventKind.EVIDENCE_WITHDRAWN: False,
    EventKind.APPEARED: True,
    EventKind.APPEARANCE_RESTORED: True,
    EventKind.APPEARANCE_WITHDRAWN: False,
}
"""Whether undoing takes something away (True for evidence and appearances) or puts a tag on."""


@dataclass(slots=True)
class Undoing:
    """What undoing came to so far."""

    reverted: int = 0
    kept: dict[str, str] = field(default_factory=dict)


def find(ledger: Ledger, key: str) -> Row[Any]:
    """Return the batch with this key or prefix of one; raises NotFound, Refused for one undone already."""
    start = key.strip().upper()
    query = select(batch).where(batch.c.key.startswith(start, autoescape=True)).limit(2)
    rows = ledger.connection.execute(query).all() if len(start) >= 4 else []
    if len(rows) != 1:
        raise NotFound("batch", key, "`claims batches` shows them; give enough characters to name one")
    if rows[0].undone_by is not None:
        by = ledger.connection.execute(select(batch.c.key).where(batch.c.id == rows[0].undone_by)).scalar_one()
        raise Refused(f"batch {rows[0].key} was undone already; to bring it back, undo that: `claims undo {by}`")
    return rows[0]


def undo(ledger: Ledger, undone: Row[Any], note: str | None) -> Undoing:
    """Take back what a batch did, claim by claim, newest change first."""
    done = Undoing()
    reason = note or f"undo of batch {undone.key}"
    changes = select(event).where(event.c.batch_id == undone.id).order_by(event.c.claim_id, event.c.seq.desc())
    rows = ledger.connection.execute(changes).all()
    for claim_id, events in groupby(rows, key=lambda row: row.claim_id):
        _undo_claim(ledger, ledger.stand_by_id(claim_id), list(events), reason, done)
    _undo_ratings(ledger, undone.id, reason, done)
    _undo_documents(ledger, undone)
    ledger.connection.execute(update(batch).where(batch.c.id == undone.id).values(undone_by=ledger.batch_id()))
    return done


def _undo_claim(ledger: Ledger, standing: Standing, events: Sequence[Row[Any]], reason: str, done: Undoing) -> None:
    """Take back a batch's events on one claim, or say why they stay."""
    history = ledger.connection.execute(
        select(event).where(event.c.claim_id == standing.id).order_by(event.c.seq)
    ).all()
    ours = {row.seq for row in events}
    if any(row.seq == 1 for row in events) and (why := _worked_on(history, ours)):
        done.kept[standing.key] = why
        return
    before = standing.version
    for row in events:
        states = fold(_readable(each) for each in history[: row.seq])
        earlier = fold(_readable(each) for each in history[: row.seq - 1]) if row.seq > 1 else None
        said = _revert(ledger, standing, row, earlier, states, reason)
        if isinstance(said, str):
            done.kept[standing.key] = said
        elif said is not None:
            standing = said
    ledger.undoing = None
    done.reverted += standing.version > before


def _worked_on(history: Sequence[Row[Any]], ours: set[int]) -> str | None:
    """Return who has worked on a claim since it was added, if a person did and did not take it back."""
    undone = {_payload(row).get("undoes") for row in history}
    for row in reversed(history):
        later = row.seq not in ours and row.actor_kind == ActorKind.PERSON and "undoes" not in _payload(row)
        kinds = (EventKind.APPEARED, EventKind.RESTORED, EventKind.WITHDRAWN, EventKind.ABSORBED, EventKind.RELEASED)
        if later and row.kind not in kinds and row.seq not in undone:
            return f"{row.kind} by {row.actor} since"
    return None


def _revert(
    ledger: Ledger, standing: Standing, row: Row[Any], earlier: State | None, after: State, reason: str
) -> Standing | str | None:
    """Append the opposite of one event; a text says why it stays, None that there was nothing to take back."""
    kind, payload, state = EventKind(row.kind), _payload(row), standing.state
    append: Callable[..., Standing] = ledger.append
    ledger.undoing = (standing.id, row.seq)
    match kind:
        case EventKind.STATUS:
            if state.status != after.status or earlier is None:
                return f"status set to {state.status} since"
            told = {"from": after.status, "to": earlier.status, "reviewed": earlier.reviewed}
            return append(standing, kind, told, reason=reason)
        case EventKind.CONFIDENCE:
            if state.confidence != after.confidence or earlier is None:
                return f"confidence set to {state.confidence} since"
            told = {"from": after.confidence, "to": earlier.confidence, "by": earlier.confidence_by}
            return append(standing, kind, told, reason=reason)
        case EventKind.AMENDED:
            changes = {name: [new, old] for name, (old, new) in payload["changes"].items()}
            if any(getattr(state, name) != new for name, (new, _) in changes.items()):
                return "amended again since"
            return review.amended(ledger, standing, changes, reason)
        case EventKind.MERGED | EventKind.UNMERGED:
            return _unmake(ledger, standing, kind, payload, reason)
        case EventKind.ADDED | EventKind.RESTORED:
            return _take_away(ledger, standing, reason)
        case EventKind.WITHDRAWN:
            return append(standing, EventKind.RESTORED, {}, reason=reason) if state.withdrawn else None
        case EventKind.TAGGED | EventKind.UNTAGGED:
            changed = review.tag(ledger, standing, payload["tag"], on=_PUT_BACK[kind])
            return None if changed is standing else changed
        case EventKind.EVIDENCE | EventKind.EVIDENCE_RESTORED | EventKind.EVIDENCE_WITHDRAWN:
            n, away = payload["n"], _PUT_BACK[kind]
            there = n in fold_now(ledger, standing).evidence
            return review.set_evidence(ledger, standing, n, withdrawn=away, note=reason) if there == away else None
        case EventKind.APPEARED | EventKind.APPEARANCE_RESTORED | EventKind.APPEARANCE_WITHDRAWN:
            return _set_appearance(ledger, standing, payload["appearance"]["n"], _PUT_BACK[kind], reason)
        case EventKind.NOTED | EventKind.ABSORBED | EventKind.RELEASED | EventKind.LINKED:
            return None


def fold_now(ledger: Ledger, standing: Standing) -> State:
    """Return the whole state of a claim, its sets included, from its history."""
    rows = ledger.connection.execute(select(event).where(event.c.claim_id == standing.id).order_by(event.c.seq))
    return fold(_readable(row) for row in rows)


def _take_away(ledger: Ledger, standing: Standing, reason: str) -> Standing | None:
    """Withdraw a claim; where it stands in other documents too, only its first appearance goes."""
    if standing.state.withdrawn:
        return None
    if fold_now(ledger, standing).appearances - {1}:
        return _set_appearance(ledger, standing, 1, True, reason)
    return ledger.append(standing, EventKind.WITHDRAWN, {}, reason=reason)


def _set_appearance(ledger: Ledger, standing: Standing, n: int, away: bool, reason: str) -> Standing | None:
    if (n in fold_now(ledger, standing).appearances) != away:
        return None
    where = (appearance.c.claim_id == standing.id) & (appearance.c.n == n)
    ledger.connection.execute(update(appearance).where(where).values(withdrawn=away))
    kind = EventKind.APPEARANCE_WITHDRAWN if away else EventKind.APPEARANCE_RESTORED
    return ledger.append(standing, kind, {"appearance": {"n": n}}, reason=reason)


def _unmake(
    ledger: Ledger, standing: Standing, kind: EventKind, payload: Mapping[str, Any], reason: str
) -> Standing | str | None:
    """Undo a merge by unmerging, and the other way round."""
    if kind is EventKind.MERGED:
        if standing.state.merged_into != payload["into"]:
            return "unmerged since"
        return merging.unmerge(ledger, standing, reason)[0]
    if standing.state.merged_into:
        return f"merged into {standing.state.merged_into} since"
    merging.merge(ledger, standing, ledger.stand(payload["from"]), reason)
    return ledger.stand_by_id(standing.id)


def _undo_ratings(ledger: Ledger, batch_id: int, reason: str, done: Undoing) -> None:
    """Give sources back the reliability they had before the batch."""
    from claims.ledger import sources

    rated = select(source_rating, source.c.name, source.c.reliability.label("now")).join(source)
    for row in ledger.connection.execute(rated.where(source_rating.c.batch_id == batch_id)).all():
        before = select(source_rating.c.reliability).where(
            source_rating.c.source_id == row.source_id, source_rating.c.seq == row.seq - 1
        )
        if row.now != row.reliability:
            done.kept[row.name] = f"reliability set to {row.now} since"
        else:
            sources.rate(ledger, row.name, ledger.connection.execute(before).scalar(), reason)
            done.reverted += 1


def _undo_documents(ledger: Ledger, undone: Row[Any]) -> None:
    """Let documents the batch took in be taken in again; undoing that undo brings them back."""
    of, withdrawn = undone.id, True
    if undone.command == "undo":
        of = select(batch.c.id).where(batch.c.undone_by == undone.id).scalar_subquery()
        withdrawn = False
    ledger.connection.execute(update(document).where(document.c.batch_id == of).values(withdrawn=withdrawn))
    if not withdrawn:
        ledger.connection.execute(update(batch).where(batch.c.undone_by == undone.id).values(undone_by=None))


def _payload(row: Row[Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(row.payload)
    return loaded


def _readable(row: Row[Any]) -> tuple[EventKind, dict[str, Any], ActorKind]:
    return EventKind(row.kind), _payload(row), ActorKind(row.actor_kind)

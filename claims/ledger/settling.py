"""Settling: batches, sources and documents from elsewhere, written as they were there; what is here stays."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from claims.core.events import canonical
from claims.core.source import name_key
from claims.core.when import micros
from claims.db import bulk
from claims.errors import Refused
from claims.ledger import calling, captures, subscribing
from claims.ledger.ledger import Ledger
from claims.ledger.referring import ELSEWHERE, among, ensure_batches
from claims.ledger.rereading import withdraw_unread
from claims.models import batch, batch_item, document, source, source_rating

if TYPE_CHECKING:
    from claims.schemas.whole import BatchLine, ItemLine, RatingLine, SourceLine

BATCH = (
    "id", "key", "command", "parameters", "versions", "actor", "actor_kind", "started_at", "finished_at", "counts",
)  # fmt: skip
SOURCE = ("id", "key", "name", "name_key", "kind", "homepage", "origin", "reliability", "recorded_at", "batch_id")
RATING = (
    "source_id", "seq", "reliability", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "batch_id",
)  # fmt: skip


Settled = Any
"""A line that is no claim: of a batch, a source or an input, or a document put together."""


def settle(ledger: Ledger, lines: Sequence[Settled]) -> dict[str, int]:
    """Write what is not here yet; returns how many of each type are new, or were filled in.

    Raises Refused for what cannot stand beside what is here.
    """
    ledger.alone()
    new: dict[str, int] = {}
    for what, write in WRITERS.items():
        chosen = [line for line in lines if line.type == what]
        if chosen and (count := write(ledger, chosen)):
            new[what] = count
    if new:
        ledger.batch_id()  # after the batches from elsewhere: they are listed in the order of their rows
    return new


# ---- batches ----------------------------------------------------------------------------------------------


def _batches(ledger: Ledger, lines: Sequence["BatchLine"]) -> int:
    """Write batches; one known by its key alone is filled in, one undone elsewhere since is undone here too."""
    wanted = {line.key: line for line in lines}
    query = "SELECT key, id, command, undone_by FROM batch WHERE key {among}"
    here = {row[0]: row for row in bulk.among(ledger.connection, query, wanted)}
    missing = [line for key, line in wanted.items() if key not in here]
    ids = bulk.next_ids(ledger.connection, batch, len(missing))
    rows = [(row_id, *_told(line).values()) for row_id, line in zip(ids, missing, strict=True)]
    bulk.insert(ledger.connection, batch, BATCH, rows)
    new = len(missing)
    for key, (_, row_id, command, _) in here.items():
        if command == ELSEWHERE and wanted[key].command != ELSEWHERE:
            ledger.connection.execute(update(batch).where(batch.c.id == row_id).values(**_told(wanted[key])))
            new += 1
    undone = [line for line in wanted.values() if line.undone_by is not None]
    standing = [line for line in undone if line.key not in here or here[line.key][3] is None]
    return new + _undone(ledger, standing, {line.key for line in missing})


def _told(line: "BatchLine") -> dict[str, Any]:
    return {
        "key": line.key, "command": line.command, "parameters": canonical(line.parameters),
        "versions": canonical(line.versions), "actor": line.actor, "actor_kind": line.actor_kind.value,
        "started_at": micros(line.started_at), "finished_at": _micros(line.finished_at),
        "counts": None if line.counts is None else canonical(line.counts),
    }  # fmt: skip


def _undone(ledger: Ledger, lines: Sequence["BatchLine"], new: set[str]) -> int:
    """Note which batches were undone, and by which; returns how many of them stood here until now."""
    ours = among(ledger, batch, "key", [line.key for line in lines])
    by = ensure_batches(ledger, {str(line.undone_by): _by(line, line.started_at) for line in lines})
    changed = 0
    for line in lines:
        row_id, undoing = ours[line.key], by[str(line.undone_by)]
        if undoing == row_id:
            raise Refused(f"batch {line.key} is said to have undone itself")
        if line.key not in new and _holds_no_more(ledger, undoing):
            continue
        ledger.connection.execute(update(batch).where(batch.c.id == row_id).values(undone_by=undoing))
        if line.key not in new:
            changed += 1
            if line.command == "undo":
                ledger.connection.execute(update(batch).where(batch.c.undone_by == row_id).values(undone_by=None))
            withdraw_unread(ledger.connection, row_id)
    return changed


def _holds_no_more(ledger: Ledger, undoing: int) -> bool:
    """Return whether an undo was itself undone here."""
    return ledger.connection.execute(select(batch.c.undone_by).where(batch.c.id == undoing)).scalar() is not None


def _by(line: Any, at: datetime) -> tuple[str, str, int]:
    return line.actor, line.actor_kind.value, micros(at)


# ---- sources ----------------------------------------------------------------------------------------------


def _sources(ledger: Ledger, lines: Sequence["SourceLine"]) -> int:
    """Write sources with their ratings; of one that is here, what is not known of it is filled in."""
    wanted = {line.key: line for line in lines}
    here = among(ledger, source, "key", wanted)
    missing = [line for key, line in wanted.items() if key not in here]
    batches = _batches_of(ledger, [*(line for line in missing), *(r for line in wanted.values() for r in line.ratings)])
    ids = bulk.next_ids(ledger.connection, source, len(missing))
    rows, ratings = [], []
    for row_id, line in zip(ids, missing, strict=True):
        grade = line.ratings[-1].reliability if line.ratings else None
        said = (line.key, line.name, name_key(line.name), line.kind.value, line.homepage, line.origin, grade)
        rows.append((row_id, *said, micros(line.recorded_at), batches.get(line.batch or "")))
        ratings += [_rating(row_id, seq, each, batches) for seq, each in enumerate(line.ratings, 1)]
    bulk.insert(ledger.connection, source, SOURCE, rows)
    bulk.insert(ledger.connection, source_rating, RATING, ratings)
    return len(missing) + sum(_fill(ledger, row_id, wanted[key], batches) for key, row_id in here.items())


def _batches_of(ledger: Ledger, lines: Sequence[Any]) -> dict[str, int]:
    named: dict[str, tuple[str, str, int]] = {}
    for each in lines:
        if each.batch is not None:
            by = (
                _by(each, each.recorded_at) if hasattr(each, "actor") else (ELSEWHERE, "rule", micros(each.recorded_at))
            )
            named.setdefault(each.batch, by)
    return ensure_batches(ledger, named)


def _rating(row_id: int, seq: int, line: "RatingLine", batches: Mapping[str, int]) -> tuple[Any, ...]:
    times = (micros(line.recorded_at), _micros(line.effective_at))
    by = (line.actor, line.actor_kind.value, line.reason, batches.get(line.batch or ""))
    return (row_id, seq, line.reliability, *times, *by)


def _fill(ledger: Ledger, row_id: int, line: "SourceLine", batches: Mapping[str, int]) -> bool:
    """Fill in what is not known of a source that is here; returns whether that was anything."""
    row = ledger.connection.execute(select(source).where(source.c.id == row_id)).one()
    values = {name: getattr(line, name) for name in ("homepage", "origin") if getattr(row, name) is None}
    values |= {"kind": line.kind.value} if row.kind == "unknown" else {}
    changes = {name: value for name, value in values.items() if value not in (None, getattr(row, name))}
    rated = select(source_rating).where(source_rating.c.source_id == row_id).order_by(source_rating.c.seq)
    ours = [(each.reliability, each.recorded_at, each.actor) for each in ledger.connection.execute(rated)]
    theirs = [(each.reliability, micros(each.recorded_at), each.actor) for each in line.ratings]
    same = min(len(ours), len(theirs))
    if ours[:same] != theirs[:same]:
        raise Refused(
            f"source {row.name} was rated here and there, each in its own way: it stays as it is here; "
            f"`claims sources rate` changes that"
        )
    further = [_rating(row_id, seq, each, batches) for seq, each in enumerate(line.ratings, 1) if seq > same]
    bulk.insert(ledger.connection, source_rating, RATING, further)
    changes |= {"reliability": line.ratings[-1].reliability} if further else {}
    if changes:
        ledger.connection.execute(update(source).where(source.c.id == row_id).values(**changes))
    return bool(changes)


# ---- what batches read ------------------------------------------------------------------------------------


def _items(ledger: Ledger, lines: Sequence["ItemLine"]) -> int:
    """Write what became of the inputs of batches."""
    batches = among(ledger, batch, "key", {line.batch for line in lines})
    papers = among(ledger, document, "key", {line.document for line in lines} - {None})
    for line in lines:
        if line.batch not in batches or (line.document is not None and line.document not in papers):
            what = f"batch {line.batch}" if line.batch not in batches else f"document {line.document}"
            raise Refused(f"it tells of {what}, which is not here: import the line of that too")
    query = "SELECT batch_id, n FROM batch_item WHERE batch_id {among}"
    here = {(row[0], row[1]) for row in bulk.among(ledger.connection, query, set(batches.values()))}
    rows = {
        (batches[line.batch], line.n): (
            line.name, line.outcome, papers.get(line.document), line.detail,
            None if line.found is None else canonical(line.found),
        )
        for line in lines
    }  # fmt: skip
    new = [(*place, *told) for place, told in rows.items() if place not in here]
    bulk.insert(ledger.connection, batch_item, captures.ITEM, new)
    return len(new)


WRITERS: dict[str, Any] = {
    "batch": _batches, "source": _sources, "document": captures.write, "feed": subscribing.feeds,
    "naming": calling.namings, "item": _items,
    "entry": subscribing.entries,
}  # fmt: skip


def _micros(given: datetime | None) -> int | None:
    return None if given is None else micros(given)

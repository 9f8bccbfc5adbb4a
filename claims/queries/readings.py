"""Readings: by what a document was read, where its claims stand, and what two batches found in the same documents."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from claims.core.events import NO_WORK
from claims.core.pairing import pairs, says_the_same
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind, Modality
from claims.db.engine import Database
from claims.models import appearance, batch, batch_item, claim, document, event
from claims.queries.catalog import one_batch
from claims.records import BatchComparison, Number, Reading, Rereading

COMPARED = ("kind", "modality", "speaker", "due", "score")
CHUNK = 500
Found = dict[str, list[Reading]]

_read = or_(batch_item.c.outcome.in_(("added", "empty")), batch_item.c.found.is_not(None))
_KNOWN = """
SELECT document.key, batch.key AS batch, batch.versions
FROM document
LEFT JOIN batch_item ON batch_item.document_id = document.id
    AND (batch_item.outcome IN ('added', 'empty') OR batch_item.found IS NOT NULL)
LEFT JOIN batch ON batch.id = batch_item.batch_id AND batch.undone_by IS NULL
WHERE document.sha256 = ? AND document.text IS NOT NULL AND NOT document.withdrawn
ORDER BY batch.id
"""
_work = event.alias("work")
_worked_on = (
    select(_work.c.seq)
    .where(_work.c.claim_id == claim.c.id, _work.c.actor_kind == ActorKind.PERSON, _work.c.kind.not_in(NO_WORK))
    .exists()
)
_first = and_(event.c.claim_id == claim.c.id, event.c.seq == 1)
_places = (
    select(claim.c.key, appearance.c.span_start, appearance.c.span_end, event.c.payload, appearance.c.extractor)
    .add_columns(_worked_on.label("settled"))
    .join(claim, claim.c.id == appearance.c.claim_id)
    .join(event, _first)
    .where(appearance.c.document_id == bindparam("document"), ~appearance.c.withdrawn, ~claim.c.withdrawn)
    .order_by(appearance.c.span_start, appearance.c.id)
)
_found_first = (
    select(appearance, claim.c.key, document.c.key.label("document"), event.c.payload)
    .join(claim, claim.c.id == appearance.c.claim_id)
    .join(document, document.c.id == appearance.c.document_id)
    .join(event, _first)
    .join(batch, batch.c.id == appearance.c.batch_id)
    .where(batch.c.key == bindparam("batch"), appearance.c.document_id.in_(bindparam("documents", expanding=True)))
    .order_by(appearance.c.document_id, appearance.c.span_start, appearance.c.id)
)


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor that read a document, and the batch it did so in."""

    batch: str
    extractor: str
    version: str


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was taken in, and by what it was read, first to last; what was undone does not count."""

    key: str
    read_by: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in a document, as it was put at first; `settled` when a person has worked on it."""

    key: str
    start: int
    end: int
    statement: str
    extractor: str
    settled: bool


def known(database: Database, sha256: bytes) -> Known | None:
    """Return the document with these bytes, if it was taken in and is still there, in one statement.

    What reads a folder again asks nothing else.
    """
    found = database.glance(_KNOWN, (sha256,))
    if not found:
        return None
    told = ((row.batch, json.loads(row.versions)) for row in found if row.batch is not None)
    readers = (  # one that only looked at the page again read no claims
        Reader(batch, str(each["extractor"]), str(each.get("version"))) for batch, each in told if "extractor" in each
    )
    return Known(found[0].key, tuple(readers))


def places(connection: Connection, document_id: int) -> list[Place]:
    """Return where claims stand in a document, in reading order."""
    return [
        Place(
            row.key, row.span_start, row.span_end, json.loads(row.payload)["statement"], row.extractor,
            bool(row.settled),
        )
        for row in connection.execute(_places, {"document": document_id})
    ]  # fmt: skip


def compare(connection: Connection, before: str, after: str) -> BatchComparison:
    """Return what two batches found in the documents both of them read; raises NotFound, Ambiguous."""
    one, other = one_batch(connection, before).key, one_batch(connection, after).key
    left, right = _documents(connection, one), _documents(connection, other)
    both = left.keys() & right.keys()
    mine = _found(connection, one, {row: left[row] for row in both})
    theirs = _found(connection, other, {row: right[row] for row in both})
    found = [
        Rereading(was, now, _differences(was, now))
        for key in dict.fromkeys([*mine, *theirs])
        for was, now in pairs(mine.get(key, []), theirs.get(key, []))
    ]
    return BatchComparison(one, other, len(both), len(left.keys() ^ right.keys()), tuple(found))


def _documents(connection: Connection, key: str) -> dict[int, str | None]:
    """Return the documents a batch read, by row, with what a further reading found."""
    query = (
        select(batch_item.c.document_id, batch_item.c.found)
        .join(batch, batch.c.id == batch_item.c.batch_id)
        .where(batch.c.key == key, batch_item.c.document_id.is_not(None), _read)
        .order_by(batch_item.c.n)
    )
    return {row.document_id: row.found for row in connection.execute(query)}


def _found(connection: Connection, key: str, documents: Mapping[int, str | None]) -> Found:
    """Return what a batch found, by document: kept with it for a further reading, else in what it recorded."""
    rows: list[tuple[str, str, Mapping[str, Any], Mapping[str, Any]]] = []
    first = [row for row, told in documents.items() if told is None]
    for part in _chunks(first):
        for row in connection.execute(_found_first, {"batch": key, "documents": part}):
            place: Mapping[str, Any] = {
                "quote": row.quote, "start": row.span_start, "end": row.span_end, "score": row.score,
                "modality": row.modality, "speaker": row.speaker, "extractor": row.extractor,
                "extractor_version": row.extractor_version,
            }  # fmt: skip
            rows.append((row.document, row.key, place, json.loads(row.payload)))
    names = _keys_of(connection, [row for row, told in documents.items() if told is not None])
    for row_id, told in documents.items():
        rows += ((names[row_id], said["claim"], said["appearance"], said) for said in json.loads(told or "[]"))
    states = _states(connection, {claim_key for _, claim_key, _, _ in rows})
    found: Found = defaultdict(list)
    for document_key, claim_key, place, said in rows:
        found[document_key].append(_reading(document_key, claim_key, place, said, *states[claim_key]))
    return found


def _keys_of(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    query = select(document.c.id, document.c.key).where(document.c.id.in_(bindparam("rows", expanding=True)))
    return {
        row_id: key for part in _chunks(rows) for row_id, key in connection.execute(query, {"rows": part})
    }  # fmt: skip


def _states(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[Status, bool]]:
    query = select(claim.c.key, claim.c.status, claim.c.reviewed).where(
        claim.c.key.in_(bindparam("keys", expanding=True))
    )
    found = {}
    for part in _chunks(sorted(keys)):
        for key, status, reviewed in connection.execute(query, {"keys": part}):
            found[key] = Status(status), bool(reviewed)
    return found


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _reading(
    document_key: str, claim_key: str, place: Mapping[str, Any], said: Mapping[str, Any], status: Status, reviewed: bool
) -> Reading:
    return Reading(
        claim_key, document_key, place["quote"], place["start"], place["end"], said["statement"], Kind(said["kind"]),
        Modality(place["modality"]), place.get("speaker"),
        date.fromisoformat(said["due"]) if said.get("due") else None, place.get("score"),
        tuple(map(_number, said.get("quantities") or ())), place["extractor"], place["extractor_version"], status,
        reviewed,
    )  # fmt: skip


def _number(told: Mapping[str, Any]) -> Number:
    value, low, high = (None if told.get(end) is None else Decimal(told[end]) for end in ("value", "low", "high"))
    return Number(
        told["text"], value, low, high, told.get("unit"), told["comparator"], told.get("measures"), told.get("per")
    )


def _differences(was: Reading | None, now: Reading | None) -> tuple[str, ...]:
    if was is None or now is None:
        return ()
    names = [] if (was.start, was.end) == (now.start, now.end) else ["quote"]
    if not says_the_same(was.statement, now.statement):
        names.append("statement")
    names += [name for name in COMPARED if getattr(was, name) != getattr(now, name)]
    if _figures(was) != _figures(now):
        names.append("quantities")
    return tuple(names)


def _figures(reading: Reading) -> set[tuple[Any, ...]]:
    return {(each.value, each.low, each.high, each.unit, each.comparator, each.per) for each in reading.quantities}

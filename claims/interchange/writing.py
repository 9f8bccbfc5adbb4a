"""Histories as lines: everything that is known of some claims, in the order and form that never varies."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from claims.core.events import digest
from claims.core.status import Status
from claims.core.when import micros, moment
from claims.db import direct
from claims.queries.drifted import Found, drifted
from claims.queries.filters import chosen as filtered
from claims.queries.filters import listed
from claims.queries.pages import Asked
from claims.queries.voices import looked
from claims.records import Drifted

Rows = Sequence[Row[Any]]
CHUNK = 500
"""Claims that are read and written together."""
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_CLAIMS = (
    "SELECT claim.*, source.name AS source, survivor.key AS survivor FROM claim "
    "JOIN source ON source.id = claim.source_id LEFT JOIN claim AS survivor ON survivor.id = claim.merged_into "
    "WHERE claim.id IN :ids"
)
_QUANTITIES = "SELECT * FROM quantity WHERE claim_id IN :ids ORDER BY claim_id, n"
_TAGS = "SELECT claim_id, tag FROM claim_tag WHERE claim_id IN :ids"
_PLACES = (
    "SELECT appearance.*, {owner} AS owner, source.name AS source, document.key AS document, document.sha256, "
    "document.url AS document_url, document.title, document.published, claim.key AS claim_key "
    "FROM appearance JOIN claim ON claim.id = appearance.claim_id JOIN source ON source.id = appearance.source_id "
    "LEFT JOIN document ON document.id = appearance.document_id WHERE {where}"
)
_OWN = _PLACES.format(owner="appearance.claim_id", where="appearance.claim_id IN :ids ORDER BY appearance.n")
_ABSORBED = _PLACES.format(owner="claim.merged_into", where="claim.merged_into IN :ids AND NOT appearance.withdrawn")
_EVIDENCE = (
    "SELECT evidence.*, document.key AS document, document.sha256, source.name AS source FROM evidence "
    "LEFT JOIN document ON document.id = evidence.document_id LEFT JOIN source ON source.id = document.source_id "
    "WHERE evidence.claim_id IN :ids ORDER BY evidence.n"
)
_LINKS = (
    "SELECT link.*, one.key AS one, other.key AS other FROM link JOIN claim AS one ON one.id = link.claim_id "
    "JOIN claim AS other ON other.id = link.other_id WHERE link.claim_id IN :ids OR link.other_id IN :ids"
)
_EVENTS = (
    "SELECT event.*, batch.key AS batch FROM event LEFT JOIN batch ON batch.id = event.batch_id "
    "WHERE event.claim_id IN :ids ORDER BY event.claim_id, event.seq"
)


def chosen(connection: Connection, *, everything: bool | None = None, **filters: Any) -> Iterator[list[int]]:
    """Yield the rows of the claims that pass `filters`, some at a time, in the order they were recorded.

    Claims undone, merged or rejected are left out where there are filters, unless `everything` asks for them.
    """
    shown = everything if everything is not None else not filters
    asked = Asked(filtered(connection, **filters), None, shown, Status.REJECTED in listed(filters.get("status")))
    where = asked.check()
    ordered = f"SELECT c.id FROM claim c WHERE {where.text} ORDER BY c.recorded_at, c.key"
    for part in direct.parts(connection, ordered, where.given, CHUNK):
        yield list(looked(connection, asked.looks, (row_id for (row_id,) in part), CHUNK))


def histories(connection: Connection, ids: Sequence[int]) -> Iterator[str]:
    """Yield the claims in these rows as lines, in their order."""

    def found(query: str, by: str = "claim_id") -> dict[int, list[Row[Any]]]:
        groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(text(query).bindparams(bindparam("ids", expanding=True)), {"ids": ids}):
            groups[row._mapping[by]].append(row)
        return groups

    claims, events, figures = found(_CLAIMS, "id"), found(_EVENTS), found(_QUANTITIES)
    tags, own, absorbed, proofs = found(_TAGS), found(_OWN, "owner"), found(_ABSORBED, "owner"), found(_EVIDENCE)
    links: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for rows in found(_LINKS).values():
        for each in rows:
            links[each.claim_id].append(each)
            links[each.other_id].append(each)
    for row_id in ids:
        (row,) = claims[row_id]
        places = own.get(row_id, []) + sorted(absorbed.get(row_id, ()), key=lambda each: (each.claim_key, each.n))
        linked = sorted(links[row_id], key=lambda each: (each.kind, each.one, each.other))
        gone = drifted(connection, places)
        line = _claim(row, figures.get(row_id, ()), sorted(each.tag for each in tags.get(row_id, ())), places, gone)
        line += ',"evidence":' + _array(_proof(each) for each in proofs.get(row_id, ()))
        line += ',"links":' + _array(_link(each) for each in linked)
        yield sealed(line + ',"events":' + _array(_event(each, row.key) for each in events[row_id]) + "}")


def sealed(line: str) -> str:
    """Return a line with the digest of what it says, by which a changed character is noticed."""
    return f'{line[:-1]},"digest":"{digest(json.loads(line))}"}}'


def iso(stamp: int | None) -> str | None:
    """Return a recorded time as ISO 8601 in UTC, with all its digits."""
    if stamp is None:
        return None
    return moment(stamp).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _claim(row: Row[Any], figures: Rows, tags: Sequence[str], places: Rows, gone: Found) -> str:
    head = {
        "schema_version": 1, "key": row.key, "statement": row.statement, "kind": row.kind, "status": row.status,
        "reviewed": bool(row.reviewed), "confidence": row.confidence, "confidence_by": row.confidence_by,
        "source": row.source, "subject": row.subject, "language": row.language, "due": row.due,
        "due_precision": row.due_precision, "stands_alone": bool(row.stands_alone),
    }  # fmt: skip
    tail = {
        "version": row.version, "recorded_at": iso(row.recorded_at), "changed_at": iso(row.changed_at),
        "withdrawn": bool(row.withdrawn), "merged_into": row.survivor, "as_of": None,
    }  # fmt: skip
    numbers = '"quantities":' + _array(_quantity(each) for each in figures)
    standing = '"appearances":' + _array(_place(each, gone.get((each.claim_id, each.n))) for each in places)
    return ",".join((encode(head)[:-1], numbers, f'"tags":{encode(tags)}', standing, encode(tail)[1:-1]))


def _quantity(row: Row[Any]) -> str:
    # Numbers go out digit for digit as they are kept: a float would round them.
    ends = ",".join(f'"{name}":{row._mapping[name] or "null"}' for name in ("value", "low", "high"))
    rest = {"unit": row.unit, "comparator": row.comparator, "measures": row.measures, "per": row.per}
    return f'{{"text":{encode(row.text)},{ends},{encode(rest)[1:]}'


def _place(row: Row[Any], drift: Drifted | None) -> str:
    head = {
        "n": row.n, "source": row.source, "quote": row.quote, "document": row.document,
        "url": row.url or row.document_url, "title": row.title, "published": row.published,
        "start": row.span_start, "end": row.span_end, "prefix": row.prefix, "suffix": row.suffix,
        "section": row.section,
    }  # fmt: skip
    middle = {
        "speaker": row.speaker, "modality": row.modality, "cue": row.cue, "extractor": row.extractor,
        "extractor_version": row.extractor_version, "score": row.score,
    }  # fmt: skip
    tail = {
        "recorded_at": iso(row.recorded_at), "withdrawn": bool(row.withdrawn), "claim": row.claim_key,
        "sha256": row.sha256.hex() if row.sha256 else None, "drift": _drift(drift),
    }  # fmt: skip
    kept = (f'"citations":{row.citations or "[]"}', encode(middle)[1:-1], f'"features":{row.features or "{}"}')
    return ",".join((encode(head)[:-1], *kept, encode(tail)[1:]))


def _drift(drift: Drifted | None) -> dict[str, Any] | None:
    if drift is None:
        return None
    told = {name: getattr(drift, name) for name in ("fate", "document", "words", "start", "end", "diff", "page")}
    return told | {"found_at": iso(micros(drift.found_at))}


def _proof(row: Row[Any]) -> str:
    told = {
        "n": row.n, "stance": row.stance, "url": row.url, "document": row.document, "quote": row.quote,
        "note": row.note, "circular": bool(row.circular), "actor": row.actor, "recorded_at": iso(row.recorded_at),
        "withdrawn": bool(row.withdrawn), "sha256": row.sha256.hex() if row.sha256 else None, "source": row.source,
    }  # fmt: skip
    return encode(told)


def _link(row: Row[Any]) -> str:
    told = {
        "kind": row.kind, "state": row.state, "claim": row.one, "other": row.other, "score": row.score,
        "decided_by": row.decided_by, "decided_at": iso(row.decided_at), "recorded_at": iso(row.recorded_at),
        "reasons": json.loads(row.reasons) if row.reasons else [],
    }  # fmt: skip
    return encode(told)


def _event(row: Row[Any], key: str) -> str:
    head = {
        "claim": key, "seq": row.seq, "kind": row.kind, "recorded_at": iso(row.recorded_at),
        "effective_at": iso(row.effective_at), "actor": row.actor, "actor_kind": row.actor_kind, "reason": row.reason,
    }  # fmt: skip
    tail = {"status": row.status, "confidence": row.confidence, "batch": row.batch, "hash": row.hash.hex()}
    tail |= {"salt": row.salt.hex(), "erased": None if row.erased is None else row.erased.hex()}
    return f'{encode(head)[:-1]},"payload":{row.payload},{encode(tail)[1:]}'


def _array(parts: Iterator[str]) -> str:
    return f"[{','.join(parts)}]"

"""Erasing for good: what events, quotes and documents say is taken out of the database; that they were there stays."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select, update

from claims.core import erasing
from claims.core.chain import commitment
from claims.core.erasing import MARK, Redaction
from claims.core.events import EventKind, canonical
from claims.core.place import identity
from claims.core.source import name_key
from claims.core.text import require_fit
from claims.db import direct
from claims.errors import InvalidValue
from claims.ledger import keeping, mentions, outlining
from claims.ledger.ledger import Ledger
from claims.ledger.rebuilding import rebuild
from claims.models import (
    appearance,
    batch,
    batch_item,
    claim,
    document,
    erasure,
    event,
    evidence,
    feed_entry,
    link,
    quantity,
)

ERASE = "erase"
PENDING = -1
CHUNK = 200
SPOKEN = ("url", "quote", "section", "speaker", "cue")
PROVED = ("url", "quote", "note")


@dataclass(slots=True)
class Done:
    """What was erased so far: events by claim, and documents."""

    events: dict[str, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Claims that were to lose their words and keep them, as they stand elsewhere too."""


def because(ledger: Ledger, reason: str | None) -> str:
    """Return why something is erased, which must be said; raises InvalidValue."""
    if reason is None or not reason.strip():
        raise InvalidValue("reason", reason or "", "say why it is erased: it stays in the history")
    require_fit("note", reason)
    ledger.run.parameters = {**ledger.run.parameters, "reason": reason.strip()}
    return reason.strip()


# ---- documents and claims ----------------------------------------------------------------------------------


def erase_document(ledger: Ledger, key: str, reason: str, *, words: bool, url: bool, done: Done) -> None:
    """Erase what was captured of a document and what claims quote from it; with `words` those that stand only there.

    With `url` its address goes too. Raises NotFound, Ambiguous.
    """
    row = keeping.find(ledger.connection, key)
    standing = select(appearance.c.claim_id).where(appearance.c.document_id == row.id)
    proving = select(evidence.c.claim_id).where(evidence.c.document_id == row.id)
    drifted = select(event.c.claim_id).where(event.c.kind == EventKind.DRIFTED, event.c.payload.contains(row.key))
    ids = sorted(ledger.connection.execute(standing.union(proving, drifted)).scalars())
    mine = set(ledger.connection.execute(standing).scalars())
    elsewhere = _elsewhere(ledger, mine, row.id) if words else set()
    for row_id in ids:
        quotes = erasing.quotes_of(row.sha256.hex(), row.key)
        whole = words and row_id in mine and row_id not in elsewhere
        redact(ledger, row_id, erasing.words if whole else quotes, reason, {"document": row.key}, done)
    done.kept += ledger.connection.execute(select(claim.c.key).where(claim.c.id.in_(elsewhere))).scalars()
    _blank(ledger, row, url=url)
    _found(ledger, batch_item.c.document_id == row.id, everything=words)
    if ledger.run.row_id is not None:
        done.documents.append(row.key)


def _elsewhere(ledger: Ledger, ids: Iterable[int], document_id: int) -> set[int]:
    """Return the claims that stand somewhere else, too."""
    other = appearance.c.document_id.is_distinct_from(document_id) & ~appearance.c.withdrawn
    return set(ledger.connection.execute(select(appearance.c.claim_id).where(other, _in(appearance, ids))).scalars())


def _in(table: Any, ids: Iterable[int]) -> Any:
    return table.c.claim_id.in_(list(ids))


def _blank(ledger: Ledger, row: Any, *, url: bool) -> None:
    """Take away what was captured of a document, and what its inputs were called."""
    if row.erased_batch is not None and row.text is None and (not url or row.url is None):
        return
    ledger.batch_id()
    captured = dict.fromkeys(("body", "text", "title", "byline", "headers", "marks", "path"))
    if url:
        captured |= dict.fromkeys(("url", "canonical_url", "archive_url", "archive_batch"))
        said = select(batch.c.id).where(batch.c.command == keeping.ARCHIVE, batch.c.parameters.contains(row.key))
        gone = canonical({"document": row.key, "url": None, "before": None})
        ledger.connection.execute(update(batch).where(batch.c.id.in_(said)).values(parameters=gone))
    outlining.rub_out(ledger.connection, row.id)
    here = document.c.id == row.id
    ledger.connection.execute(update(document).where(here).values(**captured, erased_batch=ledger.run.key))
    _unnamed(ledger, row, url=url)


def _unnamed(ledger: Ledger, row: Any, *, url: bool) -> None:
    """Take what a document was called out of the batches that read it; an address stays where it is to stay."""
    kept = "" if url else row.url or ""
    named = (batch_item.c.document_id == row.id) & (batch_item.c.name != kept)
    gone = {each.name for each in ledger.connection.execute(select(batch_item.c.name).where(named))}
    reading = select(batch_item.c.batch_id).where(batch_item.c.document_id == row.id)
    batches = select(batch).where(batch.c.id.in_(reading) | (batch.c.id == row.batch_id))
    for each in ledger.connection.execute(batches).all():
        given = json.loads(each.parameters)
        left = {name: value for name, value in given.items() if name not in ("title", "byline", *(["url"] * url))}
        if "inputs" in given:
            left["inputs"] = [name for name in given["inputs"] if name not in gone]
        ledger.connection.execute(update(batch).where(batch.c.id == each.id).values(parameters=canonical(left)))
    ledger.connection.execute(update(batch_item).where(named).values(name=MARK, detail=None))
    entry = dict.fromkeys(("title", "link", "guid") if url else ("title",))
    ledger.connection.execute(update(feed_entry).where(feed_entry.c.document_id == row.id).values(**entry))


def _found(ledger: Ledger, where: Any, *, everything: bool, of: frozenset[str] | None = None) -> None:
    """Take words out of what further readings found: of all claims, or of some."""
    rows = ledger.connection.execute(select(batch_item).where(where, batch_item.c.found.is_not(None))).all()
    for row in rows:
        told = json.loads(row.found)
        left = [
            erasing.of_found(each, everything=everything) if of is None or each["claim"] in of else each
            for each in told
        ]
        mine = (batch_item.c.batch_id == row.batch_id) & (batch_item.c.n == row.n)
        ledger.connection.execute(update(batch_item).where(mine).values(found=canonical(left)))


def erase_claim(ledger: Ledger, key: str, reason: str, done: Done) -> None:
    """Erase what a claim says, and every claim that was merged into it; raises NotFound, Ambiguous."""
    standing = ledger.stand(key, merged=True)
    ids, fresh = [standing.id], [standing.id]
    while fresh:
        fresh = list(ledger.connection.execute(select(claim.c.id).where(claim.c.merged_into.in_(fresh))).scalars())
        ids += fresh
    for row_id in ids:
        redact(ledger, row_id, erasing.words, reason, {"claim": standing.key}, done)
    papers = select(appearance.c.document_id).where(_in(appearance, ids), appearance.c.document_id.is_not(None))
    keys = frozenset(ledger.connection.execute(select(claim.c.key).where(claim.c.id.in_(ids))).scalars())
    _found(ledger, batch_item.c.document_id.in_(papers), everything=True, of=keys)


def still_stands(ledger: Ledger, keys: Iterable[str]) -> list[str]:
    """Return the documents whose texts hold the words of these claims still."""
    query = (
        select(document.c.key).distinct()
        .join(appearance, appearance.c.document_id == document.c.id)
        .join(claim, claim.c.id == appearance.c.claim_id)
        .where(claim.c.key.in_(list(keys)), document.c.text.is_not(None))
    )  # fmt: skip
    return list(ledger.connection.execute(query).scalars())


# ---- one claim ---------------------------------------------------------------------------------------------


def redact(ledger: Ledger, row_id: int, redaction: Redaction, reason: str, told: Mapping[str, Any], done: Done) -> None:
    """Change what the events of a claim say, keep that it was so with its history, and all that follows from it."""
    standing = ledger.stand_by_id(row_id)
    rows = direct.rows(ledger.connection, "SELECT * FROM event WHERE claim_id = ? ORDER BY seq", (row_id,))
    changed: list[tuple[Any, erasing.Said]] = []
    for row in rows:
        said = (row.actor, row.reason, json.loads(row.payload))
        left = redaction(EventKind(row.kind), said)
        if left != said:
            changed.append((row, left))
    if not changed:
        return
    ledger.wrote = True
    leave = [
        {"batch_id": ledger.batch_id(), "claim_id": row_id, "seq": row.seq, "pending": PENDING} for row, _ in changed
    ]
    ledger.connection.execute(insert(erasure), leave)
    for row, (actor, _, payload) in changed:
        _beside(ledger, row_id, EventKind(row.kind), actor, payload)
    rest = {str(row.seq): _rewrite(ledger, row, left) for row, left in changed}
    if redaction is erasing.words:
        ledger.connection.execute(delete(quantity).where(quantity.c.claim_id == row_id))
        linked = (link.c.claim_id == row_id) | (link.c.other_id == row_id)
        ledger.connection.execute(update(link).where(linked).values(reasons=None))
        _address_of(ledger, row_id)
    ledger.append(standing, EventKind.ERASED, {**told, erasing.REST: rest}, reason=reason)
    names = mentions.named_by(ledger.connection, row_id)
    rebuild(ledger.connection, [row_id])
    mentions.sweep(ledger.connection, names)
    done.events[standing.key] = done.events.get(standing.key, 0) + len(changed)


def _rewrite(ledger: Ledger, row: Any, left: erasing.Said) -> str:
    """Write what is left of an event; returns the commitment to that."""
    actor, reason, payload = left
    salt, text = next(ledger.salts), canonical(payload)
    was = row.erased or commitment(row.salt, row.actor, row.reason, row.payload)
    mine = (event.c.claim_id == row.claim_id) & (event.c.seq == row.seq)
    changed = {"actor": actor, "reason": reason, "payload": text, "salt": salt, "erased": was}
    ledger.connection.execute(update(event).where(mine).values(**changed))
    return commitment(salt, actor, reason, text).hex()


def _beside(ledger: Ledger, row_id: int, kind: EventKind, actor: str, payload: Mapping[str, Any]) -> None:
    """Bring the appearance or the evidence that an event tells of in line with it."""
    if kind in (EventKind.ADDED, EventKind.APPEARED):
        place = payload["appearance"]
        sha256, url, quote = place.get("document"), place.get("url"), place.get("quote")
        source, start, end = name_key(place["source"]), place.get("start"), place.get("end")
        values: dict[str, Any] = {name: place.get(name) for name in SPOKEN}
        values["citations"] = canonical(place["citations"]) if place.get("citations") else None
        values["identity"] = identity(source, bytes.fromhex(sha256) if sha256 else None, url, start, end, quote)
        if quote is None or set(quote) == {erasing.BLOCK}:
            values |= {"prefix": None, "suffix": None}
        mine = (appearance.c.claim_id == row_id) & (appearance.c.n == place["n"])
        ledger.connection.execute(update(appearance).where(mine).values(**values))
    elif kind is EventKind.EVIDENCE:
        told = {name: payload.get(name) for name in PROVED} | {"actor": actor}
        mine = (evidence.c.claim_id == row_id) & (evidence.c.n == payload["n"])
        ledger.connection.execute(update(evidence).where(mine).values(**told))


def _address_of(ledger: Ledger, row_id: int) -> None:
    """Take the address out of what was said when a claim was added by hand."""
    added = select(event.c.batch_id).where(event.c.claim_id == row_id, event.c.kind.in_(("added", "appeared")))
    by_hand = select(batch).where(batch.c.id.in_(added), batch.c.command == "add")
    for row in ledger.connection.execute(by_hand).all():
        told = {name: value for name, value in json.loads(row.parameters).items() if name != "url"}
        ledger.connection.execute(update(batch).where(batch.c.id == row.id).values(parameters=canonical(told)))


def copies(ledger: Ledger) -> Sequence[str]:
    """Return the exports, backups and publications that the log knows of, which nobody here can reach."""
    elsewhere = select(batch.c.key).where(batch.c.command.in_(("export", "backup", "publish")))
    return list(ledger.connection.execute(elsewhere.order_by(batch.c.id)).scalars())

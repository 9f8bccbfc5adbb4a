"""Forgetting a person: the name is replaced wherever it is a whole value, and where texts mention it if asked for."""

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, text, update

from claims.core import key as keys
from claims.core.events import canonical
from claims.core.naming import Name
from claims.core.place import canonical_url
from claims.core.source import name_key
from claims.errors import InvalidValue, Refused
from claims.ledger import people, unnaming
from claims.ledger.erasing import PENDING, Done, redact
from claims.ledger.ledger import Ledger
from claims.models import (
    appearance,
    batch,
    batch_item,
    claim,
    document,
    erasure,
    feed,
    feed_entry,
    link,
    source,
    source_rating,
)

CHUNK = 500
SHORTEST = 2
EVENTS = (
    "SELECT e.claim_id, c.key, e.actor, e.reason, e.payload FROM event e JOIN claim c ON c.id = e.claim_id "
    "ORDER BY e.claim_id, e.seq"
)
ITEMS = "SELECT i.batch_id, i.n, i.name, i.detail, i.found, b.key FROM batch_item i JOIN batch b ON b.id = i.batch_id"
CONTEXTS = (
    "SELECT a.id, a.prefix, a.suffix, c.key FROM appearance a JOIN claim c ON c.id = a.claim_id "
    "WHERE a.prefix IS NOT NULL OR a.suffix IS NOT NULL"
)
TOLD = ("title", "byline", "url", "canonical_url", "headers", "marks", "archive_url", "path")
"""What of a document may mention somebody, besides its text."""


@dataclass(slots=True)
class Found:
    """Where a name stands: as a whole value, and where texts only mention it."""

    places: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)

    def put(self, where: str, *, whole: bool) -> None:
        into = self.places if whole else self.mentions
        if where not in into[-20:]:
            into.append(where)


def check(ledger: Ledger, name: Name) -> None:
    """Refuse what is no name to be erased."""
    if len(name.name.strip()) < SHORTEST or not name_key(name.name):
        raise InvalidValue("name", name.name, f"give the whole name, {SHORTEST} characters at least")
    if name.is_it(ledger.actor.name):
        raise Refused("whoever erases is named with what was erased: do it under another name (--as NAME)")
    if name.mentioned(name.stand_in) or not name.stand_in.strip():
        raise InvalidValue("pseudonym", name.stand_in, "it must not hold the name itself")


def erase_person(ledger: Ledger, name: Name, reason: str, done: Done) -> Found:
    """Replace a name by its pseudonym; returns where it stood, and which texts mention it (changed only if asked)."""
    check(ledger, name)
    found = Found()
    touched: dict[int, None] = {}
    for row in _rows(ledger, EVENTS, lambda row: name.may_be_in(row.actor, row.reason, row.payload)):
        if _event(name, row, found):
            touched[row.claim_id] = None
    if name.mentions:
        _cover_contexts(ledger, name, found)
    for row_id in touched:
        redact(ledger, row_id, name.redact, reason, {"person": name.stand_in}, done)
    _sources(ledger, name, found)
    for row_id in _documents_with(ledger, name):
        _document(ledger, row_id, name, found, done)
    _batches(ledger, name, found)
    _links(ledger, name, found)
    _feeds(ledger, name, found)
    for where, whole in (*unnaming.forget(ledger, name), *people.forget(ledger, name)):
        found.put(where, whole=whole)
    if not name.mentions:
        _cover_contexts(ledger, name, found)
    return found


def _rows(ledger: Ledger, query: str, wanted: Callable[[Any], bool]) -> list[Any]:
    """Return the rows of a query that are wanted, all of it read before anything is changed."""
    read = ledger.connection.execute(text(query), execution_options={"yield_per": CHUNK})
    return [row for row in read if wanted(row)]


def _event(name: Name, row: Any, found: Found) -> bool:
    """Note where an event has the name; returns whether it is to be changed."""
    payload = json.loads(row.payload)
    if name.is_it(row.actor):
        found.put(f"actor in the history of claim {row.key}", whole=True)
    if name.is_it(row.reason):
        found.put(f"note on claim {row.key}", whole=True)
    elif name.mentioned(row.reason):
        found.put(f"note on claim {row.key}", whole=False)
    for each in _whole(name, payload, ""):
        found.put(f"{each} of claim {row.key}", whole=True)
    for each in name.mentions_in(payload):
        found.put(f"{each} of claim {row.key}", whole=False)
    said = (row.actor, row.reason, payload)
    return name.redact("", said) != said  # type: ignore[arg-type]  # the kind does not matter to a name


def _whole(name: Name, value: Any, field: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _whole(name, each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _whole(name, each, field)
    elif field in ("source", "speaker", "subject", "tag", "tags") and name.is_it(value):
        yield field.removesuffix("s") if field == "tags" else field


def _cover_contexts(ledger: Ledger, name: Name, found: Found) -> None:
    """Cover the name in what stands around quotes, or note that it stands there."""
    for row in _rows(ledger, CONTEXTS, lambda row: name.mentioned(row.prefix) or name.mentioned(row.suffix)):
        found.put(f"words around a quote of claim {row.key}", whole=False)
        if name.mentions:
            values = {side: name.covered(getattr(row, side) or "") or None for side in ("prefix", "suffix")}
            ledger.batch_id()
            ledger.connection.execute(update(appearance).where(appearance.c.id == row.id).values(**values))


# ---- what stands around claims -----------------------------------------------------------------------------


def _sources(ledger: Ledger, name: Name, found: Found) -> None:
    for row in ledger.connection.execute(select(source)).all():
        told: dict[str, str | None] = {}
        for part in ("name", "homepage", "origin"):
            given = getattr(row, part)
            if name.is_it(given):
                found.put(f"{part} of source {row.key}", whole=True)
                told[part] = name.stand_in
            elif name.mentioned(given):
                found.put(f"{part} of source {row.key}", whole=False)
                told |= {part: name.replaced(given)} if name.mentions else {}
        if known_as := name_key(told.get("name") or ""):
            told |= {"name_key": known_as, "key": keys.derive("source", known_as)}
            told |= {"homepage": None} if name.is_it(row.name) else {}
        if told:
            ledger.batch_id()
            ledger.connection.execute(update(source).where(source.c.id == row.id).values(**told))
    _ratings(ledger, name, found)


def _ratings(ledger: Ledger, name: Name, found: Found) -> None:
    for row in ledger.connection.execute(select(source_rating)).all():
        whole = name.is_it(row.actor) or name.is_it(row.reason)
        if not whole and not name.mentioned(row.reason):
            continue
        found.put("a rating of a source", whole=whole)
        told = {"actor": name.stand_in if name.is_it(row.actor) else row.actor, "reason": row.reason}
        if row.reason and (name.mentions or name.is_it(row.reason)):
            told["reason"] = name.replaced(row.reason)
        if told == {"actor": row.actor, "reason": row.reason}:
            continue
        leave = {"batch_id": ledger.batch_id(), "source_id": row.source_id, "seq": row.seq, "pending": PENDING}
        ledger.connection.execute(insert(erasure).values(**leave))
        mine = (source_rating.c.source_id == row.source_id) & (source_rating.c.seq == row.seq)
        ledger.connection.execute(update(source_rating).where(mine).values(**told))


def _documents_with(ledger: Ledger, name: Name) -> list[int]:
    """Return the documents that may mention the name, also in their bytes."""
    columns = ", ".join((*TOLD, "text", "body"))

    def wanted(row: Any) -> bool:
        body = "" if row.body is None else zlib.decompress(row.body).decode("utf-8", "ignore")
        return name.may_be_in(*row[1:-1], body)

    return [row.id for row in _rows(ledger, f"SELECT id, {columns} FROM document", wanted)]


def _document(ledger: Ledger, row_id: int, name: Name, found: Found, done: Done) -> None:
    """Replace the name in what is told of a document; covered in its text, its bytes can only go as a whole."""
    row = ledger.connection.execute(select(document).where(document.c.id == row_id)).one()
    told: dict[str, Any] = {}
    if name.is_it(row.byline):
        found.put(f"byline of document {row.key}", whole=True)
        told["byline"] = name.stand_in
    body = "" if row.body is None else zlib.decompress(row.body).decode("utf-8", "ignore")
    for part, held in [(part, getattr(row, part)) for part in (*TOLD, "text")] + [("body", body)]:
        if part in told or not name.mentioned(held):
            continue
        found.put(f"{'bytes' if part == 'body' else part} of document {row.key}", whole=False)
        if name.mentions:
            told[part] = name.covered(held) if part == "text" else name.replaced(held)
    if name.mentions and told:
        told["body"] = None
    if "text" in told:
        leave = {"batch_id": ledger.batch_id(), "document_id": row.id, "pending": PENDING}
        ledger.connection.execute(insert(erasure).values(**leave))
    if told.get("url") and "canonical_url" in told:
        told["canonical_url"] = canonical_url(told["url"])
    if told:
        ledger.batch_id()
        ledger.connection.execute(update(document).where(document.c.id == row.id).values(**told))
        done.documents.append(row.key)


def _batches(ledger: Ledger, name: Name, found: Found) -> None:
    for row in ledger.connection.execute(select(batch)).all():
        if row.key == ledger.run.key:
            continue
        given = json.loads(row.parameters)
        told: dict[str, Any] = {"actor": name.stand_in} if name.is_it(row.actor) else {}
        left = {part: _left(name, value) for part, value in given.items()}
        if told or left != given:
            found.put(f"batch {row.key}", whole=True)
        elif name.mentioned(row.parameters):
            found.put(f"batch {row.key}", whole=False)
        told |= {"parameters": canonical(left)} if left != given else {}
        if told:
            ledger.batch_id()
            ledger.connection.execute(update(batch).where(batch.c.id == row.id).values(**told))
    for row in _rows(ledger, ITEMS, lambda row: any(map(name.mentioned, (row.name, row.detail, row.found)))):
        _item(ledger, name, row, found)


def _left(name: Name, value: Any) -> Any:
    if name.is_it(value):
        return name.stand_in
    if isinstance(value, list):
        return [_left(name, each) for each in value]
    return name.replaced(value) if name.mentions and isinstance(value, str) else value


def _item(ledger: Ledger, name: Name, row: Any, found: Found) -> None:
    found.put(f"input {row.n} of batch {row.key}", whole=False)
    if not name.mentions:
        return
    told: dict[str, Any] = {part: name.replaced(getattr(row, part) or "") or None for part in ("name", "detail")}
    if row.found is not None:
        left = [name.redact("", ("", None, each))[2] for each in json.loads(row.found)]  # type: ignore[arg-type]
        told["found"] = canonical(left)
    mine = (batch_item.c.batch_id == row.batch_id) & (batch_item.c.n == row.n)
    ledger.batch_id()
    ledger.connection.execute(update(batch_item).where(mine).values(**told))


def _links(ledger: Ledger, name: Name, found: Found) -> None:
    """Replace who decided about links."""
    for row in ledger.connection.execute(select(link, claim.c.key).join(claim, claim.c.id == link.c.claim_id)).all():
        if name.is_it(row.decided_by):
            found.put(f"link of claim {row.key}", whole=True)
            ledger.batch_id()
            changed = update(link).where(link.c.id == row.id).values(decided_by=name.stand_in)
            ledger.connection.execute(changed)


def _feeds(ledger: Ledger, name: Name, found: Found) -> None:
    """Replace who publishes a feed or added it, and the name in titles of entries."""
    for table, parts in ((feed, ("name", "title", "source", "added_by")), (feed_entry, ("title",))):
        for row in ledger.connection.execute(select(table)).all():
            told: dict[str, str] = {}
            for part in parts:
                given = getattr(row, part)
                if name.mentioned(given):
                    found.put(f"{part} of a feed", whole=name.is_it(given))
                    told |= {part: name.replaced(given)} if name.mentions or name.is_it(given) else {}
            if told:
                ledger.batch_id()
                mine = [column == getattr(row, column.name) for column in table.primary_key]
                ledger.connection.execute(update(table).where(*mine).values(**told))

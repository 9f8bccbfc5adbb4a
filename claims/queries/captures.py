"""Captures of one page: which documents they are, when it was last looked at, what stands in each."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from claims.core.events import EventKind
from claims.core.place import canonical_url
from claims.core.status import Status
from claims.core.vocabulary import Fate
from claims.core.when import micros, moment
from claims.models import appearance, batch, batch_item, claim, document, event, source
from claims.queries.catalog import one_document, one_source
from claims.queries.keys import claim_id
from claims.records import Captured

RECHECK = "recheck"
"""The command of a batch in which pages were looked at again."""
ENTRY = "entry"
"""What read the entry of a feed: the page it leads to may say it in other words, and did so from the start."""
CHUNK = 500
_columns = [column for column in document.c if column.key not in ("text", "body")]
_there = ~document.c.withdrawn & document.c.text.is_not(None)


@dataclass(frozen=True, slots=True)
class Page:
    """What was captured at one place, first to last; `path` is a file on this machine, else it is a URL."""

    captures: tuple[Row[Any], ...]
    looked_at: int

    @property
    def latest(self) -> Row[Any]:
        return self.captures[-1]

    @property
    def path(self) -> str | None:
        path: str | None = self.latest.path
        return path

    @property
    def name(self) -> str:
        return str(self.latest.path or self.latest.url)


def pages(connection: Connection, seeds: Iterable[int] | None = None) -> list[Page]:
    """Return the pages that documents are captures of, by row, or all there are; a page has an address or a path."""
    rows: dict[int, Row[Any]] = {}
    for where in [_there] if seeds is None else _same_place(connection, sorted(set(seeds))):
        query = select(*_columns, source.c.name.label("source")).join(source, source.c.id == document.c.source_id)
        rows |= {row.id: row for row in connection.execute(query.where(_there, where))}
    groups: defaultdict[tuple[str, ...], list[Row[Any]]] = defaultdict(list)
    for row in sorted(rows.values(), key=lambda row: (row.retrieved_at, row.key)):
        if (place := identity(row)) is not None:
            groups[place].append(row)
    wanted = None if seeds is None else set(seeds)
    chosen = [each for each in groups.values() if wanted is None or wanted & {row.id for row in each}]
    looked = _looked_at(connection, [row.id for each in chosen for row in each])
    return [Page(tuple(each), max(max(row.retrieved_at, looked.get(row.id, 0)) for row in each)) for each in chosen]


def identity(row: Any) -> tuple[str, ...] | None:
    """Return what is the same for all captures of a page: its path, or its address and the one it calls its own."""
    if row.path is not None:
        return ("path", row.path)
    if row.reader == ENTRY or not (row.url or "").startswith(("http://", "https://")):
        return None
    return ("url", canonical_url(row.url), row.canonical_url or "")


def before(connection: Connection, row_id: int) -> Page | None:
    """Return the page a document is the latest capture of, read in the same way; None where it is the first."""
    (row,) = connection.execute(select(*_columns).where(document.c.id == row_id)).all()
    if row.canonical_url is None or row.url is None:
        return None
    query = select(*_columns).where(_there, document.c.canonical_url == row.canonical_url)
    same = [
        each for each in connection.execute(query) if each.url and canonical_url(each.url) == canonical_url(row.url)
    ]
    alike = [each for each in same if each.id != row_id and each.reader == row.reader]
    if not alike or any(each.retrieved_at > row.retrieved_at for each in alike):
        return None
    return Page((*sorted(alike, key=lambda each: (each.retrieved_at, each.key)), row), row.retrieved_at)


def _same_place(connection: Connection, seeds: Sequence[int]) -> Iterable[ColumnElement[bool]]:
    """Yield conditions that all captures of the pages of some documents fulfil, some pages at a time."""
    for start in range(0, len(seeds), CHUNK):
        part = seeds[start : start + CHUNK]
        query = select(document.c.canonical_url, document.c.path).where(document.c.id.in_(part))
        places = connection.execute(query).all()
        urls, paths = {row.canonical_url for row in places} - {None}, {row.path for row in places} - {None}
        yield or_(document.c.canonical_url.in_(urls), document.c.path.in_(paths))


def _looked_at(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Return when the page of each document was last looked at again, by a batch that was not undone."""
    query = (
        select(batch_item.c.document_id, func.max(batch.c.started_at))
        .join(batch, batch.c.id == batch_item.c.batch_id)
        .where(batch.c.command == RECHECK, batch.c.undone_by.is_(None), batch_item.c.outcome != "failed")
        .group_by(batch_item.c.document_id)
    )
    found: dict[int, int] = {}
    for start in range(0, len(ids), CHUNK):
        part = query.where(batch_item.c.document_id.in_(ids[start : start + CHUNK]))
        found |= {row_id: at for row_id, at in connection.execute(part)}
    return found


# ---- which pages -------------------------------------------------------------------------------------------


def of_claims(connection: Connection, keys: Iterable[str]) -> set[int]:
    """Return the documents that claims stand in, and those merged into them; raises NotFound, Ambiguous."""
    ids = [claim_id(connection, key) for key in keys]
    query = (
        select(appearance.c.document_id)
        .join(claim, claim.c.id == appearance.c.claim_id)
        .where(or_(claim.c.id.in_(ids), claim.c.merged_into.in_(ids)), ~appearance.c.withdrawn)
        .where(appearance.c.document_id.is_not(None))
    )
    return set(connection.execute(query).scalars())


def of_documents(connection: Connection, keys: Iterable[str]) -> set[int]:
    """Return documents by key; raises NotFound, Ambiguous."""
    whole = [one_document(connection, key).key for key in keys]
    return set(connection.execute(select(document.c.id).where(document.c.key.in_(whole))).scalars())


def of_sources(connection: Connection, names: Iterable[str]) -> set[int]:
    """Return the documents of sources, by name or key; raises NotFound."""
    whole = [one_source(connection, name).key for name in names]
    query = select(document.c.id).join(source, source.c.id == document.c.source_id)
    return set(connection.execute(query.where(source.c.key.in_(whole))).scalars())


def due(connection: Connection, found: Sequence[Page], today: date, before: int) -> list[Page]:
    """Return those pages that were last looked at before a time, or before a forecast on them fell due."""
    query = (
        select(appearance.c.document_id, func.max(claim.c.due))
        .join(claim, claim.c.id == appearance.c.claim_id)
        .where(claim.c.due <= today.isoformat(), ~claim.c.withdrawn, ~appearance.c.withdrawn)
        .where(appearance.c.document_id.is_not(None), claim.c.status != Status.REJECTED.value)
        .group_by(appearance.c.document_id)
    )
    fell = {row_id: day for row_id, day in connection.execute(query)}

    def is_due(page: Page) -> bool:
        days = [fell[row.id] for row in page.captures if row.id in fell]
        looked = moment(page.looked_at).date().isoformat()
        return page.looked_at < before or any(day >= looked for day in days)

    return [page for page in found if is_due(page)]


# ---- what stands in them -----------------------------------------------------------------------------------


def places(connection: Connection, ids: Sequence[int]) -> list[Row[Any]]:
    """Return the appearances in documents that count, with their claims' keys."""
    query = (
        select(appearance, claim.c.key)
        .join(claim, claim.c.id == appearance.c.claim_id)
        .where(appearance.c.document_id.in_(ids), ~appearance.c.withdrawn, ~claim.c.withdrawn)
        .order_by(appearance.c.claim_id, appearance.c.n)
    )
    return list(connection.execute(query).all())


def text_of(connection: Connection, row_id: int) -> str:
    """Return the text of a document."""
    return str(connection.execute(select(document.c.text).where(document.c.id == row_id)).scalar_one())


def captures(connection: Connection, key: str) -> tuple[Captured, ...]:
    """Return the captures of a document's page, and what had become in each of what stood in those before it."""
    wanted = of_documents(connection, [key])
    found = pages(connection, wanted)
    if not found:
        return ()
    rows = found[0].captures
    there = places(connection, [row.id for row in rows])
    told = _told(connection, [each.claim_id for each in there])
    made = []
    for n, row in enumerate(rows):
        earlier = {each.id for each in rows[:n]}
        until = micros(moment(rows[n + 1].retrieved_at)) if n + 1 < len(rows) else None
        counts: Counter[str] = Counter()
        for each in there:
            if each.document_id in earlier:
                fates = told.get((each.claim_id, each.n), [])
                counts[next((fate for at, fate in reversed(fates) if until is None or at < until), Fate.PRESENT)] += 1
        made.append(Captured(row.key, moment(row.retrieved_at), {fate.value: counts[fate] for fate in Fate if earlier}))
    return tuple(made)


def _told(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, int], list[tuple[int, str]]]:
    """Return what was found to become of the appearances of claims, and when, but for what the page took along."""
    query = select(event.c.claim_id, event.c.recorded_at, event.c.payload).order_by(event.c.claim_id, event.c.seq)
    query = query.where(event.c.claim_id.in_(ids), event.c.kind == EventKind.DRIFTED.value)
    found: defaultdict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(query):
        payload = json.loads(row.payload)
        if not payload.get("page"):
            found[row.claim_id, payload["appearance"]["n"]].append((row.recorded_at, payload["to"]))
    return found

"""Many claims at a glance: how many of each sort, counted up to a bound, and where they stand in a document."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Fate, Kind
from claims.db import direct
from claims.queries.filters import chosen, listed
from claims.queries.pages import Asked, rows_in_order
from claims.queries.reading import assemble, rows_of
from claims.queries.roads import Order
from claims.records import Claim, Facets, Placed

MOST = 1000
"""Claims that are counted: what lies behind them is not worth the wait."""
LONGEST = 12
"""Words of a field that are told, those with most claims first."""
_BY_WORD = "SELECT {word} AS word, count(DISTINCT {claim}) AS number FROM {tables} WHERE {claim} {{ids}} {more}"
_LAST = f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {LONGEST}"
_COUNTS = {
    "status": direct.About(_BY_WORD.format(word="status", claim="id", tables="claim", more=_LAST)),
    "kind": direct.About(_BY_WORD.format(word="kind", claim="id", tables="claim", more=_LAST)),
    "reviewed": direct.About(_BY_WORD.format(word="reviewed", claim="id", tables="claim", more=_LAST)),
    "tag": direct.About(_BY_WORD.format(word="tag", claim="claim_id", tables="claim_tag", more=_LAST)),
    "source": direct.About(
        _BY_WORD.format(
            word="source.name", claim="appearance.claim_id", more=f"AND NOT withdrawn {_LAST}",
            tables="appearance JOIN source ON source.id = appearance.source_id",
        )
    ),
}  # fmt: skip
FACETS = tuple(_COUNTS)


def facets(connection: Connection, fields: Sequence[str], filters: Mapping[str, Any], most: int = MOST) -> Facets:
    """Return how many of the claims that pass `filters` there are of each word; raises InvalidValue, UnknownChoice.

    A field's own filter does not count for it: beside the disputed ones it is told how many were verified.
    """
    known: dict[str | None, list[int]] = {}
    counts = {}
    for field in fields:
        own = field if filters.get(field) not in (None, (), []) else None
        if own not in known:
            known[own] = _rows(connection, {name: each for name, each in filters.items() if name != own}, most + 1)
        counts[field] = _counted(connection, field, known[own][:most])
    lots = {own for own, rows in known.items() if len(rows) > most}
    return Facets(counts, frozenset(field for field in fields if (field if field in known else None) in lots))


def _rows(connection: Connection, filters: Mapping[str, Any], most: int) -> list[int]:
    asked = Asked(chosen(connection, **filters), rejected=Status.REJECTED in listed(filters.get("status")))
    return list(islice(rows_in_order(connection, asked, Order("recorded_at", True), None, most), most))


def _counted(connection: Connection, field: str, rows: Sequence[int]) -> dict[str, int]:
    if not rows:
        return {}
    found = {each.word: each.number for each in _COUNTS[field](connection, rows)}
    return {("yes" if word else "no") if field == "reviewed" else str(word): number for word, number in found.items()}


_PLACED = (
    "SELECT c.key, a.span_start, a.span_end, c.statement, c.kind, c.status, c.reviewed, c.confidence, "
    "c.confidence_by, a.drift FROM document d JOIN appearance a ON a.document_id = d.id "
    "JOIN claim o ON o.id = a.claim_id JOIN claim c ON c.id = coalesce(o.merged_into, o.id) "
    "WHERE d.key = ? AND NOT a.withdrawn AND NOT c.withdrawn ORDER BY a.span_start, a.span_end, c.id"
)


def placed(connection: Connection, document: str) -> tuple[Placed, ...]:
    """Return the claims that stand in the document with a key, in the order of its text; rejected ones, too."""
    return tuple(
        Placed(
            row.key, row.span_start, row.span_end, row.statement, Kind(row.kind), Status(row.status),
            bool(row.reviewed), row.confidence, ActorKind(row.confidence_by) if row.confidence_by else None,
            Fate(row.drift) if row.drift else None,
        )
        for row in direct.rows(connection, _PLACED, (document,))
    )  # fmt: skip


_ids = direct.About("SELECT id FROM claim WHERE key {keys}")


def some(connection: Connection, keys: Sequence[str]) -> list[Claim]:
    """Return the claims with these keys, those there are, in no order that matters."""
    found = [row.id for row in _ids(connection, keys)] if keys else []
    return assemble(connection, rows_of(connection, found)) if found else []

"""Pages of claims: filtered, in order, now or as they were believed, at the same cost however deep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from claims.core.status import Status
from claims.core.when import micros
from claims.errors import InvalidValue, UnknownChoice
from claims.models import claim, source
from claims.queries.filters import STANDING, Condition, Filter, changed_since, state_then
from claims.queries.keys import claim_id
from claims.queries.past import Past, histories, past
from claims.queries.reading import assemble
from claims.records import Claim, Page

survivor = claim.alias("survivor")
ROWS = (
    select(claim, source.c.name.label("source"), survivor.c.key.label("survivor"))
    .join(source, source.c.id == claim.c.source_id)
    .outerjoin(survivor, survivor.c.id == claim.c.merged_into)
)
"""What claims are read from; add conditions and an order."""
FEW = 1000
"""Up to so many matches are fetched and sorted; beyond, the claims are walked in order."""
MOST = 1000
SORTS = {
    "recorded": claim.c.recorded_at,
    "changed": claim.c.changed_at,
    "confidence": claim.c.confidence,
    "due": claim.c.due,
    "row": claim.c.id,
}


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by, ties broken by row."""

    name: str
    down: bool

    @property
    def column(self) -> ColumnElement[Any]:
        return SORTS[self.name]

    def clauses(self) -> list[ColumnElement[Any]]:
        columns: list[ColumnElement[Any]] = [self.column, claim.c.id]
        return [column.desc() for column in columns] if self.down else columns

    def past(self, place: "Place") -> Condition:
        """The claims that come after a place."""
        value, row_id = place.value if self.name != "row" else place.id, place.id
        step, tie = (
            (self.column < value, claim.c.id < row_id) if self.down else (self.column > value, claim.c.id > row_id)
        )
        edge = self.column <= value if self.down else self.column >= value
        return and_(edge, or_(step, tie))

    def place(self, row: Row[Any]) -> "Place":
        return Place(row._mapping[self.column], row.id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an order a page ended."""

    value: Any
    id: int


def order(sort: str) -> Order:
    """Return the order a word means: `recorded`, or `-recorded` for newest first. Raises UnknownChoice."""
    name = sort.removeprefix("-")
    words = [word for word in SORTS if word != "row"]
    if name not in words:
        raise UnknownChoice("sort", sort, [f"{sign}{word}" for word in words for sign in ("", "-")])
    return Order(name, sort.startswith("-"))


def page(
    connection: Connection, filters: Sequence[Filter], *, as_of: int | None = None, sort: str = "-recorded",
    limit: int = 50, after: str | None = None, everything: bool = False, rejected: bool = False,
) -> Page:  # fmt: skip
    """Return the claims that pass all `filters`, at most `limit`, starting after the claim with the key `after`.

    With `as_of` they are what was believed then. Claims undone, merged away or rejected are left out unless
    `everything`; `rejected` lets those in that are no claims. Raises InvalidValue.
    """
    if not 1 <= limit <= MOST:
        allowed = f"give 1 to {MOST:,}; `--after` goes on where a page ended, and `claims export` gives all at once"
        raise InvalidValue("limit", limit, allowed)
    by = order(sort)
    if as_of is not None and by.name != "recorded":
        raise InvalidValue("sort", sort, "claims as they were are listed in the order they were recorded")
    start = _place(connection, by, after) if after else None
    if as_of is None:
        conditions = [each.now for each in filters] + ([] if everything else _standing(rejected))
        few = _few(connection, [each.few for each in filters])
        rows = list(islice(_walk(connection, ROWS.where(*conditions), few, by, start, limit + 1), limit + 1))
        claims = assemble(connection, rows[:limit])
        more = len(rows) > limit
    else:
        claims, more = _then(connection, filters, as_of, by, start, limit, everything, rejected)
    return Page(tuple(claims), _mark(by, claims[-1]) if more else None)


def _standing(rejected: bool) -> list[Condition]:
    """What is left out of a page unless asked for."""
    shown: list[Condition] = [~claim.c.withdrawn, claim.c.merged_into.is_(None)]
    return shown if rejected else [*shown, claim.c.status != Status.REJECTED]


def _mark(by: Order, last: Claim) -> str:
    """Return where a page ended: its last claim, and the value it was sorted by where that may change."""
    if by.name == "recorded":
        return last.key
    values = {"changed": micros(last.changed_at), "confidence": last.confidence, "due": last.due}
    return f"{last.key}:{'' if values[by.name] is None else values[by.name]}"


def _place(connection: Connection, by: Order, mark: str) -> Place:
    """Return the place that a mark, or the key of a claim, names; raises InvalidValue, NotFound."""
    key, told, value = mark.partition(":")
    row = connection.execute(select(claim).where(claim.c.id == claim_id(connection, key))).one()
    if not told or by.name == "recorded":
        return by.place(row)
    try:
        return Place((value if by.name == "due" else int(value)) if value else None, row.id)
    except ValueError:
        raise InvalidValue("mark", mark, "give the one that an earlier page ended with") from None


def _few(connection: Connection, roads: Sequence[Select[Any] | None]) -> list[int] | None:
    """Return the rows that the narrowest filter leaves, when they are few; None when every road is broad."""
    best: list[int] | None = None
    for road in roads:
        if road is None:
            continue
        limited = road.limit(FEW + 1)
        ids = [row[0] for row in connection.execute(limited)]
        if len(ids) <= FEW and (best is None or len(ids) < len(best)):
            best = ids
    return best


def _walk(
    connection: Connection, query: Select[Any], few: Sequence[int] | None, by: Order, start: Place | None, size: int
) -> Iterator[Row[Any]]:  # fmt: skip
    """Yield the rows of a query in order, `size` at a time; claims without a value to sort by come last."""
    if few is not None:
        query = query.where(claim.c.id.in_(few))
    nullable = by.name in ("due", "confidence")
    valueless = nullable and start is not None and start.value is None
    if not valueless:
        ordered = query.order_by(*by.clauses()).limit(size)
        yield from _steps(connection, ordered.where(by.column.is_not(None)) if nullable else ordered, by, start, size)
        start = None
    if nullable:
        last = Order("row", by.down)
        yield from _steps(
            connection, query.where(by.column.is_(None)).order_by(*last.clauses()).limit(size), last, start, size
        )


def _steps(connection: Connection, query: Select[Any], by: Order, start: Place | None, size: int) -> Iterator[Row[Any]]:
    while True:
        rows = connection.execute(query if start is None else query.where(by.past(start))).all()
        yield from rows
        if len(rows) < size:
            return
        start = by.place(rows[-1])


def _then(
    connection: Connection, filters: Sequence[Filter], as_of: int, by: Order, start: Place | None, limit: int,
    everything: bool, rejected: bool,
) -> tuple[list[Claim], bool]:  # fmt: skip
    """Return a page as of a time: the database narrows, the history of each claim decides."""
    query = ROWS.where(claim.c.recorded_at <= as_of)
    for n, each in enumerate(filters):
        query = query.where(each.possible(as_of))
        if each.told:
            query = query.add_columns(changed_since(as_of, each.changes).label(f"changed_{n}"))
    walk = _walk(connection, query, _few(connection, [each.few_at for each in filters]), by, start, limit + 1)
    found: list[tuple[Row[Any], Past]] = []
    while len(found) <= limit and (rows := list(islice(walk, limit + 1))):
        known = histories(connection, [row.id for row in rows], as_of)
        for row in rows:
            then = past(known[row.id])
            if (everything or _stood(then, rejected)) and _passed(connection, row, then, filters):
                found.append((row, then))
    pasts = {row.id: then for row, then in found[:limit]}
    claims = assemble(connection, [row for row, _ in found[:limit]], pasts=pasts, as_of=as_of)
    return claims, len(found) > limit


def _passed(connection: Connection, row: Row[Any], then: Past, filters: Sequence[Filter]) -> bool:
    """Return whether a claim as it was passes every filter."""
    for n, each in enumerate(filters):
        if each.then and not each.then(then.state):
            return False
        if each.told and row._mapping[f"changed_{n}"] and not each.told(connection, row.id, then):
            return False
    return True


def _stood(then: Past, rejected: bool) -> bool:
    state = then.state
    return not (state.withdrawn or state.merged_into or (state.status is Status.REJECTED and not rejected))


def count(connection: Connection, as_of: int | None = None) -> dict[str, int]:
    """Return the number of claims by status, now or as of a time; undone and merged claims are left out."""
    query = select(claim.c.status, func.count()).where(~claim.c.withdrawn, claim.c.merged_into.is_(None))
    if as_of is None:
        return {name: number for name, number in connection.execute(query.group_by(claim.c.status))}
    status = state_then("status", as_of).label("status")
    there = claim.c.recorded_at <= as_of
    moved = changed_since(as_of, STANDING)
    inner = select(status).where(there, ~claim.c.withdrawn, claim.c.merged_into.is_(None), ~moved).subquery()
    grouped = connection.execute(select(inner.c.status, func.count()).group_by(inner.c.status))
    counted: dict[str, int] = {name: number for name, number in grouped}
    reshaped = connection.execute(select(claim.c.id).where(there, moved)).scalars()
    for part in reshaped.partitions(500):  # the columns of these no longer show whether they stood then
        for events in histories(connection, part, as_of).values():
            then = past(events)
            if _stood(then, rejected=True):
                counted[then.state.status] = counted.get(then.state.status, 0) + 1
    return {str(name): number for name, number in counted.items()}

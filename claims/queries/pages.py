"""Pages of claims: filtered, in order, now or as they were believed, at the same cost however deep."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from claims.core.events import State
from claims.core.spells import What
from claims.core.status import Status
from claims.core.when import micros
from claims.db import direct
from claims.errors import InvalidValue, UnknownChoice
from claims.queries.filters import Filter, Look, claims, spelled
from claims.queries.keys import claim_id
from claims.queries.past import Past, histories, past
from claims.queries.reading import assemble, rows_of
from claims.queries.roads import LAST, Arm, Order, Position, Road, Walk, passable
from claims.queries.sql import ALWAYS, Sql, both, either
from claims.records import Claim, Page

MOST = 1000
SORTS = {"recorded": "recorded_at", "changed": "changed_at", "confidence": "confidence", "due": "due",
         "origins": "origins"}  # fmt: skip
NULLABLE = ("confidence", "due")


Found = tuple[int, Past | None]
"""The row of a claim, and what it was where it has changed since."""
LOOKED_AT = 500
"""Claims that are looked at together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: all `filters`, now or as of a time, without what is left out unless asked for."""

    filters: Sequence[Filter]
    as_of: int | None = None
    everything: bool = False
    rejected: bool = False

    def check(self, met: Filter | None = None) -> Sql:
        """Return the condition on a claim's row, which may be known to pass the filter `met`.

        As of a time, claims that changed since may pass it wrongly.
        """
        now = both(*self._standing(), *(each.now for each in self.filters if each is not met))
        if self.as_of is None:
            return now
        then = both(*self._stood(self.as_of), *(each.then(self.as_of) for each in self.filters))
        unchanged, changed = (Sql(f"c.changed_at {sign} ?", (self.as_of,)) for sign in ("<=", ">"))
        return either(both(unchanged, now), both(changed, then))

    def fitting(self, connection: Connection, pasts: Mapping[int, Past]) -> Mapping[int, Past]:
        """Return those claims that as they were are what is asked for."""
        left = {row_id: then for row_id, then in pasts.items() if self._fits(then.state)}
        for told in [each.told for each in self.filters if each.told is not None]:
            left = {row_id: left[row_id] for row_id in told(connection, left)} if left else {}
        return left

    @property
    def looks(self) -> list[Look]:
        """What decides about the claims that the conditions let pass."""
        return [each.look for each in self.filters if each.look is not None]

    def looked(self, connection: Connection, found: Sequence[Found]) -> Sequence[Found]:
        """Return those claims that pass all looks."""
        for look in self.looks:
            pasts = {row_id: then for row_id, then in found if then is not None}
            left = look(connection, [row_id for row_id, _ in found], pasts, self.as_of) if found else set()
            found = [each for each in found if each[0] in left]
        return found

    def _fits(self, state: State) -> bool:
        gone = state.withdrawn or state.merged_into or (state.status is Status.REJECTED and not self.rejected)
        if gone and not self.everything:
            return False
        return all(each.fits is None or each.fits(state) for each in self.filters)

    def _standing(self) -> list[Sql]:
        if self.everything:
            return []
        shown = [Sql("NOT c.withdrawn"), Sql("c.merged_into IS NULL")]
        return shown if self.rejected else [*shown, Sql("c.status <> ?", (Status.REJECTED.value,))]

    def _stood(self, stamp: int) -> list[Sql]:
        if self.everything:
            return []
        gone = [spelled(What.GONE, "", stamp)]
        gone += [] if self.rejected else [spelled(What.STATUS, Status.REJECTED.value, stamp)]
        return [each.negated() for each in gone]


def page(
    connection: Connection, asked: Asked, *, sort: str = "-recorded", limit: int = 50, after: str | None = None
) -> Page:
    """Return the claims asked for, at most `limit`, starting after the key `after`; raises InvalidValue."""
    if not 1 <= limit <= MOST:
        allowed = f"give 1 to {MOST:,}; `--after` goes on where a page ended, and `claims export` gives all at once"
        raise InvalidValue("limit", limit, allowed)
    order = _order(sort)
    if asked.as_of is not None and order.column != "recorded_at":
        raise InvalidValue("sort", sort, "claims as they were are listed in the order they were recorded")
    start = _place(connection, order, after) if after else None
    ways = _by_origins(connection, asked, order, start, limit + 1) if order.column == "origins" else (
        _claims(connection, asked, order, start, limit + 1)
    )  # fmt: skip
    found = list(islice(ways, limit + 1))
    shown = _shown(connection, found[:limit], asked.as_of)
    return Page(tuple(shown), _mark(order, shown[-1]) if len(found) > limit else None)


def _by_origins(
    connection: Connection, asked: Asked, order: Order, start: Position | None, size: int
) -> Iterator[Found]:
    """Yield the claims asked for by their number of origins, and of those with as many the newest first."""
    from claims.queries.voices import levels

    newest = Order("recorded_at", True)
    for number, level in levels(connection, down=order.down):
        if start is not None and (number > start[0] if order.down else number < start[0]):
            continue
        place = None
        if start is not None and number == start[0]:
            ((recorded,),) = direct.rows(connection, "SELECT recorded_at FROM claim WHERE id = ?", (start[1],))
            place = recorded, start[1]
        yield from _claims(connection, replace(asked, filters=[*asked.filters, level]), newest, place, size)


def _claims(connection: Connection, asked: Asked, order: Order, start: Position | None, size: int) -> Iterator[Found]:
    """Yield the rows of the claims asked for in order, and what each was where it has changed since."""
    size = max(size, LOOKED_AT) if asked.looks else size
    rows = rows_in_order(connection, asked, order, start, size)
    while part := list(islice(rows, size)):
        if asked.as_of is None:
            yield from asked.looked(connection, [(row_id, None) for row_id in part])
            continue
        changed = _changed(connection, part, asked.as_of)
        known = histories(connection, changed, asked.as_of) if changed else {}
        fitting = asked.fitting(connection, {row_id: past(events) for row_id, events in known.items()})
        left = [(row_id, fitting.get(row_id)) for row_id in part if row_id in fitting or row_id not in known]
        yield from asked.looked(connection, left)


_changed_since = direct.About("SELECT id FROM claim WHERE id {ids} AND changed_at > ?")


def _changed(connection: Connection, rows: Sequence[int], stamp: int) -> list[int]:
    return [row.id for row in _changed_since(connection, rows, stamp)]


def rows_in_order(
    connection: Connection, asked: Asked, order: Order, start: Position | None, size: int
) -> Iterator[int]:
    """Yield the rows of claims in order, `size` at a time, each once; claims without a value to sort by come last."""
    roads = {road: each for each in asked.filters if (road := each.road(asked.as_of)) is not None}
    ways = passable(connection, list(roads), order)
    start, end = _window(order, start, asked.as_of)

    def walk(order: Order, start: Position | None, where: Sql = ALWAYS) -> Iterator[int]:
        def check(road: Road) -> Sql:
            return both(where, asked.check(roads.get(road) if asked.as_of is None else None))

        positions = Walk(connection, order, check, end).positions
        return _once(positions(ways or [_all(connection, order.column, where)], start, size))

    if order.column not in NULLABLE:
        if start is None or end is None or start <= end:
            yield from walk(order, start)
        return
    if start is None or start[0] is not None:
        yield from walk(order, start, Sql(f"c.{order.column} IS NOT NULL"))
        start = None
    missing = Sql(f"c.{order.column} IS NULL")
    yield from walk(Order("id", order.down), start and (start[1], start[1]), missing)


def _all(connection: Connection, column: str, where: Sql) -> Road:
    """Return the road through all claims, or those with or without a value in a column."""
    index = "ix_claim_confidence" if where.text == "c.confidence IS NULL" else f"ix_claim_{column}"
    source = "claim c" if column == "id" and "due" in where.text else claims(connection, index)
    return Road((Arm(source, "c.id", where, f"c.{column}"),))


def _window(order: Order, start: Position | None, as_of: int | None) -> tuple[Position | None, Position | None]:
    """Return after which place a walk starts and where it ends at the latest, to leave out what came after a time."""
    if as_of is None:
        return start, None
    if not order.down:
        return start, (as_of, LAST)
    latest = (as_of, LAST)
    return (latest if start is None else min(start, latest)), None


def _once(positions: Iterator[Position]) -> Iterator[int]:
    """Yield the rows at some places, of which the same may come several times in a row."""
    last: Position | None = None
    for place in positions:
        if place != last:
            yield place[1]
        last = place


def _shown(connection: Connection, found: Sequence[tuple[int, Past | None]], as_of: int | None) -> list[Claim]:
    by_id = {row.id: row for row in rows_of(connection, [row_id for row_id, _ in found])} if found else {}
    pasts = {row_id: then for row_id, then in found if then is not None}
    return assemble(connection, [by_id[row_id] for row_id, _ in found], pasts=pasts, as_of=as_of)


# ---- orders and the places in them -------------------------------------------------------------------------


def _order(sort: str) -> Order:
    """Return the order a word means: `recorded`, or `-recorded` for newest first. Raises UnknownChoice."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise UnknownChoice("sort", sort, [f"{sign}{word}" for word in SORTS for sign in ("", "-")])
    return Order(SORTS[name], sort.startswith("-"))


def _mark(order: Order, last: Claim) -> str:
    """Return where a page ended: its last claim, and the value it was sorted by where that may change."""
    if order.column == "recorded_at":
        return last.key
    values = {"changed_at": micros(last.changed_at), "confidence": last.confidence, "due": last.due}
    values |= {"origins": max(last.origins, 1)}
    return f"{last.key}:{'' if values[order.column] is None else values[order.column]}"


def _place(connection: Connection, order: Order, mark: str) -> Position:
    """Return the place that a mark, or the key of a claim, names; raises InvalidValue, NotFound."""
    key, told, value = mark.partition(":")
    row_id = claim_id(connection, key)
    if not told and order.column == "origins":
        from claims.queries.voices import voices

        return max(voices(connection, [row_id])[row_id], 1), row_id
    if not told or order.column == "recorded_at":
        ((found,),) = direct.rows(connection, f"SELECT {order.column} FROM claim WHERE id = ?", (row_id,))
        return found, row_id
    try:
        return ((value if order.column == "due" else int(value)) if value else None), row_id
    except ValueError:
        raise InvalidValue("mark", mark, "give the one that an earlier page ended with") from None


# ---- counts ------------------------------------------------------------------------------------------------


_NOW = (
    "SELECT c.status, count(*) AS number FROM {claims} WHERE NOT c.withdrawn AND c.merged_into IS NULL "
    "GROUP BY c.status"
)
_GONE = (
    "SELECT 1 FROM spell g WHERE g.what = 'gone' AND g.word = '' AND g.claim_at = s.claim_at "
    "AND g.claim_id = s.claim_id AND g.since <= ? AND g.until > ?"
)
_THEN = (
    "SELECT s.word AS status, count(*) AS number FROM spell s WHERE s.what = 'status' AND s.word <> 'unverified' "
    f"AND s.since <= ? AND s.until > ? AND NOT EXISTS ({_GONE}) GROUP BY s.word"
)
_ALL = (
    "SELECT (SELECT count(*) FROM claim WHERE recorded_at <= ?) - (SELECT count(*) FROM spell "
    "WHERE what = 'gone' AND word = '' AND since <= ? AND until > ?) AS number"
)


def count(connection: Connection, as_of: int | None = None) -> dict[str, int]:
    """Return the number of claims by status, now or as of a time; undone and merged claims are left out."""
    if as_of is None:
        query = _NOW.format(claims=claims(connection, "ix_claim_recorded_at"))
        return {row.status: row.number for row in direct.rows(connection, query)}
    counted = {row.status: row.number for row in direct.rows(connection, _THEN, (as_of,) * 4)}
    ((whole,),) = direct.rows(connection, _ALL, (as_of,) * 3)
    unverified = whole - sum(counted.values())
    return counted | ({Status.UNVERIFIED.value: unverified} if unverified else {})

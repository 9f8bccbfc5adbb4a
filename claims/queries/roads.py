"""Roads: the indexes in which the claims that may pass a filter are found, and the walk along the shortest of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from claims.db import direct
from claims.queries.sql import Sql, both

FEW = 2000
"""Claims of a road in some order that are sorted into another; with more, they are walked in that other."""
STRIDE = 256
LONGEST_STRIDE = 16_384
CHECKED = ", ".join(
    f"c.{name}" for name in ("recorded_at", "changed_at", "status", "kind", "confidence", "due", "reviewed",
                             "withdrawn", "merged_into", "version")
)  # fmt: skip
"""What a claim is checked by."""
Position = tuple[Any, int]
"""Where a claim stands in an order: the value it is sorted by, and its row."""
FIRST, LAST = -1, 2**63 - 1
"""Stand for a row before or after all claims of one value."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One index of a road.

    `source` is what follows FROM; `row` is the claim's row in it. `at` is when that claim was recorded, where the
    index knows. `by_row` tells that it holds the claims by row, and that they were recorded in that order. Where an
    index is not in the order of recording, `few` is the number of claims up to which sorting them is worth it.
    `guessed` is one of which a server knows about how many there are, and is slow to list even the first.
    """

    source: str
    row: str
    where: Sql
    at: str | None = None
    by_row: bool = False
    few: int | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Road:
    """The arms in which all claims that may pass a filter are found."""

    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What claims are sorted by, ties broken by row."""

    column: str
    down: bool

    def key(self, arm: Arm) -> str:
        """Return what an arm is sorted by."""
        return arm.at if arm.at and self.column == "recorded_at" else f"c.{self.column}"

    def beyond(self, key: str, row: str, start: Position | None, end: Position | None) -> Sql:
        """Return the condition that a claim comes after `start`, up to `end`.

        Within one value it is about rows, else about values: no index is searched for both at once everywhere.
        """
        after, upto = ("<", ">=") if self.down else (">", "<=")
        if start is not None and end is not None and start[0] == end[0]:
            return Sql(f"{key} = ? AND {row} {after} ? AND {row} {upto} ?", (start[0], start[1], end[1]))
        given = ((after, start), (upto, end))
        return both(*(_compared(key, sign, place) for sign, place in given if place is not None))

    def rest(self, start: Position | None) -> Position | None:
        """Return where the claims of the value that `start` is within end; None if it is between two values."""
        return None if start is None or start[1] in (FIRST, LAST) else (start[0], FIRST if self.down else LAST)

    def cut(self, start: Position | None, end: Position) -> Position:
        """Return where a stride ends, not beyond `end`: between two values, unless it is all of one."""
        return end if start is not None and start[0] == end[0] else (end[0], LAST if self.down else FIRST)

    def clause(self, key: str, row: str) -> str:
        return f"ORDER BY {key} DESC, {row} DESC" if self.down else f"ORDER BY {key}, {row}"


def _compared(key: str, sign: str, place: Position) -> Sql:
    """Return how a value compares to a place before or after all claims of one."""
    equal = "=" if (sign[0] == "<") == (place[1] == LAST) else ""
    return Sql(f"{key} {sign[0]}{equal} ?", (place[0],))


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk along roads in an order, until `last` at most: `check` tells the claims of a road that are wanted."""

    connection: Connection
    order: Order
    check: Callable[[Road], Sql]
    last: Position | None = None

    def positions(self, roads: Sequence[Road], start: Position | None, size: int) -> Iterator[Position]:
        """Yield where the wanted claims stand, `size` at a time; some may come twice.

        Of several roads, each stride takes the one that gets farthest: it has the fewest claims just there.
        """
        stride = max(size, STRIDE)
        while True:
            end, road = self.order.rest(start), roads[0]
            if len(roads) > 1:
                end, road = self._farthest(roads, start, end, stride)
            found = self._places(road, start, end, size, check=self.check(road))
            yield from found
            if len(found) == size:
                start = found[-1]
            elif end is None:
                return
            else:
                start, stride = end, min(stride * 4, LONGEST_STRIDE)

    def _farthest(
        self, roads: Sequence[Road], start: Position | None, end: Position | None, stride: int
    ) -> tuple[Position | None, Road]:
        """Return how far the next claims of a road reach, and of which: the farthest, or a road that ends before."""
        best: tuple[Position, Road] | None = None
        for road in roads:
            places = self._places(road, start, end, stride, skip=stride - 1)
            if not places:
                return end, road
            (place,) = places
            if best is None or (place < best[0] if self.order.down else place > best[0]):
                best = place, road
        assert best is not None
        return self.order.cut(start, best[0]), best[1]

    def _places(
        self, road: Road, start: Position | None, end: Position | None, size: int, *, skip: int = 0,
        check: Sql | None = None,
    ) -> list[Position]:  # fmt: skip
        """Return the first `size` places of a road, leaving out the first `skip` of them."""
        limit = f"LIMIT {size - skip} OFFSET {skip}" if skip else f"LIMIT {size}"
        if len(road.arms) == 1:
            said = self._select(road.arms[0], check, start, end, limit)
        else:
            parts = _union([self._select(arm, check, start, end, f"LIMIT {size}") for arm in road.arms])
            said = Sql(f"SELECT at, id FROM ({parts.text}) p {self.order.clause('at', 'id')} {limit}", parts.given)
        return [(row.at, row.id) for row in direct.rows(self.connection, said.text, said.given, planned=True)]

    def _select(self, arm: Arm, check: Sql | None, start: Position | None, end: Position | None, limit: str) -> Sql:
        """Return the statement for the claims of one arm, in order."""
        key, source, end = self.order.key(arm), arm.source, end or self.last
        recorded, of_claims = self.order.column == "recorded_at", arm.row == "c.id"
        if key.startswith("c.") and not of_claims:
            source += f"{' CROSS' if self._on_sqlite else ''} JOIN claim c ON c.id = {arm.row}"  # not turned round
        if arm.by_row and recorded:
            beyond, by = self._beyond_row(arm, start, end), f"ORDER BY {arm.row}{' DESC' if self.order.down else ''}"
        else:
            beyond, by = self.order.beyond(key, arm.row, start, end), self.order.clause(key, arm.row)
        inline = self._on_sqlite and recorded and (of_claims or arm.by_row) and arm.few is None
        where = both(arm.where, beyond, *([check] if check and inline else []))
        said = f"SELECT {key} AS at, {arm.row} AS id FROM {source} WHERE {where.text} {by}"
        if check is None or inline:
            return Sql(f"{said} {limit}", where.given)
        return self._checked(arm, Sql(said, where.given), check, limit)

    def _checked(self, arm: Arm, road: Sql, check: Sql, limit: str) -> Sql:
        """Return the statement for those of a road that are wanted, each looked at as it comes, up to a limit.

        A join would be planned by how many may be wanted, which no engine guesses right, and often the wrong way
        round. Both engines keep the order of the road for its limit; told it again, they would sort all of it.
        """
        by_time = arm.at is not None and self.order.column == "recorded_at"
        found = "c.recorded_at = r.at AND c.id = r.id" if by_time else "c.id = r.id"
        name, inner, by = "r", road.text, ""
        if self._on_sqlite:  # by the index of pages, which holds what is checked, in the order of the road
            inner, by = f"{road.text} LIMIT -1", " INDEXED BY ix_claim_recorded_at" if by_time else ""
        wanted = f"(SELECT {check.text} FROM claim c{by} WHERE {found})"
        if arm.row == "c.id" and not self._on_sqlite:  # those are looked at already
            name, inner, wanted = "c", road.text.replace(" FROM", f", {CHECKED} FROM", 1), check.text
        said = f"SELECT {name}.at, {name}.id FROM ({inner}) {name} WHERE {wanted} {limit}"
        return Sql(said, road.given + check.given)

    @property
    def _on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def _beyond_row(self, arm: Arm, start: Position | None, end: Position | None) -> Sql:
        after, upto = ("<", ">=") if self.order.down else (">", "<=")
        given = ((after, start), (upto, end))
        return both(*(Sql(f"{arm.row} {sign} ?", (self._row(at),)) for sign, at in given if at is not None))

    def _row(self, place: Position) -> int:
        """Return the row at a place, where claims were recorded in the order of their rows."""
        value, row_id = place
        if row_id not in (FIRST, LAST):
            return row_id
        sign = "<=" if row_id == LAST else "<"
        query = f"SELECT id FROM claim WHERE recorded_at {sign} ? ORDER BY recorded_at DESC, id DESC LIMIT 1"
        found = direct.rows(self.connection, query, (value,))
        before = int(found[0].id) if found else 0
        return before + 1 if self.order.down else before


def passable(connection: Connection, roads: Sequence[Road], order: Order) -> list[Road]:
    """Return the roads worth walking: those in order, and those with few claims to be sorted."""
    recorded = order.column == "recorded_at"
    mixed = {road: [arm for arm in road.arms if arm.few is not None or not recorded] for road in roads}
    return [road for road, arms in mixed.items() if not arms or are_few(connection, arms)]


def are_few(connection: Connection, arms: Sequence[Arm]) -> bool:
    """Return whether sorting what is in some arms is worth it."""
    most, one = max(FEW if arm.few is None else arm.few for arm in arms), "SELECT 1 AS one FROM {} WHERE {}"
    parts = [Sql(one.format(arm.source, arm.where.text), arm.where.given) for arm in arms]
    guessed = [part for part, arm in zip(parts, arms, strict=True) if arm.guessed]
    if guessed and connection.dialect.name != "sqlite":
        union = _union(guessed)
        ((plan,),) = direct.rows(connection, f"EXPLAIN (FORMAT JSON) {union.text}", union.given, planned=True)
        if plan[0]["Plan"]["Plan Rows"] > most:
            return False
    union = _union([Sql(f"{part.text} LIMIT {most + 1}", part.given) for part in parts])
    counted = f"SELECT count(*) AS number FROM ({union.text}) p"
    ((count,),) = direct.rows(connection, counted, union.given, planned=True)
    return bool(count <= most)


def _union(parts: Sequence[Sql]) -> Sql:
    if len(parts) == 1:
        return parts[0]
    text = " UNION ALL ".join(f"SELECT * FROM ({part.text}) p" for part in parts)
    return Sql(text or "SELECT 0 AS at, 0 AS id WHERE 1 = 0", tuple(value for part in parts for value in part.given))

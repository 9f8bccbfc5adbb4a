"""How many origins say so, of many claims at once: a filter, and an order.

Origins are worked out whenever they are asked for, so there is no column of them. But only claims that stand in several
places can have several, few do, and an index leads to those.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from json import dumps

from sqlalchemy import Connection

from claims.core import ranges
from claims.db import direct
from claims.queries.filters import Filter, Look
from claims.queries.origins import origins
from claims.queries.past import Past
from claims.queries.reading import assemble, rows_of
from claims.queries.roads import FEW, Arm, Road
from claims.queries.sql import ALWAYS, Sql, either, found
from claims.records.origin import counted

TOGETHER = 20_000
"""Claims whose origins are worked out at once."""
_PLACE = (
    "SELECT {owner} AS claim_id, s.name AS source, a.speaker, a.document_id, d.key AS document FROM appearance a "
    "JOIN claim c ON c.id = a.claim_id JOIN source s ON s.id = a.source_id "
    "LEFT JOIN document d ON d.id = a.document_id WHERE {owner} {{ids}} AND NOT a.withdrawn"
)
_places = direct.About(f"{_PLACE.format(owner='a.claim_id')} UNION ALL {_PLACE.format(owner='c.merged_into')}")
_SEVERAL = (
    "SELECT claim_id AS id FROM appearance WHERE n > 1 AND NOT withdrawn "
    "UNION SELECT merged_into FROM claim WHERE merged_into IS NOT NULL"
)
_FURTHER = "SELECT 1 FROM appearance a WHERE a.claim_id = c.id AND a.n > 1 AND NOT a.withdrawn"
_MERGED = "SELECT 1 FROM claim m WHERE m.merged_into = c.id"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the origin of an appearance depends on; many have it in common."""

    claim_id: int
    n: int
    source: str
    speaker: str | None
    document_id: int | None
    document: str | None


def voices(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Return how many origins say what each of some claims says."""
    told: defaultdict[int, int] = defaultdict(int)
    for start in range(0, len(ids), TOGETHER):
        part = ids[start : start + TOGETHER]
        kinds: dict[tuple[str, str | None, int | None], _Place] = {}
        of: defaultdict[int, set[int]] = defaultdict(set)
        for row in _places(connection, part):
            kind = (row.source, row.speaker, row.document_id)
            if kind not in kinds:
                kinds[kind] = _Place(len(kinds), 0, *kind, row.document)
            of[row.claim_id].add(kinds[kind].claim_id)
        known = origins(connection, list(kinds.values()))
        told |= {row_id: counted(known[kind, 0] for kind in found) for row_id, found in of.items()}
    return {row_id: told[row_id] for row_id in ids}


def by_origins(connection: Connection, given: str) -> Filter:
    """Claims that so many origins say, a range such as `>=2`; raises InvalidValue."""
    range_ = ranges.origins(given)
    several = not (range_.admit(0, 0) or range_.admit(1, 1))
    further, merged = found(Sql(_FURTHER)), found(Sql(_MERGED))
    # each place after the first is an event, as is whatever made two claims one
    then = Sql("c.version > 1") if several else ALWAYS

    def look(connection: Connection, ids: Sequence[int], pasts: Mapping[int, Past], as_of: int | None) -> set[int]:
        if as_of is None:
            numbers = voices(connection, ids)
        else:
            rows = rows_of(connection, ids)
            claims = assemble(connection, rows, pasts=pasts, as_of=as_of)
            numbers = {row.id: claim.origins for row, claim in zip(rows, claims, strict=True)}
        return {row_id for row_id, number in numbers.items() if range_.admit(number, number)}

    def road(stamp: int | None) -> Road | None:
        if stamp is not None or not several:
            return None
        there = Arm("appearance a", "a.claim_id", Sql("a.n > 1 AND NOT a.withdrawn"), "a.claim_at")
        return Road((there, Arm("claim m", "m.merged_into", Sql("m.merged_into IS NOT NULL"), few=FEW)))

    now = either(further, merged) if several else ALWAYS
    return Filter(now, lambda _at: then, road, look=look)


def levels(connection: Connection, *, down: bool) -> Iterator[tuple[int, Filter]]:
    """Yield each number of origins that claims have, and which claims: what pages in the order of it are made of.

    All that have none or one, which are most, are one level, 1.
    """
    rows = direct.rows(connection, _SEVERAL)
    numbers = voices(connection, [row.id for row in rows])
    of: defaultdict[int, list[int]] = defaultdict(list)
    for row_id, number in numbers.items():
        of[max(number, 1)].append(row_id)
    more = sorted(number for number in of if number > 1)
    rest = among_rows(connection, [row_id for number in more for row_id in of[number]], without=True)
    listed = [(1, rest), *((number, among_rows(connection, of[number])) for number in more)]
    yield from reversed(listed) if down else listed


def among_rows(connection: Connection, ids: Iterable[int], *, without: bool = False) -> Filter:
    """Claims in some rows, however many, or all others."""
    listed = list(ids)
    if connection.dialect.name == "sqlite":
        said = Sql("c.id IN (SELECT value FROM json_each(?))", (dumps(listed),))
    else:
        said = Sql("c.id = ANY(?::bigint[])", (f"{{{','.join(map(str, listed))}}}",))
    now = said.negated() if without else said
    road = None if without else Road((Arm("claim c", "c.id", said, few=FEW),))
    return Filter(now, lambda _at: now, lambda _at: road)


def looked(connection: Connection, looks: Sequence[Look], rows: Iterator[int], size: int) -> Iterator[int]:
    """Yield those rows of claims, as they are now, that pass all looks, `size` looked at together."""
    while looks and (part := list(islice(rows, size))):
        left = set(part)
        for look in looks:
            left &= look(connection, [row_id for row_id in part if row_id in left], {}, None)
        yield from (row_id for row_id in part if row_id in left)
    yield from rows

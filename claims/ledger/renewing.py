"""A new normal form: what a database knows its wordings by is made anew, and claims that turn out to be one are merged.

Keys, statements and histories stay as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from claims.core.statement import fingerprint
from claims.core.vocabulary import ActorKind
from claims.db import bulk, direct
from claims.ledger import merging
from claims.ledger.ledger import Ledger, Run, Standing
from claims.models import claim
from claims.records import Actor

WHY = "both say the same since a newer version compares wordings"
CHUNK = 10_000
EACH = (
    "SELECT id, statement, due, fingerprint, reviewed, "
    "stands_alone AND NOT withdrawn AND merged_into IS NULL AS standing "
    f"FROM claim WHERE id > ? ORDER BY id LIMIT {CHUNK}"
)
STANDING = (
    "SELECT id, fingerprint, reviewed FROM claim WHERE fingerprint {among} "
    "AND stands_alone AND NOT withdrawn AND merged_into IS NULL"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim that stands, and the fingerprint it should be known by."""

    id: int
    print: bytes
    reviewed: bool


def renew(connection: Connection) -> int:
    """Compute the fingerprints of all claims anew and return how many changed.

    Where two claims that stand turn out to say the same, the later one is merged into the one that was reviewed, or
    else into the earlier one: an event that `claims unmerge` takes back.
    """
    changed, standing = [], []
    last = 0
    while part := direct.rows(connection, EACH, (last,)):
        last = part[-1].id
        for row_id, statement, due, before, reviewed, stands in part:
            made = fingerprint(statement, due)
            if made != bytes(before):
                changed.append((made, row_id))
                if stands:
                    standing.append(_Told(row_id, made, bool(reviewed)))
    ledger = Ledger(connection, Run(Actor("claimtrack", ActorKind.RULE), "db upgrade"))
    for first, others in _same(connection, standing):
        for other in others:
            _merge(ledger, ledger.stand_by_id(other), ledger.stand_by_id(first))
    ledger.finish({})
    # First out of the way: one may be known by now as another was before.
    marks = ("?", "?") if connection.dialect.name == "sqlite" else ("%s", "%s")
    change = "UPDATE claim SET fingerprint = {} WHERE id = {}".format(*marks)
    for rows in ([(row_id.to_bytes(16, "big"), row_id) for _, row_id in changed], changed):
        for at in range(0, len(rows), CHUNK):
            connection.exec_driver_sql(change, rows[at : at + CHUNK])
    return len(changed)


def _same(connection: Connection, renewed: Sequence[_Told]) -> Iterator[tuple[int, list[int]]]:
    """Yield the row of a claim that stays, and of those that say the same as it."""
    moved = {each.id for each in renewed}
    groups: dict[bytes, list[_Told]] = {}
    for each in renewed:
        groups.setdefault(each.print, []).append(each)
    for row_id, made, reviewed in bulk.among(connection, STANDING, list(groups)):
        if row_id not in moved:
            groups[bytes(made)].append(_Told(row_id, bytes(made), bool(reviewed)))
    for group in groups.values():
        if len(group) > 1:
            first, *others = (each.id for each in sorted(group, key=lambda each: (not each.reviewed, each.id)))
            yield first, others


def _merge(ledger: Ledger, other: Standing, first: Standing) -> None:
    """Merge a claim, and those that were merged into it, into the first."""
    for row_id in _absorbed(ledger, other.id):
        merging.unmerge(ledger, ledger.stand_by_id(row_id), WHY)
        merging.merge(ledger, ledger.stand_by_id(row_id), ledger.stand_by_id(first.id), WHY)
    merging.merge(ledger, ledger.stand_by_id(other.id), ledger.stand_by_id(first.id), WHY)


def _absorbed(ledger: Ledger, row_id: int) -> Iterable[Any]:
    return ledger.connection.execute(select(claim.c.id).where(claim.c.merged_into == row_id)).scalars().all()

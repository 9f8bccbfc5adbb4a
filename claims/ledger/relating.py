"""Links that came with histories: those that are not here are made, and a later decision replaces an earlier one."""

from collections.abc import Sequence

from sqlalchemy import update

from claims.db import bulk
from claims.ledger.ledger import Ledger
from claims.ledger.past import History, Relation
from claims.ledger.referring import among
from claims.models import claim, link

LINK = (
    "id", "claim_id", "other_id", "kind", "state", "score", "reasons", "decided_by", "decided_at", "recorded_at",
)  # fmt: skip


def relate(ledger: Ledger, histories: Sequence[History]) -> None:
    """Write the links of histories, where both claims are here."""
    told: dict[tuple[str, str, str], Relation] = {}
    for each in (relation for history in histories for relation in history.relations):
        named = (each.claim, each.other, str(each.row[0]))
        if named not in told or told[named].decided_at < each.decided_at:
            told[named] = each
    if not told:
        return
    rows = among(ledger, claim, "key", {key for claim_, other, _ in told for key in (claim_, other)})
    wanted = {
        (rows[claim_], rows[other], kind): each
        for (claim_, other, kind), each in told.items()
        if claim_ in rows and other in rows
    }
    here = _here(ledger, wanted)
    missing = [pair for pair in wanted if pair not in here]
    ids = bulk.next_ids(ledger.connection, link, len(missing))
    made = [(row_id, *pair[:2], *wanted[pair].row) for row_id, pair in zip(ids, missing, strict=True)]
    bulk.insert(ledger.connection, link, LINK, made)
    for pair, (row_id, decided_at) in here.items():
        if wanted[pair].decided_at > decided_at:
            _, state, score, reasons, by, at, _ = wanted[pair].row
            now = {"state": state, "score": score, "reasons": reasons, "decided_by": by, "decided_at": at}
            ledger.connection.execute(update(link).where(link.c.id == row_id).values(now))


def _here(ledger: Ledger, wanted: dict[tuple[int, int, str], Relation]) -> dict[tuple[int, int, str], tuple[int, int]]:
    query = "SELECT id, claim_id, other_id, kind, decided_at FROM link WHERE claim_id {among}"
    found = bulk.among(ledger.connection, query, {pair[0] for pair in wanted})
    return {
        (one, other, kind): (row_id, decided_at or 0)
        for row_id, one, other, kind, decided_at in found
        if (one, other, kind) in wanted
    }

"""Undoing an import of histories: the claims it brought go, though nothing in their histories is of that import."""

from collections.abc import Sequence
from typing import Any

from claims.core.events import NO_WORK
from claims.core.vocabulary import ActorKind
from claims.db import direct
from claims.ledger import untouched
from claims.ledger.ledger import Ledger
from claims.ledger.worked import in_force, worked_since

CHUNK = 500
_BROUGHT = f"SELECT id FROM claim WHERE batch_id = ? AND id > ? AND NOT withdrawn ORDER BY id LIMIT {CHUNK}"
_LAST = direct.About(
    "SELECT c.id, c.key, c.version, c.recorded_at, c.changed_at, c.status, c.confidence, c.merged_into, e.hash "
    "FROM claim c JOIN event e ON e.claim_id = c.id AND e.seq = c.version WHERE c.id {ids} "
    "AND NOT EXISTS (SELECT 1 FROM event f WHERE f.claim_id = c.id AND f.seq = 1 AND f.batch_id = ?)"
)
_SINCE = direct.About(
    "SELECT DISTINCT claim_id FROM event WHERE claim_id {ids} AND recorded_at >= ? "
    "AND (batch_id IS NULL OR batch_id <> ?) "
    f"AND (kind = 'absorbed' OR actor_kind = ? AND kind NOT IN ({', '.join(repr(kind.value) for kind in NO_WORK)}))"
)


def undo(ledger: Ledger, batch: Any, reason: str) -> tuple[int, dict[str, str]]:
    """Take away the claims whose histories a batch brought; returns how many, and why others stay, by key."""
    gone, kept, last = 0, dict[str, str](), 0
    # A statement of its own: one that waits for the locks would look for the last events as they were before.
    locking = " FOR UPDATE" if ledger.connection.dialect.name == "postgresql" else ""
    while ids := [row.id for row in direct.rows(ledger.connection, _BROUGHT + locking, (batch.id, last))]:
        last = ids[-1]
        free, staying = _apart(ledger, _LAST(ledger.connection, ids, batch.id), batch)
        untouched.append(ledger, [(row, True, 1) for row in free], reason)
        gone += len(free)
        kept |= staying
    return gone, kept


def _apart(ledger: Ledger, rows: Sequence[Any], batch: Any) -> tuple[list[Any], dict[str, str]]:
    """Return the claims that may go, and those somebody has worked on since they came."""
    ids, person = [row.id for row in rows], ActorKind.PERSON.value
    touched = {row.claim_id for row in _SINCE(ledger.connection, ids, batch.started_at, batch.id, person)}
    why = {row.key: worked_since(_since(ledger, row.id, batch)) for row in rows if row.id in touched}
    staying = {key: said for key, said in why.items() if said is not None}
    return [row for row in rows if row.key not in staying], staying


def _since(ledger: Ledger, claim_id: int, batch: Any) -> Sequence[Any]:
    """Return the events of a claim that hold and came after a batch: what came with it happened before, elsewhere."""
    history = direct.rows(ledger.connection, "SELECT * FROM event WHERE claim_id = ? ORDER BY seq", (claim_id,))
    return [row for row in in_force(history) if row.batch_id != batch.id and row.recorded_at >= batch.started_at]

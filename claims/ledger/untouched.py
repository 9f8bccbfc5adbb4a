"""Claims nobody touched since a batch brought them, or took them away: undone many at once.

A large import would take long to undo otherwise; what comes of it is the same as if each were undone by itself.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.chain import chain
from claims.core.events import EventKind, canonical
from claims.core.spells import Turn, What
from claims.db import bulk, direct
from claims.ledger import spelling
from claims.ledger.ledger import Ledger

GONE = frozenset({(What.GONE, "")})
_last = direct.About(
    "SELECT c.id, c.key, c.version, c.recorded_at, c.changed_at, c.status, c.confidence, c.fingerprint, "
    "c.stands_alone, c.merged_into, e.kind, e.hash FROM claim c JOIN event e ON e.claim_id = c.id "
    "AND e.seq = c.version WHERE c.id {ids} AND e.batch_id = ? AND e.kind IN ('added', 'withdrawn') "
    "AND NOT EXISTS (SELECT 1 FROM event o WHERE o.claim_id = c.id AND o.batch_id = ? AND o.seq <> e.seq)"
)
_same = (
    "SELECT fingerprint FROM claim WHERE fingerprint {among} AND stands_alone AND NOT withdrawn AND merged_into IS NULL"
)
_CHANGE = "UPDATE claim SET version = ?, changed_at = ?, withdrawn = ? WHERE id = ?"


def undo(ledger: Ledger, batch_id: int, ids: Sequence[int], reason: str, elsewhere: Collection[str]) -> set[int]:
    """Undo what a batch did to these claims, where it is the last that happened to them; return their rows.

    Claims that were found `elsewhere` too are left as they are.
    """
    rows = _last(ledger.connection, ids, batch_id, batch_id)
    taken = _taken(ledger.connection, rows)
    free = [row for row in rows if row.kind == EventKind.ADDED or row.fingerprint not in taken]
    free = [row for row in free if row.key not in elsewhere]
    append(ledger, [(row, row.kind == EventKind.ADDED, row.version) for row in free], reason)
    return {row.id for row in free}


def append(ledger: Ledger, changed: Sequence[tuple[Any, bool, int]], reason: str) -> None:
    """Take claims away or bring them back, many at once: each row, whether it goes, and the event that is undone."""
    events, changes, turned = [], [], []
    actor, by, batch = ledger.actor.name, ledger.actor.kind.value, ledger.batch_id()
    for row, away, undoes in changed:
        kind = EventKind.WITHDRAWN.value if away else EventKind.RESTORED.value
        seq, now, payload = row.version + 1, max(ledger.now, row.changed_at), canonical({"undoes": undoes})
        told = (seq, kind, now, None, actor, by, reason, payload)
        digest = chain(row.hash, row.key, *told, ledger.run.key, salt := next(ledger.salts))
        events.append((row.id, *told, row.status, row.confidence, batch, digest, salt))
        changes.append((seq, now, away, row.id))
        turn = Turn(begun=GONE) if away else Turn(ended=GONE)
        turned += [(row.id, row.recorded_at, turn, now)] if row.merged_into is None else []
    ledger.record(events)
    if changes:
        mark = spelling.MARKS[ledger.connection.dialect.name]
        ledger.connection.exec_driver_sql(_CHANGE.replace("?", mark), changes)
    spelling.keep(ledger.connection, turned)


def _taken(connection: Connection, rows: Sequence[Any]) -> set[bytes]:
    """Return the wordings that cannot come back without a look: another claim has them, or several of these."""
    back = [bytes(row.fingerprint) for row in rows if row.kind == EventKind.WITHDRAWN and row.stands_alone]
    several = {each for each, count in Counter(back).items() if count > 1}
    return several | {bytes(each) for (each,) in bulk.among(connection, _same, back)}

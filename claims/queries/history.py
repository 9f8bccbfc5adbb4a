"""One claim and its history."""

from sqlalchemy import Connection

from claims.db import direct
from claims.db.engine import Database
from claims.queries.keys import bounds, claim_id, only
from claims.queries.past import EVENTS, histories, past, read_event
from claims.queries.reading import CLAIMS, assemble
from claims.records import Claim, Event

_EVENTS = EVENTS + "WHERE claim.key = ? ORDER BY seq"
_BETWEEN = CLAIMS + "WHERE claim.key BETWEEN ? AND ? ORDER BY claim.key LIMIT 6"


def get(connection: Connection, key: str, as_of: int | None = None) -> Claim | None:
    """Return a claim with everything that belongs to it; None when it was not there yet at `as_of`.

    Raises NotFound, Ambiguous.
    """
    row = only(direct.rows(connection, _BETWEEN, bounds(key)), key)
    if as_of is not None and row.recorded_at > as_of:
        return None
    if as_of is None or row.changed_at <= as_of:
        return assemble(connection, [row], full=True, as_of=as_of)[0]
    then = past(histories(connection, [row.id], as_of)[row.id])
    return assemble(connection, [row], full=True, pasts={row.id: then}, as_of=as_of)[0]


def at_a_glance(database: Database, key: str) -> tuple[Event, ...]:
    """Return the events of the claim with this whole key by one statement; none where it is not whole, or not there."""
    whole, last = bounds(key)
    return tuple(read_event(row) for row in database.glance(_EVENTS, (whole,))) if whole == last else ()


def history(connection: Connection, key: str) -> tuple[Event, ...]:
    """Return the events of a claim, first to last; raises NotFound, Ambiguous."""
    row_id = claim_id(connection, key)
    return tuple(histories(connection, [row_id])[row_id])

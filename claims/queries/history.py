"""One claim and its history."""

from sqlalchemy import Connection

from claims.queries.keys import claim_id
from claims.queries.past import histories, past
from claims.queries.reading import assemble, rows_of
from claims.records import Claim, Event


def get(connection: Connection, key: str, as_of: int | None = None) -> Claim | None:
    """Return a claim with everything that belongs to it; None when it was not there yet at `as_of`.

    Raises NotFound, Ambiguous.
    """
    row_id = claim_id(connection, key)
    rows = rows_of(connection, [row_id])
    if as_of is None:
        return assemble(connection, rows, full=True)[0]
    known = histories(connection, [row_id], as_of)
    if row_id not in known:
        return None
    return assemble(connection, rows, full=True, pasts={row_id: past(known[row_id])}, as_of=as_of)[0]


def history(connection: Connection, key: str) -> tuple[Event, ...]:
    """Return the events of a claim, first to last; raises NotFound, Ambiguous."""
    row_id = claim_id(connection, key)
    return tuple(histories(connection, [row_id])[row_id])

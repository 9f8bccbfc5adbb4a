"""Claims by key: whole, or by any start of it that fits one claim only."""

from sqlalchemy import Connection, text

from claims.core import key as keys
from claims.errors import Ambiguous, NotFound

_between = text("SELECT id, key FROM claim WHERE key BETWEEN :first AND :last ORDER BY key LIMIT 6")


def claim_id(connection: Connection, prefix: str) -> int:
    """Return the row of the claim whose key starts with `prefix`; raises NotFound, Ambiguous or InvalidValue."""
    start = keys.normal(prefix)
    given = {"first": start, "last": start.ljust(keys.LENGTH, keys.ALPHABET[-1])}
    found = connection.execute(_between, given).all()
    if not found:
        raise NotFound("claim", prefix)
    if len(found) > 1:
        raise Ambiguous("key", prefix, [row.key for row in found])
    return int(found[0].id)

"""What is found by its key: whole, or by any start of it that fits one only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select

from claims.core import key as keys
from claims.db import direct
from claims.errors import Ambiguous, NotFound

_BETWEEN = "SELECT id, key FROM claim WHERE key BETWEEN ? AND ? ORDER BY key LIMIT 6"


def bounds(prefix: str) -> tuple[str, str]:
    """Return the first and the last key that starts with `prefix`; raises InvalidValue."""
    start = keys.normal(prefix)
    return start, start.ljust(keys.LENGTH, keys.ALPHABET[-1])


def only(found: Sequence[Any], prefix: str) -> Any:
    """Return the one row of a claim that was found by a prefix; raises NotFound, Ambiguous."""
    if not found:
        raise NotFound("claim", prefix)
    if len(found) > 1:
        raise Ambiguous("key", prefix, [row.key for row in found])
    return found[0]


def claim_id(connection: Connection, prefix: str) -> int:
    """Return the row of the claim whose key starts with `prefix`; raises NotFound, Ambiguous or InvalidValue."""
    return int(only(direct.rows(connection, _BETWEEN, bounds(prefix)), prefix).id)


def by_prefix(connection: Connection, query: Select[Any], column: Any, what: str, prefix: str, hint: str) -> Row[Any]:
    """Return the one row of `query` whose key in `column` starts with `prefix`; raises NotFound, Ambiguous.

    Raises InvalidValue for what can be the start of no key. `what` it is, and the `hint` where to look, are told.
    """
    rows = connection.execute(query.where(column.between(*bounds(prefix))).limit(3)).all()
    if not rows:
        raise NotFound(what, prefix, hint)
    if len(rows) > 1:
        raise Ambiguous(what, prefix, [row.key for row in rows])
    return rows[0]

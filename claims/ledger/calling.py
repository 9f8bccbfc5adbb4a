"""What was decided about names elsewhere: it counts here as it does there, the last decision about a pair of names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.core.subject import subject_key
from claims.core.when import micros
from claims.db import bulk
from claims.errors import Refused
from claims.ledger import mentions, naming
from claims.ledger.ledger import Ledger
from claims.ledger.referring import ensure_batches
from claims.models import naming as decisions

if TYPE_CHECKING:
    from claims.schemas.whole import NamingLine

NAMING = ("name_id", "alias_id", "recorded_at", "together", "actor", "actor_kind", "reason", "batch_id")
_HERE = "SELECT name_id, alias_id, recorded_at FROM naming WHERE name_id {among}"


def namings(ledger: Ledger, lines: Sequence["NamingLine"]) -> int:
    """Write decisions that are not here; returns how many. Raises Refused for what is no name, or the same twice."""
    for line in lines:
        one, other = subject_key(line.name), subject_key(line.alias)
        if not one or not other or one == other:
            raise Refused(f"{line.alias} cannot be an alias of {line.name}: they are one name, or none")
    written = {
        subject_key(name): (name, True, micros(line.recorded_at))
        for line in reversed(lines)
        for name in (line.alias, line.name)
    }
    rows = mentions.subjects(ledger.connection, written)
    told = {(rows[subject_key(each.name)], rows[subject_key(each.alias)], micros(each.recorded_at)): each
            for each in lines}  # fmt: skip
    here = set(map(tuple, bulk.among(ledger.connection, _HERE, {place[0] for place in told})))
    new = {place: line for place, line in told.items() if place not in here}
    by = {line.batch: (line.actor, line.actor_kind.value, micros(line.recorded_at)) for line in new.values()}
    batches = ensure_batches(ledger, {key: said for key, said in by.items() if key is not None})
    made = [
        (*place, line.together, line.actor, line.actor_kind.value, line.reason, batches.get(line.batch or ""))
        for place, line in new.items()
    ]
    bulk.insert(ledger.connection, decisions, NAMING, made)
    naming.regroup(ledger, {row for place in new for row in place[:2]})
    return len(new)

"""Proofs: that what is told of one claim was recorded then, for somebody who has a root and no database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.note import Seal
from claims.core.tree import Tree
from claims.db.direct import rows
from claims.errors import Refused
from claims.ledger import sealing
from claims.queries.keys import claim_id
from claims.queries.past import EVENTS

FORM = "claimtrack proof 1"
SAID = (
    "seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload", "batch",
)  # fmt: skip


def prove(connection: Connection, prefix: str, older: Sequence[Seal] = ()) -> dict[str, Any]:
    """Return the events of a claim, each with the hashes that lead from it to the last root, as JSON holds them.

    For each of the `older` seals it is told how the last root begins with it. Raises NotFound, Ambiguous, Refused.
    """
    row_id = claim_id(connection, prefix)
    events = rows(connection, EVENTS + "WHERE event.claim_id = ? ORDER BY event.seq", (row_id,))
    last, leaves = sealing.last(connection), list(sealing.placed(connection))
    if last is None or last.size != len(leaves):
        raise Refused("not everything here is sealed as it should be: `claims audit` tells what is wrong")
    tree, places = Tree(leaves), {digest: place for place, digest in enumerate(leaves)}
    told = []
    for row in events:
        if (place := places.get(row.hash)) is None:
            raise Refused(f"event {row.seq} of claim {row.key} is not sealed: `claims audit` tells what is wrong")
        path = [each.hex() for each in tree.inclusion(place, len(tree))]
        said = {name: getattr(row, name) for name in SAID}
        erased = None if row.erased is None else row.erased.hex()
        told.append({**said, "salt": row.salt.hex(), "erased": erased, "index": place, "path": path})
    begins = [
        {"anchor": seal.line, "path": [each.hex() for each in tree.consistency(seal.size, len(tree))]}
        for seal in older
        if seal.size <= len(tree) and seal.origin == last.origin
    ]
    return {"form": FORM, "claim": events[0].key, "anchor": last.line, "events": told, "begins_with": begins}

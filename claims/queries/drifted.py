"""What became of appearances in later captures of their pages, as the last event about each tells it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.drift import Drift
from claims.core.events import Payload
from claims.core.vocabulary import Fate
from claims.core.when import moment
from claims.db.direct import About
from claims.records import Drifted

Found = Mapping[tuple[int, int], Drifted]
"""What became of appearances, by the row of their claim and their number."""
_SAID = "SELECT claim_id, recorded_at, payload FROM event WHERE claim_id {ids} AND kind = 'drifted'"
_now = About(f"{_SAID} ORDER BY claim_id, seq")
_then = About(f"{_SAID} AND recorded_at <= ? ORDER BY claim_id, seq")


def drifted(connection: Connection, places: Sequence[Any], as_of: int | None = None) -> Found:
    """Return what became of those appearances that are, or were at a time, no longer as they were recorded."""
    ids = sorted({each.claim_id for each in places if as_of is not None or each.drift is not None})
    if not ids:
        return {}
    rows = _now(connection, ids) if as_of is None else _then(connection, ids, as_of)
    quotes = {(each.claim_id, each.n): each.quote or "" for each in places}
    found: dict[tuple[int, int], Drifted] = {}
    for row in rows:
        told = json.loads(row.payload)
        place = (row.claim_id, told["appearance"]["n"])
        found.pop(place, None)
        if place in quotes and told["to"] != Fate.PRESENT:
            found[place] = _read(told, quotes[place], row.recorded_at)
    return found


def _read(told: Payload, quote: str, at: int) -> Drifted:
    fate, words = Fate(told["to"]), told.get("words")
    return Drifted(
        fate, told.get("document"), words, told.get("start"), told.get("end"),
        Drift(told.get("was") or quote, words or "", 0, 0).marked() if fate is Fate.ALTERED else None,
        told.get("page"), moment(at),
    )  # fmt: skip

"""Drift: what became of an appearance in a later capture of its page; nothing else about the claim changes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import update

from claims.core.events import EventKind, fold
from claims.core.vocabulary import Fate
from claims.db import direct
from claims.ledger.ledger import Ledger, Standing
from claims.ledger.worked import readable
from claims.models import appearance

_HISTORY = "SELECT * FROM event WHERE claim_id = ? ORDER BY seq"
TELLING = ("to", "words", "page")
"""What makes one finding another one: where the same words stand in a further capture is nothing new."""


def drift(
    ledger: Ledger, standing: Standing, n: int, told: Mapping[str, Any] | None, reason: str | None = None
) -> Standing:
    """Record what became of the n-th appearance of a claim, `told` by `claims.core.events.DRIFT`; None is as it was.

    What is recorded already is not recorded again.
    """
    # The ledger does not read all of a claim to change it; which fates end depends on all its appearances.
    state = fold(map(readable, direct.rows(ledger.connection, _HISTORY, (standing.id,))))
    before, told = state.drift.get(n), told or {"to": Fate.PRESENT.value}
    if _telling(before or {"to": Fate.PRESENT.value}) == _telling(told):
        return standing
    payload = {"appearance": {"n": n}, "from": before["to"] if before else Fate.PRESENT.value, **told}
    whole = replace(standing, state=replace(standing.state, drift=state.drift))
    changed = ledger.append(whole, EventKind.DRIFTED, payload, reason=reason)
    fate = None if told["to"] == Fate.PRESENT else told["to"]
    where = (appearance.c.claim_id == standing.id) & (appearance.c.n == n)
    ledger.connection.execute(update(appearance).where(where).values(drift=fate))
    return changed


def _telling(told: Mapping[str, Any]) -> tuple[Any, ...]:
    fate, words, page = (told.get(name) for name in TELLING)
    return fate, words if fate == Fate.ALTERED else None, page

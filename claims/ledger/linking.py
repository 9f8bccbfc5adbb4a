"""Links: how one claim stands to another, and who decided so. A decision is kept, and can be turned round."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from claims.core.events import EventKind
from claims.core.vocabulary import BOTH_WAYS, LinkKind, LinkState
from claims.errors import Refused
from claims.ledger.ledger import Ledger, Standing
from claims.models import link


def decide(ledger: Ledger, claim_id: int, other_id: int, kind: LinkKind, state: LinkState) -> bool:
    """Keep a decision about two claims, so that a rejected pair is not suggested again; False when it stood so.

    What holds both ways is kept once, whichever of the two it was first told of.
    """
    found = _found(ledger, claim_id, other_id, kind)
    by = None if state is LinkState.SUGGESTED else ledger.actor.name
    decided = {"state": state, "decided_by": by, "decided_at": ledger.now}
    if found is None:
        pair = {"claim_id": claim_id, "other_id": other_id, "kind": kind}
        ledger.connection.execute(insert(link), pair | decided | {"recorded_at": ledger.now})
    elif found.state != state:
        ledger.connection.execute(update(link).where(link.c.id == found.id).values(**decided))
    return found is None or found.state != state


def before(ledger: Ledger, claim_id: int, other_id: int, kind: LinkKind) -> dict[str, LinkState]:
    """Return how a link stands, as an event that is going to decide it tells; nothing where there is none."""
    found = _found(ledger, claim_id, other_id, kind)
    return {} if found is None else {"was": LinkState(found.state)}


def _found(ledger: Ledger, claim_id: int, other_id: int, kind: LinkKind) -> Any:
    """Return the row of a link, whichever way round it is told where that says nothing; None where there is none."""
    ends = [(claim_id, other_id), (other_id, claim_id)] if kind in BOTH_WAYS else [(claim_id, other_id)]
    for one, other in ends:
        there = (link.c.claim_id == one, link.c.other_id == other, link.c.kind == kind)
        if (found := ledger.connection.execute(select(link.c.id, link.c.state).where(*there)).first()) is not None:
            return found
    return None


def supersede(ledger: Ledger, standing: Standing, by: str) -> Standing:
    """Link the newer claim `by` to the one it replaces; raises Refused for one claim twice."""
    newer = ledger.stand(by)
    if newer.id == standing.id:
        raise Refused(f"claim {standing.key} cannot supersede itself: name the newer claim with --by KEY")
    ledger.together(newer, standing)
    if decide(ledger, newer.id, standing.id, LinkKind.SUPERSEDES, LinkState.CONFIRMED):
        told = {"kind": LinkKind.SUPERSEDES, "other": standing.key, "state": LinkState.CONFIRMED}
        ledger.append(newer, EventKind.LINKED, told)
        standing = ledger.append(standing, EventKind.LINKED, told | {"other": newer.key, "reverse": True})
    return standing


def relate(
    ledger: Ledger, one: Standing, other: Standing, kind: LinkKind, state: LinkState, note: str | None
) -> tuple[Standing, bool]:
    """Confirm or reject that one claim stands so to the other; returns the first, and whether anything changed.

    Raises Refused for one claim twice.
    """
    if one.id == other.id:
        raise Refused(f"claim {one.key} cannot be linked to itself: name another claim")
    ledger.together(one, other)
    there = select(link.c.id).where(link.c.claim_id == other.id, link.c.other_id == one.id, link.c.kind == kind)
    turned = kind in BOTH_WAYS and ledger.connection.execute(there).first() is not None
    first, second = (other, one) if turned else (one, other)
    told = {"kind": kind, "state": state} | before(ledger, first.id, second.id, kind)
    if not decide(ledger, first.id, second.id, kind, state):
        return one, False
    ahead = ledger.append(first, EventKind.LINKED, told | {"other": second.key}, reason=note)
    back = ledger.append(second, EventKind.LINKED, told | {"other": first.key, "reverse": True}, reason=note)
    return (back if turned else ahead), True


def turn_round(ledger: Ledger, standing: Standing, told: Mapping[str, Any], reason: str) -> Standing:
    """Take back what a `linked` event told: the link stands again as it did before.

    One that was not there is rejected where it was confirmed, and open again where it was rejected.
    """
    state = LinkState.REJECTED if told["state"] == LinkState.CONFIRMED else LinkState.SUGGESTED
    state = LinkState(told.get("was", state))
    other = ledger.stand(told["other"], merged=True).id
    ends = (other, standing.id) if told.get("reverse") else (standing.id, other)
    decide(ledger, *ends, LinkKind(told["kind"]), state)
    payload = {name: value for name, value in told.items() if name != "undoes"}
    payload |= {"state": state, "was": told["state"]}
    return ledger.append(standing, EventKind.LINKED, payload, reason=reason)

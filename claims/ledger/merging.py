"""Merging: two claims that say the same become one, and can be taken apart again without losing anything."""

from sqlalchemy import select

from claims.core.events import EventKind
from claims.core.vocabulary import LinkKind, LinkState
from claims.errors import Refused
from claims.ledger import linking
from claims.ledger.ledger import Ledger, Standing
from claims.models import claim


def merge(ledger: Ledger, duplicate: Standing, survivor: Standing, note: str | None) -> tuple[Standing, bool]:
    """Merge `duplicate` into `survivor`; nothing moves, so unmerging finds everything as it was.

    Returns the survivor and whether anything changed. Raises Refused for one claim twice, or a duplicate that
    has others merged into it.
    """
    if duplicate.id == survivor.id:
        raise Refused(f"claim {duplicate.key} cannot be merged into itself")
    if duplicate.state.merged_into == survivor.key:
        return survivor, False
    if duplicate.state.merged_into:
        raise Refused(f"claim {duplicate.key} was merged into {duplicate.state.merged_into}: unmerge it first")
    own = ledger.connection.execute(select(claim.c.key).where(claim.c.merged_into == duplicate.id)).scalars().first()
    if own is not None:
        raise Refused(
            f"claim {own} was merged into {duplicate.key}: merge the other way round "
            f"(`claims merge {survivor.key} {duplicate.key}`), or unmerge {own} first"
        )
    ledger.together(duplicate, survivor)
    was = linking.before(ledger, duplicate.id, survivor.id, LinkKind.DUPLICATE)
    ledger.append(duplicate, EventKind.MERGED, {"into": survivor.key} | was, reason=note)
    linking.decide(ledger, duplicate.id, survivor.id, LinkKind.DUPLICATE, LinkState.CONFIRMED)
    return ledger.append(survivor, EventKind.ABSORBED, {"other": duplicate.key}, reason=note), True


def unmerge(
    ledger: Ledger, duplicate: Standing, note: str | None, link: LinkState = LinkState.REJECTED
) -> tuple[Standing, bool]:
    """Take a merged claim out again, as it was; returns it and whether anything changed.

    Who does it says that the two are not one; who only undoes a merge gives the `link` as it was before.
    """
    into = duplicate.state.merged_into
    if into is None:
        return duplicate, False
    survivor = ledger.stand(into, merged=True)
    ledger.together(duplicate, survivor)
    told = {} if link is LinkState.REJECTED else {"link": link}
    alone = ledger.append(duplicate, EventKind.UNMERGED, {"from": into} | told, reason=note)
    linking.decide(ledger, duplicate.id, survivor.id, LinkKind.DUPLICATE, link)
    ledger.append(survivor, EventKind.RELEASED, {"other": duplicate.key} | told, reason=note)
    return alone, True

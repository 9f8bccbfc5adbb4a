"""Batches: what became of each input of a run."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select, update

from claims.core.events import EventKind, canonical
from claims.core.text import gate
from claims.ledger.ledger import Ledger
from claims.models import batch, batch_item, document, event
from claims.records import Outcome

CHUNK = 500


def keep(ledger: Ledger, outcomes: Sequence[Outcome]) -> None:
    """Keep what became of further inputs with the batch; a batch of what is known leaves no trace.

    A name is kept as it can be: half a surrogate pair, as of a file whose name is no UTF-8, becomes U+FFFD.
    """
    if ledger.run.row_id is None and all(each.outcome == "known" and each.found is None for each in outcomes):
        return
    batch_id = ledger.batch_id()
    last = select(func.max(batch_item.c.n)).where(batch_item.c.batch_id == batch_id)
    before = ledger.connection.execute(last).scalar() or 0
    for start in range(0, len(outcomes), CHUNK):
        _insert(ledger, batch_id, outcomes[start : start + CHUNK], before + start + 1)


def _insert(ledger: Ledger, batch_id: int, outcomes: Sequence[Outcome], first: int) -> None:
    keys = {each.document for each in outcomes if each.document}
    query = select(document.c.key, document.c.id).where(document.c.key.in_(keys))
    rows = {key: row_id for key, row_id in ledger.connection.execute(query)}
    items = [
        {
            "batch_id": batch_id, "n": n, "name": gate(each.name)[0], "outcome": each.outcome,
            "document_id": rows.get(each.document or ""), "detail": _told(each),
            "found": None if each.found is None else canonical(each.found),
        }
        for n, each in enumerate(outcomes, first)
    ]  # fmt: skip
    ledger.connection.execute(insert(batch_item), items)


def _told(outcome: Outcome) -> str | None:
    """Why, and what was noticed while reading: years later somebody asks what of a page was left out."""
    said = "; ".join(part for part in (outcome.detail, *outcome.notes) if part)
    return gate(said)[0] if said else None


def reopen(ledger: Ledger) -> None:
    """Go on with a batch that is there; its inputs that failed are to be read again, and count as not read."""
    row_id = ledger.connection.execute(select(batch.c.id).where(batch.c.key == ledger.run.key)).scalar_one()
    failed = (batch_item.c.batch_id == row_id, batch_item.c.outcome == "failed", batch_item.c.name != "-")
    ledger.connection.execute(delete(batch_item).where(*failed))
    ledger.connection.execute(update(batch).where(batch.c.id == row_id).values(finished_at=None))
    ledger.run.row_id = row_id


def counts(ledger: Ledger) -> dict[str, int]:
    """Return what the whole batch came to, whatever of it was done before."""
    mine = batch_item.c.batch_id == ledger.run.row_id
    query = select(batch_item.c.outcome, func.count()).where(mine).group_by(batch_item.c.outcome)
    came = event.c.kind.in_((EventKind.ADDED.value, EventKind.RESTORED.value))
    claims = select(func.count()).where(event.c.batch_id == ledger.run.row_id, came)
    told = {outcome: count for outcome, count in ledger.connection.execute(query)}
    found = {"claims": ledger.connection.execute(claims).scalar_one()}
    return found | {word: told.get(word, 0) for word in ("added", "known", "empty", "failed")}

"""Batches: what became of each input of a run."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from claims.core.events import canonical
from claims.core.text import gate
from claims.ledger.ledger import Ledger
from claims.models import batch_item, document
from claims.records import Outcome


def keep(ledger: Ledger, outcomes: Sequence[Outcome], before: int = 0) -> None:
    """Keep what became of inputs with the batch, numbered on from `before`; a batch of what is known leaves no trace.

    A name is kept as it can be: half a surrogate pair, as of a file whose name is no UTF-8, becomes U+FFFD.
    """
    if ledger.run.row_id is None and all(each.outcome == "known" and each.found is None for each in outcomes):
        return
    keys = {each.document for each in outcomes if each.document}
    query = select(document.c.key, document.c.id).where(document.c.key.in_(keys))
    rows = {key: row_id for key, row_id in ledger.connection.execute(query)}
    batch_id = ledger.batch_id()
    items = [
        {
            "batch_id": batch_id, "n": n, "name": gate(each.name)[0], "outcome": each.outcome,
            "document_id": rows.get(each.document or ""), "detail": gate(each.detail)[0] if each.detail else None,
            "found": None if each.found is None else canonical(each.found),
        }
        for n, each in enumerate(outcomes, before + 1)
    ]  # fmt: skip
    ledger.connection.execute(insert(batch_item), items)

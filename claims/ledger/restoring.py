"""Restoring: what another database recorded, written here as it was there."""

from collections.abc import Sequence

from sqlalchemy import insert

from claims.ledger.ledger import Ledger
from claims.models import batch_item
from claims.records import Outcome


def note(ledger: Ledger, whole: Outcome, failures: Sequence[Outcome]) -> None:
    """Keep with the batch what became of a file and of the lines that failed; nothing where nothing was written."""
    if ledger.run.row_id is None:
        return
    rows = [
        {"batch_id": ledger.batch_id(), "n": n, "name": each.name, "outcome": each.outcome, "detail": each.detail}
        for n, each in enumerate((whole, *failures), 1)
    ]
    ledger.connection.execute(insert(batch_item), rows)

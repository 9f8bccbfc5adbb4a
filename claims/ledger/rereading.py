"""Documents that were read more than once: undoing one reading leaves what another one found as well."""

import json

from sqlalchemy import Connection, Select, and_, exists, or_, select, update

from claims.models import batch, batch_item, document


def found_elsewhere(connection: Connection, batch_id: int) -> dict[str, str]:
    """Return the claims that a later reading of a batch's documents found too, with the batch of that reading."""
    query = (
        select(batch.c.key, batch_item.c.found)
        .join(batch, batch.c.id == batch_item.c.batch_id)
        .where(batch_item.c.document_id.in_(_read_in(batch_id)), batch_item.c.found.is_not(None))
        .where(batch.c.id != batch_id, batch.c.undone_by.is_(None))
        .order_by(batch.c.id)
    )
    return {each["claim"]: row.key for row in connection.execute(query) for each in json.loads(row.found)}


def withdraw_unread(connection: Connection, batch_id: int) -> None:
    """Let a batch's documents be there while any batch that read them stands, and be taken in again otherwise.

    One that an import brought, with the batch that read it elsewhere, is there while such an import stands, too.
    """
    brought = exists().where(batch.c.id == document.c.batch_id, batch.c.undone_by.is_(None))
    again = exists().where(
        batch_item.c.document_id == document.c.id, batch_item.c.found.is_not(None),
        batch.c.id == batch_item.c.batch_id, batch.c.undone_by.is_(None),
    )  # fmt: skip
    imported = (
        batch_item.c.document_id == document.c.id, batch_item.c.outcome == "added", batch_item.c.found.is_(None),
        batch.c.id == batch_item.c.batch_id, batch.c.command == "import",
    )  # fmt: skip
    came = or_(~exists().where(*imported), exists().where(*imported, batch.c.undone_by.is_(None)))
    ours = or_(document.c.batch_id == batch_id, document.c.id.in_(_read_in(batch_id)))
    connection.execute(update(document).where(ours).values(withdrawn=~and_(or_(brought, again), came)))


def _read_in(batch_id: int) -> Select[tuple[int]]:
    read = or_(batch_item.c.outcome.in_(("added", "empty")), batch_item.c.found.is_not(None))
    return select(batch_item.c.document_id).where(
        batch_item.c.batch_id == batch_id, batch_item.c.document_id.is_not(None), read
    )

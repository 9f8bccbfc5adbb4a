"""Outlining: of each document that is stored, the wire it credits and which others print the same.

All of it follows from the document's own words, so it is no event: it can be made anew at any time.
"""

from sqlalchemy import Connection, delete, insert, or_, select

from claims.core.origins.outline import COPY, LOOKED_UP, Outline, printed, shared, unpacked
from claims.core.origins.outline import outline as drawn
from claims.core.origins.wires import credited
from claims.db import direct
from claims.models import document, likeness, outline, outline_hash

EACH = 50
"""Documents looked at for one hash: a line that stands on every page of a site leads to no more."""
MOST = 200
"""Documents that are compared with one, those that share most hashes first."""
_outlines = direct.About("SELECT document_id, hashes FROM outline WHERE document_id {ids}")
_near = "SELECT * FROM (SELECT document_id FROM outline_hash WHERE hash = ? ORDER BY document_id LIMIT ?) AS p"


def draw(connection: Connection, row_id: int, text: str, byline: str | None) -> None:
    """Keep the outline of a document, once, and which documents that are there print the same."""
    kept = select(outline.c.document_id).where(outline.c.document_id == row_id)
    if connection.execute(kept).first() is not None:
        return
    text = printed(text)
    made = drawn(text)
    looked_up = made.hashes[:LOOKED_UP]
    alike = _alike(connection, made, looked_up)
    told = {"document_id": row_id, "wire": credited(byline, text), "hashes": made.packed()}
    connection.execute(insert(outline), told)
    if looked_up:
        connection.execute(insert(outline_hash), [{"hash": each, "document_id": row_id} for each in looked_up])
    if alike:
        pairs = [(row_id, other, share) for other, share in alike.items()]
        pairs += [(other, row_id, share) for _, other, share in pairs]
        rows = [{"document_id": one, "other_id": other, "share": share} for one, other, share in pairs]
        connection.execute(insert(likeness), rows)


def rub_out(connection: Connection, row_id: int) -> None:
    """Keep nothing that was worked out from a document's words."""
    for table in (outline, outline_hash):
        connection.execute(delete(table).where(table.c.document_id == row_id))
    connection.execute(delete(likeness).where(or_(likeness.c.document_id == row_id, likeness.c.other_id == row_id)))


def draw_missing(connection: Connection) -> int:
    """Outline the documents that have none: those stored before there were any. Returns how many those were."""
    there = select(outline.c.document_id).where(outline.c.document_id == document.c.id).exists()
    rows = connection.execute(select(document.c.id).where(document.c.text.is_not(None), ~there)).scalars().all()
    for row_id in rows:
        told = connection.execute(select(document.c.text, document.c.byline).where(document.c.id == row_id)).one()
        draw(connection, row_id, told.text, told.byline)
    return len(rows)


def _alike(connection: Connection, made: Outline, looked_up: tuple[int, ...]) -> dict[int, float]:
    """Return the documents that print the same, each with the share that stands in both."""
    if not looked_up:
        return {}
    near = " UNION ALL ".join([_near] * len(looked_up))
    query = f"SELECT document_id FROM ({near}) AS n GROUP BY document_id ORDER BY count(*) DESC, document_id LIMIT ?"
    given = [value for each in looked_up for value in (each, EACH)]
    found = [row.document_id for row in direct.rows(connection, query, (*given, MOST))]
    told = _outlines(connection, found) if found else []
    shares = {row.document_id: shared(made, unpacked(bytes(row.hashes))) for row in told}
    return {row_id: share for row_id, share in shares.items() if share >= COPY}

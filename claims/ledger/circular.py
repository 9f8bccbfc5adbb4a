"""Circular evidence: what comes from where the claim itself comes from proves nothing."""

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.sql import Select

from claims.core.origins.wires import origin_key
from claims.core.place import canonical_url
from claims.core.vocabulary import Stance
from claims.models import appearance, claim, document, source
from claims.queries.origins import Names, origin, origins, stories_of


def circular(
    connection: Connection, claim_id: int, stance: str, url: str | None, document_id: int | None
) -> str | None:
    """Return why evidence comes from where a claim does, with `{claim}` for its key; None where it does not.

    The claim's own page or document, and one that prints the same, prove nothing either way. What else comes from one
    of its origins cannot support it; it may well refute it, as a correction does.
    """
    if stance == Stance.CONTEXT or (url is None and document_id is None):
        return None
    own = select(claim.c.id).where((claim.c.id == claim_id) | (claim.c.merged_into == claim_id))
    rows = connection.execute(_places().where(appearance.c.claim_id.in_(own))).all()
    address = canonical_url(url) if url else None
    if _is_own(rows, address, document_id):
        return "is where claim {claim} comes from"
    papers = _papers(connection, address, document_id)
    stories = stories_of(connection, {row.document_id for row in papers})
    there = {stories[row.document_id].original.key for row in papers}
    ours = stories_of(connection, {row.document_id for row in rows} - {None})
    if any(each.original.key in there for each in ours.values()):
        return "prints the same text as a document that claim {claim} appears in"
    return _of_an_origin(connection, rows, papers) if stance == Stance.SUPPORTS else None


def _places() -> Select[Any]:
    return (
        select(
            appearance.c.claim_id, appearance.c.n, appearance.c.document_id, appearance.c.url, appearance.c.speaker,
            source.c.name.label("source"), document.c.key.label("document"), document.c.canonical_url,
        )
        .join(source, source.c.id == appearance.c.source_id)
        .outerjoin(document, document.c.id == appearance.c.document_id)
    )  # fmt: skip


def _is_own(rows: Any, address: str | None, document_id: int | None) -> bool:
    """Return whether evidence is a page or a document that the claim, or one merged into it, appears in."""
    if document_id is not None and any(row.document_id == document_id for row in rows):
        return True
    return address is not None and any(
        address in (row.canonical_url, canonical_url(row.url) if row.url else None) for row in rows
    )


def _papers(connection: Connection, address: str | None, document_id: int | None) -> Any:
    """Return the documents that evidence is: the one named, or the captures of a page that are stored here."""
    here = document.c.id == document_id if document_id is not None else document.c.canonical_url == address
    query = select(document.c.id.label("document_id"), document.c.key, source.c.name.label("source"))
    return connection.execute(query.join(source, source.c.id == document.c.source_id).where(here)).all()


def _of_an_origin(connection: Connection, rows: Any, papers: Any) -> str | None:
    """Return which origin of the claim, or which of its sources, evidence comes from."""
    if not papers:
        return None
    ours = {origin_key(each.name): each.name for each in origins(connection, rows).values()}
    sources = {origin_key(row.source) for row in rows}
    stories = stories_of(connection, {row.document_id for row in papers})
    told = {row.source for row in papers} | {each.original.source for each in stories.values()}
    names = Names(connection, told | {each.credits.wire for each in stories.values() if each.credits})
    for row in papers:
        if origin_key(row.source) in sources:
            return f"is published by {_plain(row.source)}, as claim {{claim}} is"
        found = origin(names, row.source, None, row.key, stories[row.document_id])
        if origin_key(found.name) in ours:
            return f"comes from {_plain(found.name)}, as claim {{claim}} does"
    return None


def _plain(name: str) -> str:
    """Return a name as it stands in a pattern to be filled in."""
    return name.replace("{", "{{").replace("}", "}}")

"""Adding a claim by hand."""

from dataclasses import fields, replace

from sqlalchemy import select

from claims.core.events import EventKind
from claims.core.text import require_fit
from claims.errors import InvalidValue, NotFound, Refused
from claims.ledger import intake, review
from claims.ledger.documents import Stored
from claims.ledger.ledger import Ledger
from claims.models import document, source
from claims.records import NewClaim


def add(ledger: Ledger, new: NewClaim, document_key: str | None, note: str | None) -> tuple[str, tuple[str, ...]]:
    """Record one claim; returns its key and what there is to say about it.

    Raises InvalidValue for an empty or overlong statement, or a quote that is not in the document.
    """
    for field in fields(new):
        require_fit(field.name, getattr(new, field.name))
    require_fit("note", note)
    new = replace(new, quote=new.quote or None, tags=tuple(dict.fromkeys(map(review.tag_name, new.tags))))
    if not new.statement:
        raise InvalidValue("statement", new.statement, "give the words of the claim")
    held = _document(ledger, document_key) if document_key else None
    if held is not None:
        new = _placed(new, held)
    taken = intake.take(ledger, [new], held)
    said: tuple[str, ...]
    if taken.added:
        key, said = taken.added[0], ()
    elif taken.appeared:
        key, said = taken.appeared[0], (f"a further appearance of {taken.appeared[0]}, which says the same",)
    elif taken.restored:
        key, said = taken.restored[0], ("it was there before, undone, and is back",)
    else:
        key, said = taken.same[0], ("known already, from the same place",)
    standing = ledger.stand(key)
    for name in () if taken.added else new.tags:
        standing = review.tag(ledger, standing, name, on=True)
    if note and not review.said(ledger, standing, note):
        ledger.append(standing, EventKind.NOTED, {}, reason=note)
    return key, said


def _document(ledger: Ledger, key: str) -> Stored:
    start = key.strip().upper()
    rows = ledger.connection.execute(
        select(document, source.c.name.label("source"))
        .join(source)
        .where(document.c.key.startswith(start, autoescape=True))
        .limit(2)
    ).all()
    if len(rows) != 1 or len(start) < 4:
        raise NotFound("document", key, "`claims documents` shows them")
    row = rows[0]
    if row.text is None:
        raise Refused(f"the text of document {row.key} is not held here: ingest the file first")
    return Stored(row.id, row.key, row.sha256, row.source_id, row.source, row.text, known=True)


def _placed(new: NewClaim, held: Stored) -> NewClaim:
    """Return the claim with the place of its quote in the document."""
    quote = new.quote or new.statement
    start = held.text.find(quote)
    if start < 0:
        raise InvalidValue("quote", quote, f"it does not stand in document {held.key}, word for word")
    return replace(new, quote=quote, start=start, end=start + len(quote))

"""Quotes: each stands in the text of its document where it is said to, and each document's bytes are those it had."""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from claims.audit.trouble import narrowed
from claims.core.erasing import BLOCK
from claims.db.direct import About, rows

AT_ONCE = 20
"""Documents that are held together."""
_documents = About("SELECT id, key, sha256, body, text FROM document WHERE id {ids} ORDER BY id")
_quotes = About(
    "SELECT appearance.document_id, claim.key, appearance.n, appearance.quote, appearance.span_start, "
    "appearance.span_end FROM appearance JOIN claim ON claim.id = appearance.claim_id "
    "WHERE appearance.document_id {ids}"
)


def spans(connection: Connection) -> Iterator[str]:
    """Yield which quotes do not stand where they should, and which documents were changed."""
    ids = [row.id for row in rows(connection, "SELECT id FROM document ORDER BY id")]
    for at in range(0, len(ids), AT_ONCE):
        yield from narrowed(connection, ids[at : at + AT_ONCE], lambda part: _looked(connection, part), "the document")


def _looked(connection: Connection, ids: Sequence[int]) -> Iterator[str]:
    texts = {}
    for row in _documents(connection, ids):
        if row.body is not None and sha256(_unpacked(row.body)).digest() != row.sha256:
            yield f"the bytes of document {row.key} are not those it is known by"
        if row.text is not None:
            texts[row.id] = row.key, row.text
    for row in _quotes(connection, ids):
        if row.document_id in texts and row.quote is not None and row.span_start is not None:
            key, text = texts[row.document_id]
            if not _same(text[row.span_start : row.span_end], row.quote):
                yield f"quote {row.n} of claim {row.key} does not stand in document {key} where it is said to"


def _same(there: str, quote: str) -> bool:
    """Return whether a quote says what stands there, but for characters of it that were erased."""
    return there == quote or (
        len(there) == len(quote) and all(b in (a, BLOCK) for a, b in zip(there, quote, strict=True))
    )


def _unpacked(body: Any) -> bytes:
    return zlib.decompress(body)

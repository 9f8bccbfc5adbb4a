"""Suggestions about claims that are there: which may be one, and which cannot both be true."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from claims.core.matching.said import said
from claims.core.matching.verdict import IN_MEANING, IN_WORDS, judge
from claims.core.vocabulary import LinkKind
from claims.db import direct
from claims.queries.alike import alike
from claims.queries.keys import claim_id
from claims.queries.reading import assemble, rows_of
from claims.records import Suggestion

if TYPE_CHECKING:
    from claims.embedding.model import Model
    from claims.queries.meaning import Meant

TOGETHER = 100
"""Claims whose neighbours in meaning are looked for in one go."""
_live = direct.About(
    "SELECT id, statement FROM claim WHERE id {ids} AND NOT withdrawn AND merged_into IS NULL AND status <> 'rejected'"
)
_KEPT = (
    "SELECT claim_id, other_id, score, reasons FROM link WHERE state = 'suggested' AND kind = ? {of} "
    "ORDER BY id DESC LIMIT ?"
)
_one = direct.About("SELECT id, statement FROM claim WHERE id {ids}")
_newest = (
    "SELECT id, statement FROM claim WHERE NOT withdrawn AND merged_into IS NULL AND status <> 'rejected' "
    "ORDER BY recorded_at DESC, id DESC LIMIT ?"
)


def suggestions(
    connection: Connection, kind: LinkKind, key: str | None, *, least: float, newest: int, limit: int,
    any_period: bool = False, model: "Model | None" = None,
) -> list[Suggestion]:  # fmt: skip
    """Return what is suggested beside a claim, or beside each of the newest ones; each pair once, most alike first.

    What was noticed on the way in comes too, of claims that still stand and still say so. With a `model`, claims
    alike in meaning are looked at as well.

    Raises NotFound, Ambiguous.
    """
    looked_at = _one(connection, [claim_id(connection, key)]) if key else direct.rows(connection, _newest, (newest,))
    found = list(_pairs(connection, kind, looked_at, least, any_period, model))
    told = {frozenset(each[:2]) for each in found}
    kept = _kept(connection, kind, looked_at[0].id if key else None, newest, any_period)
    found += [each for each in kept if each[2].score >= least and frozenset(each[:2]) not in told]
    found.sort(key=lambda each: (-each[2].score, -each[0], -each[1]))
    ids = list(dict.fromkeys(row for one, other, _ in found[:limit] for row in (one, other)))
    claims = {row.id: claim for row, claim in _assembled(connection, ids)}
    return [
        Suggestion(kind, claims[one], claims[other], match.score, str(match.verdict), match.reasons)
        for one, other, match in islice(found, limit)
    ]


def _pairs(
    connection: Connection, kind: LinkKind, looked_at: Sequence[Any], least: float, any_period: bool,
    model: "Model | None",
) -> Iterator[tuple[int, int, Any]]:  # fmt: skip
    told: set[frozenset[int]] = set()
    for row, meant in _meant(connection, looked_at, model):
        for other, match in alike(connection, row.statement, row.id, any_period=any_period, meant=meant):
            wanted = match.repeats if kind is LinkKind.DUPLICATE else match.contradicts
            if wanted and match.score >= least and frozenset((row.id, other)) not in told:
                told.add(frozenset((row.id, other)))
                yield row.id, other, match


def _meant(connection: Connection, rows: Sequence[Any], model: "Model | None") -> Iterator[tuple[Any, "Meant | None"]]:
    """Yield claims with what is nearest to each in meaning, found for a hundred at once."""
    if model is None:
        yield from ((row, None) for row in rows)
        return
    from claims.queries.meaning import nearest, vectors_of

    for at in range(0, len(rows), TOGETHER):
        part = rows[at : at + TOGETHER]
        wanted = vectors_of(connection, model, [(row.id, row.statement) for row in part])
        yield from zip(part, nearest(connection, model, wanted), strict=True)


def _kept(
    connection: Connection, kind: LinkKind, row_id: int | None, newest: int, any_period: bool
) -> Iterator[tuple[int, int, Any]]:
    """Yield what was suggested on the way in, judged again: a claim may have been amended since."""
    of, given = ("", ()) if row_id is None else ("AND (claim_id = ? OR other_id = ?)", (row_id, row_id))
    rows = direct.rows(connection, _KEPT.format(of=of), (kind.value, *given, newest))
    ids = sorted({each for row in rows for each in (row.claim_id, row.other_id)})
    told = {row.id: said(row.statement) for row in _live(connection, ids)} if ids else {}
    for row in rows:
        one, other = (row.claim_id, row.other_id) if row.other_id != row_id else (row.other_id, row.claim_id)
        if one in told and other in told:
            why = IN_MEANING if IN_MEANING in (row.reasons or "") else IN_WORDS
            match = judge(told[one], told[other], row.score or 0, any_period=any_period, alike_in=why)
            if match.repeats if kind is LinkKind.DUPLICATE else match.contradicts:
                yield one, other, match


def _assembled(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[Any, Any]]:
    rows = rows_of(connection, ids) if ids else []
    return zip(rows, assemble(connection, rows), strict=True)

"""Suggestions on the way in: which of the new claims may repeat one that is there, or cannot be true beside it.

A suggestion is no event: nothing happened to either claim. It stands in the table of links until somebody decides,
and the decision is the event.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from claims.core.events import canonical
from claims.core.vocabulary import LinkKind, LinkState
from claims.db import bulk
from claims.ledger.ledger import Ledger
from claims.ledger.relating import LINK
from claims.models import link
from claims.queries.near import Near, near
from claims.records import Outcome, Suggested

if TYPE_CHECKING:
    from claims.embedding.model import Model
    from claims.queries.meaning import Meant

CHUNK = 500
_NEW = "SELECT id, key, statement FROM claim WHERE key {among} AND stands_alone AND NOT withdrawn"
_TOGETHER = (
    "SELECT document.key, appearance.claim_id FROM document JOIN appearance ON appearance.document_id = document.id "
    "WHERE document.key {among}"
)


def suggest(ledger: Ledger, outcomes: Sequence[Outcome], model: "Model | None" = None) -> list[Outcome]:
    """Keep what is suggested about the claims that came with these outcomes, and return them with it.

    With a `model` the new claims get their vectors, and what means nearly the same is looked at, too.

    Claims of one document are no suggestion: an article that tells a thing twice is not two voices. Neither are two
    that are linked already, whatever was decided.
    """
    came = {key: n for n, outcome in enumerate(outcomes) for key in outcome.added}
    rows = list(bulk.among(ledger.connection, _NEW, came))
    together: defaultdict[str, set[int]] = defaultdict(set)
    documents = {outcome.document for outcome in outcomes if outcome.added} - {None}
    for document, row_id in bulk.among(ledger.connection, _TOGETHER, documents):
        together[document].add(row_id)
    told: defaultdict[int, list[Suggested]] = defaultdict(list)
    known: set[tuple[int, int]] = set()
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        beside = [together[outcomes[came[key]].document or ""] | {row_id} for row_id, key, _ in part]
        known |= _linked(ledger.connection, [row_id for row_id, _, _ in part])
        meant = _meant(ledger.connection, model, [(row_id, said) for row_id, _, said in part]) if model else None
        found = near(ledger.connection, [statement for _, _, statement in part], dict(enumerate(beside)), meant)
        kept = []
        for each in found:
            pair = (part[each.number][0], each.row_id)
            if pair not in known:
                known |= {pair, pair[::-1]}
                kept.append(each)
        _keep(ledger, [(part[each.number][0], each) for each in kept])
        for each in kept:
            _, key, statement = part[each.number]
            told[came[key]].append(suggested(statement, each, key))
    return [replace(outcome, suggested=tuple(told[n])) if n in told else outcome for n, outcome in enumerate(outcomes)]


def _meant(connection: Connection, model: "Model", claims: Sequence[tuple[int, str]]) -> "list[Meant]":
    """Keep the vectors of new claims, and return what is nearest to each in meaning among the newest."""
    from claims.embedding.packing import pack
    from claims.ledger.embedding import keep
    from claims.queries.meaning import NEWEST, nearest

    vectors = model.vectors([statement for _, statement in claims])
    packed = pack(vectors)
    keep(connection, model, [(row_id, vector) for (row_id, _), vector in zip(claims, packed, strict=True)])
    return nearest(connection, model, vectors, newest=NEWEST)


def suggested(statement: str, found: Near, key: str | None = None) -> Suggested:
    """Return a suggestion about a new statement as a person or a program reads it."""
    match = found.match
    return Suggested(
        _kind(found), key, statement, found.key, found.statement, match.score, str(match.verdict), match.reasons
    )


def _kind(found: Near) -> LinkKind:
    return LinkKind.DUPLICATE if found.match.repeats else LinkKind.CONTRADICTS


def _linked(connection: Connection, ids: Iterable[int]) -> set[tuple[int, int]]:
    ids = list(ids)
    ahead = bulk.among(connection, "SELECT claim_id, other_id FROM link WHERE claim_id {among}", ids)
    back = bulk.among(connection, "SELECT other_id, claim_id FROM link WHERE other_id {among}", ids)
    return {(one, other) for one, other in (*ahead, *back)}


def _keep(ledger: Ledger, found: Sequence[tuple[int, Near]]) -> None:
    ids = bulk.next_ids(ledger.connection, link, len(found)) if found else []
    rows = [
        (
            row_id, new, each.row_id, _kind(each).value, LinkState.SUGGESTED.value, each.match.score,
            canonical(each.match.reasons), None, None, ledger.now,
        )
        for row_id, (new, each) in zip(ids, found, strict=True)
    ]  # fmt: skip
    bulk.insert(ledger.connection, link, LINK, rows)

"""Claims that mean nearly what a statement means: all vectors of a model, looked through in parts.

No index: a part of eight thousand vectors is one multiplication, and takes as much memory however many there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from claims.db import direct
from claims.embedding.model import Model, Vectors
from claims.embedding.packing import cosines, size, unpack

PART = 8192
"""Vectors that are looked at together."""
NEAREST = 50
"""So many of the claims nearest in meaning are told of each statement."""
NEWEST = 200_000
"""On the way in only so many of the newest claims are looked through: it must not take ever longer."""
WITHOUT = (
    "FROM claim WHERE stands_alone AND NOT withdrawn AND merged_into IS NULL AND status <> 'rejected' AND NOT EXISTS "
    "(SELECT 1 FROM embedding WHERE embedding.claim_id = claim.id AND embedding.model_id = ? AND length(vector) = ?)"
)
"""The claims that should have a vector of a model and have none, or one of another length, as of other weights."""
_PART = (
    "SELECT claim_id, vector FROM embedding WHERE claim_id > ? AND model_id = ? AND length(vector) = ? "
    "ORDER BY claim_id LIMIT {size}"
)
_KEPT = (
    "SELECT count(*) AS n FROM embedding JOIN embedding_model ON embedding_model.id = embedding.model_id "
    "WHERE embedding_model.name = ?"
)
_BACK = "SELECT claim_id FROM embedding WHERE model_id = ? ORDER BY claim_id DESC LIMIT 1 OFFSET ?"
_OF = direct.About(
    "SELECT claim_id, vector FROM embedding WHERE claim_id {ids} AND model_id = ? AND length(vector) = ?"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The claims nearest in meaning to one statement, by row, each with its likeness from 0 to 1."""

    nearest: Mapping[int, float]
    floor: float
    """What all the others have at most."""

    def likeness(self, row_id: int) -> float:
        return self.nearest.get(row_id, self.floor)


NOTHING = Meant({}, 0.0)


def known_model(connection: Connection, model: Model) -> int:
    """Return the row of a model; 0 where nothing is kept of it."""
    found = direct.rows(connection, "SELECT id FROM embedding_model WHERE name = ?", (model.name,))
    return int(found[0].id) if found else 0


def kept_of(connection: Connection, model: Model) -> int:
    """Return how many claims have a vector of a model."""
    return int(direct.rows(connection, _KEPT, (model.name,))[0].n)


def vectors_of(connection: Connection, model: Model, statements: Sequence[tuple[int | None, str]]) -> Vectors:
    """Return the vectors of statements, in order: those kept by the row of their claim, the others made."""
    ids = [row_id for row_id, _ in statements if row_id is not None]
    row = known_model(connection, model) if ids else 0
    kept = {found.claim_id: found.vector for found in _OF(connection, ids, row, size(model.width))} if row else {}
    new = [n for n, (row_id, _) in enumerate(statements) if row_id not in kept]
    vectors = np.zeros((len(statements), model.width), np.float32)
    vectors[new] = model.vectors([statements[n][1] for n in new])
    old = [n for n, (row_id, _) in enumerate(statements) if row_id in kept]
    if old:
        vectors[old] = unpack([bytes(kept[statements[n][0]]) for n in old], model.width)
    return vectors


def nearest(
    connection: Connection, model: Model, wanted: Vectors, *, limit: int = NEAREST, newest: int | None = None
) -> list[Meant]:
    """Return what is nearest to each of the wanted vectors, among the `newest` claims or all, in one go."""
    row = known_model(connection, model)
    if not row or not len(wanted):
        return [NOTHING] * len(wanted)
    best, ids = np.zeros((0, len(wanted)), np.float32), np.zeros((0, len(wanted)), np.int64)
    last = _before(connection, row, newest)
    while part := _part(connection, last, row, size(model.width)):
        last = part[-1][0]
        found = cosines([vector for _, vector in part], wanted)
        best = np.vstack((best, found))
        here = np.array([row_id for row_id, _ in part], np.int64)[:, np.newaxis]
        ids = np.vstack((ids, np.broadcast_to(here, found.shape)))
        if len(best) > limit:
            most = np.argpartition(best, -limit, axis=0)[-limit:]
            best, ids = np.take_along_axis(best, most, 0), np.take_along_axis(ids, most, 0)
        if len(part) < PART:
            break
    return [_meant(model, best[:, n], ids[:, n], limit) for n in range(len(wanted))]


def _meant(model: Model, found: Vectors, ids: "np.ndarray[tuple[int], np.dtype[np.int64]]", limit: int) -> Meant:
    likeness = {int(row): model.likeness(float(alike)) for row, alike in zip(ids, found, strict=True)}
    return Meant(likeness, min(likeness.values()) if len(likeness) == limit else 0.0)


def _before(connection: Connection, row: int, newest: int | None) -> int:
    """Return the claim after which the newest ones begin."""
    if newest is None:
        return 0
    found = direct.rows(connection, _BACK, (row, newest))
    return int(found[0].claim_id) if found else 0


def _part(connection: Connection, last: int, row: int, length: int) -> list[tuple[int, bytes]]:
    """Return the next vectors, as plain as the driver gives them."""
    return direct.plain(connection, _PART.format(size=PART), (last, row, length))

"""What statements mean, kept as vectors beside the claims: they follow from the statements and are no event."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from claims.db import bulk, direct, migrate
from claims.db.again import retried
from claims.db.engine import Database
from claims.embedding.model import Model
from claims.embedding.packing import pack, size
from claims.models import embedding
from claims.queries.meaning import WITHOUT, known_model

TOGETHER = 256
"""Claims whose vectors are written in one transaction."""
_NEXT = f"SELECT claim.id AS id, statement {WITHOUT} AND claim.id > ? ORDER BY claim.id LIMIT {TOGETHER}"
ANEW = "(claim_id, model_id) DO UPDATE SET vector = excluded.vector"
_UNTOUCHED = "SELECT id, statement FROM claim WHERE id {among}"
_OTHERS = "model_id NOT IN (SELECT id FROM embedding_model WHERE name = ?)"


def embed(database: Database, model: Model, progress: Callable[[int, int], None] | None = None) -> int:
    """Give each claim that stands and has none a vector of a model; returns how many got one.

    Each part is a transaction of its own, and models work between them: others are not kept waiting, and what is done
    stays when it is stopped. A statement that changed meanwhile is left for the next time.
    """
    with database.read() as connection:
        migrate.check(database, connection)
        total = missing(connection, model)
    done, last = 0, 0
    while rows := _next(database, model, last):
        last = rows[-1][0]
        done += _keep_current(database, model, rows, pack(model.vectors([statement for _, statement in rows])))
        if progress is not None:
            progress(done, max(done, total))
    return done


def missing(connection: Connection, model: Model) -> int:
    """Return how many claims have no vector of a model that should."""
    row = known_model(connection, model)
    return int(direct.rows(connection, f"SELECT count(*) AS n {WITHOUT}", (row, size(model.width)))[0].n)


def keep(connection: Connection, model: Model, vectors: Sequence[tuple[int, bytes]]) -> int:
    """Keep vectors of claims, by row, in place of what there is; returns how many."""
    row = known_model(connection, model)
    if row == 0 and vectors:
        bulk.insert_new(connection, "embedding_model", ("name", "width"), [(model.name, model.width)])
        row = known_model(connection, model)
    given = [(claim_id, row, vector) for claim_id, vector in vectors]
    return bulk.insert_new(connection, embedding.name, ("claim_id", "model_id", "vector"), given, ANEW)


@retried
def _keep_current(database: Database, model: Model, rows: Sequence[tuple[int, str]], vectors: Sequence[bytes]) -> int:
    """Keep the vectors of those claims that say the same still; returns how many are new."""
    with database.write() as connection:
        now = bulk.among(connection, _UNTOUCHED, [row_id for row_id, _ in rows])
        same = {row_id: statement for row_id, statement in now}
        kept = [(row, vector) for (row, said), vector in zip(rows, vectors, strict=True) if same.get(row) == said]
        return keep(connection, model, kept)


@retried
def forget_others(database: Database, model: Model) -> int:
    """Drop the vectors of other models; returns how many there were."""
    with database.write() as connection:
        migrate.check(database, connection)
        gone = connection.exec_driver_sql(
            direct.marked(connection, f"DELETE FROM embedding WHERE {_OTHERS}"), (model.name,)
        )
        connection.exec_driver_sql(
            direct.marked(connection, "DELETE FROM embedding_model WHERE name <> ?"), (model.name,)
        )
        return gone.rowcount


def _next(database: Database, model: Model, last: int) -> list[tuple[int, str]]:
    with database.read() as connection:
        given = (known_model(connection, model), size(model.width), last)
        return [(row.id, row.statement) for row in direct.rows(connection, _NEXT, given)]

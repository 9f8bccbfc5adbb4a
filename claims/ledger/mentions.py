"""Mentions: which names stand in a claim, kept in the same transaction as its wording."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from claims.core.named import Named, named
from claims.db import bulk, direct
from claims.models import mention, naming, subject

COLUMNS = ("subject_id", "claim_at", "claim_id", "words")
CHUNK = 2_000
_HERE = "SELECT name_key, id, sure FROM subject WHERE name_key {among}"
_MADE = "INSERT INTO subject (name, name_key, sure, recorded_at, batch_id) {} ON CONFLICT (name_key) DO NOTHING"
_TOLD = " RETURNING name_key, id"
_ONE_BY_ONE = "VALUES (?, ?, ?, ?, ?)"
_AT_ONCE = "SELECT * FROM unnest(%s::text[], %s::text[], %s::bool[], %s::bigint[], %s::bigint[])"

Names = Sequence[Named]
Written = dict[str, tuple[str, bool, int]]
"""Names by their form: as written, whether each surely is one, and when it came."""
Mentioning = tuple[int, int, Names]
"""The row of a claim, when it was recorded, and the names in it."""


def keep(connection: Connection, mentioning: Iterable[Mentioning], batch_id: int | None = None) -> None:
    """Write which names stand in claims that have none written yet."""
    listed = [each for each in mentioning if each[2]]
    written: Written = {}
    for _, at, names in listed:
        for key, words, sure in names:
            if key not in written or (sure and not written[key][1]):
                written[key] = (words, sure, at)
    if not written:
        return
    rows = subjects(connection, written, batch_id)
    told = [(rows[key], at, row, words) for row, at, names in listed for key, words, _ in names]
    bulk.insert(connection, mention, COLUMNS, told)


def subjects(connection: Connection, written: Written, batch_id: int | None = None) -> dict[str, int]:
    """Return the rows of names by their form, made where there were none, and made sure where they are now.

    Others may make the same ones meanwhile: the first wins, and the order is always the same.
    """
    kept = list(bulk.among(connection, _HERE, written))
    here = {key: row for key, row, _ in kept}
    if now_sure := sorted(row for key, row, sure in kept if written[key][1] and not sure):
        connection.execute(update(subject).where(subject.c.id.in_(now_sure)).values(sure=True))
    missing = sorted(written.keys() - here.keys())
    if missing:
        new = [(written[key][0], key, *written[key][1:], batch_id) for key in missing]
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(_MADE.format(_ONE_BY_ONE), new)
        else:
            made = connection.exec_driver_sql(_MADE.format(_AT_ONCE) + _TOLD, tuple(map(list, zip(*new, strict=True))))
            here |= {key: row for key, row in made}
        here |= {key: row for key, row, _ in bulk.among(connection, _HERE, [key for key in missing if key not in here])}
    return here


def renew(connection: Connection, row_id: int, at: int, names: Names) -> None:
    """Write anew which names stand in a claim."""
    connection.execute(delete(mention).where(mention.c.claim_id == row_id))
    keep(connection, [(row_id, at, names)])


def sweep(connection: Connection, rows: Iterable[int]) -> None:
    """Take away names that no claim has any more and nobody decided about."""
    wanted = subject.c.id.in_(list(rows)) & subject.c.head_id.is_(None)
    kept = select(mention.c.claim_id).where(mention.c.subject_id == subject.c.id).exists()
    decided = select(naming.c.name_id).where((naming.c.name_id == subject.c.id) | (naming.c.alias_id == subject.c.id))
    connection.execute(delete(subject).where(wanted, ~kept, ~decided.exists()))


def fill(connection: Connection) -> None:
    """Look for names in all claims of a database that has none written yet, some at a time."""
    query = f"SELECT id, recorded_at, statement, subject FROM claim WHERE id > ? ORDER BY id LIMIT {CHUNK}"
    last = 0
    while rows := direct.rows(connection, query, (last,)):
        last = rows[-1].id
        keep(connection, [(row.id, row.recorded_at, named(row.statement, row.subject)) for row in rows])


def of(connection: Connection, ids: Sequence[int]) -> dict[int, set[tuple[str, str, int]]]:
    """Return the names written for claims: as known, as written, and when the claim was recorded."""
    query = (
        select(mention.c.claim_id, subject.c.name_key, mention.c.words, mention.c.claim_at)
        .join(subject, subject.c.id == mention.c.subject_id)
        .where(mention.c.claim_id.in_(ids))
    )
    found: dict[int, set[tuple[str, str, int]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.claim_id, set()).add((row.name_key, row.words, row.claim_at))
    return found


def named_by(connection: Connection, row_id: int) -> list[int]:
    """Return the subjects that a claim names."""
    return list(connection.execute(select(mention.c.subject_id).where(mention.c.claim_id == row_id)).scalars())

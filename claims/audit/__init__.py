"""The audit: proofs that nothing recorded was lost or changed since. It writes nothing, whatever it finds.

Every part of it is made for damage: what cannot be read is a finding like any other.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from claims.audit.anchors import Anchor, anchored
from claims.audit.histories import Histories
from claims.audit.seals import Seals
from claims.audit.spans import spans
from claims.audit.trouble import Trouble, looked
from claims.db import guarded, migrate
from claims.db.engine import Database
from claims.records import Audit, Point

Progress = Callable[[int, int | None], None]
BACKUP = "keep this database as it is, and compare it with a backup: `claims audit` tells of a backup what it is worth"
REBUILD = "`claims db rebuild` makes them anew from the histories"

__all__ = ["Anchor", "audit"]


def audit(
    database: Database, *, anchors: Sequence[Anchor] = (), keys: Sequence[bytes] = (), progress: Progress | None = None
) -> Audit:
    """Look at all of a database: histories, what follows from them, quotes, seals and published roots.

    `keys` are those that may have signed; without any, it is only told which did. Raises StorageError for what is no
    database of claims, or of another version.
    """
    with database.read() as connection:
        migrate.check(database, connection)
        was_on = gc.isenabled()
        gc.disable()  # much comes and goes here, and nothing of it holds itself
        try:
            return audited(connection, anchors, keys, progress)
        finally:
            if was_on:
                gc.enable()


def audited(
    connection: Connection, anchors: Sequence[Anchor] = (), keys: Sequence[bytes] = (), progress: Progress | None = None
) -> Audit:
    """Look at all that a connection sees."""
    histories, seals = Histories(connection), Seals(connection, anchors, keys)
    points = tuple(_points(connection, histories, seals, anchors, progress))
    root = seals.root.hex() if seals.root else None
    return Audit(histories.claims, histories.events, seals.count, seals.size, root, points)


def _points(
    connection: Connection, histories: Histories, seals: Seals, anchors: Sequence[Anchor], progress: Progress | None
) -> Iterator[Point]:
    yield _found(connection, "file", _file(connection), "no damage", "restore a backup")
    yield _found(
        connection, "guards", _guards(connection), "the database refuses to rewrite history", "`claims db upgrade`"
    )
    history, parted = histories.look(progress)
    yield _told("history", history, lambda: f"{histories.events:,} events say what they said", BACKUP)
    yield _told("claims", parted, lambda: f"{histories.claims:,} claims say what their histories say", REBUILD)
    yield _found(connection, "quotes", spans(connection), "all stand in their documents word for word", BACKUP)
    yield _found(connection, "seals", seals.look(), seals.in_words, BACKUP)
    yield _found(connection, "sealed", seals.compare(), "all events are in the tree, and nothing else is", BACKUP)
    yield from seals.notes()
    if anchors:
        yield _found(
            connection, "anchors", anchored(anchors, seals), f"{len(anchors)} of {len(anchors)} roots lead here", BACKUP
        )


def _found(
    connection: Connection, name: str, troubles: Iterable[str], right: str | Callable[[], str], mend: str
) -> Point:
    return _told(name, looked(connection, troubles), right, mend)


def _told(name: str, trouble: Trouble, right: str | Callable[[], str], mend: str) -> Point:
    if not trouble.count:
        return Point(name, True, right if isinstance(right, str) else right())
    return Point(name, False, str(trouble), mend, tuple(trouble.first))


def _guards(connection: Connection) -> Iterator[str]:
    if missing := guarded.missing(connection):
        yield f"missing or changed: {', '.join(sorted(missing))}"


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
            if said != "ok":
                yield str(said)

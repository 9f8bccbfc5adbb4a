"""Sealing: what was recorded goes into a tree in the order it was committed, and its root is signed.

A transaction keeps the hashes of its events as one row, in which they have no place yet. To give them one only one
may work at a time. SQLite has one writer anyway. On a server nobody waits for it: who finds another at work leaves
that to whoever comes next, at the latest to itself when the book is closed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import urandom
from typing import Any

from sqlalchemy import Connection

from claims import signing
from claims.core import key as keys
from claims.core.note import START, Seal
from claims.core.tree import Frontier, split
from claims.db import bulk, direct
from claims.models import leaf

LOCK = 7236518045
"""The advisory lock of those who seal on a server."""
AT_ONCE = 10_000
"""Hashes that are kept in one row at most."""
HEAD = (
    "SELECT frontier.size, frontier.peaks, seal.size, seal.root, seal.hash, seal.origin FROM seal "
    "LEFT JOIN frontier ON frontier.id = 1 WHERE seal.size = (SELECT max(size) FROM seal)"
)
MISSING = "SELECT event.hash FROM event ORDER BY event.recorded_at, event.claim_id, event.seq"
KEPT_OPEN = "WITH kept AS (INSERT INTO leaf (hashes) VALUES (%s)) SELECT pg_try_advisory_xact_lock(%s)"


def keep(connection: Connection, hashes: Sequence[bytes], now: int) -> bool:
    """Keep the hashes of the events of a transaction at its end; returns whether they are sealed."""
    if not hashes:
        return True
    if connection.dialect.name == "sqlite":
        _grow(connection, hashes, now)
        return True
    given = (b"".join(hashes), LOCK)
    if not connection.exec_driver_sql(KEPT_OPEN, given).scalar_one():
        return False
    _place(connection, now)
    return True


def close(connection: Connection, now: int) -> None:
    """Seal whatever has no place yet; on a server it waits for others who seal."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        _place(connection, now)


def waiting(connection: Connection) -> bool:
    """Return whether something has no place in the tree yet."""
    return connection.exec_driver_sql("SELECT 1 FROM leaf WHERE first IS NULL LIMIT 1").first() is not None


def last(connection: Connection) -> Seal | None:
    """Return the last seal."""
    found = "SELECT size, root, sealed_at, origin, key, signature FROM seal ORDER BY size DESC LIMIT 1"
    row = connection.exec_driver_sql(found).first()
    return None if row is None else Seal(*row)


def seal_all(connection: Connection, now: int) -> None:
    """Seal every event of a database that has no seal yet: one that was made before there were any."""
    if connection.exec_driver_sql("SELECT 1 FROM leaf LIMIT 1").first() is not None:
        return
    for part in direct.parts(connection, MISSING, (), AT_ONCE):
        hashes = [bytes(each) for (each,) in part]
        if connection.dialect.name == "sqlite":
            _grow(connection, hashes, now)
        else:
            bulk.insert(connection, leaf, ("hashes",), [(b"".join(hashes),)])
    close(connection, now)


def _grow(connection: Connection, hashes: Sequence[bytes], now: int) -> None:
    """Give hashes their place and seal them in the same transaction."""
    head = _head(connection)
    bulk.insert(connection, leaf, ("first", "hashes"), [(head.tree.size if head else None, b"".join(hashes))])
    if head is not None:
        head.tree.add(hashes)
        _seal(connection, head, now)


def _place(connection: Connection, now: int) -> None:
    """Give a place to all rows that have none, in the order of their numbers, and seal them."""
    found = connection.exec_driver_sql("SELECT id, hashes FROM leaf WHERE first IS NULL ORDER BY id").all()
    if not found or (head := _head(connection)) is None:
        return
    places = []
    for row_id, hashes in found:
        places.append((head.tree.size, row_id))
        head.tree.add(split(hashes))
    connection.exec_driver_sql("UPDATE leaf SET first = %s WHERE id = %s", places)
    _seal(connection, head, now)


@dataclass(slots=True)
class _Head:
    """The tree so far, of which database it is, and the hash of its last seal."""

    tree: Frontier
    origin: str | None = None
    before: bytes = START


def _head(connection: Connection) -> _Head | None:
    """Return the tree so far; None where it is not what was sealed any more: nothing is to be sealed on top of that."""
    row: Any = connection.exec_driver_sql(HEAD).first()
    if row is None:
        return _Head(Frontier())
    edge, peaks, size, root, before, origin = row
    try:
        tree = Frontier(edge, peaks)
        if (tree.size, tree.root()) != (size, root):
            raise ValueError("it is out of date")
    except (AttributeError, TypeError, ValueError):
        tree = Frontier()
        tree.add(placed(connection))
    sound = (tree.size, tree.root()) == (size, root) and isinstance(before, bytes)
    return _Head(tree, str(origin), before) if sound else None


def placed(connection: Connection) -> Iterator[bytes]:
    """Yield the leaves of the tree in their order."""
    rows: Iterable[Any] = direct.parts(
        connection, "SELECT hashes FROM leaf WHERE first IS NOT NULL ORDER BY first", (), 100
    )
    return (each for part in rows for (hashes,) in part for each in split(hashes))


def _seal(connection: Connection, head: _Head, now: int) -> None:
    """Write a seal over the tree, signed where there is a key, and keep the edge of the tree."""
    tree, origin = head.tree, head.origin or keys.derive("origin", now, urandom(16))
    made = Seal(tree.size, tree.root(), now, origin)
    signer = signing.signer()
    if isinstance(signer, signing.Signer):
        made = replace(made, key=signer.public, signature=signer.sign(made.text))
    row = (made.size, made.root, made.sealed_at, made.origin, made.key, made.signature, made.after(head.before))
    _run(connection, "INSERT INTO seal (size, root, sealed_at, origin, key, signature, hash) VALUES", row)
    more = " ON CONFLICT (id) DO UPDATE SET size = excluded.size, peaks = excluded.peaks"
    _run(connection, "INSERT INTO frontier (id, size, peaks) VALUES", (1, tree.size, tree.peaks), more)


def _run(connection: Connection, start: str, row: tuple[Any, ...], end: str = "") -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(f"{start} ({', '.join([mark] * len(row))}){end}", row)

"""Seals: each root follows from the leaves, each signature from its key, and the leaves are the events there are."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from claims import signing
from claims.audit.anchors import Anchor
from claims.audit.trouble import error_in_words
from claims.core.note import START, Seal
from claims.core.tree import SIZE, Frontier, split
from claims.db import direct
from claims.records import Point
from claims.wording import counted

LEAVES = "SELECT first, hashes FROM leaf WHERE first IS NOT NULL ORDER BY first"
EVENTS = "SELECT event.hash, event.claim_id, event.seq FROM event"
KEY = "SELECT key FROM claim WHERE id = ?"
PENDING = "SELECT hashes FROM leaf WHERE first IS NULL"


class Seals:
    """The leaves of a database and the roots over them; `at` are the roots of sizes that somebody asks for."""

    def __init__(self, connection: Connection, anchors: Sequence[Anchor], keys: Sequence[bytes]) -> None:
        self._connection, self._keys = connection, frozenset(keys)
        self._wanted = {each.seal.size for each in anchors if each.seal}
        self.size = self.count = 0
        self.root: bytes | None = None
        self.origin: str | None = None
        self.at: dict[int, bytes] = {}
        self._leaves: set[bytes] = set()
        self._signed: dict[bytes, int] = {}
        self._unsigned = self._unsure = self._waiting = 0

    def in_words(self) -> str:
        return f"{counted(self.count, 'root')} over {counted(self.size, 'event')}, each made anew and the same"

    def look(self) -> Iterator[str]:
        """Yield what is wrong with the roots."""
        rows = direct.rows(self._connection, "SELECT * FROM seal ORDER BY size")
        self.count = len(rows)
        yield from self._grown({row.size for row in rows} | self._wanted)
        before = START
        for row in rows:
            try:
                seal = Seal(row.size, row.root, row.sealed_at, row.origin, row.key, row.signature)
                fits = seal.after(before) == row.hash
                yield from self._one(seal, fits)
            except Exception as error:
                yield f"the seal over {row.size} events cannot be read: {error_in_words(error)}"
            before = row.hash if isinstance(row.hash, bytes) else b""
        if self.size != (rows[-1].size if rows else 0):
            said = f"{self.size:,} of {rows[-1].size if rows else 0:,} sealed events have a place in the tree"
            yield said
        yield from self._edge()

    def _one(self, seal: Seal, fits: bool) -> Iterator[str]:
        if not fits:
            yield f"the seal over {seal.size:,} events was changed, or one before it is missing"
        if self.at.get(seal.size) != seal.root:
            yield f"the root over the first {seal.size:,} events is not the one that was sealed"
        if seal.origin != (self.origin or seal.origin):
            yield f"the seal over {seal.size:,} events is of another database ({seal.origin})"
        self.origin = self.origin or seal.origin
        if seal.key is None or seal.signature is None:
            self._unsigned += 1
            return
        verdict = signing.verifies(seal.key, seal.signature, seal.text)
        if verdict is False:
            yield f"the signature of the seal over {seal.size:,} events does not fit it"
        if self._keys and seal.key not in self._keys:
            yield f"the seal over {seal.size:,} events is signed by a key you did not name: {signing.shown(seal.key)}"
        self._unsure += verdict is None
        self._signed[seal.key] = self._signed.get(seal.key, 0) + 1

    def _grown(self, sizes: set[int]) -> Iterator[str]:
        """Grow the tree from its leaves, and note its root at some sizes."""
        tree, stops = Frontier(), sorted(sizes)
        for part in direct.parts(self._connection, LEAVES, (), 500):
            for first, hashes in part:
                if not isinstance(hashes, bytes) or len(hashes) % SIZE:
                    yield f"the leaves from {first} on cannot be read"
                    continue
                if first != tree.size:
                    yield f"the leaves of the tree do not follow each other: {first} follows {tree.size}"
                entries = list(split(hashes))
                self._leaves.update(entries)
                while entries:
                    while stops and stops[0] <= tree.size:
                        stops.pop(0)
                    step = stops[0] - tree.size if stops else len(entries)
                    tree.add(entries[:step])
                    entries = entries[step:]
                    self.at[tree.size] = tree.root()
        self.size, self.root = tree.size, tree.root() if tree.size else None
        self._tree = tree

    def _edge(self) -> Iterator[str]:
        row: Any = self._connection.exec_driver_sql("SELECT size, peaks FROM frontier").first()
        if row is not None and tuple(row) != (self.size, self._tree.peaks):
            yield "the edge of the tree that is kept at hand is not the one that follows from its leaves"

    def compare(self) -> Iterator[str]:
        """Yield which events are not in the tree, and how many of the tree are not there any more."""
        waiting: set[bytes] = set()
        for (hashes,) in direct.rows(self._connection, PENDING):
            waiting.update(split(hashes))
        self._waiting = len(waiting)
        gone = self._leaves | waiting
        if len(self._leaves) != self.size:
            yield f"{self.size - len(self._leaves):,} leaves of the tree are there twice"
        known = frozenset(gone)
        for part in direct.parts(self._connection, EVENTS, (), 10_000):
            for digest, claim_id, seq in part:
                if digest not in known:
                    yield f"event {seq} of claim {self._name(claim_id)} was never sealed, or was changed since"
                gone.discard(digest)
        if gone:
            yield f"{len(gone):,} events that were sealed are no longer there"

    def _name(self, claim_id: int) -> str:
        found = direct.rows(self._connection, KEY, (claim_id,))
        return str(found[0].key) if found else f"in row {claim_id}"

    def notes(self) -> Iterator[Point]:
        """Yield what is worth knowing about signatures and what is not sealed yet."""
        for key, count in self._signed.items():
            yield Point("signed", None, f"{count:,} of {self.count:,} seals by the key {signing.shown(key)}")
        if self._unsigned:
            said = f"{self._unsigned:,} of {self.count:,} seals are unsigned"
            yield Point("unsigned", None, said, "`claims doctor` tells why, where it still is so")
        if self._unsure:
            yield Point("signatures", None, f"{self._unsure:,} could not be checked", signing.INSTALL)
        if self._waiting:
            yield Point(
                "not sealed", None, f"{self._waiting:,} events are not sealed yet", "`claims anchor` seals them"
            )

"""How a database of claims is changed: each change is one transaction, and a part of one batch."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from claims import records
from claims.core import when
from claims.db.again import retried
from claims.db.engine import Database
from claims.errors import StorageError
from claims.reader import Reader

if TYPE_CHECKING:
    from claims.ledger import Ledger, Run
    from claims.ledger.ledger import Standing

log = logging.getLogger("claims.db")


class Writer(Reader):
    """One database of claims, and who changes it."""

    def __init__(self, database: Database, actor: records.Actor, clock: Callable[[], int] = when.now) -> None:
        super().__init__(database, clock)
        self.actor = actor
        self._together = False
        self._batch: Run | None = None  # the one of `together`, from its first change on
        self._changes = 0
        self._sealed = True

    def close(self) -> None:
        """Seal what another process kept from being sealed, and close every connection."""
        if not self._sealed:
            try:
                self._seal()
            except StorageError as error:
                log.info("left to be sealed by the next change: %s", error)
        super().close()

    def _seal(self) -> None:
        """Seal whatever is not: on a server, what two recorded at one moment; elsewhere there is nothing to do."""
        from claims.ledger import sealing

        with self.database.read() as connection:
            waiting = sealing.waiting(connection)
        if waiting:
            with self.database.write() as connection:
                sealing.close(connection, self.clock())
        self._sealed = True

    @contextmanager
    def together(self) -> Iterator[Self]:
        """Yield a book like this one whose changes of claims are one batch, to be undone at once.

        Each is still a transaction of its own: when one fails, those before it stay. Taking documents in and
        undoing are batches of their own.
        """
        several = type(self)(self.database, self.actor, self.clock)
        several._together = True
        several.embedding_model = self.embedding_model
        try:
            yield several
        finally:
            self._sealed &= several._sealed

    @contextmanager
    def change(self, command: str, **parameters: Any) -> "Iterator[Ledger]":
        """Yield the ledger in one transaction; what it writes is one batch, or part of the one of `together`."""
        if self._together:
            self._batch = self._batch or self.run(command, **{**parameters, "key": None})
        with self.writing(self._batch or self.run(command, **parameters)) as ledger:
            yield ledger
            changes = self._changes + ledger.wrote
            ledger.finish({"claims": changes} if self._together else {})
        self._changes = changes

    def run(self, command: str, *, versions: Mapping[str, Any] | None = None, **parameters: Any) -> "Run":
        """Return a new batch to be, under this book's actor; it is recorded with its first change."""
        from claims.ledger import Run

        told = {name: value for name, value in parameters.items() if value not in (None, (), [], False)}
        return Run(self.actor, command, told, versions or {}, self.clock)

    @contextmanager
    def writing(self, run: "Run") -> "Iterator[Ledger]":
        """Yield the ledger in one of a batch's transactions; a failure leaves the batch as it was."""
        from claims.ledger import Ledger, sealing

        row_id, sealed = run.row_id, True
        try:
            with self.database.write() as connection:
                ledger = Ledger(connection, run)
                yield ledger
                sealed = sealing.keep(connection, ledger.hashes, run.clock())
        except BaseException:
            run.row_id = row_id
            raise
        self._sealed &= sealed

    @retried
    def _one(
        self, command: str, key: str, expect: int | None, change: "Callable[[Ledger, Standing], Standing]"
    ) -> records.Change:
        """Change one claim in one transaction."""
        with self.change(command, key=key) as ledger:
            standing = ledger.stand(key, expect=expect)
            done = change(ledger, standing)
        return self._changed(done.key, ledger, () if done.version > standing.version else ("nothing to change",))

    def _changed(self, key: str, ledger: "Ledger", said: Sequence[str] = ()) -> records.Change:
        return records.Change(self.get(key), ledger.wrote, ledger.run.key if ledger.wrote else None, tuple(said))

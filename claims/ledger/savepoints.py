"""Savepoints: part of a transaction that can be taken back alone, with what the ledger knows of itself."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.ledger.ledger import Ledger


class Savepoint:
    """Part of a transaction that can be taken back alone; left with an error, it is."""

    def __init__(self, ledger: "Ledger") -> None:
        self._ledger, self._batch, self._hashes = ledger, ledger.run.row_id, len(ledger.hashes)
        self._point = ledger.connection.begin_nested()
        self.commit = self._point.commit

    def rollback(self) -> None:
        self._point.rollback()
        self._ledger.run.row_id = self._batch  # a batch that was first needed since went with it
        del self._ledger.hashes[self._hashes :]

    def __enter__(self) -> "Savepoint":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()

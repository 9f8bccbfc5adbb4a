"""Changes that happen once: a book whose batch is known beforehand, so that whoever sends a change again finds it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims import records
from claims.book import Book
from claims.core import key as keys
from claims.errors import NotFound

if TYPE_CHECKING:
    from claims.ledger import Run

REQUEST = "request"
"""What a batch calls the digest of the request that made it, beside the versions of tools."""


class Once(Book):
    """A book for one change, whose batch has the key that `name` stands for; `digest` tells requests apart.

    The batch is written in the transaction of the change, so whether that was made is never in doubt.
    """

    def __init__(self, book: Book, name: str, digest: str) -> None:
        super().__init__(book.database, book.actor, book.clock)
        self.batch_key = keys.derive("idempotency", book.actor.name, name)
        self.name, self.digest = name, digest

    def run(self, command: str, *, versions: Mapping[str, Any] | None = None, **parameters: Any) -> "Run":
        run = super().run(command, versions={**(versions or {}), REQUEST: self.digest}, **parameters)
        run.key = self.batch_key
        return run

    def made(self) -> records.Batch | None:
        """Return the batch of the change, None while it was not made."""
        try:
            return self.batch(self.batch_key)
        except NotFound:
            return None

    def is_mine(self, batch: records.Batch) -> bool:
        """Return whether a batch came of the same request."""
        return batch.versions.get(REQUEST) == self.digest

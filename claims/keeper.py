"""What is kept, and for how long: copies in public archives, the bytes as fetched, and what is erased for good."""

from claims import records
from claims.errors import Refused
from claims.writer import Writer


class _TakenBack(Exception):
    """Ends the transaction of what is only tried."""


class Keeper(Writer):
    """One database of claims, and what of it stays."""

    def archive(self, document: str, url: str | None) -> records.Document:
        """Note where a public archive keeps a copy of a document; None takes that away.

        Raises NotFound, Ambiguous, InvalidValue.
        """
        from claims.ledger import keeping

        with self.change("archive") as ledger:
            key = keeping.archive(ledger, document, url)
        return self.document(key)

    def retention(self) -> int | None:
        """Return for how many days the bytes of documents are kept as they came; None for ever."""
        from claims.ledger import keeping

        with self.database.read() as connection:
            return keeping.days(connection)

    def retain(self, days: int | None) -> None:
        """Set for how many days the bytes of documents are kept, None for ever; `prune` drops them then."""
        from claims.ledger import keeping

        with self.database.write() as connection:
            keeping.keep(connection, days)

    def prune(self, *, days: int | None = None, dry_run: bool = False) -> records.Pruned:
        """Drop the bytes of documents older than `days`, or than `retention` says; texts and quotes stay.

        It cannot be undone. Raises Refused where nothing says how long bytes are kept.
        """
        from claims.ledger import keeping

        older_than = self.retention() if days is None else days
        if older_than is None:
            raise Refused("bytes are kept for ever here: say for how many days with --days, or `claims db retention`")
        keeping.check(older_than)
        run, done = self.run(keeping.PRUNE), None
        try:
            with self.writing(run) as ledger:
                done = keeping.prune(ledger, older_than)
                ledger.finish({"documents": done.documents})
                if dry_run:
                    raise _TakenBack
        except _TakenBack:
            pass
        assert done is not None
        return done

"""Subjects of a book: whom and what its claims are about, and which names people say are one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims import records

if TYPE_CHECKING:
    from claims.ledger import Ledger
    from claims.writer import Writer


class Subjects:
    """The subjects of one database, to ask for and to name; each change is one batch to undo."""

    def __init__(self, book: "Writer") -> None:
        self._book = book

    def list(self, *, text: str | None = None, limit: int = 50, after: str | None = None) -> records.SubjectPage:
        """Return subjects by name, those with `text` in one of their names where given."""
        from claims.queries import subjects

        with self._book.database.read() as connection:
            return subjects.subjects(connection, text, limit, after)

    def get(self, name: str) -> records.Subject:
        """Return a subject by any of its names, with what was decided about them; raises NotFound."""
        from claims.queries import subjects

        with self._book.database.read() as connection:
            return subjects.one(connection, name)

    def alias(self, name: str, *aliases: str, note: str | None = None) -> records.Renamed:
        """Say that other names mean the same, whether claims have them already or not; raises InvalidValue."""
        from claims.ledger import naming

        with self._book.change("alias", subject=name, aliases=[*aliases]) as ledger:
            said = naming.alias(ledger, name, aliases, note)
        return self._renamed(name, ledger, said)

    def unalias(self, name: str, *aliases: str, note: str | None = None) -> records.Renamed:
        """Say that names do not mean the same after all; raises NotFound, Refused for one that is no alias."""
        from claims.ledger import naming

        with self._book.change("unalias", subject=name, aliases=[*aliases]) as ledger:
            naming.unalias(ledger, name, aliases, note)
        return self._renamed(name, ledger, [])

    def merge(self, name: str, into: str, *, note: str | None = None) -> records.Renamed:
        """Make one subject of two that claims name; it goes by the name `into`. Raises NotFound."""
        from claims.ledger import naming

        with self._book.change("merge subjects", subject=name, into=into) as ledger:
            said = naming.merge(ledger, name, into, note)
        return self._renamed(into, ledger, said)

    def unmerge(self, name: str, *, note: str | None = None) -> records.Renamed:
        """Take a name out of the subject it was merged into, with its own aliases; raises NotFound."""
        from claims.ledger import naming

        with self._book.change("unmerge subject", subject=name) as ledger:
            said = naming.unmerge(ledger, name, note)
        return self._renamed(name, ledger, said)

    def _renamed(self, name: str, ledger: "Ledger", said: Sequence[str]) -> records.Renamed:
        batch = ledger.run.key if ledger.wrote else None
        return records.Renamed(self.get(name), ledger.wrote, batch, tuple(said))

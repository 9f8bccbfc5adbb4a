"""What can be asked about many claims at once."""

from collections.abc import Iterable
from typing import Unpack

from claims import records
from claims.arguments import Filters, Words
from claims.db.engine import Database


class Surveyor:
    """One database of claims, seen from above."""

    database: Database

    def facets(self, fields: Words = None, *, most: int = 1000, **filters: Unpack[Filters]) -> records.Facets:
        """Return how many claims there are of each word of some fields, with the other `filters` as they are.

        Fields are status, kind, source, tag and reviewed, without any all of them. The newest `most` claims are
        counted. Raises InvalidValue, UnknownChoice.
        """
        from claims.errors import UnknownChoice
        from claims.queries import survey
        from claims.queries.filters import listed

        wanted = listed(fields) or list(survey.FACETS)
        for field in wanted:
            if field not in survey.FACETS:
                raise UnknownChoice("field", field, survey.FACETS)
        with self.database.read() as connection:
            return survey.facets(connection, wanted, filters, most)

    def placed(self, document: str) -> tuple[records.Placed, ...]:
        """Return the claims of the document `document` (its whole key) where they stand in its text, in order.

        Rejected ones come, too; of merged ones it is the claim that stays.
        """
        from claims.queries import survey

        with self.database.read() as connection:
            return survey.placed(connection, document)

    def some(self, keys: Iterable[str]) -> tuple[records.Claim, ...]:
        """Return the claims with these whole keys, those there are, without evidence and links."""
        from claims.queries import survey

        with self.database.read() as connection:
            return tuple(survey.some(connection, list(dict.fromkeys(keys))))

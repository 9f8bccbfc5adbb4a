"""Search: claims that have all the words, best first, the same on both engines."""

from collections.abc import Sequence
from itertools import islice, pairwise

from sqlalchemy import Connection

from claims.core.words import words
from claims.db import direct
from claims.errors import InvalidValue
from claims.queries.filters import Filter
from claims.queries.pages import Asked, rows_in_order
from claims.queries.reading import assemble, rows_of
from claims.queries.roads import Order
from claims.queries.stated import by_text, matching
from claims.records import Claim

RANKED = 1000
"""The newest so many matches are ranked; a search for common words stays quick."""
_standing = direct.About("SELECT id, statement FROM claim WHERE id {ids} AND NOT withdrawn AND merged_into IS NULL")


def search(connection: Connection, query: str, filters: Sequence[Filter] = (), limit: int = 20) -> list[Claim]:
    """Return the claims that have all words of `query` in their statement or quote, best first.

    Raises InvalidValue for a query without words.
    """
    wanted = list(dict.fromkeys(words(query)))
    if not wanted:
        raise InvalidValue("search", query, "give one or more words")
    found = _standing(connection, _newest(connection, query, wanted, filters))
    ranked = sorted(found, key=lambda each: (-rank(wanted, each.statement), -each.id))[:limit]
    by_id = {row.id: row for row in rows_of(connection, [each.id for each in ranked])}
    return assemble(connection, [by_id[each.id] for each in ranked])


def _newest(connection: Connection, query: str, wanted: Sequence[str], filters: Sequence[Filter]) -> list[int]:
    """Return the rows of the newest matches."""
    if filters:  # before the newest are taken: what is asked for may be older than they are
        asked = Asked([by_text(connection, query), *filters], rejected=True)
        return list(islice(rows_in_order(connection, asked, Order("recorded_at", True), None, RANKED), RANKED))
    arm = matching(connection, wanted)
    newest = f"SELECT {arm.row} AS id FROM {arm.source} WHERE {arm.where.text} ORDER BY {arm.row} DESC LIMIT {RANKED}"
    return [row.id for row in direct.rows(connection, newest, arm.where.given)]


def rank(wanted: Sequence[str], statement: str) -> float:
    """Return how well a statement answers a query: words in the statement itself, side by side, in a short one."""
    have = words(statement)
    places = {word: place for place, word in reversed(list(enumerate(have)))}
    found = [places[word] for word in wanted if word in places]
    side_by_side = sum(later - earlier == 1 for earlier, later in pairwise(found))
    return len(found) + 0.5 * side_by_side + 1 / (1 + len(have))

"""Search: claims that have all the words, best first, the same on both engines."""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection, select

from claims.core.words import words
from claims.errors import InvalidValue
from claims.models import claim
from claims.queries.filters import SEARCH, Condition, Filter, match, search_row
from claims.queries.pages import ROWS
from claims.queries.reading import assemble
from claims.records import Claim

RANKED = 1000
"""The newest so many matches are ranked; a search for common words stays quick."""


def search(connection: Connection, query: str, *, filters: Sequence[Filter] = (), limit: int = 20) -> list[Claim]:
    """Return the claims that have all words of `query` in their statement or quote, best first.

    Raises InvalidValue for a query without words.
    """
    wanted = list(dict.fromkeys(words(query)))
    if not wanted:
        raise InvalidValue("search", query, "give one or more words")
    row = search_row(connection.dialect.name)
    conditions: list[Condition] = [~claim.c.withdrawn, claim.c.merged_into.is_(None), *(each.now for each in filters)]
    newest = select(row).where(match(wanted, connection.dialect.name)).order_by(row.desc()).limit(RANKED)
    if filters:  # before the newest are taken: what is asked for may be older than they are
        newest = newest.join_from(SEARCH, claim, claim.c.id == row).where(*conditions)
    ids = list(connection.execute(newest).scalars())
    few = select(claim.c.id, claim.c.statement).where(claim.c.id.in_(ids), *conditions)
    ranked = sorted(connection.execute(few), key=lambda each: (-rank(wanted, each.statement), -each.id))[:limit]
    order = {each.id: place for place, each in enumerate(ranked)}
    rows = sorted(connection.execute(ROWS.where(claim.c.id.in_(order))), key=lambda each: order[each.id])
    return assemble(connection, rows)


def rank(wanted: Sequence[str], statement: str) -> float:
    """Return how well a statement answers a query: words in the statement itself, side by side, in a short one."""
    have = words(statement)
    places = {word: place for place, word in reversed(list(enumerate(have)))}
    found = [places[word] for word in wanted if word in places]
    side_by_side = sum(later - earlier == 1 for earlier, later in pairwise(found))
    return len(found) + 0.5 * side_by_side + 1 / (1 + len(have))

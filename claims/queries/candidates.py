"""Claims that may say the same as a text: found by its rarest words, within a bound however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from json import dumps, loads
from math import log

from sqlalchemy import Connection

from claims.core.matching.ranking import BUDGET, CANDIDATES, MOST_WORDS, Terms, rarest
from claims.core.matching.said import STOP
from claims.db import direct

RARE, AMONG = 100, 500
"""How many claims, at most, are taken to have a word nobody counted, and of how many claims one."""
FEW = 1000
"""With fewer claims than this, words weigh as if there were so many: what all of them say still says something."""
_ON_SERVER = (
    "SELECT found.claim_id AS id, sum(wanted.weight) AS weight "
    "FROM unnest(?::text[], ?::float8[]) AS wanted (word, weight), LATERAL "
    f"(SELECT claim_id FROM claim_search WHERE terms @@ wanted.word::tsquery LIMIT {BUDGET}) AS found "
    f"GROUP BY found.claim_id ORDER BY weight DESC, id DESC LIMIT {CANDIDATES}"
)
_IN_FILE = (
    "SELECT json_group_array(id) AS ids FROM "
    f"(SELECT rowid AS id FROM claim_search WHERE claim_search MATCH ? ORDER BY rowid DESC LIMIT {BUDGET})"
)
"""One row for each word: to hand over ten thousand takes longer than to find them."""


FEW_WORDS, READ = 3, 2000
"""A text with fewer words that say something is also looked for with all its words, in so many of the newest."""
_ALL = f"SELECT id FROM ({{}} LIMIT {READ}) AS p ORDER BY said, id DESC LIMIT {CANDIDATES}"
_ALL_ON_SERVER = _ALL.format("SELECT claim_id AS id, length(terms) AS said FROM claim_search WHERE terms @@ ?::tsquery")
_ALL_IN_FILE = _ALL.format(
    "SELECT rowid AS id, length(terms) AS said FROM claim_search WHERE claim_search MATCH ? ORDER BY rowid DESC"
)


def frequencies(connection: Connection, found: Sequence[str], claims: int) -> dict[str, int]:
    """Return about how many of so many claims have each of the words."""
    marks, given = "IN (SELECT value FROM json_each(?))", dumps(list(found))
    if connection.dialect.name != "sqlite":
        marks, given = "= ANY(?)", list(found)  # type: ignore[assignment]
    known = {
        row.word: row.claims for row in direct.rows(connection, f"SELECT * FROM word WHERE word {marks}", (given,))
    }
    rare = min(RARE, claims // AMONG + 1)
    return {word: known.get(word, rare) for word in found}


def total(connection: Connection) -> int:
    """Return about how many claims there are, as words are weighed by."""
    return max(FEW, int(direct.rows(connection, "SELECT coalesce(max(id), 0) AS n FROM claim")[0].n))


def candidates(
    connection: Connection, text: Terms, often: Mapping[str, int], claims: int, whole: Sequence[str] = ()
) -> list[int]:
    """Return the rows of claims that share most of the rarest words of a text, best first.

    `whole` are all its words, also those that say little about what it is about.
    """
    content = [word for word in text.words if word not in STOP]
    found, left = dict[int, float](), set(content)
    while left and not found:  # of a word nobody has counted it is only now known that no claim has it
        wanted = rarest(left, often)[:MOST_WORDS]
        found = _sharing(connection, {word: log(1 + claims / often[word]) for word in wanted})
        left = left.difference(wanted) if wanted else set()
    if len(set(content)) < FEW_WORDS and (whole or content):  # what else it says tells many that have those apart
        most = max(found.values(), default=0.0)  # on a server, only so many of them were found before
        for n, row_id in enumerate(_having(connection, whole or content)):
            found[row_id] = most + 1 - n / CANDIDATES
    return nsmallest(CANDIDATES, found, key=lambda row_id: (-found[row_id], -row_id))


def _sharing(connection: Connection, weights: Mapping[str, float]) -> dict[int, float]:
    """Return the claims that have some words, each with the weight of those it has."""
    if connection.dialect.name != "sqlite":
        quoted = [f"'{word}'" for word in weights]
        rows = direct.rows(connection, _ON_SERVER, (quoted, list(weights.values())), planned=True)
        return {row.id: row.weight for row in rows}
    found: defaultdict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        for row_id in loads(direct.rows(connection, _IN_FILE, (f'"{word}"',))[0].ids):
            found[row_id] += weight
    return found


def _having(connection: Connection, words: Iterable[str]) -> list[int]:
    """Return claims that have all of some words, those first that say little else."""
    several = list(dict.fromkeys(words))[:MOST_WORDS]
    if connection.dialect.name != "sqlite":
        rows = direct.rows(connection, _ALL_ON_SERVER, (" & ".join(f"'{word}'" for word in several),), planned=True)
    else:
        rows = direct.rows(connection, _ALL_IN_FILE, (" AND ".join(f'"{word}"' for word in several),))
    return [row.id for row in rows]

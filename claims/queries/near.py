"""Claims near many new statements at once, found and judged as for one, but within a smaller bound."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as Some
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from json import dumps, loads
from math import log
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from claims.core.matching.ranking import alike, rarest, rarity, together, vocabulary
from claims.core.matching.said import STOP, Said, said
from claims.core.matching.verdict import IN_MEANING, IN_WORDS, Match, judge
from claims.db import bulk, direct
from claims.queries.candidates import frequencies, total

if TYPE_CHECKING:
    from claims.queries.meaning import Meant

POSTINGS = 2_000
"""So many claims, counted once for each word that leads to them, are looked at for a statement."""
SHARED = 0.35
"""What has less than this of a statement's rarest words, by their weight, is not read."""
READ, JUDGED = 12, 3
"""So many of the others, at most, are read, and of these so many judged."""
ALIKE = 0.4
"""Whatever shares less than this is no suggestion."""
_LIVE = (
    "SELECT id, key, statement FROM claim WHERE id {among} AND stands_alone AND NOT withdrawn AND merged_into IS NULL "
    "AND status <> 'rejected'"
)
_IN_FILE = (
    "SELECT wanted.value AS word, (SELECT json_group_array(id) FROM (SELECT rowid AS id FROM claim_search "
    f"WHERE claim_search MATCH '\"' || wanted.value || '\"' ORDER BY rowid DESC LIMIT {POSTINGS})) AS ids "
    "FROM json_each(?) AS wanted"
)
_ON_SERVER = (
    "SELECT wanted.word, array_agg(found.claim_id) AS ids FROM unnest(?::text[]) AS wanted (word), LATERAL "
    f"(SELECT claim_id FROM claim_search WHERE terms @@ quote_literal(wanted.word)::tsquery LIMIT {POSTINGS}) AS found "
    "GROUP BY wanted.word"
)


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that is there, beside the statement with this number: they may be one, or cannot both be true."""

    number: int
    row_id: int
    key: str
    statement: str
    match: Match


def near(
    connection: Connection, statements: Sequence[str], apart: Mapping[int, Collection[int]],
    meant: "Sequence[Meant] | None" = None,
) -> list[Near]:  # fmt: skip
    """Return what is near each of several statements, best first; with three statements of SQL for all of them.

    `apart` are the rows of claims that are not looked at for a statement: its own, and those it stands with. `meant`
    are the claims nearest to each in meaning.
    """
    said_here = list(map(vocabulary, statements))
    claims = total(connection)
    often = frequencies(connection, list(frozenset().union(*said_here)), claims) if statements else {}
    leading = [_leading(each, often, claims) for each in said_here]
    found = _postings(connection, {word for each in leading for word in each})
    likely = [_likely(each, found, apart.get(n, ())) for n, each in enumerate(leading)]
    for n, each in enumerate(meant or ()):
        closest = nlargest(READ, each.nearest.items(), key=lambda one: one[1])
        likely[n] += [row for row, _ in closest if row not in likely[n] and row not in apart.get(n, ())]
    there = {row_id: (key, text) for row_id, key, text in bulk.among(connection, _LIVE, _all(likely))}
    spoken = {row_id: vocabulary(text) for row_id, (_, text) in there.items()}
    often |= frequencies(connection, list(frozenset().union(*spoken.values()) - often.keys()), claims)
    weigh = _Weights(often, claims)
    judged: dict[int, Said] = {}
    near: list[Near] = []
    for n, rows in enumerate(likely):
        in_words = {row: alike(said_here[n], spoken[row], weigh) for row in rows if row in there}
        weighed = [
            (together(share, meant[n].likeness(row)) if meant else share, row) for row, share in in_words.items()
        ]
        best = nlargest(JUDGED, (each for each in weighed if each[0] >= ALIKE))
        one = said(statements[n]) if best else None
        for likeness, row in best:
            assert one is not None
            why = IN_MEANING if likeness > in_words[row] else IN_WORDS
            match = judge(one, judged.setdefault(row, said(there[row][1])), likeness, alike_in=why)
            if match.repeats or match.contradicts:
                near.append(Near(n, row, *there[row], match))
    return near


class _Weights(dict[str, float]):
    """How much words weigh, each worked out once."""

    def __init__(self, often: Mapping[str, int], claims: int) -> None:
        self._often, self._rarity = often, partial(rarity, total=claims)

    def __call__(self, word: str) -> float:
        weight = self.get(word)
        if weight is None:
            weight = self[word] = self._rarity(self._often.get(word, 1))
        return weight


def _leading(words: Some[str], often: Mapping[str, int], claims: int) -> dict[str, float]:
    """Return the words that lead to what is near a statement, each with its weight."""
    chosen = rarest((word for word in words if word not in STOP), often, POSTINGS)
    return {word: log(1 + claims / often[word]) for word in chosen}


def _postings(connection: Connection, words: Collection[str]) -> dict[str, list[int]]:
    """Return the claims that have each of the words, as many as are looked at."""
    if not words:
        return {}
    if connection.dialect.name == "sqlite":
        return {row.word: loads(row.ids) for row in direct.rows(connection, _IN_FILE, (dumps(sorted(words)),))}
    return {row.word: row.ids for row in direct.rows(connection, _ON_SERVER, (sorted(words),), planned=True)}


def _likely(leading: Mapping[str, float], found: Mapping[str, Sequence[int]], apart: Collection[int]) -> list[int]:
    """Return the claims that share most of the words that lead to them."""
    shared: defaultdict[int, float] = defaultdict(float)
    for word, weight in leading.items():
        for row_id in found.get(word, ()):
            shared[row_id] += weight
    least = SHARED * sum(leading.values())
    enough = ((weight, row_id) for row_id, weight in shared.items() if weight >= least and row_id not in apart)
    return [row_id for _, row_id in nlargest(READ, enough)]


def _all(likely: Iterable[Sequence[int]]) -> set[int]:
    return {row_id for rows in likely for row_id in rows}

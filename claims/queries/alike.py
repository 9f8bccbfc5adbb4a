"""Claims that say nearly the same as another, or cannot be true beside it, with the reasons: for a person to decide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from claims.core.matching.ranking import Ranking, Terms, fused, terms, together
from claims.core.matching.said import said
from claims.core.matching.verdict import IN_MEANING, IN_WORDS, Match, judge
from claims.core.words import words
from claims.db import direct
from claims.queries.candidates import candidates, frequencies, total

if TYPE_CHECKING:
    from claims.queries.meaning import Meant

WEIGHED, JUDGED = 40, 10
"""So many of the candidates are read and ranked, and of these so many judged."""
ALIKE = 0.3
"""Whatever shares less than this is no suggestion."""
_statements = direct.About(
    "SELECT id, statement FROM claim WHERE id {ids} AND NOT withdrawn AND merged_into IS NULL AND status <> 'rejected'"
)
_decided = "SELECT claim_id, other_id, kind FROM link WHERE (claim_id = ? OR other_id = ?) AND state <> 'suggested'"
_DECIDES = {"duplicate": "duplicate", "contradicts": "contradicts", "supersedes": "contradicts"}
"""The kinds of links → what they say has been decided."""


def alike(
    connection: Connection, statement: str, row_id: int | None = None, *, any_period: bool = False,
    meant: "Meant | None" = None,
) -> list[tuple[int, Match]]:  # fmt: skip
    """Return the claims that share most with a statement, each with what it is to it; best first.

    `row_id` is the statement's own claim: left out, as is what somebody has decided about another claim beside it.
    With `any_period` also figures of different years are compared. `meant` are the claims nearest in meaning: they
    are candidates too, and what they say is judged as any other's.
    """
    text = terms(statement)
    claims = total(connection)
    often = frequencies(connection, list(dict.fromkeys(text.words)), claims)
    found = [each for each in candidates(connection, text, often, claims, words(statement)) if each != row_id][:WEIGHED]
    found += [each for each in (meant.nearest if meant else ()) if each != row_id and each not in found]
    told = {row.id: row.statement for row in _statements(connection, found)} if found else {}
    weighed = _weighed(text, [(each, told[each]) for each in found if each in told], often, claims, meant)
    one = said(statement)
    near = [each for each in weighed if each[1] >= ALIKE][:JUDGED]
    judged = [
        (each, judge(one, said(told[each]), likeness, any_period=any_period, alike_in=why))
        for each, likeness, why in near
    ]
    settled = _settled(connection, row_id)
    return [(each, match) for each, match in judged if (each, _about(match)) not in settled]


def _about(match: Match) -> str:
    return "duplicate" if match.repeats else "contradicts" if match.contradicts else ""


def _weighed(
    text: Terms, told: Sequence[tuple[int, str]], often: dict[str, int], claims: int, meant: "Meant | None"
) -> list[tuple[int, float, str]]:
    """Return the rows of statements, best first, each with how alike it is, and in what."""
    ranked = [(row_id, terms(statement)) for row_id, statement in told]
    by_row, ranking = dict(ranked), Ranking(ranked, often, claims)
    weighed = ranking.weighed(text, len(ranked))
    order = [row for row, _ in weighed] if meant is None else fused(weighed, meant.likeness)
    found = []
    for row in order:
        in_words = ranking.likeness(text, by_row[row])
        in_both = in_words if meant is None else together(in_words, meant.likeness(row))
        found.append((row, in_both, IN_MEANING if in_both > in_words else IN_WORDS))
    return found


def _settled(connection: Connection, row_id: int | None) -> set[tuple[int, str]]:
    """Return what somebody has decided about other claims beside this one."""
    if row_id is None:
        return set()
    rows = direct.rows(connection, _decided, (row_id, row_id))
    return {(row.other_id if row.claim_id == row_id else row.claim_id, _DECIDES.get(row.kind, "")) for row in rows}

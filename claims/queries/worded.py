"""The claims a search looks at: those whose words in the index answer, newest first."""

from collections.abc import Sequence

from sqlalchemy import Connection

from claims.core.terms import Term
from claims.db import direct
from claims.queries.filters import Filter
from claims.queries.roads import Arm, Road
from claims.queries.sql import ALWAYS, Sql, both
from claims.queries.stated import FEW_WORDS, MIXED

NEWEST = 32_768
"""On a server, so many claims are looked at one by one before the index is asked: common words are among them."""


def by_terms(connection: Connection, terms: Sequence[Term]) -> Filter:
    """Claims whose words answer; where words must stand side by side, their texts have to be looked at besides."""
    wanted, unwanted = indexed(terms)
    holds = _holds_sqlite if _on_sqlite(connection) else _holds_server
    now = holds(wanted, unwanted) if wanted or unwanted else ALWAYS

    def road(_stamp: int | None) -> Road | None:
        return Road((_arm(connection, wanted, unwanted),)) if wanted else None

    return Filter(now, lambda at: now, road)


def newest(connection: Connection, terms: Sequence[Term], before: int | None, most: int) -> list[int]:
    """Return the rows of the newest claims whose words answer, older than the row `before`; a word must be wanted."""
    wanted, unwanted = indexed(terms)
    if _on_sqlite(connection):
        said = Sql("p.terms MATCH ?", (_match(wanted, unwanted),))
        older = both(said, *([] if before is None else [Sql("p.rowid < ?", (before,))]))
        query = f"SELECT p.rowid AS id FROM claim_search p WHERE {older.text} ORDER BY p.rowid DESC LIMIT {most}"
        return [row.id for row in direct.rows(connection, query, older.given)]
    return _newest_on_server(connection, _tsquery(wanted, unwanted), before, most)


def indexed(terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Return the terms whose words must be in the index, and those that must not: phrases cannot be told by it."""
    return [each for each in terms if not each.without], [each for each in terms if each.without and not each.in_order]


def _newest_on_server(connection: Connection, query: str, before: int | None, most: int) -> list[int]:
    """Return rows as `newest` does.

    A server guesses how many claims have all the words as if they had nothing to do with each other, and where that
    seems many goes through all claims. So it is told to go through the newest, as far as the words seem to be common
    enough for that, and then has to ask the index.
    """
    if before is None:
        ((last,),) = direct.rows(connection, "SELECT max(claim_id) AS last FROM claim_search")
        before = (last or 0) + 1
    found, low, stride = list[int](), before, NEWEST
    said = "SELECT p.claim_id AS id FROM claim_search p WHERE p.terms @@ ?::tsquery"
    while len(found) < most and low > 0:
        high, low = low, low - stride
        some = f"{said} AND p.claim_id >= ? AND p.claim_id < ? ORDER BY p.claim_id DESC LIMIT {most - len(found)}"
        found += [row.id for row in direct.rows(connection, some, (query, low, high), planned=True)]
        stride = (most - len(found)) * (before - low) // max(len(found), 1)
        if stride > 3 * NEWEST:
            rest = f"WITH m AS MATERIALIZED ({said}) SELECT id FROM m WHERE id < ? ORDER BY id DESC LIMIT {most}"
            found += [row.id for row in direct.rows(connection, rest, (query, low), planned=True)]
            break
        stride = max(stride, NEWEST // 4)
    return found[:most]


def _arm(connection: Connection, wanted: Sequence[Term], unwanted: Sequence[Term]) -> Arm:
    if _on_sqlite(connection):
        said, mixed = Sql("p.terms MATCH ?", (_match(wanted, unwanted),)), direct.rows(connection, MIXED)
        arm = Arm("claim_search p", "p.rowid", said, by_row=not mixed)
        return arm if arm.by_row else Arm(arm.source, arm.row, said, few=FEW_WORDS, guessed=True)
    said = Sql("p.terms @@ ?::tsquery", (_tsquery(wanted, unwanted),))
    return Arm("claim_search p", "p.claim_id", said, few=FEW_WORDS, guessed=True)


def _on_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


# ---- as the engines say it ---------------------------------------------------------------------------------


def _match(wanted: Sequence[Term], unwanted: Sequence[Term]) -> str:
    return f"({' AND '.join(map(_matched, wanted))})" + "".join(f" NOT ({_matched(each)})" for each in unwanted)


def _matched(term: Term) -> str:
    said = [f'"{word}"' for word in term.words]
    if term.start is not None:
        said.append("(" + " OR ".join([f'"{term.start}" *', *(f'"{word}"' for word in term.stems)]) + ")")
    return " AND ".join(said)


def _tsquery(wanted: Sequence[Term], unwanted: Sequence[Term]) -> str:
    return " & ".join([*(f"({_parsed(each)})" for each in wanted), *(f"!({_parsed(each)})" for each in unwanted)])


def _parsed(term: Term) -> str:
    said = [f"'{word}'" for word in term.words]
    if term.start is not None:
        said.append("(" + " | ".join([f"'{term.start}':*", *(f"'{word}'" for word in term.stems)]) + ")")
    return " & ".join(said)


def _holds_server(wanted: Sequence[Term], unwanted: Sequence[Term]) -> Sql:
    query = "(SELECT t.terms @@ ?::tsquery FROM claim_search t WHERE t.claim_id = c.id)"
    return Sql(query, (_tsquery(wanted, unwanted),))


def _holds_sqlite(wanted: Sequence[Term], unwanted: Sequence[Term]) -> Sql:
    # As in `claims.queries.stated`: to ask the index about one claim makes it read those of each word from the start.
    parts = [_held(each) for each in wanted]
    parts += [_held(each).negated() for each in unwanted]
    each = both(*parts)
    return Sql(f"(SELECT {each.text} FROM claim_search_content t WHERE t.id = c.id)", each.given)


def _held(term: Term) -> Sql:
    parts = [Sql("instr(' ' || t.c0 || ' ', ?) > 0", (f" {word} ",)) for word in term.words]
    if term.start is not None:
        begins = [f" {term.start}", *(f" {word} " for word in term.stems)]
        said = " OR ".join("instr(' ' || t.c0 || ' ', ?) > 0" for _ in begins)
        parts.append(Sql(f"({said})", tuple(begins)))
    return both(*parts)

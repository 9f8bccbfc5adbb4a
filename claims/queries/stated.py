"""Filters by what a claim says: the figures in it, and the words of its statement and its quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from claims.core import ranges
from claims.core.spells import What
from claims.core.words import words
from claims.db import direct
from claims.queries.filters import Filter, reworded, rewordings, spelled, spells, within
from claims.queries.past import Past, numbers_then
from claims.queries.roads import Arm, Road
from claims.queries.sql import NEVER, Sql, both, either, found

FEW, FEW_WORDS = 8000, 4000
"""Claims with figures, or words, up to which a road that is not in order is sorted."""
MIXED = "SELECT 1 AS yes FROM setting WHERE name = 'claims_are_mixed'"
"""Noted by the ledger where claims were not recorded in the order of their rows."""


def by_amount(connection: Connection, given: str) -> Filter:
    """Claims that state a figure in a range such as `>=100M` or `'>=1bn USD'`."""
    range_ = ranges.amount(given)
    unit = [] if range_.unit is None else [Sql("q.unit = ?", (range_.unit,))]
    fits = both(within(range_, "q.low_number", "q.high_number"), *unit)
    now = found(Sql(f"SELECT 1 FROM quantity q WHERE q.claim_id = c.id AND {fits.text}", fits.given))
    # What is stated as one figure is found by where it begins; a range also by where it ends.
    wheres = [both(within(range_, "q.low_number"), fits)]
    if range_.low is not None:
        wheres.append(both(Sql("q.low_number < q.high_number"), fits))
    by = (" INDEXED BY ix_quantity_low_number", " INDEXED BY ix_quantity_ranges")
    by = by if connection.dialect.name == "sqlite" else ("", "")
    arms = [
        Arm(f"quantity q{each}", "q.claim_id", where, "q.claim_at", few=FEW)
        for where, each in zip(wheres, by, strict=False)
    ]
    if range_.unit is not None and range_.low is not None and range_.low == range_.high:  # those are in order
        same = Sql("q.low_number = ? AND q.high_number = ?", (float(range_.low), float(range_.low)))
        arms[0] = replace(arms[0], where=both(same, *unit), few=None)

    def stated(_connection: Connection, pasts: Mapping[int, Past]) -> set[int]:
        return {row_id for row_id, past in pasts.items() if any(map(range_.covers, numbers_then(past)))}

    return Filter(
        now,
        lambda at: either(now, reworded(at)),
        lambda at: Road((*arms, *rewordings(at))),
        told=stated,
    )


def by_text(connection: Connection, given: str) -> Filter:
    """Claims whose statement or quote has all these words."""
    wanted = list(dict.fromkeys(words(given)))
    if not wanted:
        return Filter(NEVER, lambda at: NEVER, lambda at: Road(()))
    on_sqlite = connection.dialect.name == "sqlite"
    now = _has_sqlite(wanted) if on_sqlite else _has_postgresql(wanted)

    def road(stamp: int | None) -> Road:
        arm = matching(connection, wanted)
        before = [] if stamp is None else [*rewordings(stamp), spells(What.PLACES, "", stamp)]
        return Road((arm if arm.by_row else replace(arm, few=FEW_WORDS, guessed=True), *before))

    return Filter(
        now,
        lambda at: either(now, reworded(at), spelled(What.PLACES, "", at)),
        road,
        told=lambda connection, pasts: _said(connection, pasts, wanted),
    )


def matching(connection: Connection, wanted: Sequence[str]) -> Arm:
    """Return the road to the claims that have all these words."""
    if connection.dialect.name == "sqlite":
        said, mixed = Sql("p.terms MATCH ?", (_quoted(wanted),)), direct.rows(connection, MIXED)
        return Arm("claim_search p", "p.rowid", said, by_row=not mixed)
    return Arm("claim_search p", "p.claim_id", Sql("p.terms @@ ?::tsquery", (_conjoined(wanted),)))


_quotes = direct.About("SELECT claim_id, n, quote FROM appearance WHERE claim_id {ids}")


def _said(connection: Connection, pasts: Mapping[int, Past], wanted: Sequence[str]) -> set[int]:
    """Return the claims that had all the words then, in their statement or in quotes that counted."""
    missing = {row_id: set(wanted).difference(words(past.state.statement)) for row_id, past in pasts.items()}
    lacking = [row_id for row_id, some in missing.items() if some]
    for row in _quotes(connection, lacking) if lacking else ():
        if row.n in pasts[row.claim_id].state.appearances:
            missing[row.claim_id].difference_update(words(row.quote or ""))
    return {row_id for row_id, some in missing.items() if not some}


def _has_sqlite(wanted: Sequence[str]) -> Sql:
    # The words are looked up in what the search index was given: to ask the index itself about one claim makes it
    # read the claims of each word from the start.
    each = " AND ".join("instr(' ' || t.c0 || ' ', ?) > 0" for _ in wanted)
    words_of = tuple(f" {word} " for word in wanted)
    return Sql(f"(SELECT {each} FROM claim_search_content t WHERE t.id = c.id)", words_of)


def _has_postgresql(wanted: Sequence[str]) -> Sql:
    query = "(SELECT t.terms @@ ?::tsquery FROM claim_search t WHERE t.claim_id = c.id)"
    return Sql(query, (_conjoined(wanted),))


def _quoted(wanted: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in wanted)


def _conjoined(wanted: Sequence[str]) -> str:
    return " & ".join(f"'{word}'" for word in wanted)

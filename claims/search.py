"""Search: claims that answer a query, best first, the same on both engines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from claims.core import snippet
from claims.core.query import Query
from claims.core.terms import Term, Text, score, terms
from claims.db import direct
from claims.errors import InvalidValue
from claims.queries.fielded import by_fields
from claims.queries.filters import Filter
from claims.queries.keys import claim_id
from claims.queries.pages import Asked, page, rows_in_order
from claims.queries.reading import assemble, rows_of
from claims.queries.roads import Order
from claims.queries.voices import looked
from claims.queries.worded import by_terms, newest
from claims.records import Claim, Page, Snippet

RANKED, CHOSEN = 500, 200
"""The newest so many matches are ranked together, fewer where fields choose as well: common words stay quick."""
LOOKED_AT = 2000
"""Of claims that have the words of a phrase, the newest so many are looked at for words that stand side by side."""
MOST = 1000
NEWEST = Order("recorded_at", True)
_standing = direct.About(
    "SELECT id, key, statement FROM claim WHERE id {ids} AND NOT withdrawn AND merged_into IS NULL"
)
_quotes = direct.About("SELECT claim_id, quote FROM appearance WHERE claim_id {ids} AND NOT withdrawn ORDER BY n")


def search(
    connection: Connection, query: Query, filters: Sequence[Filter] = (), limit: int = 20, after: str | None = None
) -> Page:
    """Return a page of the claims that answer a query, best first; of those that answer as well, the newest first.

    The newest matches are ranked together; where they end, `after` goes on with older ones. A query without words to
    be found is a list, newest first. Raises InvalidValue, UnknownChoice, NotFound.
    """
    if not 1 <= limit <= MOST:
        raise InvalidValue("limit", limit, f"give 1 to {MOST:,}; `--after` goes on where a page ended")
    looked_for = terms(query)
    wanted = [each for each in looked_for if not each.without]
    chosen = [*filters, *by_fields(connection, query.having)]
    if not any(each.in_order for each in looked_for) and not wanted:
        asked = Asked([*([by_terms(connection, looked_for)] if looked_for else []), *chosen], rejected=True)
        return page(connection, asked, limit=limit, after=after)
    window = _Window(connection, looked_for, chosen, after)
    found = window.page(limit)
    by_id = {row.id: row for row in rows_of(connection, found)} if found else {}
    claims = assemble(connection, [by_id[row_id] for row_id in found])
    return Page(tuple(_shown(each, wanted) if wanted else each for each in claims), window.mark)


class _Window:
    """The newest matches from a place on, ranked together."""

    def __init__(
        self, connection: Connection, looked_for: Sequence[Term], filters: Sequence[Filter], after: str | None
    ) -> None:
        self.connection, self.looked_for, self.filters = connection, looked_for, filters
        self.wanted = [each for each in looked_for if not each.without]
        self.by_place = any(each.in_order for each in looked_for)
        self.first, _, self.shown = (after or "").partition(":")
        self.mark: str | None = None
        """Where the next page starts: the first claim of the window and the last one shown, or what is before it."""

    def page(self, limit: int) -> list[int]:
        """Return the rows of the best claims, after those shown before."""
        ranked_at_most = CHOSEN if self.filters else RANKED
        most = LOOKED_AT if self.by_place else ranked_at_most
        rows = self._rows(most + 1)
        matches, looked_at = list[tuple[Any, Text]](), 0
        while looked_at < min(len(rows), most) and len(matches) < ranked_at_most:
            part = rows[looked_at : min(looked_at + ranked_at_most, most)]
            matches += self._matching(part)
            looked_at += len(part)
        scores = {row.id: score(self.wanted, text) if self.wanted else 0.0 for row, text in matches}
        ranked = sorted((row for row, _ in matches), key=lambda row: -scores[row.id])  # of equals, the newest first
        start = self._start([row.key for row in ranked])
        page = ranked[start : start + limit]
        if len(ranked) > start + limit:
            self.mark = f"{self.first if self.shown else matches[0][0].key}:{page[-1].key}"
        elif len(rows) > looked_at:
            self.mark = _key(self.connection, rows[looked_at - 1])
        return [row.id for row in page]

    def _rows(self, most: int) -> list[int]:
        """Return the rows of the newest claims that have the words."""
        before = None
        if self.first:
            before = claim_id(self.connection, self.first) + bool(self.shown)  # a window begins with its first claim
        if self.wanted and not self.filters:
            return newest(self.connection, self.looked_for, before, most)
        place = None if before is None else (_recorded(self.connection, before - bool(self.shown)), before)
        asked = Asked([by_terms(self.connection, self.looked_for), *self.filters], rejected=True)
        rows = rows_in_order(self.connection, asked, NEWEST, place, most)
        return list(islice(looked(self.connection, asked.looks, rows, most), most))

    def _matching(self, rows: Sequence[int]) -> list[tuple[Any, Text]]:
        """Return those claims that stand, and have words side by side where that is asked for."""
        by_id = {row.id: (row, Text(row.statement)) for row in _standing(self.connection, rows)}
        found = [by_id[row_id] for row_id in rows if row_id in by_id]
        placed = [each for each in self.looked_for if each.in_order]
        if not placed or not found:
            return found
        texts = {row.id: [text] for row, text in found}
        for row in _quotes(self.connection, list(texts)):
            if row.quote and row.quote not in by_id[row.claim_id][0].statement:
                texts[row.claim_id].append(Text(row.quote))
        return [each for each in found if all(_has(texts[each[0].id], term) for term in placed)]

    def _start(self, keys: Sequence[str]) -> int:
        """Return how many of the ranked were shown before."""
        if not self.shown:
            return 0
        last = self.shown.upper()
        if last not in keys:
            raise InvalidValue("mark", f"{self.first}:{last}", "that claim has changed; search again without --after")
        return keys.index(last) + 1


def _has(texts: Sequence[Text], term: Term) -> bool:
    return any(map(term.stands_in, texts)) is not term.without


def _shown(claim: Claim, wanted: Sequence[Term]) -> Claim:
    """Return a claim with what was found in it: in its statement, else in the quote that answers best."""
    texts = [claim.statement, *(each.quote for each in claim.appearances if each.quote)]
    number, part = snippet.best(wanted, texts)
    return replace(claim, snippet=Snippet(part.text, part.marks, "quote" if number else "statement"))


def _key(connection: Connection, row_id: int) -> str:
    ((key,),) = direct.rows(connection, "SELECT key FROM claim WHERE id = ?", (row_id,))
    return str(key)


def _recorded(connection: Connection, row_id: int) -> int:
    ((stamp,),) = direct.rows(connection, "SELECT recorded_at FROM claim WHERE id = ?", (row_id,))
    return int(stamp)

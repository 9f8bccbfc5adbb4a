"""What follows from a claim's wording: its figures and the words it is found by."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, select, text

from claims.core.quantity import parse
from claims.core.words import kept, words
from claims.db import bulk
from claims.ledger.entry import QUANTITY, quantity_rows
from claims.ledger.ledger import Ledger, Standing
from claims.models import appearance, quantity


def reword(ledger: Ledger, standing: Standing) -> None:
    """Bring a claim's figures and search words in line with its new statement."""
    ledger.connection.execute(delete(quantity).where(quantity.c.claim_id == standing.id))
    figures = quantity_rows(parse(standing.state.statement))
    rows = [(standing.id, standing.recorded_at, *row) for row in figures]
    bulk.insert(ledger.connection, quantity, QUANTITY, rows)
    reindex(ledger, standing)


def reindex(ledger: Ledger, standing: Standing) -> None:
    """Let a claim be found by the words of its statement, then those only its quotes have."""
    quotes = select(appearance.c.quote).where(appearance.c.claim_id == standing.id, ~appearance.c.withdrawn)
    quoted = ledger.connection.execute(quotes.order_by(appearance.c.n)).scalars()
    terms = found_by(standing.state.statement, quoted)
    if ledger.connection.dialect.name == "sqlite":
        update = "UPDATE claim_search SET terms = :terms WHERE rowid = :id"
        said = " ".join(terms)
    else:
        update = "UPDATE claim_search SET terms = CAST(:terms AS tsvector) WHERE claim_id = :id"
        said = bulk.tsvector(terms)
    ledger.connection.execute(text(update), {"terms": said, "id": standing.id})


def found_by(statement: str, quotes: Iterable[str | None]) -> list[str]:
    """Return the words of a statement, then those only its quotes have."""
    terms = words(statement)
    have = set(terms)
    for quoted in quotes:
        terms += [word for word in words(quoted or "") if word not in have]
        have.update(terms)
    return kept(terms)


def add_quotes(ledger: Ledger, quotes: Mapping[int, Iterable[str]]) -> None:
    """Let claims, by row, be found by the words of further quotes too."""
    on_sqlite = ledger.connection.dialect.name == "sqlite"
    if on_sqlite:
        have = "SELECT rowid, terms FROM claim_search WHERE rowid IN :ids"
        add = "UPDATE claim_search SET terms = terms || ' ' || :more WHERE rowid = :id"
    else:
        lexemes = "array_to_string(tsvector_to_array(terms), ' ')"
        have = f"SELECT claim_id, {lexemes} FROM claim_search WHERE claim_id IN :ids"
        add = "UPDATE claim_search SET terms = terms || CAST(:more AS tsvector) WHERE claim_id = :id"
    found = text(have).bindparams(bindparam("ids", expanding=True))
    for row_id, terms in ledger.connection.execute(found, {"ids": list(quotes)}).all():
        known = set(terms.split())
        said = (word for quote in quotes[row_id] for word in words(quote) if word not in known)
        more = kept(list(dict.fromkeys(said)), known)
        if more:
            given = " ".join(more) if on_sqlite else bulk.tsvector(more)
            ledger.connection.execute(text(add), {"more": given, "id": row_id})

"""What follows from a claim's wording: its figures and the words it is found by."""

from collections.abc import Sequence

from sqlalchemy import delete, select, text

from claims.core.quantity import parse
from claims.core.words import words
from claims.db import bulk
from claims.ledger.entry import QUANTITY, quantity_rows
from claims.ledger.ledger import Ledger, Standing
from claims.models import appearance, quantity


def reword(ledger: Ledger, standing: Standing, found: Sequence[str]) -> None:
    """Bring a claim's figures and search words in line with its new statement."""
    connection = ledger.connection
    connection.execute(delete(quantity).where(quantity.c.claim_id == standing.id))
    figures = quantity_rows(parse(standing.state.statement))
    bulk.insert(connection, quantity, QUANTITY, [(standing.id, standing.recorded_at, *row) for row in figures])
    quotes = select(appearance.c.quote).where(appearance.c.claim_id == standing.id, ~appearance.c.withdrawn)
    have, terms = set(found), list(found)
    for quoted in connection.execute(quotes).scalars():
        terms += [word for word in words(quoted or "") if word not in have]
        have.update(terms)
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("UPDATE claim_search SET terms = :terms WHERE rowid = :id"),
            {"terms": " ".join(terms), "id": standing.id},
        )
    else:
        connection.execute(
            text("UPDATE claim_search SET terms = CAST(:terms AS tsvector) WHERE claim_id = :id"),
            {"terms": bulk.tsvector(terms), "id": standing.id},
        )

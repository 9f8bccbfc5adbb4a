"""Suggestions go along with whole exports, and so does what was decided about them."""

from claims.book import Book
from claims.records import Link
from tests.ingest.test_suggesting import AGAIN, FIRST, OTHER, claim, take
from tests.interchange.conftest import Fresh, exported, loaded


def test_suggestions_and_decisions_travel_with_the_claims(fresh: Fresh) -> None:
    one, other = fresh(), fresh(actor="importer")
    for n, each in enumerate((FIRST, AGAIN, OTHER)):
        take(one, each, source=f"Paper {n}")
    one.unlink(claim(one, AGAIN).key, claim(one, OTHER).key)
    loaded(other, exported(one, whole=True))

    def links(book: Book) -> list[frozenset[Link]]:
        return [frozenset(claim(book, each).links) for each in (FIRST, AGAIN, OTHER)]

    assert links(other) == links(one) and len(links(one)[0]) == 2

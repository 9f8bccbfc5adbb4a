"""Vectors for tests."""

from sqlalchemy import text

from claims.book import Book


def of_another(book: Book) -> None:
    """Keep a vector of another model for the first claim."""
    with book.database.write() as connection:
        connection.execute(text("INSERT INTO embedding_model (name, width) VALUES ('small', 2)"))
        connection.execute(
            text("INSERT INTO embedding SELECT claim.id, embedding_model.id, :vector FROM claim, embedding_model "
                 "WHERE name = 'small' ORDER BY claim.id LIMIT 1"), {"vector": b"123456"},
        )  # fmt: skip

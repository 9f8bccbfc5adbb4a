"""A desk to work at: documents of given sentences taken in, and what the database holds counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from claims.book import Book
from claims.ledger import documents, intake
from claims.models import metadata
from claims.records import NewClaim, NewDocument


@dataclass(frozen=True)
class Taken:
    """One document taken in: the batch, and the keys of what was new and what was there."""

    batch: str
    added: list[str]
    appeared: list[str]
    restored: list[str]
    known: int

    @property
    def key(self) -> str:
        (key,) = self.added
        return key


class Clock:
    """A clock that goes on by a second whenever it is read, and can be set."""

    def __init__(self, now: int = 1_750_000_000_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1_000_000
        return self.now


def take_in(book: Book, *sentences: str, source: str = "Notes", **how: Any) -> Taken:
    """Take in a document of these sentences, each of them a claim."""
    text = " ".join(sentences)
    new, start = [], 0
    for sentence in sentences:
        start = text.index(sentence, start)
        new.append(NewClaim(sentence, quote=sentence, start=start, end=start + len(sentence), **how))
        start += len(sentence)
    run = book.run("ingest")
    with book.writing(run) as ledger:
        held = documents.store(ledger, NewDocument(text.encode(), text, source))
        taken = intake.take(ledger, new, held)
        ledger.finish({})
    return Taken(run.key, taken.added, taken.appeared, taken.restored, taken.known)


def rows(book: Book, tables: Iterable[str] = ()) -> dict[str, int]:
    """Return how many rows each table has."""
    with book.database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if not tables or table.name in tables
        }


def kinds(book: Book, key: str) -> list[str]:
    """Return what happened to a claim, in words."""
    return [str(event.kind) for event in book.history(key)]

"""A large database to measure reading with: claims recorded over a year, a part of them reviewed since."""

import random
import sys
from collections.abc import Iterator
from itertools import islice

import claims
from benchmarks import corpus
from claims.book import Book
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind
from claims.ledger import Ledger, intake, review
from claims.records import NewClaim

START = 1_750_000_000_000_000
YEAR = 365 * 86_400 * 1_000_000
CHUNK = 10_000
REVIEWED = 0.1
REVIEWS = (Status.VERIFIED, Status.VERIFIED, Status.DISPUTED, Status.REFUTED, Status.MISLEADING)


def new_claims(count: int) -> Iterator[NewClaim]:
    """Yield the corpus as the ledger takes it, one claim in twenty tagged."""
    for n, each in enumerate(corpus.claims(count)):
        yield NewClaim(
            str(each["statement"]),
            Kind(str(each["kind"])),
            str(each["source"]),
            str(each["quote"]),
            url=str(each["url"]),
            confidence=int(str(each["confidence"])),
            confidence_by=ActorKind.PERSON,
            tags=("watch",) if n % 20 == 0 else (),
            section=f"Section {n % 300}",
        )


def fill(book: Book, count: int) -> None:
    """Record `count` claims over a year, then review every tenth in the year after."""
    now = START
    book.clock = lambda: now
    made, run = new_claims(count), book.run("import")
    while chunk := list(islice(made, CHUNK)):
        with book.writing(run) as ledger:
            intake.take(ledger, chunk)
        now += YEAR * len(chunk) // count
        print(f"\rfilled {(now - START) * count // YEAR:,}", end="", file=sys.stderr)
    chance, run = random.Random(3), book.run("review")
    step = int(1 / REVIEWED)
    for first in range(1, count, CHUNK * step):
        with book.writing(run) as ledger:
            for row_id in range(first, min(first + CHUNK * step, count), step):
                now += YEAR * step // count
                _review(ledger, row_id, now, chance)
    print(file=sys.stderr)


def _review(ledger: Ledger, row_id: int, now: int, chance: random.Random) -> None:
    ledger.now = now
    standing = ledger.stand_by_id(row_id)
    review.mark(ledger, standing, chance.choice(REVIEWS), note="checked")


if __name__ == "__main__":
    with claims.open(sys.argv[1], actor="measure") as opened:
        fill(opened, int(sys.argv[2]))

"""A large database to measure reading with: claims recorded over a year, and a second year of work on them."""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

import claims
from benchmarks import corpus
from claims.book import Book
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind
from claims.errors import ClaimtrackError
from claims.ledger import Ledger, intake, merging, review
from claims.ledger.ledger import Standing
from claims.records import NewClaim

START = 1_750_000_000_000_000
YEAR = 365 * 86_400 * 1_000_000
CHUNK = 10_000
REVIEWS = (*(Status.VERIFIED,) * 4, Status.DISPUTED, Status.DISPUTED, Status.REFUTED, Status.REFUTED,
           Status.MISLEADING, Status.REJECTED)  # fmt: skip
UNDONE = 3
"""The import is undone from its last batch but so many, and brought back but for the first of these."""


def new_claims(count: int) -> Iterator[NewClaim]:
    """Yield the corpus as the ledger takes it, one claim in twenty tagged, few of them otherwise."""
    for n, each in enumerate(corpus.claims(count)):
        kind = Kind(str(each["kind"]))
        yield NewClaim(
            str(each["statement"]),
            kind,
            str(each["source"]),
            str(each["quote"]),
            url=str(each["url"]),
            confidence=int(str(each["confidence"])),
            confidence_by=ActorKind.PERSON,
            due=date(2026 + n % 9, 12, 31) if kind is Kind.FORECAST else None,
            tags=("watch",) if n % 20 == 0 else ("odd",) if n % 9973 == 0 else (),
            section=f"Section {n % 300}",
        )


def fill(book: Book, count: int) -> None:
    """Record `count` claims over a year, each chunk a batch; then work on every eighth in the year after."""
    now = START
    book.clock = lambda: now
    made, batches = new_claims(count), []
    while chunk := list(islice(made, CHUNK)):
        run = book.run("import")
        with book.writing(run) as ledger:
            intake.take(ledger, chunk)
        batches.append(run.key)
        now += YEAR * len(chunk) // count
        print(f"\rfilled {(now - START) * count // YEAR:,}", end="", file=sys.stderr)
    chance, run, step = random.Random(3), book.run("review"), 8
    for first in range(1, count, CHUNK):
        with book.writing(run) as ledger:
            for row_id in range(first, min(first + CHUNK, count), step):
                now += YEAR * step // count
                ledger.now = now
                work = chance.choices(*zip(*WORK, strict=True))[0]
                work(ledger, ledger.stand_by_id(row_id), chance)
        print(f"\rworked on {first:,} ", end="", file=sys.stderr)
    print(file=sys.stderr)
    for batch in batches[-UNDONE:]:
        now += YEAR // 100
        undone = book.undo(batch).batch
        now += YEAR // 100
        if batch != batches[-UNDONE]:
            book.undo(undone)


def _review(ledger: Ledger, standing: Standing, chance: random.Random) -> None:
    review.mark(ledger, standing, chance.choice(REVIEWS), note="checked")


def _assess(ledger: Ledger, standing: Standing, chance: random.Random) -> None:
    review.assess(ledger, standing, chance.randint(0, 100), "thought again")


def _amend(ledger: Ledger, standing: Standing, chance: random.Random) -> None:
    said = f"{standing.state.statement[:-1]}, it says, {chance.randint(1, 99)}% of it."
    review.amend(ledger, standing, "put better", statement=said)


def _tag(ledger: Ledger, standing: Standing, chance: random.Random) -> None:
    review.tag(ledger, standing, chance.choice(("later", "watch", "seen")), on=True)


def _merge(ledger: Ledger, standing: Standing, chance: random.Random) -> None:
    try:
        merging.merge(ledger, standing, ledger.stand_by_id(standing.id + 1 + chance.randint(1, 5)), "the same")
    except ClaimtrackError:  # the other one was merged itself
        return


WORK: tuple[tuple[Callable[[Ledger, Standing, random.Random], None], int], ...] = (
    (_review, 80), (_assess, 8), (_amend, 4), (_tag, 6), (_merge, 2),
)  # fmt: skip


if __name__ == "__main__":
    with claims.open(sys.argv[1], actor="measure") as opened:
        fill(opened, int(sys.argv[2]))

"""Reading one claim and pages of many, now and as they were."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import func, select

import claims
from benchmarks.filling import START, YEAR
from benchmarks.measure import Ratio, at_most, below, in_turn, percentile, seconds
from claims.book import Book
from claims.core.when import moment
from claims.db import direct
from claims.models import claim

PAGES = 200
WARM = 20
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"status": "disputed"},
    {"status": "unverified"},
    {"status": ["verified", "refuted"]},
    {"kind": "forecast"},
    {"source": "Quito Wire"},
    {"tag": "watch"},
    {"section": "Section 17"},
    {"confidence": ">=95"},
    {"amount": ">=500M"},
    {"amount": "=90%"},
    {"text": "battery plants"},
    {"text": "programme"},
    {"reviewed": True},
    {"status": "misleading", "kind": "opinion"},
)


def measure(folder: Path, url: str, limit: float, runs: int) -> Iterator[Ratio]:
    """Yield the ratios for a filled database; `limit` is the time a page may take, in ms."""
    with claims.open(url, actor="measure", create=False) as book:
        engine = book.database.dialect
        with book.database.read() as connection:
            count = connection.execute(select(func.count()).select_from(claim)).scalar_one()
            keys = list(connection.execute(select(claim.c.key).order_by(claim.c.id)).scalars())
        chance = random.Random(5)
        some = chance.sample(keys, 300)
        one_by_one(book, some), raw_statements(book, some)  # what is read first is read from the disk
        ours, raw = in_turn(lambda: one_by_one(book, some), lambda: raw_statements(book, some), runs)
        yield at_most(f"{engine}: one claim with its history / bare driver, {count:,}", ours, raw, "ms", 3)
        for then in (False, True):
            for filters in FILTERS:
                took = page_times(book, filters, keys, chance, then=then)
                when = "as of" if then else "now"
                label = " ".join(f"{k}={v}" for k, v in filters.items()) or "no filter"
                note = f"p50 {percentile(took, 0.5):.2f} ms"
                yield below(f"{engine}: page {when}, {label}: p99", percentile(took, 0.99), limit, "ms", note)


def one_by_one(book: Book, keys: list[str]) -> float:
    """Return the milliseconds a claim with its history takes."""

    def work() -> None:
        for key in keys:
            book.get(key)
            book.history(key)

    return seconds(work) * 1000 / len(keys)


def raw_statements(book: Book, keys: list[str]) -> float:
    """Return the milliseconds that the very same statements take on the bare driver."""
    said: list[tuple[str, Any]] = []

    def listen(driver: Any, dialect: Any, statement: str, given: Any, **how: Any) -> list[Any]:
        said.append((statement if dialect.name == "sqlite" else statement.replace("?", "%s"), given))
        return straight(driver, dialect, statement, given, **how)

    straight = direct._rows
    with patch.object(direct, "_rows", listen):
        for key in keys:
            book.get(key)
            book.history(key)
    assert len(said) > len(keys), "the statements were sent in a way that is not listened to"
    with book.database.read() as connection:
        driver: Any = connection.connection.driver_connection
        took = seconds(lambda: [driver.execute(s, p).fetchall() for s, p in said])
    return took * 1000 / len(keys)


def page_times(
    book: Book, filters: dict[str, Any], keys: list[str], chance: random.Random, *, then: bool
) -> list[float]:
    """Return the milliseconds of pages that start anywhere."""

    def page() -> Callable[[], object]:
        as_of = moment(chance.randrange(START + YEAR // 10, START + 2 * YEAR)) if then else None
        after = chance.choice(keys)
        return lambda: book.list(**filters, as_of=as_of, after=after, limit=50)

    for _ in range(WARM):
        page()()
    return [seconds(page()) * 1000 for _ in range(PAGES)]

"""Ingesting a document that is known, beside ingesting it for the first time."""

import time
from collections.abc import Iterator
from pathlib import Path

import claims
from benchmarks.measure import Ratio, at_least, in_turn, seconds

ARTICLE = Path(__file__).parents[1] / "examples" / "superintelligence.md"


def measure(url: str, runs: int) -> Iterator[Ratio]:
    """Yield how many times as fast a known document is."""
    text = ARTICLE.read_bytes()
    with claims.open(url, actor="measure") as book:

        def first() -> float:
            new = text + f"\n\nRead at {time.time_ns()}.\n".encode()
            took.append(seconds(lambda: book.ingest(new, source="Notes")))
            return seconds(lambda: book.ingest(new, source="Notes"))

        took: list[float] = []
        first()
        took.clear()
        again, fresh = in_turn(first, lambda: took[-1], 5 * runs)
        name = f"{book.database.dialect}: known document again / first time"
        yield at_least(name, again * 1000, fresh * 1000, "ms", 50)

"""Searching a million claims: words that are common, middling and rare, phrases, beginnings, and what is left out."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import claims
from benchmarks.corpus import KINDS, NAMES, PLACES, THINGS, VERBS
from benchmarks.measure import Ratio, below, percentile, seconds
from claims.book import Book

SEARCHES = 100
WARM = 10


@dataclass(frozen=True)
class Asked:
    """One sort of search: `make` gives another one each time."""

    name: str
    make: Callable[[random.Random], str]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)}{chance.randrange(997)}"


def _thing(chance: random.Random) -> str:
    return chance.choice(THINGS)


ASKED = (
    Asked("a word all claims have", lambda chance: chance.choice(("programme", "under", "in"))),
    Asked("a word one in ten has", lambda chance: chance.choice(PLACES + KINDS)),
    Asked("a rare word", _name),
    Asked("a number", lambda chance: str(chance.randrange(1_000_000))),
    Asked("two words", lambda chance: f"{chance.choice(PLACES)} {chance.choice(KINDS)}"),
    Asked("two words never together", lambda chance: " ".join(chance.sample(PLACES, 2))),
    Asked("four words", lambda chance: f"{chance.choice(PLACES)} {chance.choice(KINDS)} {_thing(chance)} million"),
    Asked("a phrase", lambda chance: f'"{_thing(chance)}"'),
    Asked("a phrase of two common words", lambda chance: f'"{chance.choice(VERBS)} more"'),
    Asked("a phrase nobody says", lambda chance: f'"{chance.choice(PLACES)} in"'),
    Asked("a beginning of two letters", lambda chance: f"{chance.choice(NAMES)[:2]}*"),
    Asked("a beginning of many numbers", lambda chance: f"{chance.randrange(10, 100)}*"),
    Asked("a word without another", lambda chance: f"{chance.choice(PLACES)} -{chance.choice(KINDS)}"),
    Asked("without a word all claims have", lambda _: "programme -under"),
    Asked("without a phrase", lambda chance: f'{chance.choice(PLACES)} -"{_thing(chance)}"'),
    Asked("a word and a status", lambda chance: f"{chance.choice(PLACES)} status:disputed"),
    Asked("a word, a range and a source", lambda chance: f'{_thing(chance)} amount>=500M source:"Quito Wire"'),
    Asked("fields alone", lambda chance: f"-status:unverified due<{chance.randrange(2027, 2034)}"),
)


def measure(url: str, limit: float) -> Iterator[Ratio]:
    """Yield how long searches of a filled database take, at most; `limit` is the time one may take, in ms."""
    with claims.open(url, actor="measure", create=False) as book:
        engine = book.database.dialect
        for asked in ASKED:
            took = times(book, asked, random.Random(5))
            note = f"p50 {percentile(took, 0.5):.2f} ms"
            yield below(f"{engine}: search, {asked.name}: p99", percentile(took, 0.99), limit, "ms", note)


def times(book: Book, asked: Asked, chance: random.Random) -> list[float]:
    """Return the milliseconds of one sort of search."""
    for _ in range(WARM):
        book.search(asked.make(chance))
    queries = [asked.make(chance) for _ in range(SEARCHES)]
    return [seconds(lambda query=query: book.search(query)) * 1000 for query in queries]  # type: ignore[misc]

"""Ingesting with a look for what new claims may repeat or contradict, beside ingesting without."""

import random
import time
from collections.abc import Iterator

import claims
from benchmarks.corpus import KINDS, NAMES, PLACES, THINGS, VERBS
from benchmarks.measure import Ratio, at_least, in_turn, seconds

ARTICLES, SENTENCES = 60, 15


def measure(url: str, runs: int) -> Iterator[Ratio]:
    """Yield how fast articles are taken in with matching, as a share of the speed without."""
    with claims.open(url, actor="measure") as book:
        chance = random.Random(3)

        def take(match: bool) -> float:
            made = [article(chance) for _ in range(ARTICLES)]
            return seconds(lambda: book.ingest(made, source="Notes", match=match))

        take(True)
        ours, peer = in_turn(lambda: take(True), lambda: take(False), runs)
        dialect = book.database.dialect
        yield at_least(f"{dialect}: ingest with matching / without", ours, peer, "s", 0.5)


def article(chance: random.Random) -> bytes:
    """Return an article that tells things others tell too, in other words or with other figures."""
    told = [sentence(chance) for _ in range(SENTENCES)]
    return "\n\n".join((f"# Report {time.time_ns()}", *told)).encode()


def sentence(chance: random.Random) -> str:
    n = chance.randrange(3000)
    who, thing = f"{NAMES[n % 14]}{n % 97} {KINDS[n % 11]}", THINGS[n % 10]
    amount = chance.choice((f"${n % 90 + 10} million", f"${chance.randint(10, 99)} million", f"{n % 60 + 3}%"))
    place, verb = PLACES[n % 12], chance.choice((VERBS[n % 9], VERBS[(n + 1) % 9]))
    forms = (
        f"{who} {verb} {amount} on {thing} in {place} this year.",
        f"In {place}, {who} {verb} about {amount} on {thing}, the group said in a statement.",
        f"The board of {who} confirmed on Monday that it {verb} {amount} on {thing}.",
    )
    return chance.choice(forms)

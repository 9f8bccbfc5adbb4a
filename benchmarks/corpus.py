"""Claims made up for measuring: the same ones every time, about as long and as varied as real ones."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

NAMES = "Aldar Borealis Cantor Delphine Ekko Fairlane Gondola Halcyon Ibex Juniper Kestrel Lumen Mistral Nimbus".split()
KINDS = "Labs Motors Systems Bank Energy Foods Air Works Chemicals Media Robotics Health".split()
VERBS = (
    "will invest", "has spent", "plans to raise", "lost", "earned", "is expected to save", "paid", "denied owing",
    "offers up to", "set aside",
)  # fmt: skip
THINGS = (
    "a new data centre", "its research budget", "the acquisition of a rival", "battery plants", "talent recruitment",
    "tax liabilities", "the northern pipeline", "chip supply", "a settlement with regulators", "drug trials",
)  # fmt: skip
PLACES = "Lisbon Nairobi Osaka Quito Riga Toronto Utrecht Vilnius Warsaw Xiamen Yerevan Zagreb".split()
SOURCES = [f"{place} {paper}" for place in PLACES for paper in ("Herald", "Courier", "Wire", "Post", "Review")]


def claims(count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """Yield `count` claims as an import takes them, no two with the same wording."""
    chance = random.Random(seed)
    for n in range(count):
        who = f"{chance.choice(NAMES)}{n % 997} {chance.choice(KINDS)}"
        amount = chance.choice((f"${chance.randint(1, 900)} million", f"{chance.randint(2, 99)}%", "more than planned"))
        statement = (
            f"{who} {chance.choice(VERBS)} {amount} on {chance.choice(THINGS)} in {chance.choice(PLACES)} "
            f"under programme {n}."
        )
        yield {
            "statement": statement,
            "source": chance.choice(SOURCES),
            "quote": statement.split(" under ")[0],
            "url": f"https://example.com/{n // 20}",
            "kind": chance.choice(("fact", "fact", "fact", "forecast", "opinion")),
            "confidence": chance.randint(1, 99),
        }


def write_jsonl(path: Path, count: int, seed: int = 7) -> Path:
    """Write the claims as lines of JSON and return the path."""
    with path.open("w", encoding="utf-8") as out:
        for claim in claims(count, seed):
            out.write(json.dumps(claim, ensure_ascii=False) + "\n")
    return path

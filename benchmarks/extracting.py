"""How fast the rules read plain text, everything included, beside a bare splitter at full stops; and how it grows.

Seconds of the processor, not of the clock: the figure is for one core, however busy the machine is.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Ratio, at_most, below, in_turn
from ingest import extract
from ingest.readers import read

ARTICLE = Path(__file__).parents[1] / "examples" / "superintelligence.md"
STOP = re.compile(r"(?<=[.!?])\s+")
MEGABYTE = 1_000_000
UNITS = {"no full stops": "the firm built a plant and sold it ", "all quotes": '"', "all brackets": "("}


def measure(runs: int) -> Iterator[Ratio]:
    """Yield seconds a megabyte, and how many times as long twice the text takes."""
    article = read(ARTICLE.read_bytes(), name=ARTICLE.name)
    words = "\n\n".join(" ".join(article.text[b.start : b.end].split()) for b in article.blocks)
    text = grown(words + "\n\n", MEGABYTE)
    extract(words)
    ours, split = in_turn(lambda: seconds(lambda: extract(text)), lambda: seconds(lambda: STOP.split(text)), runs)
    note = f"a bare splitter takes {split:.3f} s"
    yield below("the rules: 1 MB of prose", ours, 1, "s", note)
    for name, unit in {"prose": words + "\n\n", **UNITS}.items():
        one, two = grown(unit, 2 * MEGABYTE), grown(unit, 4 * MEGABYTE)
        twice, once = in_turn(
            lambda t=two: seconds(lambda: extract(t)), lambda t=one: seconds(lambda: extract(t)), runs
        )
        yield at_most(f"the rules: twice the text, {name}", twice, once, "s", 2.3)


def grown(unit: str, size: int) -> str:
    """A text of `size` characters made of `unit` again and again."""
    return (unit * (size // len(unit) + 1))[:size]


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` keeps the processor busy."""
    start = time.process_time()
    work()
    return time.process_time() - start

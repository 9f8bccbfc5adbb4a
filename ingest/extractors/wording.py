"""How the words of a claim worth checking look: a small linear model, read from a file of weights.

The weights were learned by `ingest.extractors.training`; docs/score-model.md says from what, and how well they do.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import cast

from ingest.extractors import weights
from ingest.extractors.weights import STEM, Model
from ingest.extractors.words import Sentence

FILE = Path(__file__).with_name("wording.json")
EDGE = "|"
"""What stands before the first word of a sentence and behind its last."""
SHOWN = 8
"""How many reasons are kept by name, at most."""
_STEPS = {"length": (4, 6, 8, 10, 13, 17, 22, 30, 40), "figures": (1, 2, 3, 4), "names": (1, 2, 3, 4), "past": (1, 2)}
_OTHERS = weights.key("no I, we, you")
_OTHERS_IN_FIGURES = weights.key("figures, no I, we, you")
_PEOPLE = {
    word: name
    for name, words in {
        "I": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours",
        "he": "he him his she her",
        "they": "they them their",
        "it": "it its this that these those",
    }.items()
    for word in words.split()
}
_US = frozenset("i me my mine myself we us our ours ourselves you your yours".split())
_NUMERALS = frozenset(
    "million billion trillion percent thousand hundred half third quarter one two three four five six seven eight nine "
    "ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety dozen double twice".split()
)


@cache
def model() -> Model:
    """Read the weights, once, when they are first asked for."""
    return weights.read(FILE)


def weigh(s: Sentence, tokens: list[str], first: int, last: int) -> tuple[float, dict[str, float]]:
    """Return the log-odds that words of a sentence are a claim worth checking, and the strongest reasons by name.

    `tokens` are those of the whole sentence.
    """
    known = model()
    tokens = tokens if last - first == len(tokens) else tokens[first:last]
    found: set[int | None] = set(chain.from_iterable(map(known.words.__getitem__, tokens)))
    found.update(map(known.pairs.get, zip((EDGE, *tokens), (*tokens, EDGE), strict=True)))
    counts, shape = _shape(s, first, tokens)
    found.update(map(known.shapes.get, shape))
    found.discard(None)
    size = len(found)
    for group, count in counts:
        reached = known.steps.get(group)
        rank, steps = reached[min(count, len(reached) - 1)] if reached else (0, 0)
        if steps:
            found.add(rank)
            size += steps
    if not size:
        return known.bias, {}
    ranks, weight, label = sorted(cast(set[int], found)), known.weights, known.labels
    scale = size**-0.5
    total = known.bias + scale * math.fsum([weight[rank] for rank in ranks])
    strong = ranks[: min(SHOWN, bisect_left(ranks, known.clear))]
    return total, {label[rank]: round(scale * weight[rank], 2) for rank in strong}


def names(s: Sentence) -> Iterator[tuple[str, str, str]]:
    """All features of a sentence, known or not, for training: (table, name, second word of a pair)."""
    words = tokens(s)
    for word in words:
        yield "words", word, ""
        if len(word) > STEM:
            yield "stems", word[:STEM], ""
    for left, right in zip([EDGE, *words], [*words, EDGE], strict=True):
        yield "pairs", left, right
    counts, shape = _shape(s, 0, words)
    for group, count in counts:
        yield from (("shapes", f"{group}>={least}", "") for least in _STEPS[group] if least <= count)
    for key in shape:
        yield "shapes", " ".join(key), ""


def tokens(s: Sentence) -> list[str]:
    """The words as the model knows them: of figures only the form."""
    if "#" not in s.tags:
        return s.lows
    return [_figure(low) if tag == "#" and low[0].isdigit() else low for low, tag in zip(s.lows, s.tags, strict=True)]


def _figure(low: str) -> str:
    """`0year`, `0%`, `0.0`, `0x`, `00` or `0`."""
    if low[-1] == "%":
        return "0%"
    if "." in low or "," in low:
        return "0.0"
    if not low.isdigit():
        return "0x"
    if len(low) == 4 and low[:2] in ("19", "20"):
        return "0year"
    return "0" if len(low) < 3 else "00"


def _shape(s: Sentence, first: int, tokens: Sequence[str]) -> tuple[list[tuple[str, int]], list[weights.Key]]:
    """What a sentence looks like beside its words: length, figures, names, tense, persons, who does what."""
    size = len(tokens)
    tags = s.tags[first : first + size]
    figures = 0
    if "#" in tags or not _NUMERALS.isdisjoint(tokens):
        figures = sum([word[0] == "0" or word in _NUMERALS for word in tokens])
    past = tags.count("p") + tags.count("d")
    counts = [("length", size), ("figures", figures), ("names", tags.count("E")), ("past", past)]
    found: list[weights.Key] = []
    if _US.isdisjoint(tokens):
        found.append(_OTHERS)
        if figures:
            found.append(_OTHERS_IN_FIGURES)
    at = bisect_left(s.verbs, first)
    for number, verb in enumerate(s.verbs[at : at + 4]):
        k = verb - first
        if k >= size:
            break
        subject = _PEOPLE.get(tokens[k - 1]) or tags[k - 1] if k else EDGE
        found.append((subject, tags[k]))
        if not number:
            low = tokens[k]
            found.append(("first:", subject, tags[k], tags[k + 1] if k + 1 < size else EDGE))
            found.append(("verb:", low))
            found.append((subject, "verb:", low))
    return counts, found

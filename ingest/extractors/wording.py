"""How the words of a claim worth checking look: a small linear model, read from a file of weights.

The weights were learned by `ingest.extractors.training`; docs/score-model.md says from what, and how well they do.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.extractors.words import Sentence

FILE = Path(__file__).with_name("wording.json")
EDGE = "|"
"""What stands before the first word of a sentence and behind its last."""
SHOWN = 8
"""How many reasons are kept by name, at most."""
_CLEAR = 0.8
_STEM = 6
_STEPS = (4, 6, 8, 10, 13, 17, 22, 30, 40)
_LENGTHS = [f"length>={least}" for least in _STEPS]
_FIGURES = [f"figures>={least}" for least in range(1, 5)]
_NAMES = [f"names>={least}" for least in range(1, 5)]
_PAST = ["past>=1", "past>=2"]
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


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by name: of words, of their stems, of neighbouring words, and of the shape of a sentence."""

    version: str
    bias: float
    words: dict[str, float]
    stems: dict[str, float]
    pairs: dict[tuple[str, str], float]
    shapes: dict[str, float]


@cache
def model() -> Model:
    """Read the weights, once, when they are first asked for."""
    parts = json.loads(FILE.read_text(encoding="utf-8"))
    parts["pairs"] = {(a, b): weight for a, second in parts["pairs"].items() for b, weight in second.items()}
    return Model(**parts)


def weigh(s: Sentence, first: int, last: int) -> tuple[float, dict[str, float]]:
    """Return the log-odds that words of a sentence are a claim worth checking, and the strongest reasons by name."""
    known = model()
    tokens = _tokens(s, first, last)
    there = set(tokens)
    long = {word[:_STEM] for word in there if len(word) > _STEM}
    beside = set(zip([EDGE, *tokens], [*tokens, EDGE], strict=True))
    words, stems, pairs, shapes = known.words, known.stems, known.pairs, known.shapes
    found: list[tuple[float, str, str]] = [(words[word], "", word) for word in words.keys() & there]
    found += [(stems[stem], stem, "…") for stem in stems.keys() & long]
    found += [(pairs[pair], *pair) for pair in pairs.keys() & beside]
    shaped = shapes.keys() & set(_shape(s, first, tokens))
    size = len(found) + len(shaped)
    if not size:
        return known.bias, {}
    found += [(weight, "(", name) for name, weight in _grouped(shapes, shaped)]
    scale = size**-0.5
    total = known.bias + scale * math.fsum([weight for weight, _, _ in found])
    strong = [reason for reason in found if not -_CLEAR < reason[0] < _CLEAR]
    strong.sort(key=_strength)
    return total, {_label(reason): round(scale * reason[0], 2) for reason in strong[:SHOWN]}


def _grouped(shapes: Mapping[str, float], there: Iterable[str]) -> Iterable[tuple[str, float]]:
    """The steps of a count as one: `words>=4` and `words>=6` are the `words`."""
    groups: dict[str, float] = {}
    for name in sorted(there):
        group = name.partition(">=")[0]
        groups[group] = groups.get(group, 0.0) + shapes[name]
    return groups.items()


def _strength(reason: tuple[float, str, str]) -> tuple[float, str, str]:
    return -abs(reason[0]), reason[1], reason[2]


def _label(reason: tuple[float, str, str]) -> str:
    """`percent`, `increa…`, `has risen`, `(names)`."""
    _, first, second = reason
    if first == "(":
        return f"({second})"
    return first + second if second == "…" or not first else f"{first} {second}"


def names(s: Sentence) -> Iterator[tuple[str, str, str]]:
    """All features of a sentence, known or not, for training: (table, name, second word of a pair)."""
    tokens = _tokens(s, 0, len(s))
    for word in tokens:
        yield "words", word, ""
        if len(word) > _STEM:
            yield "stems", word[:_STEM], ""
    for left, right in zip([EDGE, *tokens], [*tokens, EDGE], strict=True):
        yield "pairs", left, right
    for name in _shape(s, 0, tokens):
        yield "shapes", name, ""


def _tokens(s: Sentence, first: int, last: int) -> list[str]:
    """The words as the model knows them: of figures only the form."""
    lows, tags = s.lows[first:last], s.tags[first:last]
    if "#" not in tags:
        return lows
    return [_figure(low) if tag == "#" and low[0].isdigit() else low for low, tag in zip(lows, tags, strict=True)]


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


def _shape(s: Sentence, first: int, tokens: Sequence[str]) -> list[str]:
    """What a sentence looks like beside its words: length, figures, names, tense, persons, who does what."""
    size = len(tokens)
    tags = s.tags[first : first + size]
    found = _LENGTHS[: bisect_right(_STEPS, size)]
    if "#" in tags or not _NUMERALS.isdisjoint(tokens):
        figures = sum(word[0] == "0" or word in _NUMERALS for word in tokens)
    else:
        figures = 0
    found = found + _FIGURES[:figures] + _NAMES[: tags.count("E")] + _PAST[: tags.count("p") + tags.count("d")]
    if _US.isdisjoint(tokens):
        found.append("no I, we, you")
        if figures:
            found.append("figures, no I, we, you")
    verbs = sorted(k - first for k in s.finite if first <= k < first + size)
    for number, k in enumerate(verbs[:4]):
        subject = _PEOPLE.get(tokens[k - 1]) or tags[k - 1] if k else EDGE
        found.append(f"{subject} {tags[k]}")
        if number == 0:
            found.append(f"first: {subject} {tags[k]} {tags[k + 1] if k + 1 < size else EDGE}")
            found.append(f"verb: {tokens[k]}")
            found.append(f"{subject} verb: {tokens[k]}")
    return found

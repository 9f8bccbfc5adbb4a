"""The weights of the word model as tables: each feature is a number, its rank among all of them by strength.

What a sentence says for a claim is then a set of small numbers: sorted, its strongest reasons stand first.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

STEM = 6
"""How many letters of a long word are its stem."""
_CLEAR = 0.8
_MOST = 1 << 16

Key = tuple[str, ...]
"""A feature of shape by the words of its name."""
_Feature = tuple[float, str, str]


class Spellings(dict[str, tuple[int, ...]]):
    """The features a word is by itself, as it is and by its stem, looked up once a word."""

    def __init__(self, words: Mapping[str, int], stems: Mapping[str, int]) -> None:
        super().__init__()
        self._words = words
        self._stems = stems

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= _MOST:  # a text of invented words must not fill the memory
            self.clear()
        stem = self._stems.get(word[:STEM]) if len(word) > STEM else None
        found = self[word] = tuple(rank for rank in (self._words.get(word), stem) if rank is not None)
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """Ranks of features by what they are found by; the weight and the label of each rank.

    Ranks below `clear` are strong. `steps` holds for each count, up to the last that matters, the rank of all steps
    reached taken as one (`words>=4` and `words>=6` are the `words`), and how many these are.
    """

    version: str
    bias: float
    weights: list[float]
    labels: list[str]
    clear: int
    words: Spellings
    pairs: dict[tuple[str, str], int]
    shapes: dict[Key, int]
    steps: dict[str, list[tuple[int, int]]]


def read(path: Path) -> Model:
    """Read the weights that training wrote."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    steps = _steps({name: weight for name, weight in parts["shapes"].items() if ">=" in name})
    words = {word: (weight, "", word) for word, weight in parts["words"].items()}
    stems = {stem: (weight, stem, "…") for stem, weight in parts["stems"].items()}
    pairs = {(a, b): (weight, a, b) for a, second in parts["pairs"].items() for b, weight in second.items()}
    shapes = {key(name): (weight, "(", name) for name, weight in parts["shapes"].items() if ">=" not in name}
    reached = {(weight, "(", group) for group, counts in steps.items() for weight, _ in counts}
    every = reached.union(words.values(), stems.values(), pairs.values(), shapes.values())
    ranked = sorted(every, key=lambda each: (-abs(each[0]), each[1:]))
    ranks = {feature: rank for rank, feature in enumerate(ranked)}
    return Model(
        version=parts["version"],
        bias=parts["bias"],
        weights=[weight for weight, _, _ in ranked],
        labels=[_label(first, second) for _, first, second in ranked],
        clear=sum(abs(weight) >= _CLEAR for weight, _, _ in ranked),
        words=Spellings({w: ranks[f] for w, f in words.items()}, {w: ranks[f] for w, f in stems.items()}),
        pairs={pair: ranks[feature] for pair, feature in pairs.items()},
        shapes={shape: ranks[feature] for shape, feature in shapes.items()},
        steps={
            group: [(ranks[weight, "(", group], size) for weight, size in counts] for group, counts in steps.items()
        },
    )


def key(name: str) -> Key:
    """Return what a feature of shape is looked up by: `first: it B D` by its four words."""
    return tuple(name.split(" "))


def _steps(weights: Mapping[str, float]) -> dict[str, list[tuple[float, int]]]:
    """For each group and count the sum of the steps reached, and how many these are."""
    found: dict[str, list[tuple[float, int]]] = {}
    for group in {name.partition(">=")[0] for name in weights}:
        steps = {name: int(name.partition(">=")[2]) for name in sorted(weights) if name.startswith(f"{group}>=")}
        found[group] = [
            _sum(weights[name] for name, least in steps.items() if least <= count)
            for count in range(max(steps.values()) + 1)
        ]
    return found


def _sum(weights: Iterable[float]) -> tuple[float, int]:
    total, size = 0.0, 0
    for weight in weights:
        total, size = total + weight, size + 1
    return total, size


def _label(first: str, second: str) -> str:
    """`percent`, `increa…`, `has risen`, `(names)`."""
    if first == "(":
        return f"({second})"
    return first + second if second == "…" or not first else f"{first} {second}"

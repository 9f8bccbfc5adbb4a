"""Learn the weights of `wording` again: `python -m ingest.extractors.training groundtruth.csv crowdsourced.csv`.

The files are those of the ClaimBuster data set (https://zenodo.org/records/3609356, CC BY 4.0). Nothing but Python is
needed, and the same files give the same weights. `--folds 5` leaves out a fifth of the debates at a time and prints
how well the others foretell them.
"""

import argparse
import csv
import json
import math
import random
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.extractors import wording
from ingest.extractors.words import Sentence

Name = tuple[str, str, str]
LEAST_SEEN = 3
KEPT = 8000
STRENGTH = 4.0
ROUNDS = 20
DIGITS = 3


@dataclass(slots=True)
class Example:
    """One sentence: the features it has, whether it is a claim worth checking, the debate it stood in."""

    features: list[Name]
    is_claim: bool
    debate: str


@dataclass(slots=True)
class Weights:
    """A linear model over features by name."""

    bias: float
    by_name: dict[Name, float]

    def decide(self, features: Iterable[Name]) -> float:
        """Return the log-odds that a sentence with these features is a claim."""
        found = [self.by_name[name] for name in features if name in self.by_name]
        return self.bias + sum(found) / math.sqrt(len(found)) if found else self.bias


def read(path: Path) -> list[Example]:
    """Read ClaimBuster's CSV (Verdict 1 is a claim worth checking) or lines of JSON with `text` and `label`."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            rows = [(row["Text"], row["Verdict"] == "1", row["File_id"]) for row in csv.DictReader(file)]
        else:
            rows = [(row["text"], row["label"] == 1, row["doc"]) for row in map(json.loads, file)]
    found: list[Example] = []
    for text, is_claim, debate in rows:
        s = Sentence(text, 0, len(text))
        found.append(Example(sorted(set(wording.names(s))), is_claim, debate))
    return found


def fit(examples: Sequence[Example], kept: int = KEPT) -> Weights:
    """Fit all features seen often enough, keep those that matter most, fit these again."""
    seen = Counter(name for each in examples for name in each.features)
    often = [name for name in sorted(seen) if seen[name] >= LEAST_SEEN]
    first = _descend(examples, often)
    most = sorted(often, key=lambda name: (-abs(first.by_name[name]) * math.sqrt(seen[name]), name))[:kept]
    return _descend(examples, sorted(most))


def _descend(examples: Sequence[Example], names: Sequence[Name]) -> Weights:
    """Logistic regression with an L2 penalty by stochastic gradient descent; the last rounds are averaged."""
    place = {name: number for number, name in enumerate(names)}
    rows = [(array("i", (place[n] for n in each.features if n in place)), each.is_claim) for each in examples]
    weights, total = [0.0] * len(names), [0.0] * len(names)
    bias = bias_total = 0.0
    penalty = 1 / (STRENGTH * len(rows))
    shrunk, step, averaged = 1.0, 0, 0
    order = list(range(len(rows)))
    shuffle = random.Random(0).shuffle
    for turn in range(ROUNDS):
        shuffle(order)
        for number in order:
            row, is_claim = rows[number]
            rate = 1 / (penalty * (step + 2 / penalty))
            step += 1
            scale = 1 / math.sqrt(len(row)) if row else 0.0
            score = bias + shrunk * scale * sum(map(weights.__getitem__, row))
            wrong = is_claim - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            shrunk *= 1 - rate * penalty
            push = rate * wrong * scale / shrunk
            for k in row:
                weights[k] += push
            bias += rate * wrong * 0.1
        if turn >= ROUNDS // 2:
            averaged += 1
            total = [t + w * shrunk for t, w in zip(total, weights, strict=True)]
            bias_total += bias
    mean = (t / averaged for t in total)
    return Weights(bias_total / averaged, dict(zip(names, mean, strict=True)))


def average_precision(scored: Iterable[tuple[float, bool]]) -> float:
    """Return how well a ranking puts claims first, 1 at best."""
    hits, total = 0, 0.0
    for rank, (_, is_claim) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        if is_claim:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def cross_validate(examples: Sequence[Example], folds: int) -> float:
    """Return the average precision over debates that were left out of the fit."""
    debates = sorted({each.debate for each in examples})
    random.Random(0).shuffle(debates)
    scored: list[tuple[float, bool]] = []
    for fold in range(folds):
        out = set(debates[fold::folds])
        known = fit([each for each in examples if each.debate not in out])
        scored.extend((known.decide(e.features), e.is_claim) for e in examples if e.debate in out)
    return average_precision(scored)


def write(weights: Weights, path: Path, version: str) -> None:
    """Write the weights as `wording` reads them, rounded, so that the file is the whole truth."""
    tables: dict[str, dict[str, float]] = {"words": {}, "stems": {}, "shapes": {}}
    pairs: dict[str, dict[str, float]] = {}
    for (table, name, second), weight in sorted(weights.by_name.items()):
        if value := round(weight, DIGITS):
            if table == "pairs":
                pairs.setdefault(name, {})[second] = value
            else:
                tables[table][name] = value
    parts = {"version": version, "bias": round(weights.bias, DIGITS), **tables, "pairs": pairs}
    path.write_text(json.dumps(parts, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Read, fit, write, and say how well it does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="groundtruth.csv, crowdsourced.csv")
    parser.add_argument("--out", type=Path, default=wording.FILE)
    parser.add_argument("--version", default="1", help="what to call the new weights")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate over debates; 0 to leave it")
    given = parser.parse_args()
    examples = [example for path in given.files for example in read(path)]
    print(f"{len(examples)} sentences, {sum(e.is_claim for e in examples)} of them claims worth checking")
    if given.folds:
        print(f"average precision over debates left out: {cross_validate(examples, given.folds):.3f}")
    write(fit(examples), given.out, given.version)


if __name__ == "__main__":
    main()

"""How often the right claim comes first, beside plain BM25 in the same run: python -m benchmarks.matching FOLDER …

A folder holds queries, docs and qrels of CheckThat! 2022 (tasks 2A and 2B) or the assertions and claims of Factopolis.
Candidates are found as the program finds them: by the rarest words within a budget, then ranked. Plain BM25 ranks all
texts by all their words as they stand, by the same statement and title. With `--model NAME`
candidates are found by meaning, too, as where CLAIMS_EMBEDDING_MODEL names that model.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from claims.core.matching.ranking import CANDIDATES, Ranking, Terms, fused, rarest, terms

FIRST = 5
Ranker = Callable[[str], list[str]]
Meaning = Callable[[str], "Meant"]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Task:
    """Texts to rank, queries with what is right for each, and what is to be reached."""

    name: str
    texts: Mapping[str, tuple[str, str]]
    queries: Sequence[tuple[str, frozenset[str]]]


@dataclass(frozen=True)
class Meant:
    """The texts nearest in meaning, and what all the others have at most."""

    nearest: Mapping[str, float]
    floor: float

    def likeness(self, key: str) -> float:
        return self.nearest.get(key, self.floor)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one query in N")
    parser.add_argument("--model", metavar="NAME", help="a model of sentences, by name or folder")
    given = parser.parse_args()
    heads = f"{'plain BM25':>12}{'ours':>8}{'more':>8}" + (f"{'meaning':>9}{'more':>8}" if given.model else "")
    print(f"{'task':14} {'queries':>8} {'texts':>8} {'':6}{heads}")
    for folder in given.folders:
        for task in tasks(folder):
            told(task, task.queries[:: given.every], given.model)
    return 0


def told(task: Task, queries: Sequence[tuple[str, frozenset[str]]], model: str | None) -> None:
    """Print what each ranker reaches, and how much more that is than plain BM25."""
    indexed = Indexed.of(task.texts)
    rankers = [bm25(task.texts), candidates_ranked(indexed)]
    if model:
        rankers.append(candidates_ranked(indexed, meant(task.texts, model)))
    found = [([rank(text) for rank in rankers], right) for text, right in queries]
    for measure, score in (("MAP@5", precision), ("first", first)):
        plain, *ours = (sum(score(each[n], right) for each, right in found) / len(found) for n in range(len(rankers)))
        figures = f"{plain:12.4f}" + " ".join(f"{each:8.4f}{each - plain:+8.4f}" for each in ours)
        print(f"{task.name:14} {len(found):8} {len(task.texts):8} {measure:6}{figures}", flush=True)


def tasks(folder: Path) -> Iterator[Task]:
    if (folder / "qrels.jsonl.gz").exists():
        right: dict[str, set[str]] = defaultdict(set)
        for row in read(folder / "qrels.jsonl.gz"):
            right[row["qid"]].add(row["docid"])
        queries, docs = read(folder / "queries.jsonl.gz"), read(folder / "docs.jsonl.gz")
        for name in sorted({row["collection"] for row in queries}):
            yield Task(
                name,
                {row["id"]: (row["text"], row["title"] or "") for row in docs if row["collection"] == name},
                [(row["text"], frozenset(right[row["id"]])) for row in queries if row["collection"] == name],
            )
    if (folder / "factopolis_claims.jsonl.gz").exists():
        claims = {row["claim_id"]: (row["claim"], "") for row in read(folder / "factopolis_claims.jsonl.gz")}
        told = read(folder / "factopolis_assertions.jsonl.gz")
        yield Task("factopolis", claims, [(row["quote"], frozenset(row["claims"])) for row in told])


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def precision(ranked: Sequence[str], right: frozenset[str]) -> float:
    """Return the average precision of the first five."""
    hits = [n for n, each in enumerate(ranked[:FIRST], 1) if each in right]
    return sum(k / n for k, n in enumerate(hits, 1)) / max(1, min(len(right), FIRST))


def first(ranked: Sequence[str], right: frozenset[str]) -> float:
    return float(bool(ranked) and ranked[0] in right)


def meant(texts: Mapping[str, tuple[str, str]], name: str) -> Meaning:
    """Return what finds the texts nearest in meaning, as the program does; of each its statement, without the title."""
    import numpy as np

    from claims.embedding.loading import load
    from claims.embedding.packing import pack, unpack
    from claims.queries.meaning import NEAREST

    model, keys = load(name), list(texts)
    kept = unpack(pack(model.vectors([statement for statement, _ in texts.values()])), model.width)

    def find(text: str) -> Meant:
        found = kept @ model.vectors([text])[0]
        best = np.argsort(-found)[:NEAREST]
        nearest = {keys[n]: model.likeness(float(found[n])) for n in best}
        return Meant(nearest, min(nearest.values()))

    return find


@dataclass(frozen=True)
class Indexed:
    """Texts as the program ranks them, and which of them have a word."""

    known: Mapping[str, Terms]
    postings: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, texts: Mapping[str, tuple[str, str]]) -> "Indexed":
        known = {key: terms(text, title) for key, (text, title) in texts.items()}
        postings: dict[str, list[str]] = defaultdict(list)
        for key, each in known.items():
            for word in each.counted:
                postings[word].append(key)
        return cls(known, postings)


def candidates_ranked(texts: Indexed, meaning: Meaning | None = None) -> Ranker:
    """Return a ranker that does as the program does; with `meaning` what it finds is ranked along."""
    known, postings = texts.known, texts.postings
    often = {word: len(keys) for word, keys in postings.items()}

    def rank(text: str) -> list[str]:
        wanted: Terms = terms(text)
        weight: dict[str, float] = defaultdict(float)
        for word in rarest(wanted.words, often):
            share = log(1 + len(known) / often[word])
            for key in postings[word]:
                weight[key] += share
        found = sorted(weight, key=lambda key: (-weight[key], key))[:CANDIDATES]
        near = meaning(text) if meaning else None
        found += [key for key in (near.nearest if near else ()) if key not in found]
        weighed = Ranking([(key, known[key]) for key in found], often, len(known)).weighed(wanted, len(found))
        return fused(weighed, near.likeness)[:FIRST] if near else [key for key, _ in weighed[:FIRST]]

    return rank


def bm25(texts: Mapping[str, tuple[str, str]], k: float = 1.5, b: float = 0.75) -> Ranker:
    """Return plain BM25: words in small letters, all of them, no stemming."""
    keys = list(texts)
    bags = [Counter(_WORD.findall(" ".join(texts[key]).lower())) for key in keys]
    length = sum(bag.total() for bag in bags) / len(bags)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, bag in enumerate(bags):
        room = k * (1 - b + b * bag.total() / length)
        for word, often in bag.items():
            postings[word].append((n, often * (k + 1) / (often + room)))

    def rank(text: str) -> list[str]:
        weight: dict[int, float] = defaultdict(float)
        for word, said in Counter(_WORD.findall(text.lower())).items():
            found = postings.get(word, ())
            rare = said * log(1 + (len(keys) - len(found) + 0.5) / (len(found) + 0.5))
            for n, share in found:
                weight[n] += rare * share
        return [keys[n] for n in sorted(weight, key=lambda n: (-weight[n], n))[:FIRST]]

    return rank


if __name__ == "__main__":
    raise SystemExit(main())

"""How often the right claim comes first, beside plain BM25 in the same run: python -m benchmarks.matching FOLDER …

A folder holds queries, docs and qrels of CheckThat! 2022 (tasks 2A and 2B) or the assertions and claims of Factopolis.
Candidates are found as the program finds them: by the rarest words within a budget, then ranked. Plain BM25 ranks all
texts by all their words as they stand, by the same statement and title.
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

from claims.core.matching.ranking import CANDIDATES, Ranking, Terms, rarest, terms

FIRST = 5
Ranker = Callable[[str], list[str]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Task:
    """Texts to rank, queries with what is right for each, and what is to be reached."""

    name: str
    texts: Mapping[str, tuple[str, str]]
    queries: Sequence[tuple[str, frozenset[str]]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one query in N")
    given = parser.parse_args()
    print(f"{'task':14} {'queries':>8} {'texts':>8} {'':6}{'plain BM25':>12}{'ours':>8}{'more':>8}")
    for folder in given.folders:
        for task in tasks(folder):
            queries = task.queries[:: given.every]
            plain, ours = bm25(task.texts), candidates_ranked(task.texts)
            found = [(plain(text), ours(text), right) for text, right in queries]
            for measure, score in (("MAP@5", precision), ("first", first)):
                one, other = (sum(score(each[n], each[2]) for each in found) / len(found) for n in (0, 1))
                print(f"{task.name:14} {len(found):8} {len(task.texts):8} {measure:6}"
                      f"{one:12.4f}{other:8.4f}{other - one:+8.4f}", flush=True)  # fmt: skip
    return 0


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


def candidates_ranked(texts: Mapping[str, tuple[str, str]]) -> Ranker:
    """Return a ranker that does as the program does."""
    known = {key: terms(text, title) for key, (text, title) in texts.items()}
    postings: dict[str, list[str]] = defaultdict(list)
    for key, each in known.items():
        for word in each.counted:
            postings[word].append(key)
    often = {word: len(keys) for word, keys in postings.items()}

    def rank(text: str) -> list[str]:
        wanted: Terms = terms(text)
        weight: dict[str, float] = defaultdict(float)
        for word in rarest(wanted.words, often):
            share = log(1 + len(known) / often[word])
            for key in postings[word]:
                weight[key] += share
        best = [(key, known[key]) for key in sorted(weight, key=lambda key: (-weight[key], key))[:CANDIDATES]]
        return [key for key, _ in Ranking(best, often, len(known)).weighed(wanted, FIRST)]

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

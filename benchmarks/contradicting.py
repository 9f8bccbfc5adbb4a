"""Which figures cannot both hold, told from pairs of sentences: python -m benchmarks.contradicting PAIRS.jsonl.gz.

Each line has two sentences `a` and `b` and a `label`: agree, near, conflict or not_comparable. Labels that were derived
from the values alone know no years, so figures are compared once whatever their years, and once as the program does.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from claims.core.matching.amounts import Relation
from claims.core.matching.conflict import standing
from claims.core.matching.said import said

PRECISION, RECALL = 0.90, 0.80
LABELS = ("agree", "near", "conflict", "not_comparable")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contradicting", description=__doc__)
    parser.add_argument("pairs", type=Path)
    given = parser.parse_args()
    with gzip.open(given.pairs, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    told = [(said(pair["a"]), said(pair["b"]), pair["label"]) for pair in pairs]
    for any_period in (True, False):
        counts = Counter((label, standing(a, b, any_period=any_period).relation) for a, b, label in told)
        print("whatever the years" if any_period else "years that differ are not compared")
        print(f"  {'label':16}" + "".join(f"{relation:>16}" for relation in Relation))
        for label in LABELS:
            print(f"  {label:16}" + "".join(f"{counts[label, relation]:16}" for relation in Relation))
        right, wrong = counts["conflict", Relation.CONFLICT], counts["agree", Relation.CONFLICT]
        there = sum(n for (label, _), n in counts.items() if label == "conflict")
        precision, recall = right / max(1, right + wrong), right / max(1, there)
        print(f"  conflict against agree: precision {precision:.3f}, recall {recall:.3f}", end="")
        print(f" (goals {PRECISION:.2f} and {RECALL:.2f})" if any_period else "")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

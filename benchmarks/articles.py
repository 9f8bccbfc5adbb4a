"""Finding the article of a page, beside trafilatura on the same pages: python -m benchmarks.articles GOLD.jsonl.

GOLD.jsonl is yours: a line for each page, with `html` (the page's file beside it, also gzipped) and `text`, or instead
of it `must` and `must_not`, lists of passages; where they are known `title`, `authors` (or `author`), `date` and `url`.
Printed are the mean token F1 of the text, and how many titles, authors and days of publication are right; a page that
cannot be read counts as no text.
"""

import argparse
import gzip
import json
import logging
import re
import statistics
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from claims.errors import ClaimtrackError
from ingest import readers
from ingest.readers.kinds import Kind

_WORD = re.compile(r"\w+")
TITLE, AUTHOR = 0.8, 0.6
"""Token F1 from which a title, and the names of authors, are right: sites spell them in more than one way."""


class Told(NamedTuple):
    """What one reader makes of a page."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    day: str | None = None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description=__doc__)
    parser.add_argument("gold", type=Path, help="the file that says what the pages' articles are")
    given = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    rows = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("text") or row.get("must")]
    found = {"ours": scores(rows, given.gold.parent, ours), "trafilatura": scores(rows, given.gold.parent, bare)}
    print(f"{len(rows)} pages, {'':10} text F1      titles     authors        days")
    for name, (f1, counts) in found.items():
        told = "".join(f"{f'{right}/{of}':>12}" for right, of in counts)
        print(f"{name:22} {f1:9.4f}{told}")
    return 0 if found["ours"][0] >= found["trafilatura"][0] else 1


def scores(
    rows: list[dict[str, Any]], folder: Path, read: Callable[[bytes, str | None], Told]
) -> tuple[float, list[tuple[int, int]]]:
    """Return the mean token F1, and of titles, authors and days how many are right, of how many."""
    f1, right = list[float](), {"title": list[bool](), "author": list[bool](), "day": list[bool]()}
    for row in rows:
        told = read(page(folder, row["html"]), row.get("url"))
        f1.append(alike(told.text, row["text"]) if row.get("text") else passages(told.text, row))
        if row.get("title"):
            right["title"].append(alike(told.title or "", row["title"]) > TITLE)
        if authors := row.get("authors") or row.get("author"):
            names = authors if isinstance(authors, str) else " ".join(authors)
            right["author"].append(alike(told.author or "", names) > AUTHOR)
        if row.get("date"):
            right["day"].append((told.day or "")[:10] == str(row["date"])[:10])
    return statistics.mean(f1 or [0.0]), [(sum(each), len(each)) for each in right.values()]


def page(folder: Path, name: str) -> bytes:
    """Return a page of the gold file, whose paths begin beside it or in the folder above."""
    path = next((place for place in (folder / name, folder.parent / name) if place.exists()), folder / name)
    body = path.read_bytes()
    return gzip.decompress(body) if path.suffix == ".gz" else body


def ours(body: bytes, url: str | None) -> Told:
    """Return what claimtrack reads in a page."""
    try:
        article = readers.read(body, url=url, kind=Kind.HTML)
    except ClaimtrackError:
        return Told()
    day = article.published.isoformat() if article.published else None
    return Told(article.text, article.title, article.byline, day)


def bare(body: bytes, url: str | None) -> Told:
    """Return what trafilatura reads in a page, without comments, as we ask it to."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(body, url=url, include_comments=False, with_metadata=True)
    return Told(found.text or "", found.title, found.author, found.date) if found is not None else Told()


def alike(one: str, other: str) -> float:
    """Return the F1 of the words of two texts, however often each stands there."""
    first, second = words(one), words(other)
    both = sum((Counter(first) & Counter(second)).values())
    return 2 * both / (sum(first.values()) + sum(second.values())) if both else 0.0


def passages(text: str, row: Mapping[str, Any]) -> float:
    """Return the F1 of the passages that must, and must not, stand in a text."""
    flat = " ".join(text.split())
    must, must_not = (
        sum(" ".join(each.split()) in flat for each in row.get(name) or ()) for name in ("must", "must_not")
    )
    return 2 * must / (len(row["must"]) + must + must_not) if must else 0.0


def words(text: str) -> Mapping[str, int]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


if __name__ == "__main__":
    sys.exit(main())

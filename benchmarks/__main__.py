"""Run the measurements and print their ratios: python -m benchmarks [importing|reading|extracting …]."""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import make_url

import claims
from benchmarks import extracting, filling, formats, importing, ingesting, near, reading, searching, starting
from benchmarks.measure import Ratio
from claims.db.migrate import upgrade
from tests.postgres import find_road
from tests.postgres_server import Server, serve

PARTS = ("starting", "extracting", "formats", "ingesting", "importing", "reading", "searching")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--claims", type=int, default=100_000, help="claims to import")
    parser.add_argument("--pages", type=int, default=1_000_000, help="claims to read pages of")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; medians are printed")
    parser.add_argument("--filled", type=Path, help="a filled SQLite file to read, made where it is missing")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    if wrong := set(given.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(wrong))}: there are {', '.join(PARTS)}")
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
          f"SQLite {sqlite3.sqlite_version}, {given.runs} runs")  # fmt: skip
    print(f"     {'measure':58} {'ours':>10} {'peer':>10} {'':6} {'ratio':>8}  goal")
    missed = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="claimtrack-")))
        for ratio in measures(given, folder, stack):
            print(ratio, flush=True)
            missed += not ratio.reached
    print(f"{missed} missed" if missed else "all reached")
    return 0


def measures(given: argparse.Namespace, folder: Path, stack: ExitStack) -> Iterator[Ratio]:
    wanted = given.parts or PARTS
    server = stack.enter_context(serve(find_road(), durable=True))
    if "starting" in wanted:
        yield from starting.measure(folder, given.runs)
    if "extracting" in wanted:
        yield from extracting.measure(given.runs)
    if "formats" in wanted:
        yield from formats.measure(given.runs)
    if "ingesting" in wanted:
        for url in (str(folder / "known.db"), server.url(server.create())):
            yield from ingesting.measure(url, given.runs)
        for url in (str(folder / "near.db"), server.url(server.create())):
            yield from near.measure(url, given.runs)
    if "importing" in wanted:
        yield from importing.measure(folder, empty(server), given.claims, given.runs)
    if {"reading", "searching"} & set(wanted):
        yield from pages(given, wanted, folder, server)


def pages(given: argparse.Namespace, wanted: Sequence[str], folder: Path, server: Server) -> Iterator[Ratio]:
    """Yield the measures of reading and searching on both engines, on the same claims."""
    if given.engine in ("sqlite", "both"):
        path = given.filled or folder / "filled.db"
        if not path.exists():
            fill(str(path), given.pages)
        yield from asked(wanted, str(path), 10, given.runs)
    if given.engine in ("postgresql", "both"):
        url = server.url(server.create())
        fill(url, given.pages)
        yield from asked(wanted, url, 20, given.runs)


def asked(wanted: Sequence[str], url: str, limit: float, runs: int) -> Iterator[Ratio]:
    """Yield the measures of one filled database; `limit` is the time a page may take, in ms."""
    if "reading" in wanted:
        yield from reading.measure(url, limit, runs)
    if "searching" in wanted:
        yield from searching.measure(url, 100)


def fill(url: str, count: int) -> None:
    with claims.open(url, actor="measure") as book:
        filling.fill(book, count)


def empty(server: Server) -> Iterator[str]:
    """Yield databases of the server, each with the schema and nothing in it; the one before is dropped."""
    before: str | None = None
    while True:
        name = server.create()
        url = server.url(name)
        upgrade(url)
        yield url
        if before is not None:
            server.drop(before)
        before = make_url(url).database


if __name__ == "__main__":
    sys.exit(main())

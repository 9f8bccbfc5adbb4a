"""Killed at random and gone on with: in the end as if nothing had been, nothing told is lost, nothing is twice."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.crash.desk import Desk
from tests.crash.faulty import Way, copy
from tests.crash.state import digest, wrong

FILES = 8
FURTHEST = 250
"""The operations a run is let do before it is killed, at most."""
TOLD = re.compile(r"added  (\S+)  ")
# What is broken on purpose, to see that it is found.
LOSING = "import ingest.resuming; ingest.resuming.passed = lambda *_: True"
EARLY = """
import ingest.pipeline, claims.cli.report
keep = ingest.pipeline.batches.keep
def told_first(ledger, outcomes):
    keep(ledger, outcomes)
    for each in outcomes:
        claims.cli.report.tell(each)
ingest.pipeline.batches.keep = told_first
"""


def kept(database: Path) -> set[str]:
    """Return the names of the inputs that are recorded as taken in."""
    if not database.exists():
        return set()
    with closing(sqlite3.connect(database)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'batch_item'").fetchone():
            return set()
        return {str(name) for (name,) in connection.execute("SELECT name FROM batch_item WHERE outcome = 'added'")}


def faults(desk: Desk, kills: int, seed: int, plant: str = "") -> Iterator[str]:
    """Kill a run so often, going on with it each time and beginning anew when it came to its end."""
    files = [desk.folder / f"site-{n}.txt" for n in range(FILES)]
    for n, file in enumerate(files):
        file.write_text(f"Site {n} has {n + 30} workers in 2025. Site {n} costs ${n + 7} million a year.\n")
    command = ["ingest", *map(str, files), "--source", "Made"]
    work, chance, killed = desk.folder / "killed.db", Random(seed), 0
    copy(desk.base, work)
    assert desk.driver.run(work, command).code == 0
    whole = digest(work)
    while killed < kills:
        copy(desk.base, work)
        told: set[str] = set()
        ran = desk.driver.run(work, command, at=chance.randint(1, FURTHEST), way=Way.KILLED, plant=plant)
        while True:
            told |= set(TOLD.findall(ran.out))
            if lost := told - kept(work):
                yield f"told, and not there: {sorted(lost)}"
            if ran.code != -9:
                break
            killed += 1
            at = chance.randint(1, FURTHEST) if killed < kills else 0
            ran = desk.driver.run(work, ["ingest", "--resume"], at=at, way=Way.KILLED, plant=plant)
            if ran.code == 1:  # nothing had been begun
                ran = desk.driver.run(work, command, plant=plant)
        if ran.code or digest(work) != whole or wrong(work):
            yield f"after {killed} kills it is not as undisturbed: {ran.code} {ran.err} {wrong(work)}"


def test_killed_twenty_times(desk: Desk) -> None:
    assert list(faults(desk, 20, seed=1)) == []


@pytest.mark.long
def test_killed_two_hundred_times(desk: Desk) -> None:
    assert list(faults(desk, 200, seed=2)) == []


@pytest.mark.parametrize(
    ("plant", "said"), [(LOSING, "not as undisturbed"), (EARLY, "told, and not there")], ids=["losing", "early"]
)
def test_what_is_broken_on_purpose_is_found(desk: Desk, plant: str, said: str) -> None:
    assert any(said in each for each in faults(desk, 12, seed=3, plant=plant))

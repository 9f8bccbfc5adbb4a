"""Killed at any moment and gone on with: the same claims as undisturbed, none twice, none lost, no process left."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.killing import EARLY, LOSING, ORPHANING, Runs, make, told

SOME_FAILED = 2


def go(database_url: str, empty_url: str, tmp_path: Path, *, files: int, kills: int) -> None:
    make(tmp_path / "in", files)
    killed, whole = Runs(database_url, tmp_path / "in"), Runs(empty_url, tmp_path / "in")
    assert whole.run() == SOME_FAILED
    killed.killed_at_random(kills, seed=files)
    assert killed.run() == SOME_FAILED
    assert (killed.kills, whole.kills) == (kills, 0)
    assert told(database_url) == told(empty_url)
    assert len(told(database_url)["claims"]) > files
    assert set(killed.said) <= set(whole.said)
    assert len(killed.said) == len(set(killed.said))  # nothing was read again


def test_killed_and_gone_on_with_it_is_as_undisturbed(database_url: str, empty_url: str, tmp_path: Path) -> None:
    go(database_url, empty_url, tmp_path, files=45, kills=4)


@pytest.mark.long
def test_killed_twenty_times_it_is_as_undisturbed(database_url: str, empty_url: str, tmp_path: Path) -> None:
    go(database_url, empty_url, tmp_path, files=200, kills=20)


def test_what_is_said_too_early_is_found(database_url: str, tmp_path: Path) -> None:
    make(tmp_path / "in", 20)
    with pytest.raises(AssertionError, match="said to be done, and not there"):
        Runs(database_url, tmp_path / "in", EARLY).run(lines=3)


def test_what_is_lost_is_found(tmp_path: Path) -> None:
    make(tmp_path / "in", 20)
    whole, losing = (Runs(f"sqlite:///{tmp_path / name}", tmp_path / "in") for name in ("whole.db", "losing.db"))
    whole.run()
    losing.run(lines=3)
    losing.fault = LOSING
    losing.run()
    assert told(losing.url)["finished"]
    assert told(losing.url) != told(whole.url)


def test_a_process_left_behind_is_found(tmp_path: Path) -> None:
    make(tmp_path / "in", 5)
    with pytest.raises(AssertionError, match="a process stayed behind"):
        Runs(f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "in", ORPHANING).run(lines=1, alone=True)


def test_a_parser_that_never_ends_is_ended_though_nobody_watches() -> None:
    loop = "from ingest.guard import _be_ended_after; _be_ended_after(0.05)\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", loop], check=False, timeout=30).returncode == -14

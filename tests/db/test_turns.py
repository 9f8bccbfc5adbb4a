"""Turns: writers of a SQLite file are let in as they came, whoever is killed holds up nobody, and nothing is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

import claims
from claims.db import turns
from claims.db.turns import taken
from tests.permissions import bound_by_permissions

ROOT = Path(claims.__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not turns.ORDERLY, reason="this system has no locks that belong to an open file")
HOLD = """
import sys
from pathlib import Path
from claims.db.turns import taken
with taken(Path(sys.argv[1]), 30.0, lambda _: None):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "claims.db").touch()
    return tmp_path / "claims.db"


def nobody(_waited: float) -> None:
    """Take no notice of waiting."""


def until(true: Callable[[], object]) -> None:
    end = monotonic() + 20
    while not true() and monotonic() < end:
        sleep(0.001)
    assert true()


def drawn(file: Path) -> int:
    """Return how many numbers were drawn since the file was made."""
    beside = Path(f"{file}{turns.BESIDE}")
    return beside.stat().st_size if beside.exists() else 0


def test_they_are_let_in_in_the_order_in_which_they_came(file: Path) -> None:
    came: list[int] = []
    threads = []

    def write(n: int) -> None:
        with taken(file, 30.0, nobody):
            came.append(n)

    with taken(file, 30.0, nobody):
        for n in range(20):
            threads.append(Thread(target=write, args=(n,)))
            threads[-1].start()
            until(lambda n=n: drawn(file) == n + 2)
        assert came == []
    for each in threads:
        each.join(30)
    assert came == list(range(20))
    assert os.listdir(file.parent) == [file.name]


def test_only_one_is_let_in_at_a_time(file: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def write(n: int) -> None:
        for _ in range(25):
            with taken(file, 30.0, nobody):
                inside.append(n)
                most.append(len(inside))
                inside.remove(n)

    threads = [Thread(target=write, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert most == [1] * 200
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("ahead", [1, 3])
def test_whoever_is_killed_holds_up_nobody(file: Path, ahead: int) -> None:
    others = [
        subprocess.Popen(
            [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for _ in range(ahead)
    ]  # fmt: skip
    until(lambda: drawn(file) == ahead)
    waited: list[float] = []
    after = Thread(target=lambda: taken(file, 30.0, waited.append).__enter__())
    after.start()
    until(lambda: waited)
    for each in others:
        assert after.is_alive()
        each.send_signal(signal.SIGKILL)
        each.communicate()
    after.join(20)
    assert not after.is_alive()


def test_whoever_waits_in_vain_is_let_through_to_be_told_why(file: Path) -> None:
    with taken(file, 30.0, nobody) as first, taken(file, 0.05, nobody) as second:
        assert first > 29
        assert second == 0


def test_where_no_file_can_be_made_nobody_waits(file: Path) -> None:
    file.parent.chmod(0o555)
    with bound_by_permissions(), taken(file, 30.0, nobody) as first, taken(file, 30.0, nobody) as second:
        assert (first, second) == (30.0, 30.0)
    file.parent.chmod(0o755)


def test_two_names_of_one_file_are_one_queue(file: Path) -> None:
    other = file.with_name("other.db")
    other.symlink_to(file)
    with taken(file, 30.0, nobody), taken(other, 0.05, nobody) as left:
        assert left == 0


def test_a_database_in_memory_has_no_queue() -> None:
    with taken(None, 30.0, nobody) as first, taken(None, 30.0, nobody) as second:
        assert (first, second) == (30.0, 30.0)


def test_of_a_queue_that_is_not_kept_it_would_be_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns.Turn, "ahead", lambda _: 0)
    with pytest.raises(AssertionError):
        test_whoever_waits_in_vain_is_let_through_to_be_told_why(file)

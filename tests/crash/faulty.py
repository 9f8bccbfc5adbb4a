"""The command run with its writes going wrong, one by one and in several ways."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("faulty.c")


class Way(IntEnum):
    """How one write, fsync, truncation or removal goes wrong."""

    ERROR = 1  # it fails with EIO
    FULL = 2  # a write fails with ENOSPC, others with EIO
    SHORT = 3  # half of it is written, and what comes next finds no room
    ERROR_FOR_GOOD = 4  # it and all that follow fail with EIO
    FULL_FOR_GOOD = 5  # it and all writes that follow fail with ENOSPC
    KILLED = 6  # half of it is written, and the process is killed


@dataclass(frozen=True)
class Ran:
    """What came of one run: how it ended, what it said, and how many operations there were."""

    code: int
    out: str
    err: str
    operations: int
    tripped: int


def library(folder: Path) -> Path:
    """Build the library that stands before the C library, or skip the test where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("to have writes fail takes Linux and a C compiler (apt-get install gcc)")
    built = folder / "faulty.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", built, SOURCE, "-ldl"], check=True)
    return built


class Driver:
    """A warm process that forks one for each run."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._folder = process, folder

    def ask(self, **asked: Any) -> dict[str, Any]:
        """Have it do something and return its answer."""
        given, answers = self._process.stdin, self._process.stdout
        assert given is not None and answers is not None
        told = {"out": str(self._folder / "out"), "err": str(self._folder / "err"), **asked}
        given.write(json.dumps(told) + "\n")
        given.flush()
        answer: dict[str, Any] = json.loads(answers.readline() or '{"code": null}')
        assert answer.get("code", 0) is not None, "the driver ended"
        return answer

    def run(self, database: Path, *commands: Sequence[str], at: int = 0, way: int = 0, **asked: Any) -> Ran:
        """Run commands on a database in one process; its operation number `at` goes wrong."""
        arguments = [["--db", str(database), "--as", "tester", *command] for command in commands]
        told = self.ask(arguments=arguments, prefix=str(database), at=at, way=int(way), **asked)
        out, err = ((self._folder / name).read_text() for name in ("out", "err"))
        return Ran(told["code"], out, err, told["operations"], told["tripped"])

    def states(self, database: Path, *commands: Sequence[str], **asked: Any) -> tuple[Ran, list[str]]:
        """Run commands with nothing going wrong; returns also what there was after each transaction."""
        kept = self._folder / "states"
        ran = self.run(database, *commands, states=str(kept), **asked)
        return ran, json.loads(kept.read_text())


@contextmanager
def driving(folder: Path, *warm: Sequence[str]) -> Iterator[Driver]:
    """Yield a driver that has run some commands on a database of its own."""
    environment = os.environ | {"LD_PRELOAD": str(library(folder)), "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.driver"], cwd=folder, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            driver = Driver(process, folder)
            driver.ask(warm=[["--db", str(folder / "warm.db"), "--as", "tester", *command] for command in warm])
            yield driver
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(30)


def copy(database: Path, target: Path) -> Path:
    """Copy a database that nobody has open, and remove what a run left beside the copy before."""
    for end in ("", "-wal", "-shm", "-journal"):
        beside = target.with_name(target.name + end)
        beside.unlink(missing_ok=True)
        if database.with_name(database.name + end).exists():
            shutil.copyfile(database.with_name(database.name + end), beside)
    return target

"""Starting: how long a command takes before it does anything, beside importing the library it stands on."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio, at_most, in_turn


def measure(folder: Path, runs: int) -> Iterator[Ratio]:
    """Yield the ratios for `claims --help` and `claims show KEY`, in processor time of the whole process."""
    program = str(Path(sys.executable).with_name("claims"))
    database = ["--db", str(folder / "start.db")]
    subprocess.run([program, *database, "add", "Water is wet", "--source", "Folklore"], check=True, capture_output=True)
    listed = subprocess.run([program, *database, "list", "--json"], check=True, capture_output=True)
    key = json.loads(listed.stdout)[0]["key"]
    base = [sys.executable, "-c", "import sqlalchemy"]
    wanted = (("claims --help", [program, "--help"], 0.35), ("claims show KEY", [program, *database, "show", key], 1.3))
    for name, command, goal in wanted:
        ours, peer = in_turn(lambda command=command: processor(command), lambda: processor(base), 5 * runs)  # type: ignore[misc]
        yield at_most(f"{name} / import sqlalchemy", ours * 1000, peer * 1000, "ms", goal)


def processor(command: list[str]) -> float:
    """Return the seconds of processor time a command takes, with its modules compiled as after an install."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

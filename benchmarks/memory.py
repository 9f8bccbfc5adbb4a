"""The most memory a command and the processes it starts hold, as the kernel counts it for each of them.

What a program is told of its children (ru_maxrss) is never less than it held itself when it started them: a large
program that measures a small one would measure itself.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Peak:
    """In MB: the most that the largest process held, and the most that all of them held at one time."""

    largest: float
    together: float


def peak(command: list[str]) -> Peak:
    """Run a command; needs /proc, so Linux. Where it is missing, nothing is measured and 0 told."""
    most, together = dict[int, int](), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            held = {each: _held(each) for each in _family(process.pid)}
            most |= {each: max(high, most.get(each, 0)) for each, (high, _) in held.items()}
            together = max(together, sum(now for _, now in held.values()))
            time.sleep(EVERY)
    if process.returncode:
        sys.exit(f"it ended with {process.returncode}: {' '.join(command)}")
    return Peak(max(most.values(), default=0) / 1024, together / 1024)


def _family(process: int) -> list[int]:
    """Return a process and all it started, whichever of its threads did."""
    found = [process]
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(thread).split():
            found += _family(int(child))
    return found


def _held(process: int) -> tuple[int, int]:
    """Return the most a process held and what it holds, in KB; nothing for one that ended."""
    lines = (line.split() for line in _read(Path(f"/proc/{process}/status")).splitlines())
    sizes = {words[0]: int(words[1]) for words in lines if words[0] in ("VmHWM:", "VmRSS:")}
    return sizes.get("VmHWM:", 0), sizes.get("VmRSS:", 0)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""

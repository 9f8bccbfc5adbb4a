"""Measuring: two ways to do the same, in turn, so that a noisy machine is noisy for both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured: ours against a peer, medians over `runs`; `goal` says what is wanted of the ratio."""

    name: str
    ours: float
    peer: float
    unit: str
    ratio: float
    goal: str
    reached: bool
    note: str = ""

    def __str__(self) -> str:
        mark = "ok  " if self.reached else "MISS"
        return (
            f"{mark} {self.name:58} {self.ours:10.4g} {self.peer:10.4g} {self.unit:6} {self.ratio:8.2f}  "
            f"{self.goal:8} {self.note}"
        )


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds of the clock on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], float], peer: Callable[[], float], runs: int) -> tuple[float, float]:
    """Return the medians of two measures taken in turn, in their own unit."""
    both = [(ours(), peer()) for _ in range(runs)]
    return statistics.median(a for a, _ in both), statistics.median(b for _, b in both)


def at_least(name: str, ours: float, peer: float, unit: str, goal: float, note: str = "") -> Ratio:
    """Both in seconds: how many times as fast as the peer we are, wanted at least `goal`."""
    return Ratio(name, ours, peer, unit, peer / ours, f">= {goal}", peer / ours >= goal, note)


def at_most(name: str, ours: float, peer: float, unit: str, goal: float, note: str = "") -> Ratio:
    """How many times the peer's figure ours is, wanted at most `goal`."""
    return Ratio(name, ours, peer, unit, ours / peer, f"<= {goal}", ours / peer <= goal, note)


def below(name: str, ours: float, limit: float, unit: str, note: str = "") -> Ratio:
    """A figure against a limit that was set, not measured."""
    return Ratio(name, ours, limit, unit, ours / limit, "<= 1", ours <= limit, note)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]

"""Charts as numbers: where each bar lies, so that a template draws them and a table says the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.core.status import Status

WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, from `start` on, `size` wide, of `WIDTH` in all."""

    status: Status
    number: int
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with a name: how many there are in all, and how they are made up."""

    name: str
    total: int
    parts: tuple[Part, ...]

    def number(self, status: Status) -> int:
        return next((part.number for part in self.parts if part.status is status), 0)


@dataclass(frozen=True, slots=True)
class Chart:
    """Some bars, and the statuses that occur in any."""

    bars: tuple[Bar, ...]
    statuses: tuple[Status, ...]


def bars(counts: Mapping[str, Mapping[str, int]], *, to_scale: bool = False) -> Chart:
    """Return a bar for each name, by status; `to_scale` makes them as long as there are claims, else all are full."""
    most = max((sum(each.values()) for each in counts.values()), default=0)
    made = tuple(_bar(name, each, most if to_scale else sum(each.values())) for name, each in counts.items())
    return Chart(made, tuple(status for status in Status if any(bar.number(status) for bar in made)))


def _bar(name: str, counts: Mapping[str, int], whole: int) -> Bar:
    parts, start = [], 0.0
    for status in Status:
        number = counts.get(status.value, 0)
        if number:
            size = round(number / whole * WIDTH, 3)
            parts.append(Part(status, number, round(start, 3), size))
            start += size
    return Bar(name, sum(counts.values()), tuple(parts))

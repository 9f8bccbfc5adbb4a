"""A door that may ask this machine, and never really waits."""

import pytest

from ingest.web.door import AGENT, Door
from ingest.web.exchange import Limits
from ingest.web.manners import Manners


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    """A door that may ask this machine, and never really waits."""
    return Door({"127.0.0.1"}, limits=Limits(seconds=2, size=100_000), manners=manners(clock))


def manners(clock: Clock, robots: bool = True) -> Manners:
    return Manners(AGENT, robots=robots, clock=clock, sleep=clock.sleep)

"""What was looked at, and what was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One thing looked at: right (True), wrong (False), or worth knowing (None), and what mends it.

    `examples` are the places where it is wrong, the first of them; `said` tells how many there are.
    """

    name: str
    ok: bool | None
    said: str
    mend: str | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit came to: how much was looked at, the present root of the tree, and each point."""

    claims: int
    events: int
    seals: int
    size: int
    root: str | None
    points: tuple[Point, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return all(each.ok is not False for each in self.points)

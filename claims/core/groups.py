"""Groups of names: which names people say are one, whatever the order in which that was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """That one name is an alias of another, or is none any more; names are told by their rows."""

    name: int
    alias: int
    together: bool
    at: int

    @property
    def pair(self) -> frozenset[int]:
        return frozenset((self.name, self.alias))


def standing(decisions: Iterable[Decision]) -> dict[frozenset[int], Decision]:
    """Return the last decision about each pair of names."""
    last: dict[frozenset[int], Decision] = {}
    for each in decisions:
        before = last.get(each.pair)
        if before is None or (before.at, before.together) <= (each.at, each.together):
            last[each.pair] = each
    return last


def heads(decisions: Iterable[Decision], known_as: Mapping[int, str]) -> dict[int, int]:
    """Return the name that each grouped name goes by: one that is no alias, of several the first by its form."""
    together = [each for each in standing(decisions).values() if each.together]
    group = {name: frozenset((name,)) for each in together for name in each.pair}
    for each in together:
        if (joined := group[each.name] | group[each.alias]) != group[each.name]:
            group |= dict.fromkeys(joined, joined)
    aliases = {each.alias for each in together}
    return {name: min(members - aliases or members, key=lambda each: known_as[each]) for name, members in group.items()}

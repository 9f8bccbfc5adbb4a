"""Whether two statements can both be true by the figures they give, and why."""

import re
from dataclasses import dataclass

from claims.core.matching.amounts import MEASURES, Compared, Relation, compare, incomparable
from claims.core.matching.said import Said
from claims.core.quantity import Quantity

ALIKE = 0.3
"""How much of what is said around two figures must be the same for them to be about one thing."""
_BASELINE = re.compile(r"\b(?:from|than|compared (?:to|with)|previously|earlier) (?:just |only |about |some )?$")
_ORDER = {Relation.CONFLICT: 0, Relation.NEAR: 1, Relation.AGREE: 2, Relation.INCOMPARABLE: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the figures of two statements stand to each other, why, and the two it is about."""

    relation: Relation
    why: str
    figures: tuple[Quantity, Quantity] | None = None


def standing(one: Said, other: Said, *, any_period: bool = False) -> Standing:
    """Return how the figures of two statements stand to each other.

    Figures are compared where both are about one subject, measure and period as far as that is told; with
    `any_period` also figures of different years.
    """
    apart = (None if any_period else _other_period(one, other)) or _apart(one, other)
    pairs = _pairs(one, other)
    if apart is not None or not pairs:
        why = apart or _why_none(one, other)
        return Standing(Relation.INCOMPARABLE, why, pairs[0][1] if pairs else None)
    compared, figures = min(pairs, key=lambda pair: _ORDER[pair[0].relation])
    return Standing(compared.relation, compared.why, figures)


def _other_period(one: Said, other: Said) -> str | None:
    """Return why two statements are told of different times, or None when nothing tells so."""
    if one.years and other.years and one.years.isdisjoint(other.years):
        return f"another year: {_listed(one.years)} against {_listed(other.years)}"
    if one.parts and other.parts and one.parts.isdisjoint(other.parts):
        return f"another part of the year: {_listed(one.parts)} against {_listed(other.parts)}"
    return None


def _apart(one: Said, other: Said) -> str | None:
    """Return why two statements are not about the same, or None when nothing tells so."""
    mine, yours = _only(one, other), _only(other, one)
    mine, yours = mine or _opening(one, other), yours or _opening(other, one)
    shared = one.names & (other.names | {other.opening}) | other.names & {one.opening}
    if mine and yours and (not (shared - {None}) or (_capitals(one, mine) and _capitals(other, yours))):
        return f"another name: {_listed(mine)} against {_listed(yours)}"
    return None


def _only(one: Said, other: Said) -> set[str]:
    return set(one.names - set(other.words))


def _opening(one: Said, other: Said) -> set[str]:
    """Return the word a statement opens with where the other has no such word; a capital there may be no name."""
    return {one.opening} - set(other.words) if one.opening and one.opening not in MEASURES else set()


def _capitals(one: Said, names: set[str]) -> bool:
    """Whether some of the names are abbreviations: GNI against GDP is another measure of one country."""
    return any(word.isupper() and word.lower() in names for word in one.text.replace(",", " ").split() if len(word) > 2)


def _pairs(one: Said, other: Said) -> list[tuple[Compared, tuple[Quantity, Quantity]]]:
    """Return figures of both that are about one thing, each once, those that have most around them in common first."""
    weighed = []
    for i, mine in enumerate(one.figures):
        for j, yours in enumerate(other.figures):
            if incomparable(mine, yours) is not None or _is_baseline(one, mine) or _is_baseline(other, yours):
                continue
            near, far = one.around[i], other.around[j]
            alike = len(near & far) / max(1, min(len(near), len(far)))
            found = compare(mine, yours)
            if mine.measures is not None and mine.measures == yours.measures:
                alike = max(alike, 0.5)
            same_unit = (mine.unit == yours.unit) + (mine.measures is not None and mine.measures == yours.measures)
            if alike >= ALIKE or (len(one.figures) == len(other.figures) == 1):
                agrees = found.relation is Relation.AGREE
                weighed.append((alike + 0.3 * same_unit + 0.3 * agrees, i, j, found, (mine, yours)))
    weighed.sort(key=lambda each: (-each[0], each[1], each[2]))
    taken: list[tuple[Compared, tuple[Quantity, Quantity]]] = []
    ours: set[int] = set()
    theirs: set[int] = set()
    for _, i, j, found, figures in weighed:
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            taken.append((found, figures))
    return taken


def _is_baseline(said: Said, figure: Quantity) -> bool:
    """Whether a figure is only what another one is compared with: up to 5 million from 3 million."""
    return len(said.figures) > 1 and _BASELINE.search(said.text, 0, figure.start) is not None


def _why_none(one: Said, other: Said) -> str:
    if not one.figures or not other.figures:
        return "no figures to compare"
    return incomparable(one.figures[0], other.figures[0]) or "the figures are about something else"


def _listed(values: "frozenset[int] | frozenset[str] | set[str]") -> str:
    return ", ".join(map(str, sorted(values)[:3]))

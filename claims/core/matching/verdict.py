"""What two statements are to each other: the same, nearly the same, another number, the opposite; with reasons."""

from dataclasses import dataclass
from enum import StrEnum

from claims.core.matching.amounts import Relation
from claims.core.matching.conflict import standing
from claims.core.matching.polarity import turned
from claims.core.matching.said import Said
from claims.core.statement import normal

NEARLY = 0.5
"""How alike two statements must be to be suggested as one claim, or as contradicting each other."""
WITHOUT_FIGURE = 0.75
"""The same, where only one of them gives a figure."""
IN_WORDS, IN_MEANING = "much the same words", "much the same meaning"
"""Why two statements are near, where nothing else tells them from each other."""


class Verdict(StrEnum):
    """What two statements are to each other."""

    SAME = "same"
    NEAR = "near"
    NUMBER = "another number"
    OPPOSITE = "opposite"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict, how alike the statements are from 0 to 1, and why, in words."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]

    @property
    def contradicts(self) -> bool:
        """Whether both cannot be true."""
        return self.verdict in {Verdict.NUMBER, Verdict.OPPOSITE}

    @property
    def repeats(self) -> bool:
        """Whether both say the same, or nearly so."""
        return self.verdict in {Verdict.SAME, Verdict.NEAR}


def judge(
    one: Said, other: Said, likeness: float, *, any_period: bool = False, alike_in: str = IN_WORDS
) -> Match:  # fmt: skip
    """Return what two statements are to each other; `likeness` says how much of their words they share.

    Where it counts what they mean, too, `alike_in` says so.

    No likeness tells a claim from its lookalike: a figure, a year, a name or a negation decides.
    With `any_period` also figures of different years are compared.
    """
    if normal(one.text) == normal(other.text):
        return Match(Verdict.SAME, 1.0, ("the same words and figures",))
    score = round(min(likeness, 0.99), 2)
    figures, against = standing(one, other, any_period=any_period), turned(one, other)
    said = () if figures.figures is None and not figures.why.startswith("another") else (figures.why,)
    if figures.relation is Relation.CONFLICT:
        return Match(Verdict.NUMBER, score, said)
    if against is not None:
        return Match(Verdict.OPPOSITE, score, (against, *said))
    if figures.relation is Relation.NEAR:  # merged, one of the two figures would be lost
        return Match(Verdict.NUMBER if score >= NEARLY else Verdict.OTHER, score, said)
    if figures.relation is Relation.AGREE and score >= NEARLY:
        return Match(Verdict.NEAR, score, said)
    if figures.relation is Relation.INCOMPARABLE and figures.why.startswith("another"):
        return Match(Verdict.OTHER, score, said)
    if bool(one.figures) != bool(other.figures):
        return Match(Verdict.NEAR if score >= WITHOUT_FIGURE else Verdict.OTHER, score, ("only one gives a figure",))
    return Match(Verdict.NEAR if score >= NEARLY else Verdict.OTHER, score, said or (alike_in,))

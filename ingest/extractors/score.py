"""How surely an assertion is a claim worth tracking: points in log-odds, each with a name one can read.

Most come from the words of its sentence, by a small model (`wording`); what the debates that taught it do not teach is
added by hand.
"""

import math
from collections.abc import Mapping

from claims.core.vocabulary import Kind
from ingest.extractors import environment, wording
from ingest.extractors.words import Sentence

START = 0.7
"""An article holds more claims than a debate, where three sentences of four are none."""
FORECAST = 0.5
"""The model learned what can be checked today; a forecast can be checked later, and is tracked for that."""
DATED = 1.5
"""A forecast that says when it falls due can be held to it."""
OPINION = -0.5
SHORT = -0.3
PART = 0.6
"""What is a smaller share of its sentence than this is judged by its own words too."""
OWN = 0.3
"""How much its own words count then; the rest is the sentence's."""
_FEW = 6


class Scorer:
    """The points of the assertions of one sentence."""

    def __init__(self, s: Sentence) -> None:
        self._s = s
        self._tokens = wording.tokens(s)
        self._whole: tuple[float, dict[str, float]] | None = None
        self._green = environment.is_near(s.lows)

    def features(self, first: int, last: int, kind: Kind, *, dated: bool) -> dict[str, float]:
        """Return the points of words `first` to `last`; their sum is the log-odds of the score."""
        s = self._s
        if self._whole is None:
            self._whole = wording.weigh(s, self._tokens, 0, len(s))
        if last - first < PART * len(s):
            points = _mixed(*wording.weigh(s, self._tokens, first, last), self._whole[0])
        else:
            points = _named(*self._whole)
        if self._green:
            points.update(environment.points(s.lows[first:last]))
        if kind is Kind.FORECAST:
            points["forecast"] = FORECAST
            if dated:
                points["due date"] = DATED
        elif kind is Kind.OPINION:
            points["opinion"] = OPINION
        if last - first < _FEW:
            points["short"] = SHORT
        return points


def score(points: Mapping[str, float]) -> float:
    """Return the logistic of the points, 0 to 1, three digits."""
    total = max(-30.0, min(30.0, math.fsum(points.values())))
    return round(1 / (1 + math.exp(-total)), 3)


def _named(total: float, strongest: Mapping[str, float]) -> dict[str, float]:
    """The strongest words by name, and all others in one sum, so that the points still add up."""
    return {**strongest, "other words": round(START + total - math.fsum(strongest.values()), 2)}


def _mixed(own: float, strongest: Mapping[str, float], whole: float) -> dict[str, float]:
    mine = {name: round(OWN * value, 2) for name, value in strongest.items()}
    return {**_named(OWN * own, mine), "the whole sentence": round((1 - OWN) * whole, 2)}

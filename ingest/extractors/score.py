"""How surely an assertion is a claim worth tracking: a few features, each with a weight one can read."""

import math
from collections.abc import Mapping, Sequence

from claims.core.vocabulary import Kind, Modality
from ingest.extractors import lexicon

WEIGHTS: dict[str, float] = {
    "base": -0.6,
    "quantity": 1.3,
    "digit": 0.5,
    "name": 0.8,
    "past": 0.6,
    "comparison": 0.5,
    "change": 0.8,
    "reported": 0.4,
    "long": 0.4,
    "short": -0.4,
    "forecast": -0.1,
    "opinion": -1.0,
    "hedged": -0.4,
    "first_person": -0.7,
    "unresolved": -0.3,
    "fragment": -1.0,
}
_COMPARISON = frozenset(
    "more less fewer higher lower highest lowest largest biggest most least than record first only".split()
)
_CHANGE = frozenset(
    "increase increased increases rise rose risen rises fall fell fallen falls drop dropped cut cuts grew "
    "grown grow growth reduce reduced reduction double doubled tripled lost created raised spent cost "
    "costs percent rate jobs tax taxes".split()
)


def features(
    lows: Sequence[str],
    tags: Sequence[str],
    *,
    quantities: int,
    kind: Kind,
    modality: Modality,
    stands_alone: bool,
    role: str,
) -> dict[str, float]:
    """Return the features of an assertion that are not nought."""
    words = set(lows)
    found = {
        "base": True,
        "quantity": quantities > 0,
        "digit": "#" in tags,
        "name": "E" in tags,
        "past": "p" in tags or "d" in tags,
        "comparison": not _COMPARISON.isdisjoint(words),
        "change": not _CHANGE.isdisjoint(words),
        "reported": modality is Modality.REPORTED,
        "long": len(lows) > 12,
        "short": len(lows) < 6,
        "forecast": kind is Kind.FORECAST,
        "opinion": kind is Kind.OPINION,
        "hedged": modality is Modality.HEDGED,
        "first_person": not lexicon.FIRST_PERSON.isdisjoint(words),
        "unresolved": not stands_alone,
        "fragment": role == "fragment",
    }
    return {name: 1.0 for name, present in found.items() if present}


def score(found: Mapping[str, float]) -> float:
    """Return the logistic of the weighted features, 0 to 1, two digits."""
    total = sum(WEIGHTS[name] * value for name, value in found.items())
    return round(1 / (1 + math.exp(-total)), 2)

"""What the program suggests about two claims; a person decides."""

from dataclasses import dataclass

from claims.core.vocabulary import LinkKind
from claims.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two claims that may be one (duplicate) or cannot both be true (contradicts).

    `score` says how alike their words are, from 0 to 1; `verdict` what they are to each other: same, near, another
    number or opposite; `reasons` why.
    """

    kind: LinkKind
    claim: Claim
    other: Claim
    score: float
    verdict: str
    reasons: tuple[str, ...]

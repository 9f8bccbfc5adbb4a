"""What the program suggests about two claims; a person decides."""

from dataclasses import dataclass

from claims.core.vocabulary import LinkKind
from claims.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two claims that may be one (duplicate) or cannot both be true (contradicts).

    `score` says how alike their words are, from 0 to 1, or words and meaning where that is more; `verdict` what they
    are to each other: same, near, another number or opposite; `reasons` why.
    """

    kind: LinkKind
    claim: Claim
    other: Claim
    score: float
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested about a new statement and a claim that is there, as `Suggestion` has it.

    `claim` is the key of the new one, None where it was not recorded.
    """

    kind: LinkKind
    claim: str | None
    statement: str
    other: str
    other_statement: str
    score: float
    verdict: str
    reasons: tuple[str, ...]

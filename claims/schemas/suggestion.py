"""What the program suggests about two claims."""

from pydantic import Field

from claims.core.vocabulary import LinkKind
from claims.schemas.base import Record
from claims.schemas.claim import ClaimRecord


class SuggestionRecord(Record):
    """Two claims that may be one, or cannot both be true; a person decides."""

    kind: LinkKind = Field(description="duplicate or contradicts.")
    score: float = Field(description="How alike they are in words, or in words and meaning, 0 to 1.")
    verdict: str = Field(description="What they are to each other: same, near, another number or opposite.")
    reasons: tuple[str, ...] = Field(description="Why, in words.")
    claim: ClaimRecord = Field(description="The one.")
    other: ClaimRecord = Field(description="The other.")


class SuggestedRecord(Record):
    """A claim that is there which a new one may repeat, or cannot be true beside."""

    kind: LinkKind = Field(description="duplicate or contradicts.")
    claim: str | None = Field(description="Key of the new claim; null in a dry run.")
    statement: str = Field(description="What the new one says.")
    other: str = Field(description="Key of the claim that is there.")
    other_statement: str = Field(description="What that says.")
    score: float = Field(description="How alike they are in words, or in words and meaning, 0 to 1.")
    verdict: str = Field(description="What they are to each other: same, near, another number or opposite.")
    reasons: tuple[str, ...] = Field(description="Why, in words.")

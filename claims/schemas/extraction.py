"""What extractors find, before anything is recorded."""

from datetime import date

from pydantic import Field

from claims.core.vocabulary import Kind, Modality, Precision
from claims.schemas.base import Record
from claims.schemas.claim import QuantityRecord


class CandidateRecord(Record):
    """A claim as an extractor proposes it."""

    statement: str = Field(description="What is claimed, readable alone.")
    kind: Kind = Field(description="fact, forecast or opinion.")
    quote: str = Field(description="The exact words; text[start:end] of the document.")
    start: int = Field(description="Where the quote starts in the text, in code points.")
    end: int = Field(description="Where it ends.")
    section: str | None = Field(description="The heading it stands under.")
    citations: tuple[str, ...] = Field(description="Citation marks on it.")
    speaker: str | None = Field(description="Who is committed to it.")
    modality: Modality = Field(description="asserted, reported, hedged or denied.")
    cue: str | None = Field(description="The words that show the modality.")
    subject: str | None = Field(description="Whom or what it is about.")
    quantities: tuple[QuantityRecord, ...] = Field(description="Its numbers.")
    due: date | None = Field(description="By when it comes true or not.")
    due_precision: Precision | None = Field(description="How exactly that is known.")
    stands_alone: bool = Field(description="Whether it can be understood without its document.")
    score: float = Field(description="How surely it is a claim and was read right.")
    features: dict[str, float] = Field(description="What made the score.")


class MatchRecord(Record):
    """One claim as each extractor reads it."""

    differs: tuple[str, ...] = Field(description="What those that found it do not agree on.")
    found: tuple[CandidateRecord | None, ...] = Field(
        description="In the order of the extractors; null for one that did not find it."
    )


class ReaderRecord(Record):
    """An extractor as it read a text."""

    name: str = Field(description="Its name.")
    version: str = Field(description="Its version; for a language model with the name of the model.")
    claims: int = Field(description="How many claims it found.")
    notes: tuple[str, ...] = Field(description="What it has to say: requests, cost, what was left out.")


class ComparisonRecord(Record):
    """What extractors find in one input: `claims extract --json`."""

    name: str = Field(description="The input, as it was named.")
    readers: tuple[ReaderRecord, ...] = Field(description="The extractors, in the order they were asked for.")
    matches: tuple[MatchRecord, ...] = Field(description="What they found, in reading order.")
    notes: tuple[str, ...] = Field(description="What was noticed while reading.")
    failed: str | None = Field(description="Why it could not be read.")

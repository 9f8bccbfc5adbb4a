"""What readings of a document found, and how two of them differ."""

from datetime import date

from pydantic import Field

from claims.core.status import Status
from claims.core.vocabulary import Kind, Modality
from claims.schemas.base import Key, Record
from claims.schemas.claim import QuantityRecord


class ReadingRecord(Record):
    """A claim as one reading of a document found it."""

    claim: Key = Field(description="Key of the claim it is.")
    document: Key = Field(description="Key of the document.")
    quote: str = Field(description="The exact words.")
    start: int = Field(description="Where the quote starts in the text, in code points.")
    end: int = Field(description="Where it ends.")
    statement: str = Field(description="What is claimed, as this reading put it.")
    kind: Kind = Field(description="fact, forecast or opinion.")
    modality: Modality = Field(description="asserted, reported, hedged or denied.")
    speaker: str | None = Field(description="Who is committed to it.")
    due: date | None = Field(description="By when it comes true or not.")
    score: float | None = Field(description="How surely it is a claim and was read right.")
    quantities: tuple[QuantityRecord, ...] = Field(description="Its numbers.")
    extractor: str = Field(description="What found it.")
    extractor_version: str = Field(description="And its version; for a language model with the name of the model.")
    status: Status = Field(description="The status of the claim now.")
    reviewed: bool = Field(description="Whether a person has decided about it.")


class RereadingRecord(Record):
    """A claim as two batches read it: `claims diff --batch`."""

    before: ReadingRecord | None = Field(description="As the first batch found it; null where it did not.")
    after: ReadingRecord | None = Field(description="As the second one did.")
    differs: tuple[str, ...] = Field(description="What they do not agree on.")

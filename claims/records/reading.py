"""What a reading of a document found, and how two readings differ."""

from dataclasses import dataclass
from datetime import date

from claims.core.status import Status
from claims.core.vocabulary import Kind, Modality
from claims.records.claim import Number


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as one reading of a document found it; `status` and `reviewed` are the claim's now."""

    claim: str
    document: str
    quote: str
    start: int
    end: int
    statement: str
    kind: Kind
    modality: Modality
    speaker: str | None
    due: date | None
    score: float | None
    quantities: tuple[Number, ...]
    extractor: str
    extractor_version: str
    status: Status
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Rereading:
    """A claim as two readings found it; None where one did not. `differs` names what they do not agree on."""

    before: Reading | None
    after: Reading | None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchComparison:
    """Two batches' readings of the documents both read, in reading order; `apart` counts those only one read."""

    before: str
    after: str
    documents: int
    apart: int
    claims: tuple[Rereading, ...]

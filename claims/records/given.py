"""What the ledger takes: a capture, an assertion, and who does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claims.core.vocabulary import ActorKind, Kind, Modality, Precision

if TYPE_CHECKING:
    from claims.core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person by default."""

    name: str
    kind: ActorKind = ActorKind.PERSON


@dataclass(frozen=True, slots=True)
class NewDocument:
    """One capture to store: the bytes as they came and the text that was read from them.

    `url` is where it was found, `canonical` the address it calls its own; `marks` are where pages or times begin in
    the text; `headers` what its server said; `retrieved_at` when it was had, in microseconds, now where not given;
    `path` the file on this machine it was read from.
    """

    body: bytes
    text: str
    source: str
    media_type: str = "text/plain"
    url: str | None = None
    canonical: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    reader: str = "plain"
    reader_version: str = "1"
    marks: tuple[tuple[int, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    retrieved_at: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """One assertion to record, with the place it stands in when a document is given along.

    `confidence` is 0-100 with `confidence_by` saying who judged; `confidence_reasons` explain a rule's estimate.
    """

    statement: str
    kind: Kind = Kind.FACT
    source: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    url: str | None = None
    section: str | None = None
    citations: tuple[str, ...] = ()
    speaker: str | None = None
    modality: Modality = Modality.ASSERTED
    cue: str | None = None
    subject: str | None = None
    language: str | None = None
    quantities: "tuple[Quantity, ...] | None" = None
    due: date | None = None
    due_precision: Precision | None = None
    stands_alone: bool = True
    confidence: int | None = None
    confidence_by: ActorKind | None = None
    confidence_reasons: tuple[str, ...] = ()
    extractor: str = "hand"
    extractor_version: str = "1"
    score: float | None = None
    features: Mapping[str, float] | None = None
    tags: tuple[str, ...] = ()

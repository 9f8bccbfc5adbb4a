"""What the ledger takes and what the queries give: plain frozen values, no database behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind, LinkKind, LinkState, Modality, Precision, SourceKind, Stance

if TYPE_CHECKING:
    from claims.core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person by default."""

    name: str
    kind: ActorKind = ActorKind.PERSON


# What goes in


@dataclass(frozen=True, slots=True)
class NewDocument:
    """One capture to store: the bytes as they came and the text that was read from them."""

    body: bytes
    text: str
    source: str
    media_type: str = "text/plain"
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    reader: str = "plain"
    reader_version: str = "1"


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


# What comes out


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of a claim as stored; `text` are the words it was written in."""

    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: str
    measures: str | None
    per: str | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A claim in a document (or told by a source without one); the quote is word for word."""

    n: int
    source: str
    quote: str | None
    document: str | None
    url: str | None
    title: str | None
    published: str | None
    start: int | None
    end: int | None
    prefix: str | None
    suffix: str | None
    section: str | None
    citations: tuple[str, ...]
    speaker: str | None
    modality: Modality
    cue: str | None
    extractor: str
    extractor_version: str
    score: float | None
    features: Mapping[str, float]
    recorded_at: datetime
    withdrawn: bool
    claim: str
    """The key of the claim it was recorded for: another one's, where that was merged into this."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody found for or against a claim."""

    n: int
    stance: Stance
    url: str | None
    document: str | None
    quote: str | None
    note: str | None
    circular: bool
    actor: str
    recorded_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded change of a claim. `status` and `confidence` are what they were after it."""

    claim: str
    seq: int
    kind: EventKind
    recorded_at: datetime
    effective_at: datetime | None
    actor: str
    actor_kind: ActorKind
    reason: str | None
    payload: Mapping[str, Any]
    status: Status
    confidence: int | None
    batch: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    """A claim's relation to another one."""

    kind: LinkKind
    state: LinkState
    claim: str
    other: str
    score: float | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim now, or as it was believed at `as_of`."""

    key: str
    statement: str
    kind: Kind
    status: Status
    reviewed: bool
    confidence: int | None
    confidence_by: ActorKind | None
    subject: str | None
    language: str | None
    due: date | None
    due_precision: Precision | None
    stands_alone: bool
    source: str
    version: int
    recorded_at: datetime
    changed_at: datetime
    withdrawn: bool
    merged_into: str | None
    quantities: tuple[Number, ...] = ()
    tags: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some claims in order, and where the next ones start (None when there are no more)."""

    claims: tuple[Claim, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some events, newest first, and where the next ones start (None when there are no more)."""

    events: tuple[Event, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one claim between two times: `before` is None for a claim that was not there yet."""

    key: str
    before: Claim | None
    after: Claim
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """A reliability (Admiralty A-F, None when withdrawn) somebody gave a source, and when."""

    reliability: str | None
    recorded_at: datetime
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes: a name, and how reliable it was found."""

    key: str
    name: str
    kind: SourceKind
    homepage: str | None
    reliability: str | None
    origin: str | None
    recorded_at: datetime
    claims: int
    documents: int
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One immutable capture; `text` is None where only its hash is known."""

    key: str
    sha256: str
    source: str
    url: str | None
    title: str | None
    byline: str | None
    published: str | None
    retrieved_at: datetime
    language: str | None
    media_type: str
    text: str | None
    reader: str
    reader_version: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one input of a batch."""

    name: str
    outcome: str
    document: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """One command that changed something: who ran it, when, and what came of it."""

    key: str
    command: str
    parameters: Mapping[str, Any]
    versions: Mapping[str, Any]
    actor: str
    actor_kind: ActorKind
    started_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, int]
    undone_by: str | None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one change came to; `changed` is false when it would have changed nothing, and nothing was written."""

    claim: Claim
    changed: bool
    batch: str | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch came to: claims put back, and claims left alone because of later work, with the reason."""

    batch: str
    undid: str
    reverted: int
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: added, known, empty or failed (`detail` says why)."""

    name: str
    outcome: str
    document: str | None = None
    added: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    known: int = 0
    detail: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch of inputs came to."""

    batch: str | None
    outcomes: Sequence[Outcome]
    dry_run: bool = False

    def count(self, outcome: str) -> int:
        return sum(each.outcome == outcome for each in self.outcomes)

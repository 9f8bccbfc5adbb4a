"""A claim as the queries give it, with all that hangs on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Fate, Kind, LinkKind, LinkState, Modality, Precision, Stance
from claims.records.origin import Origin, counted


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
class Drifted:
    """What became of a quote in a later capture of its page: `document`, none where the page itself is gone.

    `words` stand there now, at `start` to `end`; `diff` marks in one text what was taken away and put in. `page` is
    what the server said where there is no page any more.
    """

    fate: Fate
    document: str | None
    words: str | None
    start: int | None
    end: int | None
    diff: str | None
    page: int | None
    found_at: datetime


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
    place: str | None = None
    """The page it stands on or the time it was said at, such as `page 3`."""
    drift: Drifted | None = None
    """What became of it since; None while it stands there as it was, as far as that was looked at."""
    origin: Origin | None = None
    """Where it comes from: several of one name are one voice."""


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
    salt: str
    erased: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A claim's relation to another one."""

    kind: LinkKind
    state: LinkState
    claim: str
    other: str
    score: float | None
    decided_by: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """What a search found in a claim: a part of its statement or of a quote, and which characters answer."""

    text: str
    marks: tuple[tuple[int, int], ...]
    of: str
    """`statement` or `quote`."""


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
    snippet: Snippet | None = None
    """Only in what a search found by words."""

    @property
    def origins(self) -> int:
        """How many independent origins say so: copies of one story count once."""
        return counted(each.origin for each in self.appearances if each.origin and not each.withdrawn)


@dataclass(frozen=True, slots=True)
class Page:
    """Some claims in order, and where the next ones start (None when there are no more)."""

    claims: tuple[Claim, ...]
    after: str | None = None

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some events, newest first, and where the next ones start (None when there are no more)."""

    events: tuple[Event, ...]
    after: str | None = None

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one claim between two times: `before` is None for a claim that was not there yet."""

    key: str
    before: Claim | None
    after: Claim
    events: tuple[Event, ...]

"""Where claims come from: sources and their ratings, documents, batches and their items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.core.vocabulary import ActorKind, SourceKind


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
class Mark:
    """What begins at a place in a document's text: `page 3`, or the time it was said at."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture of a page; `drift` tells how many quotes from those before it had which fate in it."""

    document: str
    retrieved_at: datetime
    drift: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One immutable capture; `text` is None where only its hash is known.

    `previous` is the key of the capture of the same page before this one.
    """

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
    modified: str | None = None
    marks: tuple[Mark, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    previous: str | None = None
    archive: "Archived | None" = None
    path: str | None = None
    captures: tuple[Captured, ...] = ()
    erased: str | None = None
    """Key of the batch that erased it."""
    noticed: str | None = None
    """What was noticed while it was read: what was guessed or left out."""


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a public archive keeps a copy of a document, who said so and when, and with which batch."""

    url: str
    actor: str
    recorded_at: datetime
    batch: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """Of how many documents older than so many days the bytes were dropped, and how much room those took."""

    days: int
    documents: int
    bytes: int


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

    @property
    def inputs(self) -> tuple[str, ...]:
        """What it was given to read, where that can be read again; empty for other commands."""
        return tuple(self.parameters.get("inputs", ()))

    @property
    def stopped(self) -> bool:
        """Whether it took documents in and did not come to its end: it was stopped, or is still running."""
        return self.command == "ingest" and self.finished_at is None and self.undone_by is None

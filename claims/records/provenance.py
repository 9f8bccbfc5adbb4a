"""Where claims come from: sources and their ratings, documents, batches and their items."""

from collections.abc import Mapping
from dataclasses import dataclass
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

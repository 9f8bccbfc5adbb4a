"""What stands around claims: sources, documents, batches."""

from typing import Any

from pydantic import Field

from claims.core.vocabulary import ActorKind, SourceKind
from claims.schemas.base import Key, Moment, Record


class RatingRecord(Record):
    """A reliability somebody gave a source."""

    reliability: str | None = Field(description="A to F (Admiralty scale); null where it was taken back.")
    recorded_at: Moment = Field(description="When.")
    actor: str = Field(description="Who.")
    reason: str | None = Field(description="Why.")


class SourceRecord(Record):
    """Who publishes."""

    key: Key
    name: str = Field(description="Its name.")
    kind: SourceKind = Field(description="publisher, author, institution, person or unknown.")
    homepage: str | None = Field(description="Its page.")
    reliability: str | None = Field(description="A to F (Admiralty scale); null for not rated.")
    origin: str | None = Field(description="Who owns or feeds it.")
    recorded_at: Moment = Field(description="When it was first seen.")
    claims: int = Field(description="How many claims it made.")
    documents: int = Field(description="How many documents of it are stored.")
    ratings: tuple[RatingRecord, ...] = Field(description="How it was rated, first to last; empty in lists.")


class MarkRecord(Record):
    """What begins at a place in a document's text."""

    start: int = Field(description="The place, in code points.")
    name: str = Field(description="A page such as page 3, a part, or the time it was said at.")


class ArchivedRecord(Record):
    """Where a public archive keeps a copy of a document."""

    url: str = Field(description="Its address there.")
    actor: str = Field(description="Who said so.")
    recorded_at: Moment = Field(description="When.")
    batch: str = Field(description="Key of the batch, to undo it.")


class CapturedRecord(Record):
    """A capture of a page."""

    document: Key = Field(description="Key of the document it is.")
    retrieved_at: Moment = Field(description="When it was taken in.")
    drift: dict[str, int] = Field(description="How many quotes from those before it are as they were in it, and so on.")


class DocumentRecord(Record):
    """One immutable capture."""

    key: Key
    sha256: str = Field(description="SHA-256 of its bytes, in hexadecimal.")
    source: str = Field(description="Who published it.")
    url: str | None = Field(description="Where.")
    title: str | None = Field(description="Its title.")
    byline: str | None = Field(description="Who wrote it.")
    published: str | None = Field(description="When it was published, as exactly as it is known.")
    retrieved_at: Moment = Field(description="When it was taken in.")
    language: str | None = Field(description="Its language, as a BCP 47 tag.")
    media_type: str = Field(description="What its bytes were.")
    text: str | None = Field(description="Its text, which quotes point into; null in lists and where it is not kept.")
    reader: str = Field(description="What read the text from the bytes.")
    reader_version: str = Field(description="And its version.")
    withdrawn: bool = Field(description="Whether the batch that took it in was undone.")
    modified: str | None = Field(description="When it says it was last changed.")
    marks: tuple[MarkRecord, ...] = Field(description="Where in the text pages, parts or times begin.")
    headers: dict[str, str] = Field(description="What its server said along with it.")
    previous: str | None = Field(description="Key of the capture of the same page before this one.")
    archive: ArchivedRecord | None = Field(description="Where a public archive keeps a copy; null for nowhere.")
    path: str | None = Field(description="The file on this machine it was read from.")
    captures: tuple[CapturedRecord, ...] = Field(description="All captures of its page; empty in lists.")
    erased: str | None = Field(description="Key of the batch that erased what was captured; null where nothing was.")
    noticed: str | None = Field(description="What was guessed or left out when it was read; null in lists.")


class EmbeddedRecord(Record):
    """What `claims db embed` came to."""

    model: str = Field(description="The model, as its vectors are kept.")
    embedded: int = Field(description="How many claims got a vector.")
    claims: int = Field(description="How many claims have one of this model now.")
    dropped: int = Field(description="How many vectors of other models were dropped.")


class PrunedRecord(Record):
    """Documents of which the bytes were dropped, or would be."""

    days: int = Field(description="Older than this many days.")
    documents: int = Field(description="How many.")
    bytes: int = Field(description="How much room they took, compressed.")


class DriftRecord(Record):
    """A passage in which two texts differ."""

    before: str = Field(description="What stood there; empty for what is new.")
    after: str = Field(description="What stands there; empty for what is gone.")
    start_before: int = Field(description="Where, in the earlier text, in code points.")
    start_after: int = Field(description="Where, in the later text.")


class ItemRecord(Record):
    """What became of one input of a batch."""

    name: str = Field(description="The input, as it was named.")
    outcome: str = Field(description="added, known, empty or failed.")
    document: str | None = Field(description="Key of its document.")
    detail: str | None = Field(description="Why, where there is something to say.")


class BatchRecord(Record):
    """One command that changed something."""

    key: Key
    command: str = Field(description="What was done.")
    parameters: dict[str, Any] = Field(description="With which options.")
    versions: dict[str, Any] = Field(description="By which versions of the tools.")
    actor: str = Field(description="Who ran it.")
    actor_kind: ActorKind = Field(description="person, rule or model.")
    started_at: Moment = Field(description="When it started.")
    finished_at: Moment | None = Field(description="When it ended; null when it was interrupted.")
    counts: dict[str, int] = Field(description="What it came to.")
    undone_by: str | None = Field(description="Key of the batch that undid it.")
    items: tuple[ItemRecord, ...] = Field(description="Its inputs; empty in lists.")

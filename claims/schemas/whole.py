"""What stands around claims, as lines of `claims export --whole`: everything there is of it, so that it can move."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from claims.core.text import NAME
from claims.core.vocabulary import ActorKind, SourceKind
from claims.schemas.base import Moment, Record
from claims.schemas.catalog import MarkRecord

Known = Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{12}$", description="Key: 12 letters and digits.")]
Number = Annotated[int, Field(strict=True, ge=1, lt=2**31)]
Size = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Said = Annotated[str, Field(min_length=1, max_length=NAME)]
Grade = Literal["A", "B", "C", "D", "E", "F"] | None
Version = Annotated[Literal[1], Field(description="Version of this contract.")]


class Line(Record):
    """A line that is not a claim; `type` tells which."""

    what: ClassVar[str]


class BatchLine(Line):
    """One command that changed something: a line of `claims export --whole`."""

    what = "batch"
    schema_version: Version
    type: Literal["batch"] = Field(description="What the line is.")
    key: Known
    command: Said = Field(description="What was done.")
    parameters: dict[str, Any] = Field(description="With which options.")
    versions: dict[str, Any] = Field(description="By which versions of the tools.")
    actor: Said = Field(description="Who ran it.")
    actor_kind: ActorKind = Field(description="person, rule or model.")
    started_at: Moment = Field(description="When it started.")
    finished_at: Moment | None = Field(description="When it ended; null when it was interrupted.")
    counts: dict[str, Any] | None = Field(description="What it came to.")
    undone_by: Known | None = Field(description="Key of the batch that undid it.")


class RatingLine(Record):
    """A reliability somebody gave a source, with all there is about it."""

    reliability: Grade = Field(description="A to F (Admiralty scale); null where it was taken back.")
    recorded_at: Moment = Field(description="When.")
    effective_at: Moment | None = Field(description="When it came to be so in the world, where that was said.")
    actor: Said = Field(description="Who.")
    actor_kind: ActorKind = Field(description="person, rule or model.")
    reason: str | None = Field(description="Why.")
    batch: Known | None = Field(description="Key of the batch it belongs to.")


class SourceLine(Line):
    """Who publishes, and every rating: a line of `claims export --whole`."""

    what = "source"
    schema_version: Version
    type: Literal["source"] = Field(description="What the line is.")
    key: Known
    name: Said = Field(description="Its name.")
    kind: SourceKind = Field(description="publisher, author, institution, person or unknown.")
    homepage: str | None = Field(description="Its page.")
    origin: str | None = Field(description="Who owns or feeds it.")
    recorded_at: Moment = Field(description="When it was first seen.")
    batch: Known | None = Field(description="Key of the batch that brought it.")
    ratings: tuple[RatingLine, ...] = Field(description="How it was rated, first to last.")


class DocumentLine(Line):
    """One immutable capture; its text and bytes follow in pieces: a line of `claims export --whole`."""

    what = "document"
    schema_version: Version
    type: Literal["document"] = Field(description="What the line is.")
    key: Known
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of its bytes, in hexadecimal.")
    source: Said = Field(description="Who published it.")
    url: str | None = Field(description="Where.")
    title: str | None = Field(description="Its title.")
    byline: str | None = Field(description="Who wrote it.")
    published: str | None = Field(description="When it was published, as exactly as it is known.")
    retrieved_at: Moment = Field(description="When it was taken in.")
    language: str | None = Field(description="Its language, as a BCP 47 tag.")
    canonical_url: str | None = Field(default=None, description="The address it calls its own, as it is compared.")
    modified: str | None = Field(default=None, description="When it says it was last changed.")
    marks: tuple[MarkRecord, ...] = Field(default=(), description="Where in the text pages, parts or times begin.")
    headers: dict[str, str] = Field(default_factory=dict, description="What its server said along with it.")
    path: str | None = Field(default=None, description="Where the file was that it was read from.")
    archive_url: str | None = Field(default=None, description="Where a public archive keeps a copy.")
    archive_batch: Known | None = Field(default=None, description="Key of the batch that said so.")
    erased_batch: Known | None = Field(default=None, description="Key of the batch that erased it.")
    media_type: str = Field(description="What its bytes were.")
    reader: str = Field(description="What read the text from the bytes.")
    reader_version: str = Field(description="And its version.")
    batch: Known = Field(description="Key of the batch that took it in.")
    withdrawn: bool = Field(description="Whether that was undone.")
    text_length: Size | None = Field(description="How long its text is, in code points; null where it is not kept.")
    bytes_length: Size | None = Field(description="How many bytes it has; null where they are not kept.")
    bytes_are_text: bool = Field(description="Whether its bytes are its text in UTF-8, and are not told a second time.")
    pieces: Size = Field(description="How many lines with pieces of it follow.")


class PieceLine(Line):
    """A piece of a document, after its line and in order: a line of `claims export --whole`."""

    what = "piece"
    schema_version: Version
    type: Literal["piece"] = Field(description="What the line is.")
    document: Known
    n: Number = Field(description="Its number within the document.")
    text: str | None = Field(description="The next characters of the text; null in a piece of bytes.")
    bytes: str | None = Field(description="The next bytes, in Base64; null in a piece of text.")


class ItemLine(Line):
    """What became of one input of a batch: a line of `claims export --whole`."""

    what = "item"
    schema_version: Version
    type: Literal["item"] = Field(description="What the line is.")
    batch: Known = Field(description="Key of the batch.")
    n: Number = Field(description="Its number within the batch.")
    name: str = Field(description="The input, as it was named.")
    outcome: Literal["added", "known", "empty", "failed"] = Field(description="added, known, empty or failed.")
    document: Known | None = Field(description="Key of its document.")
    detail: str | None = Field(description="Why, where there is something to say.")
    found: list[dict[str, Any]] | None = Field(description="What a further reading of a known document found.")


class FeedLine(Line):
    """A feed that is, or was, subscribed to: a line of `claims export --whole`."""

    what = "feed"
    schema_version: Version
    type: Literal["feed"] = Field(description="What the line is.")
    key: Known
    name: str = Field(min_length=1, description="What it is called.")
    url: str = Field(min_length=1, description="Where it is.")
    source: str | None = Field(description="Who publishes it, where that was said.")
    full: bool = Field(description="Whether the pages its entries lead to are fetched.")
    every: Number = Field(description="How often it is due, in seconds.")
    added_at: Moment = Field(description="When it was added.")
    added_by: Said = Field(description="Who added it.")
    removed_at: Moment | None = Field(description="When it was removed.")
    title: str | None = Field(description="What it calls itself.")
    etag: str | None = Field(description="How its server marks what was fetched last.")
    modified: str | None = Field(description="When that was last changed, as the server says it.")
    polled_at: Moment | None = Field(description="When it was last asked.")
    changed_at: Moment | None = Field(description="When it last had something new.")
    failures: Size = Field(description="How often in succession asking it failed.")
    failure: str | None = Field(description="Why, the last time.")
    gone_at: Moment | None = Field(description="When it said that it is gone for good.")


class EntryLine(Line):
    """An entry of a feed that was taken in: a line of `claims export --whole`."""

    what = "entry"
    schema_version: Version
    type: Literal["entry"] = Field(description="What the line is.")
    feed: Known = Field(description="Key of the feed.")
    n: Number = Field(description="Its number within the feed.")
    guid: str | None = Field(description="What the feed calls it.")
    link: str | None = Field(description="Where it leads, as addresses are compared.")
    title: str | None = Field(description="Its title, as titles are compared.")
    words: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of its words, in hexadecimal.")
    document: Known = Field(description="Key of its document.")
    seen_at: Moment = Field(description="When it was taken in.")


class NamingLine(Line):
    """A decision that one name of a subject is another's alias, or is none: a line of `claims export --whole`."""

    what = "naming"
    schema_version: Version
    type: Literal["naming"] = Field(description="What the line is.")
    name: Said = Field(description="The name.")
    alias: Said = Field(description="What was said to be another name of it.")
    together: bool = Field(description="Whether they were said to be one, or that was taken back.")
    recorded_at: Moment = Field(description="When.")
    actor: Said = Field(description="Who.")
    actor_kind: ActorKind = Field(description="person, rule or model.")
    reason: str | None = Field(description="Why.")
    batch: Known | None = Field(description="Key of the batch it belongs to.")


KINDS = (BatchLine, SourceLine, DocumentLine, PieceLine, FeedLine, NamingLine, ItemLine, EntryLine)
LINES: dict[str, type[Line]] = {each.what: each for each in KINDS}

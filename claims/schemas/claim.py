"""Claims: what they say, where they stand, what was found, what happened."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from claims import records
from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Fate, Kind, LinkKind, LinkState, Modality, OriginRule, Precision, Stance
from claims.schemas.base import Figure, Key, Moment, Record, Seq


class QuantityRecord(Record):
    """A number in a claim."""

    text: str = Field(description="The words it is written in, such as $200M.")
    value: Figure = Field(description="The number; null for a range.")
    low: Figure = Field(description="The lower end of a range, else null.")
    high: Figure = Field(description="The upper end of a range, else null.")
    unit: str | None = Field(description="A currency (ISO 4217), percent, a unit or the noun counted; else null.")
    comparator: str = Field(description="How it bounds the real one: =, ~ (about), <, <=, >, >=.")
    measures: str | None = Field(None, description="What it measures, in English, such as revenue.")
    per: str | None = Field(None, description="The unit it is told for, such as year or person.")


class DriftedRecord(Record):
    """What became of a quote in a later capture of its page."""

    fate: Fate = Field(description="moved (the same words elsewhere), altered or gone.")
    document: str | None = Field(description="Key of the capture; null where the page itself is gone.")
    words: str | None = Field(description="What stands there now; null where it is gone.")
    start: int | None = Field(description="Where, in the capture's text, in code points.")
    end: int | None = Field(description="Where it ends.")
    diff: str | None = Field(description="Where altered: both in one text, as [-taken away-] and {+put in+}.")
    page: int | None = Field(description="What the server said where the page is gone: 404 or 410; else null.")
    found_at: Moment = Field(description="When it was found.")


class OriginRecord(Record):
    """Where an appearance comes from: appearances of one name are one voice."""

    name: str = Field(description="The origin that is counted.")
    rule: OriginRule = Field(description="How it was found: outlet, wire, copy, owner or source.")
    via: str = Field(description="The outlet, wire or source that led there.")
    document: str | None = Field(description="Key of the document with the same text, where that decided.")


class AppearanceRecord(Record):
    """A claim in a document, or told by a source without one."""

    n: Seq = Field(description="Its number within the claim.")
    source: str = Field(description="Who published it.")
    quote: str | None = Field(description="The exact words; text[start:end] of the document.")
    document: str | None = Field(description="Key of the document; null where none is stored.")
    url: str | None = Field(description="Where it was published.")
    title: str | None = Field(description="Title of the document.")
    published: str | None = Field(description="When it was published, as exactly as it is known.")
    start: int | None = Field(description="Where the quote starts in the document's text, in code points.")
    end: int | None = Field(description="Where it ends.")
    prefix: str | None = Field(description="The characters before the quote.")
    suffix: str | None = Field(description="The characters after it.")
    section: str | None = Field(description="The heading it stands under.")
    citations: tuple[str, ...] = Field(description="Citation marks on it, such as [1].")
    speaker: str | None = Field(description="Who is committed to it, where that is not the source.")
    modality: Modality = Field(description="How firmly it is put: asserted, reported, hedged or denied.")
    cue: str | None = Field(description="The words that show the modality.")
    extractor: str = Field(description="What found it; `hand` for a person.")
    extractor_version: str = Field(description="And its version.")
    score: float | None = Field(description="How surely it is a claim and was read right, 0 to 1.")
    features: dict[str, float] = Field(description="What made the score.")
    recorded_at: Moment = Field(description="When it was recorded.")
    withdrawn: bool = Field(description="Whether the batch that recorded it was undone.")
    claim: Key = Field(description="Key of the claim it was recorded for: another one after a merge.")
    place: str | None = Field(
        default=None, description="The page it stands on, or the time it was said at, such as page 3."
    )
    drift: DriftedRecord | None = Field(
        default=None, description="What became of it since; null while it is as it was, as far as that was looked at."
    )
    origin: OriginRecord | None = Field(default=None, description="Where it comes from; null in exports of facts.")


class EvidenceRecord(Record):
    """What somebody found for or against a claim."""

    n: Seq = Field(description="Its number within the claim.")
    stance: Stance = Field(description="supports, refutes or context.")
    url: str | None = Field(description="Where it is.")
    document: str | None = Field(description="Key of the stored document it is in.")
    quote: str | None = Field(description="The words that matter.")
    note: str | None = Field(description="What it shows.")
    circular: bool = Field(description="Whether it is where the claim itself comes from.")
    actor: str = Field(description="Who added it.")
    recorded_at: Moment = Field(description="When.")
    withdrawn: bool = Field(description="Whether it was withdrawn.")


class LinkRecord(Record):
    """A claim's relation to another one: `claim` does `kind` to `other`."""

    kind: LinkKind = Field(description="duplicate, contradicts, supports or supersedes.")
    state: LinkState = Field(description="suggested, confirmed or rejected.")
    claim: Key
    other: Key
    score: float | None = Field(description="How close a match, where a machine suggested it.")
    decided_by: str | None = Field(description="Who confirmed or rejected it.")
    reasons: tuple[str, ...] = Field((), description="Why it was suggested, in words.")


class EventRecord(Record):
    """One recorded change of a claim."""

    claim: Key
    seq: Seq = Field(description="Its place in the history of the claim; the only order there is.")
    kind: EventKind = Field(description="What happened.")
    recorded_at: Moment = Field(description="When it was recorded.")
    effective_at: Moment | None = Field(description="When it came to be so in the world, where that was said.")
    actor: str = Field(description="Who did it.")
    actor_kind: ActorKind = Field(description="person, rule or model.")
    reason: str | None = Field(description="Why.")
    payload: dict[str, Any] = Field(description="What changed; its fields depend on the kind.")
    status: Status = Field(description="The status after it.")
    confidence: int | None = Field(description="The confidence after it.")
    batch: str | None = Field(description="Key of the batch it belongs to.")
    hash: str = Field(description="SHA-256 over this event and the one before it, in hexadecimal.")
    salt: str = Field(description="Random bytes that went into it, in hexadecimal.")
    erased: str | None = Field(description="Where what it said was erased: what stands for that in its hash.")


class ClaimRecord(Record):
    """A claim now, or as it was believed at `as_of`."""

    schema_version: Literal[1] = Field(1, description="Version of this contract.")
    key: Key
    statement: str = Field(description="What is claimed, readable alone.")
    kind: Kind = Field(description="fact, forecast or opinion.")
    status: Status = Field(description="What was found when it was checked.")
    reviewed: bool = Field(description="Whether a person has decided about it.")
    confidence: int | None = Field(ge=0, le=100, description="How sure we are that it is true; null for not assessed.")
    confidence_by: ActorKind | None = Field(description="Who judged that: person, rule or model.")
    source: str = Field(description="Who published it first.")
    subject: str | None = Field(description="Whom or what it is about.")
    language: str | None = Field(description="Its language, as a BCP 47 tag.")
    due: date | None = Field(description="The last day by which a forecast comes true or not.")
    due_precision: Precision | None = Field(description="How exactly that is known.")
    stands_alone: bool = Field(description="Whether it can be understood without its document.")
    quantities: tuple[QuantityRecord, ...] = Field(description="Its numbers.")
    tags: tuple[str, ...] = Field(description="Its tags.")
    appearances: tuple[AppearanceRecord, ...] = Field(description="Where it was said.")
    origins: int | None = Field(
        None, ge=0, description="How many independent origins say so, copies counted once; null in exports of facts."
    )
    version: Seq = Field(description="Number of its last event; what --expect takes.")
    recorded_at: Moment = Field(description="When it was recorded.")
    changed_at: Moment = Field(description="When it last changed.")
    withdrawn: bool = Field(description="Whether the batch that recorded it was undone.")
    merged_into: str | None = Field(description="Key of the claim it was merged into.")
    as_of: Moment | None = Field(None, description="The time this is a view of; null for now.")


class SnippetRecord(Record):
    """What a search found in a claim."""

    model_config = ConfigDict(serialize_by_alias=True)  # a record has a method of the name

    text: str = Field(description="A part of the statement or of a quote; … stands for what was left out.")
    marks: tuple[tuple[int, ...], ...] = Field(description="The spans of it that answer, in code points.")
    of_: Literal["statement", "quote"] = Field(
        validation_alias="of", serialization_alias="of", description="What it is a part of: statement or quote."
    )


class FoundRecord(ClaimRecord):
    """A claim that a search found: what `claims search --json` prints."""

    snippet: SnippetRecord | None = Field(None, description="Where it answers; null where no words were asked for.")


class HistoryRecord(ClaimRecord):
    """A claim with all there is about it: a line of `claims export`, and what `claims show --json` prints."""

    evidence: tuple[EvidenceRecord, ...] = Field(description="What speaks for or against it.")
    links: tuple[LinkRecord, ...] = Field((), description="Its relations to other claims.")
    events: tuple[EventRecord, ...] = Field(description="Everything that ever happened to it, first to last.")

    @classmethod
    def with_events(cls, claim: records.Claim, events: Iterable[records.Event]) -> Self:
        """Return the record for a claim and its history."""
        fields = {name: getattr(claim, name) for name in cls.model_fields.keys() - {"events", "schema_version"}}
        return cls.model_validate(fields | {"events": tuple(events)})


class DifferenceRecord(Record):
    """What became of one claim between two times."""

    key: Key
    before: ClaimRecord | None = Field(description="At the start; null for a claim that was not there yet.")
    after: ClaimRecord = Field(description="At the end.")
    events: tuple[EventRecord, ...] = Field(description="What happened in between.")


def record(claim: records.Claim) -> ClaimRecord:
    """Return the public record of a claim."""
    return ClaimRecord.of(claim)

"""What commands came to."""

from datetime import date

from pydantic import Field

from claims.core.vocabulary import Kind, Modality, Precision
from claims.schemas.base import Moment, Record
from claims.schemas.claim import ClaimRecord, QuantityRecord
from claims.schemas.suggestion import SuggestedRecord


class ChangeRecord(Record):
    """What one change came to."""

    changed: bool = Field(description="False when it would have changed nothing: then nothing was written.")
    batch: str | None = Field(description="Key of the batch; what `claims undo` takes.")
    said: tuple[str, ...] = Field(description="What else there is to say.")
    claim: ClaimRecord = Field(description="The claim after it.")


class ErasedRecord(Record):
    """What an erasure came to."""

    batch: str | None = Field(description="Key of the batch; null where nothing was written.")
    what: str = Field(description="document, claim or person.")
    claims: tuple[str, ...] = Field(description="Keys of the claims whose history lost words.")
    events: int = Field(description="How many events did.")
    documents: tuple[str, ...] = Field(description="Keys of the documents that were erased, or lost the name.")
    kept: tuple[str, ...] = Field(description="Keys of the claims that keep their statement: they stand elsewhere too.")
    pseudonym: str | None = Field(description="What stands for the name now.")
    places: tuple[str, ...] = Field(description="Where the name was a whole value.")
    mentions: tuple[str, ...] = Field(description="Texts that hold the name; changed only where that was asked for.")
    exports: tuple[str, ...] = Field(description="Keys of batches that wrote copies, which cannot be reached.")
    copies: tuple[str, ...] = Field(description="Other databases in the same folder that hold it still.")
    remains: tuple[str, ...] = Field(description="What else is left, and what to do about it.")


class UndoneRecord(Record):
    """What undoing a batch came to."""

    batch: str = Field(description="Key of the batch that did the undoing; undo it to bring everything back.")
    undid: str = Field(description="Key of the batch that was undone.")
    reverted: int = Field(description="How many claims were put back.")
    kept: dict[str, str] = Field(description="Claims left alone because of later work: key and reason.")


class OutcomeRecord(Record):
    """What became of one input."""

    name: str = Field(description="The input, as it was named.")
    outcome: str = Field(description="added, known, empty or failed.")
    document: str | None = Field(description="Key of its document.")
    added: tuple[str, ...] = Field(description="Keys of the claims that are new.")
    appeared: tuple[str, ...] = Field(description="Keys of known claims that appear here too.")
    known: int = Field(description="How many were here before.")
    detail: str | None = Field(description="Why, where there is something to say.")
    notes: tuple[str, ...] = Field(description="What was noticed while reading.")
    failed: int = Field(description="How many lines of it failed; the first of them are outcomes of their own.")
    suggested: tuple[SuggestedRecord, ...] = Field((), description="What its claims may repeat, or contradict.")


class ReportRecord(Record):
    """What a run over many inputs came to: `claims ingest --json`, `claims import --json`."""

    batch: str | None = Field(description="Key of the batch; what `claims undo` takes.")
    dry_run: bool = Field(description="Whether nothing was recorded on purpose.")
    outcomes: tuple[OutcomeRecord, ...] = Field(description="Each input.")


class ProposalRecord(Record):
    """A claim that would be recorded."""

    statement: str = Field(description="What is claimed, readable alone.")
    kind: Kind = Field(description="fact, forecast or opinion.")
    quote: str | None = Field(description="The exact words.")
    start: int | None = Field(description="Where the quote starts in the text, in code points.")
    end: int | None = Field(description="Where it ends.")
    section: str | None = Field(description="The heading it stands under.")
    citations: tuple[str, ...] = Field(description="Citation marks on it.")
    speaker: str | None = Field(description="Who is committed to it.")
    modality: Modality = Field(description="asserted, reported, hedged or denied.")
    quantities: tuple[QuantityRecord, ...] | None = Field(description="Its numbers; null where they were not read yet.")
    due: date | None = Field(description="By when it comes true or not.")
    due_precision: Precision | None = Field(description="How exactly that is known.")
    confidence: int | None = Field(description="The first estimate.")
    confidence_reasons: tuple[str, ...] = Field(description="What made it.")
    stands_alone: bool = Field(description="Whether it can be understood without its document.")
    score: float | None = Field(description="How surely it is a claim and was read right.")


class PreviewRecord(Record):
    """What one input would give: `claims ingest --dry-run --json`."""

    outcome: OutcomeRecord
    claims: tuple[ProposalRecord, ...]


class FindingRecord(Record):
    """What `claims doctor` found."""

    name: str = Field(description="What was looked at.")
    ok: bool | None = Field(description="Whether it is as it should be; null where it is only worth knowing.")
    said: str = Field(description="What was found.")
    mend: str | None = Field(None, description="What to do about it.")


class PointRecord(Record):
    """One thing that an audit looked at."""

    name: str = Field(description="What was looked at.")
    ok: bool | None = Field(description="Whether it is as it should be; null where it is only worth knowing.")
    said: str = Field(description="What was found.")
    mend: str | None = Field(None, description="What to do about it.")
    examples: tuple[str, ...] = Field((), description="The first hundred places where it is wrong.")


class AuditRecord(Record):
    """What `claims audit` came to."""

    passed: bool = Field(description="Whether nothing is wrong.")
    claims: int = Field(description="How many claims were looked at.")
    events: int = Field(description="How many events were.")
    seals: int = Field(description="How many sealed roots there are.")
    size: int = Field(description="How many events the last of them is over.")
    root: str | None = Field(description="That root, in hexadecimal; null where nothing was sealed.")
    points: tuple[PointRecord, ...] = Field(description="Each thing that was looked at.")


class AnchorRecord(Record):
    """The root that stands for all that was recorded: `claims anchor --json`."""

    line: str = Field(description="All of it in one line, as `claims audit --anchor` reads it.")
    origin: str = Field(description="Which database it is of.")
    sealed_at: Moment = Field(description="When it was sealed.")
    size: int = Field(description="Over how many events.")
    root: str = Field(description="The root, in base64.")
    key: str | None = Field(description="The public key that signed it, in base64; null where it is unsigned.")
    signature: str | None = Field(description="The Ed25519 signature, in base64.")


class KeyRecord(Record):
    """Your key: `claims anchor --public --json`."""

    key: str = Field(description="The public half, in base64.")
    path: str = Field(description="The file that holds both halves.")

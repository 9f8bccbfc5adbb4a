"""What looking at pages again came to."""

from pydantic import Field

from claims.core.vocabulary import Fate
from claims.schemas.base import Key, Record, Seq


class FateRecord(Record):
    """What was newly found to have become of a quote."""

    claim: Key = Field(description="Key of the claim.")
    n: Seq = Field(description="Which of its appearances.")
    quote: str = Field(description="The words that stood there.")
    fate: Fate = Field(description="present (again), moved, altered or gone.")
    before: Fate = Field(description="What was known of it before.")
    document: str | None = Field(description="Key of the capture; null where the page itself is gone.")
    words: str | None = Field(description="What stands there now.")
    start: int | None = Field(description="Where, in the capture's text, in code points.")
    end: int | None = Field(description="Where it ends.")
    diff: str | None = Field(description="Where altered: both in one text, as [-taken away-] and {+put in+}.")
    page: int | None = Field(description="What the server said where the page is gone: 404 or 410; else null.")


class CheckedRecord(Record):
    """What became of one page."""

    name: str = Field(description="Its address, or the file.")
    outcome: str = Field(description="unchanged, changed, gone or failed.")
    document: str | None = Field(description="Key of the capture that shows it as it is now.")
    detail: str | None = Field(description="Why, where there is something to say.")
    counts: dict[str, int] = Field(description="How many of its quotes are present, moved, altered, gone.")
    findings: tuple[FateRecord, ...] = Field(description="What of that is new.")


class RecheckedRecord(Record):
    """What looking at pages again came to: `claims recheck --json`."""

    batch: str | None = Field(description="Key of the batch; what `claims undo` takes.")
    dry_run: bool = Field(description="Whether nothing was recorded on purpose.")
    pages: tuple[CheckedRecord, ...] = Field(description="Each page.")

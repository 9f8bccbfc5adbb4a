"""Feeds, and what asking them came to."""

from pydantic import Field

from claims.schemas.base import Key, Moment, Record
from claims.schemas.result import OutcomeRecord


class FeedRecord(Record):
    """A feed that is subscribed to."""

    key: Key
    name: str = Field(description="What it is called: its address without what does not tell it from others.")
    url: str = Field(description="Where it is.")
    title: str | None = Field(description="What it calls itself; null before it was polled.")
    source: str | None = Field(description="Who publishes it, where that was said.")
    full: bool = Field(description="Whether the pages its entries lead to are fetched.")
    every: int = Field(description="How often it is due, in seconds.")
    added_at: Moment = Field(description="When it was added.")
    added_by: str = Field(description="Who added it.")
    polled_at: Moment | None = Field(description="When it was last asked.")
    changed_at: Moment | None = Field(description="When it last had something new.")
    due: Moment | None = Field(description="When it is to be asked next; null for one that is gone.")
    failures: int = Field(description="How often in succession asking it failed.")
    failure: str | None = Field(description="Why, the last time.")
    gone_at: Moment | None = Field(description="When it said that it is gone for good.")
    entries: int = Field(description="How many of its entries were taken in.")


class PolledRecord(Record):
    """What asking one feed came to: `claims feeds poll --json`."""

    feed: str = Field(description="Its name.")
    outcome: str = Field(description="polled, unchanged, failed or gone.")
    new: int = Field(description="How many entries are new.")
    edited: int = Field(description="How many were taken in before with another text.")
    known: int = Field(description="How many are as they were.")
    failed: int = Field(description="How many could not be taken in.")
    claims: int = Field(description="How many claims were added.")
    batch: str | None = Field(description="Key of the batch; what `claims undo` takes.")
    moved: str | None = Field(description="Its new address, where it moved for good.")
    detail: str | None = Field(description="Why, where there is something to say.")
    outcomes: tuple[OutcomeRecord, ...] = Field(description="Each entry that is new or edited.")
    dry_run: bool = Field(description="Whether nothing was recorded on purpose.")

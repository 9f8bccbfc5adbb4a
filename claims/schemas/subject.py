"""Whom and what claims are about."""

from pydantic import Field

from claims.schemas.base import Moment, Record


class NamingRecord(Record):
    """A decision about two names."""

    name: str = Field(description="The name.")
    alias: str = Field(description="What was said to be another name of it.")
    together: bool = Field(description="Whether they were said to be one, or that was taken back.")
    recorded_at: Moment = Field(description="When.")
    actor: str = Field(description="Who.")
    reason: str | None = Field(description="Why.")
    batch: str | None = Field(description="Key of the batch, to undo it.")


class SubjectRecord(Record):
    """An organisation or a person claims name: `claims subjects --json`."""

    name: str = Field(description="The name it goes by.")
    aliases: tuple[str, ...] = Field(description="Its other names.")
    claims: int = Field(description="How many claims name it, without rejected ones.")
    statuses: dict[str, int] = Field(description="How many of them have which status, rejected ones too.")
    recorded_at: Moment = Field(description="When the name came.")
    added_by: str | None = Field(description="Who brought it.")
    namings: tuple[NamingRecord, ...] = Field(description="What was decided about its names; empty in lists.")
    similar: tuple[str, ...] = Field(description="Names that begin alike, in case they mean the same; empty in lists.")


class RenamedRecord(Record):
    """What a change of names came to."""

    subject: SubjectRecord = Field(description="The subject as it is now.")
    changed: bool = Field(description="Whether anything changed.")
    batch: str | None = Field(description="Key of the batch; what `claims undo` takes.")
    said: tuple[str, ...] = Field(description="What there is to say about it.")

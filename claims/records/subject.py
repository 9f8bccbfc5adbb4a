"""Whom and what claims are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Naming:
    """A decision that `alias` is another name of `name`, or (`together` false) is none any more."""

    name: str
    alias: str
    together: bool
    recorded_at: datetime
    actor: str
    reason: str | None
    batch: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation or a person claims name, under all its names.

    `claims` are those that `list` shows; `statuses` counts them, and rejected ones, by status. `namings` and `similar`
    are told of one subject, not in lists: names that begin alike may be the same, which only a person can know.
    """

    name: str
    aliases: tuple[str, ...]
    claims: int
    statuses: Mapping[str, int]
    recorded_at: datetime
    added_by: str | None
    namings: tuple[Naming, ...] = ()
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """Some subjects, by name, and the cursor that leads to the next ones."""

    subjects: tuple[Subject, ...] = field(default_factory=tuple)
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """What saying that names are one, or are not, came to: the subject, and the batch to undo it, if it changed."""

    subject: Subject
    changed: bool
    batch: str | None
    said: tuple[str, ...] = ()

"""Feeds that are subscribed to, and what asking them came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.records.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is asked again and again; `every` is in seconds, `due` is None for one that is gone."""

    key: str
    name: str
    url: str
    title: str | None
    source: str | None
    full: bool
    every: int
    added_at: datetime
    added_by: str
    polled_at: datetime | None
    changed_at: datetime | None
    due: datetime | None
    failures: int
    failure: str | None
    gone_at: datetime | None
    entries: int


@dataclass(frozen=True, slots=True)
class Polled:
    """What asking one feed came to: polled, unchanged, failed or gone (`detail` says why).

    `new`, `edited`, `known` and `failed` count its entries; `moved` is its new address, where it said one.
    """

    feed: str
    outcome: str
    new: int = 0
    edited: int = 0
    known: int = 0
    failed: int = 0
    claims: int = 0
    batch: str | None = None
    moved: str | None = None
    detail: str | None = None
    outcomes: Sequence[Outcome] = ()
    dry_run: bool = False

"""What a change or an ingestion came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.core.vocabulary import LinkKind
from claims.records.claim import Claim
from claims.records.suggestion import Suggested


@dataclass(frozen=True, slots=True)
class Change:
    """What one change came to; `changed` is false when it would have changed nothing, and nothing was written."""

    claim: Claim
    changed: bool
    batch: str | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch came to: claims put back, and claims left alone because of later work, with the reason."""

    batch: str
    undid: str
    reverted: int
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: added, known, empty or failed (`detail` says why).

    `found` is everything a further reading of a known document found, each claim with its key.
    `failed` is how many lines of it failed, where it was taken in line by line. `suggested` is what new claims may
    repeat or contradict.
    """

    name: str
    outcome: str
    document: str | None = None
    added: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    known: int = 0
    detail: str | None = None
    notes: tuple[str, ...] = ()
    found: Sequence[Mapping[str, Any]] | None = None
    failed: int = 0
    suggested: Sequence[Suggested] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch of inputs came to."""

    batch: str | None
    outcomes: Sequence[Outcome]
    dry_run: bool = False

    def suggestions(self, kind: LinkKind) -> int:
        """How many new claims may be one with another, or contradict one."""
        return sum(len({each.statement for each in one.suggested if each.kind is kind}) for one in self.outcomes)

    def count(self, outcome: str) -> int:
        return sum(each.outcome == outcome for each in self.outcomes)

    @property
    def failed(self) -> int:
        """How many inputs failed; how many lines where one was taken in line by line."""
        return sum(each.failed for each in self.outcomes) or self.count("failed")

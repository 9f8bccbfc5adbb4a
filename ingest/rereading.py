"""Reading a known document again by another extractor or version: what is new is added, what people did stays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.core.pairing import pairs, says_the_same
from claims.ledger import Ledger, intake
from claims.ledger.documents import Stored
from claims.ledger.entry import Entry, Held, enter
from claims.queries.readings import Place, Reader, places
from claims.records import NewClaim, Outcome


@dataclass(slots=True)
class Sorted:
    """What a further reading found beside what is there.

    `at` are the keys of the claims that stand where a candidate stands, for those that are not recorded again.
    """

    new: list[NewClaim] = field(default_factory=list)
    at: dict[int, str] = field(default_factory=dict)
    same: int = 0
    settled: int = 0
    gone: int = 0


def covered(read_by: Sequence[Reader], extractor: str, version: str) -> bool:
    """Return whether a document needs no further reading by this extractor: it was read by it, or by a newer one."""
    return any(each.extractor == extractor and _reaches(each.version, version) for each in read_by)


def _reaches(known: str, version: str) -> bool:
    return known == version or (known.isdecimal() and version.isdecimal() and int(known) > int(version))


def sort(there: Sequence[Place], found: Sequence[NewClaim], extractor: str) -> Sorted:
    """Decide about each candidate; one that words a claim otherwise that a person has worked on is left out."""
    done = Sorted()
    numbered = [_Numbered(n, new) for n, new in enumerate(found)]
    for place, candidate in pairs(there, numbered):
        if candidate is None:
            done.gone += place is not None and place.extractor == extractor
        elif place is None or not (place.settled or says_the_same(place.statement, candidate.statement)):
            done.new.append(candidate.new)
        else:
            done.at[candidate.number] = place.key
            same = says_the_same(place.statement, candidate.statement)
            done.same += same
            done.settled += not same
    return done


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A candidate, its place among the others kept."""

    number: int
    new: NewClaim

    @property
    def start(self) -> int:
        return self.new.start or 0

    @property
    def end(self) -> int:
        return self.new.end or 0

    @property
    def statement(self) -> str:
        return self.new.statement


def record(
    ledger: Ledger, held: Stored, found: Sequence[NewClaim], name: str, extractor: str, read_by: Sequence[Reader]
) -> Outcome:
    """Add what a further reading found and nobody has yet, and keep with the batch all that it found."""
    ledger.alone()
    there = places(ledger.connection, held.id)
    done = sort(there, found, extractor)
    entries = [enter(new, held.source, Held(held.sha256, held.text)) for new in found]
    wanted = {id(new) for new in done.new}
    fresh = [entry for entry, new in zip(entries, found, strict=True) if id(new) in wanted]
    taken = intake.take_entries(ledger, fresh, held)
    after = places(ledger.connection, held.id)
    kept = [
        {"claim": done.at.get(n) or _key(after, new, entry), **json.loads(entry.added)}
        for n, (new, entry) in enumerate(zip(found, entries, strict=True))
    ]
    outcome = "added" if taken.added or taken.restored or taken.appeared else "known"
    known = done.same + taken.known
    return Outcome(
        name, outcome, held.key, (*taken.added, *taken.restored), tuple(taken.appeared), known,
        notes=_notes(done, read_by, ledger.run.key), found=kept,
    )  # fmt: skip


def _key(after: Sequence[Place], new: NewClaim, entry: Entry) -> str:
    """Return the claim that a candidate became, or was attached to."""
    here = [each for each in after if (each.start, each.end) == (new.start, new.end)]
    same = [each.key for each in here if each.key == entry.key]
    same += [each.key for each in here if says_the_same(each.statement, new.statement)]
    return (same or [each.key for each in here] or [entry.key])[0]


def _notes(done: Sorted, read_by: Sequence[Reader], batch: str) -> tuple[str, ...]:
    if not read_by and not (done.same or done.settled or done.gone):
        return ()  # a capture that was looked at, and is read now for the first time
    told: list[Any] = [f"{done.same} as before"]
    told += [f"{done.settled} worded otherwise, left as people reviewed them"] if done.settled else []
    told += [f"{done.gone} no longer found, left as they are"] if done.gone else []
    before = f"; what changed: claims diff --batch {read_by[-1].batch} {batch}" if read_by else ""
    return (f"read again: {', '.join(told)}{before}",)

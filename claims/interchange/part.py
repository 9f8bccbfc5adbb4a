"""A part of what is loaded: what some lines hold, read and checked, ready to be written together."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.interchange.ready import Verdict
from claims.ledger.entry import Entry
from claims.ledger.past import History

if TYPE_CHECKING:
    from claims.ledger.settling import Settled
    from claims.schemas.whole import Line


@dataclass(slots=True)
class Part:
    """Some lines: ready-made claims with what was found about a few of them, histories, and the lines that failed.

    `lines` are those that are no claims, `settled` what of them can be written, documents put together, `items`
    what tells of documents, by then known at least by their hash. `places` are the line numbers of the entries;
    `ignored` are the names of fields that mean nothing here.
    """

    last: int = 0
    entries: list[Entry] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    histories: list[tuple[int, History]] = field(default_factory=list)
    lines: "list[tuple[int, Line]]" = field(default_factory=list)
    settled: "list[tuple[int, Settled]]" = field(default_factory=list)
    items: "list[tuple[int, Settled]]" = field(default_factory=list)
    failed: list[tuple[int, str]] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)

    def add(self, line: int, entry: Entry, verdict: Verdict | None) -> None:
        self.entries.append(entry)
        self.places.append(line)
        if verdict is not None:
            self.verdicts[line] = verdict

    def fail(self, line: int, reason: str) -> None:
        self.failed.append((line, reason))

    def halves(self) -> "tuple[Part, Part]":
        """Return the two halves of its ready-made claims."""
        middle = len(self.entries) // 2
        made = Part(), Part()
        for half, chosen in zip(made, (slice(0, middle), slice(middle, None)), strict=True):
            half.entries, half.places = self.entries[chosen], self.places[chosen]
            half.verdicts = {place: self.verdicts[place] for place in half.places if place in self.verdicts}
        return made

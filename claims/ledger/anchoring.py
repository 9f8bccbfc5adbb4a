"""Anchoring: what stood in the earlier captures of a page is looked for in the latest, and what changed recorded."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from claims.core.anchor import Anchored, Later, Quote
from claims.core.drift import Drift
from claims.core.erasing import stands
from claims.core.vocabulary import Fate
from claims.ledger.drifting import drift
from claims.ledger.ledger import Ledger
from claims.queries import captures
from claims.queries.captures import Page
from claims.queries.drifted import drifted
from claims.records import Drifted, Finding


@dataclass(frozen=True, slots=True)
class Latest:
    """The capture that shows a page as it is; `page` is what the server said instead where it is gone."""

    document: str | None = None
    text: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How many quotes have which fate, and what of that was not known: with the row of each claim."""

    counts: dict[str, int]
    findings: tuple[tuple[int, Finding], ...]

    @property
    def told(self) -> tuple[Finding, ...]:
        return tuple(each for _, each in self.findings)


def find(connection: Connection, page: Page, latest: Latest) -> Found:
    """Return what became of the quotes from a page; writes nothing."""
    rows = captures.places(connection, [row.id for row in page.captures])
    known = drifted(connection, rows)
    counts: Counter[str] = Counter()
    findings: list[tuple[int, Finding]] = []
    for capture in page.captures:
        mine = [row for row in rows if row.document_id == capture.id and stands(row.quote)]
        for row, anchored in _anchored(connection, capture, mine, latest):
            counts[anchored.fate.value] += 1
            finding = _finding(row, anchored, latest, known.get((row.claim_id, row.n)))
            if finding is not None:
                findings.append((row.claim_id, finding))
    return Found({fate.value: counts[fate] for fate in Fate if counts[fate]}, tuple(sorted(findings, key=_order)))


def record(ledger: Ledger, findings: Iterable[tuple[int, Finding]]) -> None:
    """Record what was found; what somebody else recorded meanwhile is not recorded twice."""
    for row_id, finding in findings:
        drift(ledger, ledger.stand_by_id(row_id), finding.n, finding.told())


def _anchored(
    connection: Connection, capture: Any, rows: Sequence[Any], latest: Latest
) -> Iterable[tuple[Any, Anchored]]:
    """Yield what became of each quote of a capture; in its own text each is where it is."""
    if latest.page is not None:
        yield from ((row, Anchored(Fate.GONE)) for row in rows)
    elif capture.key == latest.document:
        yield from ((row, Anchored(Fate.PRESENT, row.span_start, row.span_end, row.quote)) for row in rows)
    elif rows:
        later = Later(latest.text, captures.text_of(connection, capture.id))
        for row in rows:
            yield row, later.anchor(Quote(row.quote, row.span_start, row.prefix or "", row.suffix or ""))


def _finding(row: Any, found: Anchored, latest: Latest, known: Drifted | None) -> Finding | None:
    """Return what is new about an appearance, None where nothing is."""
    words = found.words if found.fate is Fate.ALTERED else None
    same = (known.fate, known.words if known.fate is Fate.ALTERED else None, known.page) if known else None
    if same == (found.fate, words, latest.page) or (known is None and found.fate is Fate.PRESENT):
        return None
    diff = Drift(found.was or row.quote, found.words or "", 0, 0).marked() if words is not None else None
    return Finding(
        row.key, row.n, row.quote, found.fate, known.fate if known else Fate.PRESENT, latest.document, found.words,
        found.start, found.end, found.was, diff, latest.page,
    )  # fmt: skip


def _order(each: tuple[int, Finding]) -> tuple[int, int]:
    return each[0], each[1].n

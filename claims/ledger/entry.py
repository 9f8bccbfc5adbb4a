"""One claim on its way in: all that can be worked out about it without the database, as plain values.

Nothing here needs a connection, so large imports do it in processes of their own; what crosses between them is
text and numbers only.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from claims.core import key as keys
from claims.core.events import canonical, compact
from claims.core.named import Named, named
from claims.core.place import context, identity
from claims.core.quantity import Quantity, parse
from claims.core.source import name_key
from claims.core.statement import fingerprint
from claims.core.status import Status
from claims.core.words import kept, words
from claims.records import NewClaim

CLAIM = (
    "id", "key", "fingerprint", "source_id", "recorded_at", "changed_at", "batch_id", "version", "status", "reviewed",
    "withdrawn", "statement", "kind", "subject", "language", "due", "due_precision", "stands_alone", "confidence",
    "confidence_by",
)  # fmt: skip
APPEARANCE = (
    "id", "claim_id", "n", "identity", "source_id", "document_id", "batch_id", "recorded_at", "claim_at", "withdrawn",
    "url", "quote", "span_start", "span_end", "prefix", "suffix", "section", "citations", "speaker", "modality", "cue",
    "extractor", "extractor_version", "score", "features",
)  # fmt: skip
QUOTE = 1
"""Where the quote is in the end of an appearance's row."""
QUANTITY = (
    "claim_id", "claim_at", "n", "text", "value", "low", "high", "unit", "comparator", "measures", "per",
    "low_number", "high_number",
)  # fmt: skip
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The document a claim stands in."""

    sha256: bytes
    text: str


@dataclass(slots=True)
class Entry:
    """A new claim with its derived values; `repeats` are further places it stood in among the same intake.

    `said` and `place` are the ends of its rows in the claim and the appearance table, in the order of CLAIM and
    APPEARANCE; `added` is the payload of its first event.
    """

    key: str
    identity: bytes
    fingerprint: bytes
    source: str
    stands_alone: bool
    confidence: int | None
    said: Row
    place: Row
    added: str
    quantities: list[Row]
    terms: str
    tags: tuple[str, ...]
    names: list[Named]
    repeats: list["Entry"] = field(default_factory=list)

    def __reduce__(self) -> tuple[Any, ...]:
        return Entry, (
            self.key, self.identity, self.fingerprint, self.source, self.stands_alone, self.confidence, self.said,
            self.place, self.added, self.quantities, self.terms, self.tags, self.names,
        )  # fmt: skip

    def claim_row(self, row_id: int, source_id: int, now: int, batch_id: int) -> Row:
        version = 1 + len(self.repeats)
        head = (row_id, self.key, self.fingerprint, source_id, now, now, batch_id, version)
        return (*head, Status.UNVERIFIED.value, False, False, *self.said)

    def appearance_row(
        self, row_id: int, claim_id: int, n: int, source_id: int, document_id: int | None, batch_id: int, now: int,
        claim_at: int,
    ) -> Row:  # fmt: skip
        """Return the row of this appearance as the n-th of a claim recorded at `claim_at`."""
        head = (row_id, claim_id, n, self.identity, source_id, document_id, batch_id, now, claim_at, False)
        return head + self.place

    def quantity_rows(self, claim_id: int, now: int) -> Iterator[Row]:
        return ((claim_id, now, *row) for row in self.quantities)

    def described(self, n: int) -> dict[str, Any]:
        """Return the appearance as its event keeps it: the n-th of the claim."""
        told: dict[str, Any] = json.loads(self.added)["appearance"]
        return told | {"n": n}

    @property
    def quote(self) -> str:
        return self.place[QUOTE] or ""


def enter(new: NewClaim, source: str, document: Held | None = None) -> Entry:
    """Return the entry for a new claim of a source, standing in a document or told without one."""
    known_as, digest = name_key(source), document.sha256 if document else None
    where = identity(known_as, digest, new.url, new.start, new.end, new.quote)
    if digest is not None:
        key = keys.derive("claim", digest, new.start, new.end, new.statement)
    else:
        key = keys.derive("claim", known_as, where, new.statement)
    figures = parse(new.statement)  # not those given along: what makes two claims one is decided here alone
    due = new.due.isoformat() if new.due else None
    precision = new.due_precision.value if new.due_precision else None
    by = new.confidence_by.value if new.confidence_by else None
    kind, tags = new.kind.value, tuple(dict.fromkeys(new.tags))
    rows = list(quantity_rows(figures if new.quantities is None else new.quantities))
    added = compact(
        appearance=_appearance(new, source, digest), confidence=new.confidence, confidence_by=by,
        confidence_reasons=new.confidence_reasons or None, due=due, due_precision=precision, kind=kind,
        language=new.language, quantities=[_told(row) for row in rows] or None,
        stands_alone=None if new.stands_alone else False, statement=new.statement, subject=new.subject,
        tags=tags or None,
    )  # fmt: skip
    said = (
        new.statement, kind, new.subject, new.language, due, precision, new.stands_alone, new.confidence, by,
    )  # fmt: skip
    return Entry(
        key, where, fingerprint(new.statement, due, figures), source, new.stands_alone, new.confidence, said,
        _place(new, document), added, rows, _terms(new), tags, named(new.statement, new.subject),
    )  # fmt: skip


def quantity_rows(quantities: Iterable[Quantity]) -> Iterator[Row]:
    """Yield quantities as the ends of their rows: exact figures as text, and numbers to compare by."""
    for n, each in enumerate(quantities, 1):
        value, low, high = each.value, each.low, each.high
        exact = plain(value)
        told = (  # most are exact: the ends are the number itself
            exact, exact if low is value else plain(low), exact if high is value else plain(high)
        )  # fmt: skip
        if value is not None:
            low = high = value
        least, most = high if low is None else low, low if high is None else high
        yield (
            n, each.text, *told, each.unit, each.comparator, each.measures, each.per,
            None if least is None else float(least), None if most is None else float(most),
        )  # fmt: skip


def plain(number: Decimal | None) -> str | None:
    """Return a number in full, without an exponent or trailing zeros."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _told(row: Row) -> dict[str, Any]:
    """Return a quantity's row as an event keeps it, without what is empty."""
    _, text, value, low, high, unit, comparator, measures, per, _, _ = row
    told = {
        "comparator": comparator, "high": high, "low": low, "measures": measures, "per": per, "text": text,
        "unit": unit, "value": value,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _appearance(new: NewClaim, source: str, digest: bytes | None) -> dict[str, Any]:
    """Return the first appearance as its event keeps it: names in order, without what is empty."""
    told = {
        "citations": new.citations or None, "cue": new.cue, "document": digest.hex() if digest else None,
        "end": new.end, "extractor": new.extractor, "extractor_version": new.extractor_version,
        "modality": new.modality.value, "n": 1, "quote": new.quote, "score": new.score, "section": new.section,
        "source": source, "speaker": new.speaker, "start": new.start, "url": new.url,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _place(new: NewClaim, document: Held | None) -> Row:
    before = after = start = end = None
    if document is not None and new.start is not None and new.end is not None:
        start, end = new.start, new.end
        before, after = context(document.text, start, end)
    return (
        new.url, new.quote, start, end, before, after, new.section,
        canonical(new.citations) if new.citations else None, new.speaker,
        new.modality.value, new.cue, new.extractor, new.extractor_version, new.score,
        canonical(new.features) if new.features else None,
    )  # fmt: skip


def _terms(new: NewClaim) -> str:
    """Return the words the claim is found by: those of the statement, then those only its quote has."""
    found = words(new.statement)
    if new.quote and new.quote not in new.statement:
        have = set(found)
        found += [word for word in words(new.quote) if word not in have]
    return " ".join(kept(found))

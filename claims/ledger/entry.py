"""One claim on its way in: its key, what it is known by, and the rows it becomes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.core import key as keys
from claims.core.events import CHAIN_START, EventKind, canonical, chain
from claims.core.place import context, identity
from claims.core.quantity import Quantity, parse
from claims.core.statement import fingerprint
from claims.core.status import Status
from claims.core.words import words
from claims.ledger.documents import Stored
from claims.ledger.ledger import Ledger
from claims.ledger.sources import name_key
from claims.records import NewClaim

if TYPE_CHECKING:
    from claims.ledger.intake import Held

CLAIM = (
    "id", "key", "fingerprint", "statement", "kind", "subject", "language", "due", "due_precision", "stands_alone",
    "status", "reviewed", "confidence", "confidence_by", "version", "withdrawn", "source_id", "recorded_at",
    "changed_at", "batch_id",
)  # fmt: skip
APPEARANCE = (
    "id", "claim_id", "n", "identity", "source_id", "document_id", "batch_id", "url", "quote", "span_start",
    "span_end", "prefix", "suffix", "section", "citations", "speaker", "modality", "cue", "extractor",
    "extractor_version", "score", "features", "recorded_at", "claim_at", "withdrawn",
)  # fmt: skip
EVENT = (
    "claim_id", "seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload", "status",
    "confidence", "batch_id", "hash",
)  # fmt: skip
QUANTITY = (
    "claim_id", "n", "text", "value", "low", "high", "unit", "comparator", "measures", "per", "low_number",
    "high_number", "claim_at",
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A new claim with its derived values; `repeats` are further places it stood in among the same intake."""

    new: NewClaim
    source_id: int
    source: str
    document: Stored | None
    key: str
    identity: bytes
    fingerprint: bytes
    quantities: tuple[Quantity, ...]
    repeats: list["Entry"] = field(default_factory=list)
    id: int = 0
    claim_at: int = 0

    def place(self, row_id: int, ledger: Ledger) -> None:
        """Give the claim its row."""
        self.id, self.claim_at = row_id, ledger.now

    def claim_row(self, now: int, batch_id: int) -> tuple[Any, ...]:
        new = self.new
        return (
            self.id, self.key, self.fingerprint, new.statement, new.kind.value, new.subject, new.language,
            new.due.isoformat() if new.due else None, new.due_precision.value if new.due_precision else None,
            new.stands_alone, Status.UNVERIFIED.value, False, new.confidence,
            new.confidence_by.value if new.confidence_by else None, 1 + len(self.repeats), False, self.source_id,
            now, now, batch_id,
        )  # fmt: skip

    def appearance_row(self, row_id: int, at: "Entry", n: int, now: int, batch_id: int) -> tuple[Any, ...]:
        """Return the row for the appearance that `at` describes, as the n-th of this claim."""
        new, document = at.new, at.document
        before = after = None
        if document is not None and new.start is not None and new.end is not None:
            before, after = context(document.text, new.start, new.end)
        return (
            row_id, self.id, n, at.identity, at.source_id, document.id if document else None, batch_id, new.url,
            new.quote, new.start if document else None, new.end if document else None, before, after, new.section,
            canonical(new.citations) if new.citations else None, new.speaker, new.modality.value, new.cue,
            new.extractor, new.extractor_version, new.score, canonical(new.features) if new.features else None, now,
            self.claim_at, False,
        )  # fmt: skip

    def event_rows(self, ledger: Ledger, batch_id: int) -> Iterator[tuple[Any, ...]]:
        """Yield the events of a new claim: added, and one for each further appearance."""
        before, now, new = CHAIN_START, ledger.now, self.new
        payloads = [(EventKind.ADDED.value, self.added())]
        payloads += [
            (EventKind.APPEARED.value, {"appearance": repeat.described(n)}) for n, repeat in enumerate(self.repeats, 2)
        ]
        for seq, (kind, payload) in enumerate(payloads, 1):
            row, before = event_row(ledger, self.id, self.key, seq, kind, payload, now, before, batch_id,
                                    Status.UNVERIFIED.value, new.confidence)  # fmt: skip
            yield row

    def event_row(
        self, ledger: Ledger, held: "Held", kind: EventKind, payload: Mapping[str, Any], now: int, batch_id: int
    ) -> tuple[Any, ...]:
        """Return the row of a further event of a claim that is there, and move the claim on by it."""
        held.version, held.changed_at = held.version + 1, now
        row, held.hash = event_row(ledger, held.id, held.key, held.version, kind.value, payload, now, held.hash,
                                   batch_id, held.status, held.confidence)  # fmt: skip
        return row

    def words(self) -> list[str]:
        """Return the words the claim is found by: those of the statement, then those only its quote has."""
        found = words(self.new.statement)
        if self.new.quote and self.new.quote != self.new.statement:
            have = set(found)
            found += [word for word in words(self.new.quote) if word not in have]
        return found

    def described(self, n: int) -> dict[str, Any]:
        """Return the appearance as its event keeps it, without what is empty."""
        new = self.new
        told = {
            "n": n, "source": self.source, "document": self.document.sha256.hex() if self.document else None,
            "url": new.url, "quote": new.quote, "start": new.start, "end": new.end, "section": new.section,
            "citations": new.citations or None, "speaker": new.speaker, "modality": new.modality.value,
            "cue": new.cue, "extractor": new.extractor, "extractor_version": new.extractor_version,
            "score": new.score,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}

    def added(self) -> dict[str, Any]:
        """Return what the first event of the claim keeps."""
        new = self.new
        told = {
            "statement": new.statement, "kind": new.kind.value, "subject": new.subject, "language": new.language,
            "due": new.due.isoformat() if new.due else None,
            "due_precision": new.due_precision.value if new.due_precision else None,
            "stands_alone": None if new.stands_alone else False, "confidence": new.confidence,
            "confidence_by": new.confidence_by.value if new.confidence_by else None,
            "confidence_reasons": new.confidence_reasons or None, "tags": new.tags or None,
            "quantities": [numbers(each) for each in self.quantities] or None, "appearance": self.described(1),
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}


def enter(new: NewClaim, source: tuple[int, str], document: Stored | None) -> Entry:
    """Return the entry for a new claim of a source, standing in a document or told without one."""
    source_id, name = source
    known_as = name_key(name)
    digest = document.sha256 if document else None
    where = identity(known_as, digest, new.url, new.start, new.end, new.quote)
    if digest is not None:
        key = keys.derive("claim", digest, new.start, new.end, new.statement)
    else:
        key = keys.derive("claim", known_as, where, new.statement)
    quantities = tuple(parse(new.statement, new.language)) if new.quantities is None else new.quantities
    return Entry(new, source_id, name, document, key, where, fingerprint(new.statement, new.due), quantities)


def event_row(
    ledger: Ledger, row_id: int, key: str, seq: int, kind: str, payload: Mapping[str, Any], now: int, before: bytes,
    batch_id: int, status: str, confidence: int | None,
) -> tuple[tuple[Any, ...], bytes]:  # fmt: skip
    """Return an event as a row, and its hash."""
    actor, text = ledger.actor, json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    kind_of_actor = actor.kind.value
    digest = chain(before, key, seq, kind, now, None, actor.name, kind_of_actor, None, text, ledger.run.key)
    return (
        row_id, seq, kind, now, None, actor.name, kind_of_actor, None, text, status, confidence, batch_id, digest,
    ), digest  # fmt: skip


def quantity_rows(row_id: int, quantities: Iterable[Quantity], claim_at: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a claim's quantities: exact figures as text, and numbers to compare by."""
    for n, quantity in enumerate(quantities, 1):
        low = quantity.low if quantity.value is None else quantity.value
        high = quantity.high if quantity.value is None else quantity.value
        yield (
            row_id, n, quantity.text, plain(quantity.value), plain(quantity.low), plain(quantity.high), quantity.unit,
            quantity.comparator, quantity.measures, quantity.per, None if low is None else float(low),
            None if high is None else float(high), claim_at,
        )  # fmt: skip


def numbers(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as an event keeps it: exact figures as text, without what is empty."""
    told = {
        "text": quantity.text, "value": plain(quantity.value), "low": plain(quantity.low),
        "high": plain(quantity.high), "unit": quantity.unit, "comparator": quantity.comparator,
        "measures": quantity.measures, "per": quantity.per,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def plain(number: Decimal | None) -> str | None:
    """Return a number in full, without an exponent or trailing zeros."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

"""The rows that histories from elsewhere refer to: sources, documents and batches, made where they are not here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from claims.core import key as keys
from claims.core.place import canonical_url
from claims.db import bulk
from claims.errors import Refused
from claims.ledger import sources
from claims.ledger.ledger import Ledger
from claims.ledger.past import Happened, History, Proof
from claims.models import batch, document

ELSEWHERE = "elsewhere"
"""The command of a batch of which only the key is known."""
BATCH = ("id", "key", "command", "parameters", "versions", "actor", "actor_kind", "started_at")
DOCUMENT = (
    "id", "key", "sha256", "source_id", "url", "canonical_url", "title", "published", "retrieved_at", "media_type",
    "reader", "reader_version", "batch_id", "withdrawn",
)  # fmt: skip


class Rows:
    """The rows some histories refer to, by what they are called outside the database.

    A document known only by its hash gets a row without text, which taking in its bytes fills.
    """

    def __init__(self, ledger: Ledger, histories: Sequence[History]) -> None:
        self._ledger = ledger
        self.sources = sources.ensure(ledger, {name for each in histories for name in each.names.values()})
        self._batches = self._find_batches([each for history in histories for each in history.events])
        self.documents = self._find_documents(histories)

    def batch(self, happened: Happened) -> int | None:
        return self._batches[happened.batch] if happened.batch is not None else None

    def proving(self, proof: Proof) -> int | None:
        """Return the document evidence is in; raises Refused when nothing tells which one that is."""
        if proof.document is None:
            return None
        if proof.sha256 is not None:
            return self.documents[proof.sha256]
        found = among(self._ledger, document, "key", [proof.document])
        if not found:
            raise Refused(f"its evidence is in document {proof.document}, which is not here: ingest that first")
        return int(found[proof.document])

    def _find_batches(self, events: Sequence[Happened]) -> dict[str, int]:
        first: dict[str, Happened] = {}
        for each in events:
            if each.batch is not None:
                first.setdefault(each.batch, each)
        named = {key: (each.actor, each.actor_kind, each.recorded_at) for key, each in first.items()}
        return ensure_batches(self._ledger, named)

    def _find_documents(self, histories: Sequence[History]) -> dict[bytes, int]:
        stubs = {sha256: stub for each in histories for sha256, stub in each.documents.items()}
        found = among(self._ledger, document, "sha256", stubs)
        missing = [stub for sha256, stub in stubs.items() if sha256 not in found]
        ids = bulk.next_ids(self._ledger.connection, document, len(missing))
        rows = [
            (
                row_id, keys.derive("document", stub.sha256), stub.sha256, self.sources[stub.source], stub.url,
                canonical_url(stub.url) if stub.url else None, stub.title, stub.published, stub.seen_at,
                "application/octet-stream", "none", "0", self._ledger.batch_id(), False,
            )
            for row_id, stub in zip(ids, missing, strict=True)
        ]  # fmt: skip
        bulk.insert(self._ledger.connection, document, DOCUMENT, rows)
        return found | {stub.sha256: row_id for row_id, stub in zip(ids, missing, strict=True)}


def ensure_batches(ledger: Ledger, named: Mapping[str, tuple[str, str, int]]) -> dict[str, int]:
    """Return the rows of batches by key; of one that is not here only the key is known, and who did what first when."""
    found = among(ledger, batch, "key", named)
    missing = [key for key in named if key not in found]
    ids = bulk.next_ids(ledger.connection, batch, len(missing))
    rows = [(row_id, key, ELSEWHERE, "{}", "{}", *named[key]) for row_id, key in zip(ids, missing, strict=True)]
    bulk.insert(ledger.connection, batch, BATCH, rows)
    return found | dict(zip(missing, ids, strict=True))


def among(ledger: Ledger, table: Table, column: str, values: Iterable[Any]) -> dict[Any, int]:
    """Return the rows of a table by the value of a column, those that have one of `values`."""
    query = f"SELECT {column}, id FROM {table.name} WHERE {column} {{among}}"
    return {value: row_id for value, row_id in bulk.among(ledger.connection, query, values)}

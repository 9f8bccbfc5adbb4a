"""A book at a server, to ask and to change: each change is sent with a key of its own, and made once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from claims import records
from claims.arguments import Moment
from claims.core import when
from claims.core.key import normal
from claims.core.status import Status
from claims.core.vocabulary import RELATED, Kind, LinkKind, LinkState, SourceKind, Stance
from claims.errors import UnknownChoice
from claims.reader import listed
from claims.remote.asking import Asking, choice, moment


class RemoteBook(Asking):
    """A book at a server: the names and answers of any other one. Whoever the token is of makes the changes."""

    def _send(self, key: str, *path: str, expect: int | None = None, **body: Any) -> records.Change:
        return self._whole(self.wire.post(records.Change, "claims", normal(key), *path, body=body, expect=expect))

    def _whole(self, change: records.Change) -> records.Change:
        """Return a change with all there is about its claim, which a server tells where that is asked for."""
        return replace(change, claim=self.get(change.claim.key))

    def add(
        self, statement: str, *, source: str | None = None, quote: str | None = None, url: str | None = None,
        document: str | None = None, confidence: str | float | None = None, due: str | date | None = None,
        kind: str = Kind.FACT, speaker: str | None = None, tags: Sequence[str] = (), note: str | None = None,
    ) -> records.Change:  # fmt: skip
        choice("kind", kind, Kind)
        day = when.parse_date(due, what="due date") if due else None
        body = {
            "statement": statement, "source": source, "quote": quote, "url": url,
            "document": document and normal(document), "confidence": confidence, "due": day, "kind": kind,
            "speaker": speaker, "tags": tags, "note": note,
        }  # fmt: skip
        return self._whole(self.wire.post(records.Change, "claims", body=body))

    def mark(
        self, key: str, status: str, *, note: str | None = None, evidence: str | Sequence[str] = (),
        effective: Moment | None = None, expect: int | None = None, by: str | None = None, insist: bool = False,
    ) -> records.Change:  # fmt: skip
        choice("status", status, Status)
        return self._send(
            key, "status", expect=expect, status=status, note=note or None, evidence=listed(evidence),
            effective=moment(effective), by=by and normal(by), insist=insist,
        )  # fmt: skip

    def assess(
        self, key: str, confidence: str | float | None, *, note: str | None = None, expect: int | None = None
    ) -> records.Change:
        return self._send(key, "confidence", expect=expect, confidence=confidence, note=note)

    def amend(
        self, key: str, *, statement: str | None = None, kind: str | None = None, due: str | date | None = None,
        subject: str | None = None, note: str | None = None, expect: int | None = None,
    ) -> records.Change:  # fmt: skip
        choice("kind", kind, Kind)
        given = {"statement": statement, "kind": kind, "due": due, "subject": subject, "note": note}
        return self._send(key, "amendments", expect=expect, **given)

    def attach(
        self, key: str, url: str | None = None, *, stance: str = Stance.SUPPORTS, document: str | None = None,
        quote: str | None = None, note: str | None = None, insist: bool = False, expect: int | None = None,
    ) -> records.Change:  # fmt: skip
        choice("stance", stance, Stance)
        return self._send(
            key, "evidence", expect=expect, url=url, stance=stance, document=document and normal(document),
            quote=quote, note=note, insist=insist,
        )  # fmt: skip

    def withdraw_evidence(
        self, key: str, n: int, *, note: str | None = None, expect: int | None = None
    ) -> records.Change:
        return self._send(key, "evidence", str(n), "withdraw", expect=expect, note=note)

    def _tag(self, key: str, tags: Sequence[str], on: bool, expect: int | None) -> records.Change:
        return self._send(key, "tags", *([] if on else ["remove"]), expect=expect, tags=[*tags])

    def note(self, key: str, text: str) -> records.Change:
        return self._send(key, "notes", text=text)

    def merge(self, key: str, into: str, *, note: str | None = None) -> records.Change:
        return self._send(key, "merge", into=normal(into), note=note)

    def unmerge(self, key: str, *, note: str | None = None) -> records.Change:
        return self._send(key, "unmerge", note=note)

    def _relate(
        self, command: str, key: str, other: str, kind: str, state: LinkState, note: str | None
    ) -> records.Change:
        if kind not in RELATED:
            raise UnknownChoice("kind of link", kind, RELATED)
        return self._send(key, "links", other=normal(other), kind=LinkKind(kind), state=state, note=note)

    def rate_source(self, name: str, reliability: str | None, *, note: str | None = None) -> records.Source:
        found: records.Source = self.wire.post(
            records.Source, "sources", self.source(name).key, "reliability",
            body={"reliability": reliability, "note": note},
        )  # fmt: skip
        return found

    def edit_source(
        self, name: str, *, kind: str | None = None, homepage: str | None = None, origin: str | None = None
    ) -> records.Source:
        choice("kind", kind, SourceKind)
        found: records.Source = self.wire.post(
            records.Source, "sources", self.source(name).key, "description",
            body={"kind": kind, "homepage": homepage, "origin": origin},
        )  # fmt: skip
        return found

    def undo(self, batch: str, *, note: str | None = None) -> records.Undone:
        done: records.Undone = self.wire.post(
            records.Undone, "batches", normal(batch), "undo", body={"note": note}
        )  # fmt: skip
        return done

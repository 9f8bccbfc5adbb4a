"""How claims are recorded by hand, checked and put right: each change is one transaction, and one batch to undo."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from claims import records
from claims.arguments import Finding, Moment
from claims.core import confidence as confidences
from claims.core import when
from claims.core.status import Status
from claims.core.vocabulary import RELATED, Kind, LinkKind, LinkState, Modality, Precision, Stance
from claims.db.again import retried
from claims.errors import UnknownChoice
from claims.reader import listed, stamp
from claims.writer import Writer

if TYPE_CHECKING:
    from claims.ledger import Ledger
    from claims.ledger.ledger import Standing


class Reviewer(Writer):
    """One database of claims, and what people do with them."""

    @retried
    def add(
        self, statement: str, *, source: str | None = None, quote: str | None = None, url: str | None = None,
        document: str | None = None, confidence: str | float | None = None, due: str | date | None = None,
        kind: str = Kind.FACT, speaker: str | None = None, tags: Sequence[str] = (), note: str | None = None,
    ) -> records.Change:  # fmt: skip
        """Record a claim by hand; with a `document`, its quote must stand in there word for word.

        A claim that says the same, figure for figure, gets a further appearance instead.
        Raises InvalidValue, UnknownChoice, NotFound.
        """
        from claims.ledger import adding

        if kind not in set(Kind):
            raise UnknownChoice("kind", kind, Kind)
        sure = None if confidence is None else confidences.parse(confidence)
        day = when.parse_date(due, what="due date") if due else None
        new = records.NewClaim(
            " ".join(statement.split()), Kind(kind), source, quote, url=url, due=day, speaker=speaker,
            due_precision=Precision.DAY if day else None, confidence=sure, tags=tuple(tags),
            confidence_by=self.actor.kind if sure is not None else None,
            modality=Modality.REPORTED if speaker else Modality.ASSERTED,
        )  # fmt: skip
        with self.change("add", source=source, url=url) as ledger:
            key, said = adding.add(ledger, new, document, note)
        return self._changed(key, ledger, said)

    @retried
    def mark(
        self, key: str, status: str, *, note: str | None = None, evidence: str | Sequence[str] = (),
        effective: Moment | None = None, expect: int | None = None, by: str | None = None, insist: bool = False,
    ) -> records.Change:  # fmt: skip
        """Set what was found when the claim was checked, with a `note` or `evidence` (URLs, keys of documents).

        `expect` is the version you read: Conflict is raised when somebody changed the claim since. `by` names the
        newer claim for `superseded`. Raises NotFound, UnknownChoice, Refused.
        """
        from claims.ledger import review

        with self.change("mark", key=key, status=status) as ledger:
            standing = ledger.stand(key, expect=expect)
            done = review.mark(
                ledger, standing, status, note=note, evidence=listed(evidence), effective_at=stamp(effective), by=by,
                insist=insist,
            )  # fmt: skip
        return self._changed(done.key, ledger, () if done.version > standing.version else (f"already {status}",))

    def verify(self, key: str, **how: Unpack[Finding]) -> records.Change:
        """Mark a claim verified; see `mark`."""
        return self.mark(key, Status.VERIFIED, **how)

    def dispute(self, key: str, **how: Unpack[Finding]) -> records.Change:
        """Mark a claim disputed: credible sources conflict; see `mark`."""
        return self.mark(key, Status.DISPUTED, **how)

    def refute(self, key: str, **how: Unpack[Finding]) -> records.Change:
        """Mark a claim refuted; see `mark`."""
        return self.mark(key, Status.REFUTED, **how)

    def retract(self, key: str, **how: Unpack[Finding]) -> records.Change:
        """Mark a claim retracted by its speaker; see `mark`."""
        return self.mark(key, Status.RETRACTED, **how)

    def reject(self, key: str, **how: Unpack[Finding]) -> records.Change:
        """Mark an extraction as no claim at all; see `mark`."""
        return self.mark(key, Status.REJECTED, **how)

    def assess(
        self, key: str, confidence: str | float | None, *, note: str | None = None, expect: int | None = None
    ) -> records.Change:
        """Say how sure you are, 0-100 or as `claims.core.confidence.parse` reads it; None takes it away."""
        from claims.ledger import review

        return self._one("assess", key, expect, lambda ledger, at: review.assess(ledger, at, confidence, note))

    def amend(
        self, key: str, *, statement: str | None = None, kind: str | None = None, due: str | date | None = None,
        subject: str | None = None, note: str | None = None, expect: int | None = None,
    ) -> records.Change:  # fmt: skip
        """Correct how a claim is put, with the reason; its quotes stay as they are. An empty `due` clears it."""
        from claims.ledger import review

        given = {"statement": statement, "kind": kind, "due": due, "subject": subject}
        return self._one("amend", key, expect, lambda ledger, at: review.amend(ledger, at, note, **given))  # type: ignore[arg-type]

    def attach(
        self, key: str, url: str | None = None, *, stance: str = Stance.SUPPORTS, document: str | None = None,
        quote: str | None = None, note: str | None = None, insist: bool = False, expect: int | None = None,
    ) -> records.Change:  # fmt: skip
        """Attach evidence without changing the status: a URL, a stored document, a quote or a note.

        `stance` is supports, refutes or context. Raises InvalidValue, UnknownChoice, Refused for the claim's own
        document (unless you `insist`), Conflict.
        """
        from claims.ledger import review

        def attach(ledger: "Ledger", at: "Standing") -> "Standing":
            proof = review.prove(ledger, at, stance, url or document, quote=quote, note=note, insist=insist)
            return review.attach(ledger, at, proof)

        return self._one("attach", key, expect, attach)

    def withdraw_evidence(
        self, key: str, n: int, *, note: str | None = None, expect: int | None = None
    ) -> records.Change:
        """Withdraw the n-th piece of evidence of a claim; it stays in the history."""
        from claims.ledger import review

        return self._one("withdraw", key, expect, lambda ledger, at: review.withdraw_evidence(ledger, at, n, note))

    def tag(self, key: str, *tags: str, expect: int | None = None) -> records.Change:
        """Put tags on a claim."""
        return self._tag(key, tags, True, expect)

    def untag(self, key: str, *tags: str, expect: int | None = None) -> records.Change:
        """Take tags off a claim."""
        return self._tag(key, tags, False, expect)

    def _tag(self, key: str, tags: Sequence[str], on: bool, expect: int | None) -> records.Change:
        from claims.ledger import review

        def put(ledger: "Ledger", at: "Standing") -> "Standing":
            for name in tags:
                at = review.tag(ledger, at, name, on=on)
            return at

        return self._one("tag" if on else "untag", key, expect, put)

    def note(self, key: str, text: str) -> records.Change:
        """Add a remark to a claim's history."""
        from claims.ledger import review

        return self._one("note", key, None, lambda ledger, at: review.remark(ledger, at, text))

    @retried
    def merge(self, key: str, into: str, *, note: str | None = None) -> records.Change:
        """Make one claim of two that say the same; returns the one that stays. Reversible: see `unmerge`."""
        from claims.ledger import merging

        with self.change("merge", key=key, into=into) as ledger:
            ledger.alone()
            duplicate = ledger.stand(key, merged=True)
            stays, changed = merging.merge(ledger, duplicate, ledger.stand(into), note)
        return self._changed(stays.key, ledger, () if changed else ("merged already",))

    @retried
    def unmerge(self, key: str, *, note: str | None = None) -> records.Change:
        """Take a merged claim out again, as it was."""
        from claims.ledger import merging

        with self.change("unmerge", key=key) as ledger:
            ledger.alone()
            alone, changed = merging.unmerge(ledger, ledger.stand(key, merged=True), note)
        return self._changed(alone.key, ledger, () if changed else ("not merged",))

    def link(
        self, key: str, other: str, kind: str = LinkKind.CONTRADICTS, *, note: str | None = None
    ) -> records.Change:
        """Confirm that a claim contradicts, supports or duplicates another; both histories tell. See `unlink`."""
        return self._relate("link", key, other, kind, LinkState.CONFIRMED, note)

    def unlink(
        self, key: str, other: str, kind: str = LinkKind.CONTRADICTS, *, note: str | None = None
    ) -> records.Change:
        """Say that a claim does not stand so to another: it is not suggested again."""
        return self._relate("unlink", key, other, kind, LinkState.REJECTED, note)

    @retried
    def _relate(
        self, command: str, key: str, other: str, kind: str, state: LinkState, note: str | None
    ) -> records.Change:
        from claims.ledger import linking

        if kind not in RELATED:
            raise UnknownChoice("kind of link", kind, RELATED)
        with self.change(command, key=key, other=other, kind=kind) as ledger:
            one, two = ledger.stand(key), ledger.stand(other)
            done, changed = linking.relate(ledger, one, two, LinkKind(kind), state, note)
        return self._changed(done.key, ledger, () if changed else ("nothing to change",))

    @retried
    def rate_source(self, name: str, reliability: str | None, *, note: str | None = None) -> records.Source:
        """Say how reliable a source is, A-F on the Admiralty scale, None to withdraw that; the history is kept."""
        from claims.ledger import sources

        with self.change("rate", source=name, reliability=reliability) as ledger:
            sources.rate(ledger, name, reliability, note)
        return self.source(name)

    @retried
    def edit_source(
        self, name: str, *, kind: str | None = None, homepage: str | None = None, origin: str | None = None
    ) -> records.Source:
        """Say what is known of a source, nothing any more with an empty text; raises NotFound, UnknownChoice."""
        from claims.ledger import sources

        with self.change("edit source", source=name) as ledger:
            sources.describe(ledger, name, kind=kind, homepage=homepage, origin=origin)
        return self.source(name)

"""The front door for Python: one database, everything that can be asked of it and done with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from claims import records, settings
from claims.arguments import Filters, Finding, Moment, Said
from claims.core import confidence as confidences
from claims.core import when
from claims.core.status import Status
from claims.core.vocabulary import Kind, Modality, Precision, Stance
from claims.db.engine import LOCK_SECONDS, Database
from claims.errors import UnknownChoice
from claims.keeper import Keeper
from claims.reader import listed, stamp

if TYPE_CHECKING:
    from claims.interchange.files import Place
    from claims.ledger import Ledger
    from claims.ledger.ledger import Standing
    from ingest.capture import Capture
    from ingest.pipeline import Progress

    Input = str | Path | bytes | Capture


def open(
    url: str | Path | None = None, *, actor: str | records.Actor | None = None, create: bool = True,
    lock_seconds: float = LOCK_SECONDS,
) -> "Book":  # fmt: skip
    """Return the book in the database at `url`: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.

    Without a URL, CLAIMS_DATABASE_URL counts, else a file in the user's data folder. A database that is new gets
    its schema, unless `create` is false. `actor` is who changes things, the login name by default.
    Raises InvalidValue, StorageError (SchemaError for a schema of another version).
    """
    database = Database(str(url) if url is not None else settings.database_url(), lock_seconds=lock_seconds)
    name = settings.actor_name() if actor is None else actor
    given = name if isinstance(name, records.Actor) else records.Actor(name)
    settings.check_actor("actor", given.name)
    book = Book(database, given)
    try:
        book.prepare(create)
    except BaseException:
        book.close()
        raise
    return book


class Book(Keeper):
    """One database of claims, to ask and to change. Each change is one transaction, and one batch to undo."""

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

    def merge(self, key: str, into: str, *, note: str | None = None) -> records.Change:
        """Make one claim of two that say the same; returns the one that stays. Reversible: see `unmerge`."""
        from claims.ledger import merging

        with self.change("merge", key=key, into=into) as ledger:
            ledger.alone()
            duplicate = ledger.stand(key, merged=True)
            stays, changed = merging.merge(ledger, duplicate, ledger.stand(into), note)
        return self._changed(stays.key, ledger, () if changed else ("merged already",))

    def unmerge(self, key: str, *, note: str | None = None) -> records.Change:
        """Take a merged claim out again, as it was."""
        from claims.ledger import merging

        with self.change("unmerge", key=key) as ledger:
            ledger.alone()
            alone, changed = merging.unmerge(ledger, ledger.stand(key, merged=True), note)
        return self._changed(alone.key, ledger, () if changed else ("not merged",))

    def undo(self, batch: str, *, note: str | None = None) -> records.Undone:
        """Take back a batch by further changes; what people worked on since is kept, and named.

        Raises NotFound, and Refused for a batch undone already.
        """
        from claims.ledger import undo

        run = self.run("undo", undid=batch)
        with self.writing(run) as ledger:
            ledger.alone()
            found = undo.find(ledger, batch)
            done = undo.undo(ledger, found, note)
            ledger.finish({"reverted": done.reverted, "kept": len(done.kept)})
        return records.Undone(run.key, found.key, done.reverted, done.kept)

    def rate_source(self, name: str, reliability: str | None, *, note: str | None = None) -> records.Source:
        """Say how reliable a source is, A-F on the Admiralty scale, None to withdraw that; the history is kept."""
        from claims.ledger import sources

        with self.change("rate", source=name, reliability=reliability) as ledger:
            sources.rate(ledger, name, reliability, note)
        return self.source(name)

    def edit_source(
        self, name: str, *, kind: str | None = None, homepage: str | None = None, origin: str | None = None
    ) -> records.Source:
        """Say what is known of a source; raises NotFound, UnknownChoice."""
        from claims.ledger import sources

        with self.change("edit source", source=name) as ledger:
            sources.describe(ledger, name, kind=kind, homepage=homepage, origin=origin)
        return self.source(name)

    def ingest(
        self, inputs: "Input | Iterable[Input]", *, progress: "Progress | None" = None, dry_run: bool = False,
        **said: Unpack[Said],
    ) -> records.Report:  # fmt: skip
        """Read documents and record the claims in them, as one batch.

        An input is a path, bytes or an `ingest.capture.Capture`; `said` is what is known of them from outside.
        `progress` is called with each outcome once it is safe. One bad input never stops the others: its outcome is
        `failed`, with the reason. With `dry_run` nothing is written. Raises InvalidValue, StorageError.
        """
        from ingest.pipeline import ingest

        return ingest(self, inputs, progress=progress, dry_run=dry_run, **said)

    def preview(
        self, inputs: "Input | Iterable[Input]", **said: Unpack[Said]
    ) -> Iterator[tuple[records.Outcome, tuple[records.NewClaim, ...]]]:
        """Yield what `ingest` would do with each input, and the claims it would propose; writes nothing."""
        from ingest.pipeline import preview

        return preview(self, inputs, **said)

    def export(self, to: "Place", *, format: str | None = None, whole: bool = False, **filters: Unpack[Filters]) -> int:
        """Write claims to a file or a stream of bytes, oldest first; returns how many.

        `format` is jsonl, which carries the whole history, or csv; without it the ending of the file's name decides.
        Without filters nothing is left out: claims undone, merged or rejected come too. `whole` also writes sources
        with their ratings, documents with text and bytes, and batches, so that a database can move (jsonl only).
        """
        from claims import interchange
        from claims.interchange.files import called, writing

        chosen = format or interchange.format_of(called(to))
        with writing(to) as stream:
            return interchange.export(self, stream, format=chosen, whole=whole, **filters)

    def load(
        self, given: "Place", *, format: str | None = None, name: str | None = None, source: str | None = None,
        progress: "Callable[..., None] | None" = None, dry_run: bool = False,
    ) -> records.Report:  # fmt: skip
        """Take in claims that were exported, or ready-made ones, as one batch; what is known is not recorded twice.

        `source` is the publisher of claims that name none; `name` is what the report calls the file. One bad line
        never stops the others. With `dry_run` everything is done and taken back.
        """
        from claims import interchange
        from claims.interchange.files import called, reading

        name = name or called(given)
        with reading(given) as stream:
            return interchange.load(
                self, stream, format=format, name=name, source=source, progress=progress, dry_run=dry_run
            )

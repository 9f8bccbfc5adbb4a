"""What is kept, and for how long: copies in public archives, the bytes as fetched, and what is erased for good."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from claims import records
from claims.errors import Refused
from claims.writer import Writer

if TYPE_CHECKING:
    from claims.ledger import Ledger
    from claims.ledger.erasing import Done
    from claims.ledger.forgetting import Found


class _TakenBack(Exception):
    """Ends the transaction of what is only tried."""


class Keeper(Writer):
    """One database of claims, and what of it stays."""

    def archive(self, document: str, url: str | None) -> records.Document:
        """Note where a public archive keeps a copy of a document; None takes that away.

        Raises NotFound, Ambiguous, InvalidValue.
        """
        from claims.ledger import keeping

        with self.change("archive") as ledger:
            key = keeping.archive(ledger, document, url)
        return self.document(key)

    def retention(self) -> int | None:
        """Return for how many days the bytes of documents are kept as they came; None for ever."""
        from claims.ledger import keeping

        with self.database.read() as connection:
            return keeping.days(connection)

    def retain(self, days: int | None) -> None:
        """Set for how many days the bytes of documents are kept, None for ever; `prune` drops them then."""
        from claims.ledger import keeping

        with self.database.write() as connection:
            keeping.keep(connection, days)

    def prune(self, *, days: int | None = None, dry_run: bool = False) -> records.Pruned:
        """Drop the bytes of documents older than `days`, or than `retention` says; texts and quotes stay.

        It cannot be undone. Raises Refused where nothing says how long bytes are kept.
        """
        from claims.ledger import keeping

        older_than = self.retention() if days is None else days
        if older_than is None:
            raise Refused("bytes are kept for ever here: say for how many days with --days, or `claims db retention`")
        keeping.check(older_than)
        run, done = self.run(keeping.PRUNE), None
        try:
            with self.writing(run) as ledger:
                done = keeping.prune(ledger, older_than)
                ledger.finish({"documents": done.documents})
                if dry_run:
                    raise _TakenBack
        except _TakenBack:
            pass
        assert done is not None
        return done

    def embed(
        self, *, progress: Callable[[int, int], None] | None = None, drop_others: bool = False
    ) -> records.Embedded:
        """Give each claim that stands a vector of what it means, by the model `embedding_model` names.

        It goes on where it was stopped. With `drop_others` the vectors of other models go. Raises InvalidValue.
        """
        from claims.embedding.loading import none_named
        from claims.ledger import embedding
        from claims.queries.meaning import kept_of

        model = self.model or none_named()
        done = embedding.embed(self.database, model, progress)
        dropped = embedding.forget_others(self.database, model) if drop_others else 0
        with self.database.read() as connection:
            return records.Embedded(model.name, done, kept_of(connection, model), dropped)

    # ---- what shows that nothing was changed ---------------------------------------------------------------

    def audit(
        self,
        *,
        anchors: str = "",
        keys: Sequence[bytes] = (),
        progress: Callable[[int, int | None], None] | None = None,
    ) -> records.Audit:  # fmt: skip
        """Look for anything that was lost or changed since it was recorded; what was found is in what is returned.

        `anchors` are lines of `anchor`, kept elsewhere; `keys` those that may have signed, 32 bytes each.
        """
        from claims.audit import audit
        from claims.audit.anchors import anchors as told

        return audit(self.database, anchors=told(anchors), keys=keys, progress=progress)

    def anchor(self) -> str | None:
        """Return the line that stands for all that was recorded so far; None where nothing was.

        Whatever is kept of it elsewhere shows later that nothing of that was lost or changed: see `audit`.
        """
        from claims.ledger import sealing

        self._seal()
        with self.database.read() as connection:
            last = sealing.last(connection)
        return None if last is None else last.line

    def prove(self, key: str, *, anchors: str = "") -> dict[str, Any]:
        """Return a proof that the history of a claim was recorded, as JSON holds it, for whoever has a root.

        For lines of `anchor` it also shows that the present root begins with theirs. Raises NotFound, Ambiguous,
        Refused where not everything is sealed.
        """
        from claims.audit.anchors import anchors as told
        from claims.audit.proof import prove

        self._seal()
        with self.database.read() as connection:
            return prove(connection, key, [each.seal for each in told(anchors) if each.seal is not None])

    # ---- erasing -------------------------------------------------------------------------------------------

    def erase_document(
        self, *keys: str, reason: str, statements: bool = False, url: bool = False, dry_run: bool = False,
        scrub: bool = True,
    ) -> records.Erased:  # fmt: skip
        """Erase what was captured of documents and what claims quote from them, for good.

        With `statements` the claims that stand only there lose their words, too; with `url` the address goes. That
        they were there, when, and what was found stays. With `dry_run` it is only told what would go.
        Raises NotFound, Ambiguous, InvalidValue without a `reason`, StorageError.
        """
        from claims.ledger import erasing

        def work(ledger: "Ledger", why: str, done: "Done") -> None:
            for key in keys:
                erasing.erase_document(ledger, key, why, words=statements, url=url, done=done)

        return self._erase("document", " ".join(keys), reason, work, dry_run, scrub)

    def erase_claim(self, *keys: str, reason: str, dry_run: bool = False, scrub: bool = True) -> records.Erased:
        """Erase what claims say, with their quotes, notes, tags and evidence, for good; see `erase_document`.

        The texts of the documents they stand in are not touched: what is returned names them.
        """
        from claims.ledger import erasing

        def work(ledger: "Ledger", why: str, done: "Done") -> None:
            for key in keys:
                erasing.erase_claim(ledger, key, why, done)

        return self._erase("claim", " ".join(keys), reason, work, dry_run, scrub)

    def erase_person(
        self, name: str, *, reason: str, pseudonym: str | None = None, mentions: bool = False, dry_run: bool = False,
        scrub: bool = True,
    ) -> records.Erased:  # fmt: skip
        """Replace a name by a pseudonym wherever it is a whole value: source, speaker, subject, byline, actor, tag.

        Texts that mention it are named, and changed only with `mentions`. See `erase_document`.
        """
        from claims.core.naming import Name
        from claims.core.naming import pseudonym as drawn
        from claims.ledger import forgetting

        wanted = Name(name, pseudonym or drawn(), mentions)

        def work(ledger: "Ledger", why: str, done: "Done") -> "Found":
            if wanted.mentioned(why):
                raise Refused("the reason holds the name that is to be erased: say it without")
            return forgetting.erase_person(ledger, wanted, why, done)

        return self._erase("person", wanted.stand_in, reason, work, dry_run, scrub)

    def scrub(self) -> tuple[str, ...]:
        """Take what was erased out of the files of the database; returns what could not be reached."""
        from claims.db.scrub import scrub

        return scrub(self.database)

    def _erase(
        self, what: str, of: str, reason: str, work: "Callable[[Ledger, str, Done], Found | None]", dry_run: bool,
        scrub: bool,
    ) -> records.Erased:  # fmt: skip
        from claims.db.scrub import copies_beside
        from claims.ledger import erasing

        named: dict[str, Any] = {what: of}
        run, done, found = self.run(erasing.ERASE, **named), erasing.Done(), None
        still: list[str] = []
        try:
            with self.writing(run) as ledger:
                ledger.alone()
                why = erasing.because(ledger, reason)
                found = work(ledger, why, done)
                still = erasing.still_stands(ledger, done.events) if what == "claim" else []
                copies = tuple(erasing.copies(ledger))
                ledger.finish({"events": sum(done.events.values()), "documents": len(done.documents)})
                erased = run.row_id is not None
                if dry_run:
                    raise _TakenBack
        except _TakenBack:
            run.row_id = None
        told = {"document": done.documents, "claim": [*done.events]}
        remains = tuple(
            f"document {key} still has the words in its text: `claims erase document {key}`" for key in still
        )
        if erased and not dry_run:
            told_by_files = self.scrub() if scrub else ("the files of the database: run `claims db scrub`",)
            remains += told_by_files
        return records.Erased(
            run.key if erased and not dry_run else None, what, tuple(done.events), sum(done.events.values()),
            tuple(done.documents), tuple(sorted(done.kept)), of if what == "person" else None,
            tuple(found.places) if found else (), tuple(found.mentions) if found else (), copies,
            tuple(map(str, copies_beside(self.database, told))), remains,
        )  # fmt: skip

"""The pipeline: inputs are read and their claims extracted, then written in groups, a savepoint each."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from claims.core import confidence as confidences
from claims.core.text import require_fit
from claims.core.vocabulary import ActorKind
from claims.core.when import parse_date
from claims.db.failures import explain
from claims.errors import ClaimtrackError, StorageError
from claims.ledger import Ledger, batches, documents, intake
from claims.ledger.documents import Earlier
from claims.models import source
from claims.queries import readings
from claims.queries.readings import Reader
from claims.records import NewClaim, NewDocument, Outcome, Report
from ingest import drafting, extractors, rereading
from ingest.article import Article
from ingest.capture import Capture, captures, is_url
from ingest.drafting import Options, Reading
from ingest.guard import Guard
from ingest.rereading import covered
from ingest.spool import Spool

if TYPE_CHECKING:
    from claims.book import Book
    from ingest.web import Door

KNOWN = "this document was taken in before"
OUTCOMES = ("added", "known", "empty", "failed")
GROUP = 20
"""Documents written in one transaction, fewer where they are large; what they came to is told when it is committed."""
WEIGHT = 500_000
"""Bytes of documents after which no further one is added to a group: all of a group is in memory."""
Progress = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """One input, read: the document and the claims to record, or why there are none."""

    name: str
    document: NewDocument | None = None
    claims: Spool[NewClaim] = field(default_factory=Spool)
    known: str | None = None
    failed: str | None = None
    notes: tuple[str, ...] = ()
    earlier: Earlier | None = None
    read_by: tuple[Reader, ...] = ()


def ingest(
    book: "Book", inputs: object, *, progress: Progress | None = None, dry_run: bool = False, **options: object
) -> Report:
    """Read documents and record the claims in them.

    `inputs` is a path, a Capture, bytes, or several of these. `options` are the fields of Options, as text or
    typed; `progress` is called with each outcome once it is safe. One bad input never stops the others: its
    outcome says why. With `dry_run` nothing is written. Raises InvalidValue for options that cannot be.
    """
    if dry_run:
        return Report(None, [outcome for outcome, _ in preview(book, inputs, **options)], dry_run=True)
    chosen = _options(book, **options)
    versions = {"extractor": chosen.extractor, "version": extractors.get(chosen.extractor).version}
    run = book.run("ingest", versions=versions, source=chosen.source, extractor=chosen.extractor)
    outcomes: list[Outcome] = []
    drafts = _drafts(book, inputs, chosen)
    while group := _group(drafts):
        if run.row_id is None and all(draft.known for draft in group):
            written = [_foreseen(draft) for draft in group]  # nothing to write, so nobody is kept waiting
        else:
            with book.writing(run) as ledger:
                written = [_write(book, ledger, draft, chosen) for draft in group]
                batches.keep(ledger, written, len(outcomes))
        outcomes += written
        group.clear()  # the next are read meanwhile
        for outcome in written:
            if progress is not None:
                progress(outcome)
    if run.row_id is not None:
        claims = sum(len(each.added) for each in outcomes)
        counts = {"claims": claims} | {word: sum(each.outcome == word for each in outcomes) for word in OUTCOMES}
        with book.writing(run) as ledger:
            ledger.finish(counts)
    return Report(run.key if run.row_id is not None else None, outcomes)


def preview(book: "Book", inputs: object, **options: object) -> Iterator[tuple[Outcome, tuple[NewClaim, ...]]]:
    """Yield what `ingest` would make of each input, and the claims it would record; writes nothing."""
    for draft in _drafts(book, inputs, _options(book, **options)):
        yield _foreseen(draft), tuple(draft.claims)


def _group(drafts: Iterator[Draft]) -> list[Draft]:
    """Return the next documents to write in one transaction; none when all are written."""
    group: list[Draft] = []
    weight = 0
    for draft in islice(drafts, GROUP):
        group.append(draft)
        weight += len(draft.document.body) if draft.document else 0
        if weight >= WEIGHT:
            break
    return group


def _options(book: "Book", **given: object) -> Options:
    """Return the options, checked before the first input is read."""
    read = Options(**given)  # type: ignore[arg-type]
    extractors.get(read.extractor)
    for name in ("source", "title", "url", "byline", "language"):
        require_fit(name, getattr(read, name))
    published = parse_date(read.published, what="publication date") if read.published else None
    sure = confidences.parse(read.confidence) if read.confidence is not None else None
    return replace(read, published=published, confidence=sure)


def _drafts(book: "Book", inputs: object, options: Options) -> Iterator[Draft]:
    """Yield what becomes of each document, in order; several are read at once, beside this process."""
    version = extractors.get(options.extractor).version
    coming: deque[_Coming] = deque()
    with Guard("ingest.drafting:beside") as guard:
        for captured in _captured(inputs, options):
            coming.append(_begun(book, captured, options, version, guard))
            while coming and (coming[0].done or len(coming) >= guard.room):
                yield coming.popleft().draft()
        while coming:
            yield coming.popleft().draft()


def _captured(inputs: object, options: Options) -> Iterator[Capture]:
    given = [inputs] if isinstance(inputs, str | bytes | Path | Capture) else inputs
    door: Door | None = None
    for each in given:  # type: ignore[attr-defined]
        if door is None and (options.full or is_url(each)):
            door = _door(options)
        yield from captures(each, door, full=options.full)


def _door(options: Options) -> "Door":
    """Return the door all pages of a run are fetched through."""
    from ingest import web

    return web.door(options.allow_host, proxy=options.proxy, robots=options.robots)


@dataclass(slots=True)
class _Coming:
    """A document on its way: read already, or being read beside this process."""

    options: Options
    captured: Capture
    read: Draft | None = None
    known: readings.Known | None = None
    earlier: Earlier | None = None
    answer: Future[Any] | None = None

    @property
    def done(self) -> bool:
        return self.answer is None or self.answer.done()

    def draft(self) -> Draft:
        """Return what became of it, when that is known."""
        if self.read is not None:
            return self.read
        assert self.answer is not None
        answer = self.answer.result()
        try:
            if isinstance(answer, Article):
                answer = drafting.extract(answer, self.captured, self.options)
        except ClaimtrackError as error:
            answer = error
        if isinstance(answer, StorageError):
            raise answer
        if isinstance(answer, ClaimtrackError):
            return Draft(self.captured.name, failed=str(answer))
        return self._settled(answer)

    def _settled(self, reading: Reading) -> Draft:
        draft = Draft(self.captured.name, reading.document, reading.claims, notes=reading.notes)
        if self.earlier is None or self.known is None:
            return draft
        if reading.document.text != self.earlier.text:
            note = "not read again: its text would be another one now, and claims point into the one that was stored"
            return Draft(draft.name, known=self.earlier.key, notes=(note,))
        return replace(draft, earlier=self.earlier, read_by=self.known.read_by)


def _begun(book: "Book", captured: Capture, options: Options, version: str, guard: Guard) -> _Coming:
    """Begin to read a document; one that this extractor in this version has read is known, and not read again."""
    coming = _Coming(options, captured)
    if captured.failed:
        coming.read = Draft(captured.name, failed=captured.failed)
        return coming
    digest = sha256(captured.body).digest()
    coming.known = readings.known(book.database, digest)
    if coming.known is not None:
        if covered(coming.known.read_by, options.extractor, version):
            coming.read = Draft(captured.name, known=coming.known.key)
            return coming
        with book.database.read() as connection:
            coming.earlier = documents.again(connection, digest)
        if coming.earlier is not None:
            coming.options = _as_before(options, coming.earlier)
    coming.answer = guard.submit((captured, coming.options), here=drafting.is_ours(captured))
    return coming


def _as_before(options: Options, earlier: Earlier) -> Options:
    """Return the options with which a document is read as it was told of before."""
    return replace(
        options, source=earlier.source, title=options.title or earlier.title, byline=options.byline or earlier.byline,
        published=options.published or earlier.published, language=options.language or earlier.language,
    )  # fmt: skip


def _foreseen(draft: Draft) -> Outcome:
    if draft.failed:
        return Outcome(draft.name, "failed", detail=draft.failed)
    if draft.known:
        return Outcome(draft.name, "known", draft.known, detail=KNOWN, notes=draft.notes)
    return Outcome(draft.name, "added" if draft.claims else "empty", notes=draft.notes)


def _write(book: "Book", ledger: Ledger, draft: Draft, options: Options) -> Outcome:
    """Write one document with its claims; a failure takes back this one alone."""
    if draft.document is None:
        return _foreseen(draft)
    savepoint, batch = ledger.connection.begin_nested(), ledger.run.row_id
    try:
        outcome = _record(ledger, draft, options)
        if outcome.detail == KNOWN:  # somebody else was quicker
            savepoint.rollback()
            ledger.run.row_id = batch
        else:
            savepoint.commit()
    except StorageError:
        raise
    except (ClaimtrackError, IntegrityError, DataError) as error:
        savepoint.rollback()
        ledger.run.row_id = batch  # where this document was the first to need it, it went with the savepoint
        why = str(error) if isinstance(error, ClaimtrackError) else explain(book.database, error)
        return Outcome(draft.name, "failed", detail=why)
    return outcome


def _record(ledger: Ledger, draft: Draft, options: Options) -> Outcome:
    assert draft.document is not None
    earlier = documents.again(ledger.connection, draft.earlier.sha256) if draft.earlier else None
    held = earlier or documents.store(ledger, draft.document)
    if held.known and earlier is None:
        return Outcome(draft.name, "known", held.key, detail=KNOWN)
    reliability = ledger.connection.execute(select(source.c.reliability).where(source.c.id == held.source_id)).scalar()
    by = ledger.actor.kind
    chunks = ([_estimated(new, options.confidence, by, reliability) for new in each] for each in draft.claims.chunks())
    if earlier:
        claims = list(chain.from_iterable(chunks))
        found = rereading.record(ledger, held, claims, draft.name, options.extractor, draft.read_by)
        return replace(found, notes=draft.notes + found.notes)
    taken = intake.Taken()
    for claims in chunks:
        taken.join(intake.take(ledger, claims, held))
    return Outcome(
        draft.name, "added" if draft.claims else "empty", held.key, (*taken.added, *taken.restored),
        tuple(taken.appeared), taken.known, notes=draft.notes,
    )  # fmt: skip


def _estimated(new: NewClaim, given: int | None, by: ActorKind, reliability: str | None) -> NewClaim:
    """Return the claim with a first confidence: the one given along, else the rule's estimate with its reasons."""
    if given is not None:
        return replace(new, confidence=given, confidence_by=by)
    guess = confidences.first_estimate(
        reliability, new.modality, new.kind, attributed=new.speaker is not None, cited=bool(new.citations)
    )
    return replace(new, confidence=guess.confidence, confidence_by=ActorKind.RULE, confidence_reasons=guess.reasons)

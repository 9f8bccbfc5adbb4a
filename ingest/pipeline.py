"""The pipeline: inputs are read and their claims extracted, then written in groups, a savepoint each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from claims.core import confidence as confidences
from claims.core.text import require_fit, shortened
from claims.core.vocabulary import ActorKind
from claims.core.when import parse_date
from claims.db.failures import explain
from claims.errors import ClaimtrackError, InputFailed, StorageError
from claims.ledger import Ledger, batches, documents, intake
from claims.ledger.documents import Earlier
from claims.models import source
from claims.queries import readings
from claims.queries.readings import Reader
from claims.records import NewClaim, NewDocument, Outcome, Report
from ingest import extractors, readers, rereading
from ingest.capture import Capture, capture
from ingest.extractors.candidate import Candidate
from ingest.rereading import covered
from ingest.segment import LONGEST, overlong
from ingest.spool import Spool

if TYPE_CHECKING:
    from claims.book import Book

KNOWN = "this document was taken in before"
OUTCOMES = ("added", "known", "empty", "failed")
GROUP = 20
"""Documents written in one transaction, fewer where they are large; what they came to is told when it is committed."""
WEIGHT = 500_000
"""Bytes of documents after which no further one is added to a group: all of a group is in memory."""
Progress = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about the inputs from outside; it counts more than what they say of themselves."""

    source: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    byline: str | None = None
    language: str | None = None
    confidence: int | None = None
    extractor: str = "rules"
    cache: bool = True


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
    version = extractors.get(options.extractor).version
    for each in _several(inputs):
        yield _draft(book, each, options, version)


def _several(inputs: object) -> Iterable[object]:
    return [inputs] if isinstance(inputs, str | bytes | Path | Capture) else inputs  # type: ignore[return-value]


def _draft(book: "Book", given: object, options: Options, version: str) -> Draft:
    """Read one input; a document that this extractor in this version has read is known, and not read again."""
    name = "-" if isinstance(given, bytes) else given.name if isinstance(given, Capture) else str(given)
    try:
        captured = capture(given)
        digest = sha256(captured.body).digest()
        known = readings.known(book.database, digest)
        if known is None:
            return _read(captured, options)
        if covered(known.read_by, options.extractor, version):
            return Draft(name, known=known.key)
        with book.database.read() as connection:
            earlier = documents.again(connection, digest)
        return _read_again(captured, options, earlier, known.read_by) if earlier else _read(captured, options)
    except StorageError:
        raise
    except ClaimtrackError as error:
        return Draft(name, failed=str(error))
    except RecursionError:
        return Draft(name, failed=f"{name} is nested too deeply to be read")


def _read(captured: Capture, options: Options) -> Draft:
    article = readers.read(captured.body, name=captured.name, media_type=captured.media_type)
    article = replace(
        article,
        title=options.title or article.title,
        byline=options.byline or article.byline,
        published=options.published or article.published,
        language=options.language or article.language,
    )
    publisher = options.source or article.source
    if not publisher:
        raise InputFailed(f"{captured.name} does not say who published it: add --source NAME")
    url = options.url or article.url
    require_fit("source", publisher)
    require_fit("url", url)
    extractor = extractors.get(options.extractor, cache=options.cache)
    document = NewDocument(
        body=captured.body, text=article.text, source=publisher, media_type=captured.media_type,
        url=url, title=shortened("title", article.title), byline=shortened("byline", article.byline),
        published=article.published, language=article.language, reader_version="1",
        reader=readers.reader_name(captured.name, captured.media_type),
    )  # fmt: skip
    dropped = 0

    def verbatim() -> Iterator[NewClaim]:
        nonlocal dropped
        for each in extractor.extract(article):
            if each.quote and article.text[each.start : each.end] == each.quote:
                yield _claim(each, extractor, article.language)
            else:
                dropped += 1

    claims = Spool(verbatim())
    notes = article.notes + extractors.notes(extractor)
    if dropped:
        notes += (f"{dropped} left out: the quote does not stand in the text, word for word",)
    if passed := overlong(article):
        notes += (f"{passed} passages without an end in {LONGEST:,} characters were not read",)
    return Draft(captured.name, document, claims, notes=notes)


def _read_again(captured: Capture, options: Options, earlier: Earlier, read_by: tuple[Reader, ...]) -> Draft:
    """Read a document as it was told of before; the claims point into the text that was stored."""
    draft = _read(
        captured,
        replace(
            options, source=earlier.source, title=options.title or earlier.title,
            byline=options.byline or earlier.byline, published=options.published or earlier.published,
            language=options.language or earlier.language,
        ),
    )  # fmt: skip
    if draft.document is None or draft.document.text != earlier.text:
        note = "not read again: its text would be another one now, and claims point into the one that was stored"
        return Draft(draft.name, known=earlier.key, notes=(note,))
    return replace(draft, earlier=earlier, read_by=read_by)


def _claim(found: Candidate, extractor: extractors.Extractor, language: str | None) -> NewClaim:
    return NewClaim(
        statement=found.statement, kind=found.kind, quote=found.quote, start=found.start, end=found.end,
        section=shortened("section", found.section), citations=found.citations, modality=found.modality,
        speaker=shortened("speaker", found.speaker), cue=found.cue, subject=shortened("subject", found.subject),
        language=language, quantities=found.quantities, due=found.due, due_precision=found.due_precision,
        stands_alone=found.stands_alone, extractor=extractor.name, extractor_version=extractor.version,
        score=found.score, features=found.features,
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

"""The pipeline: inputs are read and their claims extracted, then written in groups, a savepoint each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from claims.core import confidence as confidences
from claims.core.text import require_fit
from claims.core.vocabulary import ActorKind
from claims.core.when import parse_date
from claims.db.again import retried
from claims.db.failures import explain
from claims.errors import ClaimtrackError, StorageError
from claims.ledger import Ledger, Run, anchoring, batches, documents, intake, suggesting
from claims.models import source
from claims.queries import captures
from claims.queries.near import near
from claims.records import NewClaim, Outcome, Report, Suggested
from ingest import extractors, rereading, resuming
from ingest.drafting import Options
from ingest.drafts import Draft, drafts

if TYPE_CHECKING:
    from claims.book import Book
    from claims.embedding.model import Model

KNOWN = "this document was taken in before"
OUTCOMES = ("added", "known", "empty", "failed")
GROUP = 20
"""Documents written in one transaction, fewer where they are large; what they came to is told when it is committed."""
WEIGHT = 500_000
"""Bytes of documents after which no further one is added to a group: all of a group is in memory."""
Progress = Callable[[Outcome], None]
Stop = Callable[[], bool]
Kept = Callable[[Ledger, Sequence[Outcome], int], None]


def ingest(
    book: "Book", inputs: object, *, progress: Progress | None = None, dry_run: bool = False,
    stop: Stop | None = None, **options: object,
) -> Report:  # fmt: skip
    """Read documents and record the claims in them.

    `inputs` is a path, a Capture, bytes, or several of these. `options` are the fields of Options, as text or
    typed; `progress` is called with each outcome once it is safe. One bad input never stops the others: its
    outcome says why. With `dry_run` nothing is written. When `stop` says so, the batch ends with what was taken in.
    Raises InvalidValue for options that cannot be.
    """
    if dry_run:
        return Report(None, [outcome for outcome, _ in preview(book, inputs, **options)], dry_run=True)
    chosen = _options(**options)
    run = book.run("ingest", versions=_versions(chosen), **resuming.told(inputs, chosen))
    return carry_out(book, run, inputs, chosen, progress, stop=stop)


def resume(book: "Book", batch: str | None = None, *, progress: Progress | None = None, **options: object) -> Report:
    """Go on with a batch that was stopped: what was acknowledged is not read again, what failed is.

    Without a key it is the last one of this actor that was stopped. `options` are those that are not kept with a
    batch: how to reach the network. Raises NotFound, NothingExtracted where nothing is left to do, and Refused
    where going on would be another run.
    """
    found = resuming.find(book, batch)
    chosen = _options(**{**found.options, **options})
    run = found.begin(book, _versions(chosen))
    return carry_out(book, run, found.inputs, chosen, progress, found.done)


def carry_out(
    book: "Book", run: Run, inputs: object, chosen: Options, progress: Progress | None = None,
    done: Counter[str] | None = None, *, stop: Stop | None = None, kept: Kept | None = None,
) -> Report:  # fmt: skip
    """Read inputs, but for what is `done` under a name, and write what they hold as a batch, or as more of one.

    `kept` is called within each transaction, with its outcomes and those before the first one, and which of all inputs
    the first of these is of; more than once where the transaction has to run again. When `stop` says so
    nothing further is read, and the batch ends with what was taken in.
    """
    outcomes: list[Outcome] = []
    again = run.row_id is not None
    model = book.model if chosen.match else None
    coming = drafts(book, inputs, chosen, done)
    while group := _group(coming):
        if run.row_id is None and all(draft.known for draft in group):
            written = [_foreseen(draft) for draft in group]  # nothing to write, so nobody is kept waiting
        else:
            written = _write_group(book, run, group, chosen, model, outcomes, kept)
        outcomes += written
        group.clear()  # the next are read meanwhile
        for outcome in written:
            if progress is not None:
                progress(outcome)
        if stop is not None and stop():
            coming.close()
            break
    if run.row_id is not None:
        with book.writing(run) as ledger:
            ledger.finish(batches.counts(ledger) if again else _counts(outcomes))
    return Report(run.key if run.row_id is not None else None, outcomes)


@retried
def _write_group(
    book: "Book", run: Run, group: Sequence[Draft], chosen: Options, model: "Model | None", before: Sequence[Outcome],
    kept: Kept | None,
) -> list[Outcome]:  # fmt: skip
    """Write documents in one transaction; those `before` the first one of a batch are kept along with it."""
    first = run.row_id is None
    with book.writing(run) as ledger:
        written = [_write(book, ledger, draft, chosen) for draft in group]
        if chosen.match and any(each.added for each in written):
            written = suggesting.suggest(ledger, written, model)
        told = [*before, *written] if first else written
        batches.keep(ledger, told)
        if kept is not None:
            kept(ledger, told, 0 if first else len(before))
    return written


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    claims = sum(len(each.added) for each in outcomes)
    return {"claims": claims} | {word: sum(each.outcome == word for each in outcomes) for word in OUTCOMES}


def _versions(chosen: Options) -> dict[str, str]:
    return {"extractor": chosen.extractor, "version": extractors.get(chosen.extractor).version}


def preview(book: "Book", inputs: object, **options: object) -> Iterator[tuple[Outcome, tuple[NewClaim, ...]]]:
    """Yield what `ingest` would make of each input, and the claims it would record; writes nothing."""
    chosen = _options(**options)
    for draft in drafts(book, inputs, chosen):
        claims = tuple(draft.claims)
        outcome = _foreseen(draft)
        yield replace(outcome, suggested=_beside(book, claims)) if chosen.match else outcome, claims


def _beside(book: "Book", claims: Sequence[NewClaim]) -> tuple[Suggested, ...]:
    """Return what claims that are not recorded may repeat, or contradict."""
    alone = [each.statement for each in claims if each.stands_alone]
    model, meant = book.model, None
    with book.database.read() as connection:
        if model is not None:
            from claims.queries.meaning import NEWEST, nearest  # only where a model is asked for

            meant = nearest(connection, model, model.vectors(alone), newest=NEWEST)
        found = near(connection, alone, {}, meant)
    return tuple(suggesting.suggested(alone[each.number], each) for each in found)


def _group(coming: Iterator[Draft]) -> list[Draft]:
    """Return the next documents to write in one transaction; none when all are written."""
    group: list[Draft] = []
    weight = 0
    for draft in islice(coming, GROUP):
        group.append(draft)
        weight += len(draft.document.body) if draft.document else 0
        if weight >= WEIGHT:
            break
    return group


def _options(**given: object) -> Options:
    """Return the options, checked before the first input is read."""
    read = Options(**given)  # type: ignore[arg-type]
    extractors.get(read.extractor)
    for name in ("source", "title", "url", "byline", "language"):
        require_fit(name, getattr(read, name))
    published = parse_date(read.published, what="publication date") if read.published else None
    sure = confidences.parse(read.confidence) if read.confidence is not None else None
    return replace(read, published=published, confidence=sure)


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
    savepoint = ledger.savepoint()
    try:
        outcome = _record(ledger, draft, options)
        if outcome.detail == KNOWN:  # somebody else was quicker
            savepoint.rollback()
        else:
            savepoint.commit()
    except StorageError:
        raise
    except (ClaimtrackError, IntegrityError, DataError) as error:
        savepoint.rollback()
        why = str(error) if isinstance(error, ClaimtrackError) else explain(book.database, error)
        return Outcome(draft.name, "failed", detail=why)
    return outcome


def _record(ledger: Ledger, draft: Draft, options: Options) -> Outcome:
    assert draft.document is not None
    earlier = documents.again(ledger.connection, draft.earlier.sha256) if draft.earlier else None
    held = earlier or documents.store(ledger, draft.document, erased_too=options.again)
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
        tuple(taken.appeared), taken.known, notes=draft.notes + _drifted(ledger, held),
    )  # fmt: skip


def _drifted(ledger: Ledger, held: documents.Stored) -> tuple[str, ...]:
    """Record what became of the quotes from earlier captures of a page, and tell how many read otherwise now."""
    page = captures.before(ledger.connection, held.id)
    if page is None:
        return ()
    found = anchoring.find(ledger.connection, page, anchoring.Latest(held.key, held.text))
    anchoring.record(ledger, found.findings)
    told = Counter(each.fate.value for each in found.told)
    said = ", ".join(f"{count} {fate}" for fate, count in told.items())
    return (f"quotes from earlier captures of this page: {said}; see `claims list --drift altered`",) if said else ()


def _estimated(new: NewClaim, given: int | None, by: ActorKind, reliability: str | None) -> NewClaim:
    """Return the claim with a first confidence: the one given along, else the rule's estimate with its reasons."""
    if given is not None:
        return replace(new, confidence=given, confidence_by=by)
    guess = confidences.first_estimate(
        reliability, new.modality, new.kind, attributed=new.speaker is not None, cited=bool(new.citations)
    )
    return replace(new, confidence=guess.confidence, confidence_by=ActorKind.RULE, confidence_reasons=guess.reasons)

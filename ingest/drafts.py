"""Drafts: each document of the inputs, read and its claims extracted, in order; what is known is not read again."""

from collections import Counter, deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimtrackError, StorageError
from claims.ledger import documents
from claims.ledger.documents import Earlier
from claims.queries import readings
from claims.queries.readings import Reader
from claims.records import NewClaim, NewDocument
from ingest import drafting, extractors, resuming
from ingest.capture import Capture, captures, is_url
from ingest.drafting import Options, Reading
from ingest.found import Found
from ingest.guard import Guard
from ingest.rereading import covered
from ingest.spool import Spool

if TYPE_CHECKING:
    from claims.book import Book
    from ingest.web import Door


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


def drafts(
    book: "Book", inputs: object, options: Options, done: Counter[str] | None = None
) -> Generator[Draft, None, None]:
    """Yield what becomes of each document, in order; several are read at once, beside this process.

    What is `done` is passed over: names as `resuming.place` gives them, each as often as it is there.
    """
    version = extractors.get(options.extractor).version
    coming: deque[_Coming] = deque()
    with Guard("ingest.drafting:beside", Found) as guard:
        for captured in _captured(inputs, options, done or Counter()):
            coming.append(_begun(book, captured, options, version, guard))
            while coming and (coming[0].done or len(coming) >= guard.room):
                yield coming.popleft().draft()
        while coming:
            yield coming.popleft().draft()


def _captured(inputs: object, options: Options, done: Counter[str]) -> Iterator[Capture]:
    given: Any = [inputs] if isinstance(inputs, str | bytes | Path | Capture) else inputs
    left = resuming.left(given, done) if done else given
    door: Door | None = None
    for each in left:
        if door is None and (options.full or is_url(each)):
            door = _door(options)
        for captured in captures(each, door, full=options.full):
            if not resuming.passed(done, captured.name):
                yield captured


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
            if isinstance(answer, Found):
                answer = drafting.finished(answer, self.captured, self.options)
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

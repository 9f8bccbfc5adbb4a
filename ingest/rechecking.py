"""Looking at pages again: fetched or read anew, kept as a capture where they changed, their quotes looked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from json import loads
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from claims.arguments import Words
from claims.core import key as keys
from claims.core.when import micros, moment
from claims.db.failures import explain
from claims.errors import ClaimtrackError, FetchFailed, InputFailed, InvalidValue, StorageError, shown
from claims.ledger import anchoring, batches, documents
from claims.ledger.anchoring import Found, Latest
from claims.queries import captures
from claims.queries.captures import RECHECK, Page
from claims.reader import listed
from claims.records import Checked, NewDocument, Outcome, Rechecked
from ingest import capture, drafting, web
from ingest.capture import Capture
from ingest.drafting import Options
from ingest.found import Found as ReadDocument
from ingest.guard import Guard

if TYPE_CHECKING:
    from claims.book import Book
    from claims.ledger import Ledger, Run

UNCHANGED, CHANGED, GONE, FAILED = "unchanged", "changed", "gone", "failed"
KEPT = {UNCHANGED: "known", CHANGED: "added", GONE: "empty", FAILED: "failed"}
"""How what became of a page is kept with its batch."""
NOT_THERE = (404, 410)
"""What a server answers of a page that is gone; everything else may be otherwise the next time."""
FEW = 3
"""Quotes of which none at all is left, so that it is said: it may be a wall, not the page."""
OLDER = 30
"""Days after which a page is looked at again, where nothing else is said."""
Progress = Callable[[int, int, Checked], None]


def recheck(
    book: "Book", claims: Words = (), *, document: Words = (), source: Words = (), due: bool = False,
    older: int = OLDER, everything: bool = False, progress: Progress | None = None, dry_run: bool = False,
    **network: Any,
) -> Rechecked:  # fmt: skip
    """Look at pages again and record what became of what was quoted from them; see `Book.recheck`."""
    claims, document, source = listed(claims), listed(document), listed(source)
    with book.database.read() as connection:
        found = _chosen(connection, book, claims, document, source, due, older, everything)
    named: dict[str, Any] = {
        "claims": [*claims],
        "document": [*document],
        "source": [*source],
        "due": due,
        "all": everything,
    }
    run = book.run(RECHECK, **named)
    door = web.door(network.get("allow_host", ()), proxy=network.get("proxy"), robots=network.get("robots", True))
    checked = []
    with Guard("ingest.rechecking:beside", ReadDocument) as guard:
        for page in found:
            checked.append(_checked(book, None if dry_run else run, page, _Looking(door, guard)))
            if progress is not None:
                progress(len(checked), len(found), checked[-1])
    if run.row_id is not None:
        with book.writing(run) as ledger:
            ledger.finish(_counts(checked))
    return Rechecked(run.key if run.row_id is not None else None, checked, dry_run)


def _chosen(
    connection: Connection, book: "Book", claims: Sequence[str], document: Sequence[str], source: Sequence[str],
    due: bool, older: int, everything: bool,
) -> list[Page]:  # fmt: skip
    """Return the pages that are asked for; raises InvalidValue where nothing says which."""
    if not (claims or document or source or due or everything):
        raise InvalidValue("pages", "none", "name claims, documents or sources, or ask for what is due or everything")
    if claims or document or source:
        seeds = captures.of_claims(connection, claims) | captures.of_documents(connection, document)
        found = captures.pages(connection, seeds | captures.of_sources(connection, source))
    else:
        found = captures.pages(connection)
    if not due or everything:
        return found
    now = moment(book.clock())
    before = micros(now - timedelta(days=older))
    return captures.due(connection, found, date.fromordinal(now.toordinal()), before)


def _counts(checked: Sequence[Checked]) -> dict[str, int]:
    told = {word: sum(each.outcome == word for each in checked) for word in KEPT}
    found = [each.fate.value for page in checked for each in page.findings]
    return told | {f"newly {fate}": found.count(fate) for fate in dict.fromkeys(found)}


# ---- one page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Looking:
    """What pages are looked at with."""

    door: web.Door
    guard: Guard


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it is: what shows it, and the further capture to keep where there is one."""

    outcome: str
    latest: Latest
    new: NewDocument | None = None


def beside(piece: tuple[Capture, Options]) -> ReadDocument:
    """Read a document, without looking for claims in it; in a process of its own."""
    captured, options = piece
    return ReadDocument.unread(drafting.article(captured, options))


def _checked(book: "Book", run: "Run | None", page: Page, looking: _Looking) -> Checked:
    """Look at one page and record what became of it; what fails is told, and changes nothing."""
    try:
        seen = _seen(book, page, looking)
        with book.database.read() as connection:
            found = anchoring.find(connection, page, seen.latest)
        done = Checked(page.name, seen.outcome, seen.latest.document, _detail(seen, found), found.counts, found.told)
        if run is not None:
            with book.writing(run) as ledger:
                _record(ledger, page, seen, found, done)
        return done
    except StorageError:
        raise
    except (ClaimtrackError, IntegrityError, DataError) as error:
        why = str(error) if isinstance(error, ClaimtrackError) else explain(book.database, error)
    failed = Checked(page.name, FAILED, detail=why)
    if run is not None:
        with book.writing(run) as ledger:
            _keep(ledger, failed, page.latest.key)
    return failed


def _seen(book: "Book", page: Page, looking: _Looking) -> _Seen:
    """Return a page as it is now; raises InputFailed where it cannot be had."""
    try:
        captured = _file(page) if page.path else _fetched(page, looking.door)
    except FetchFailed as error:
        if error.status in NOT_THERE:
            return _Seen(GONE, Latest(page=error.status))
        raise
    if captured is None:
        return _Seen(UNCHANGED, _stored(book, page.latest.id, page.latest.key))
    digest = sha256(captured.body).digest()
    with book.database.read() as connection:
        known = documents.again(connection, digest)
    if known is not None:
        outcome = UNCHANGED if known.id == page.latest.id else CHANGED
        return _Seen(outcome, Latest(known.key, known.text))
    latest = page.latest
    options = Options(source=latest.source, url=latest.url, language=latest.language)
    answer = looking.guard.submit((captured, options), here=drafting.is_ours(captured)).result()
    if isinstance(answer, ClaimtrackError):
        raise answer
    article = answer.whole()
    if not article.text.strip():
        raise InputFailed(f"{page.name} has no text now: look at it in a browser")
    new = drafting.document(article, captured)
    new = replace(new, path=latest.path, canonical=latest.canonical_url or new.canonical)
    return _Seen(CHANGED, Latest(keys.derive("document", digest), new.text), new)


def _stored(book: "Book", row_id: int, key: str) -> Latest:
    with book.database.read() as connection:
        return Latest(key, captures.text_of(connection, row_id))


def _fetched(page: Page, door: web.Door) -> Capture | None:
    """Fetch a page; None where its server says that it is as it was."""
    marks = loads(page.latest.headers or "{}")
    found = door.fetch(page.latest.url, etag=marks.get("etag"), modified=marks.get("last-modified"))
    return None if found.unchanged else _alone(capture.captures(capture.as_fetched(found)), page)


def _file(page: Page) -> Capture:
    return _alone(capture.captures(page.path), page)


def _alone(found: Iterator[Capture], page: Page) -> Capture:
    """Return the one document that is there; raises InputFailed for none or several."""
    first, second = next(found, None), next(found, None)
    if first is None or second is not None:
        raise InputFailed(f"{shown(page.name)} holds {'several documents' if second else 'nothing'} now")
    if first.failed:
        raise InputFailed(first.failed)
    return first


def _record(ledger: "Ledger", page: Page, seen: _Seen, found: Found, done: Checked) -> None:
    if seen.new is not None:
        documents.store(ledger, seen.new)
    anchoring.record(ledger, found.findings)
    _keep(ledger, done, done.document or page.latest.key)


def _keep(ledger: "Ledger", done: Checked, document: str) -> None:
    """Keep with the batch that a page was looked at, also where it was as before: so it is known when that was."""
    ledger.batch_id()
    batches.keep(ledger, [Outcome(done.name, KEPT[done.outcome], document, detail=done.detail)])


def _detail(seen: _Seen, found: Found) -> str | None:
    if seen.latest.page is not None:
        return f"page gone: its server answers {seen.latest.page}"
    quotes = sum(found.counts.values())
    if quotes >= FEW and found.counts.get("gone") == quotes:
        return f"none of its {quotes} quotes is there: is it still the page, or a wall before it?"
    return None

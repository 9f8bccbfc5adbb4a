"""Drafting: one document read, and its claims extracted; no database, so that other processes can do it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from claims.core.text import gate, require_fit, shortened
from claims.errors import InputFailed
from claims.records import NewClaim, NewDocument
from ingest import extractors, readers
from ingest.article import Article
from ingest.capture import Capture
from ingest.extractors.candidate import Candidate
from ingest.found import Found
from ingest.readers.kinds import Kind
from ingest.segment import LONGEST, overlong
from ingest.spool import Spool

LONG = 500_000
"""Characters of a text that takes seconds to extract from."""


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
    full: bool = False
    allow_host: tuple[str, ...] = ()
    proxy: str | None = None
    robots: bool = True
    again: bool = False
    match: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read, and the claims found in it."""

    document: NewDocument
    claims: Spool[NewClaim]
    notes: tuple[str, ...] = ()


def read(captured: Capture, options: Options) -> Reading:
    """Read a document and extract its claims; raises InputFailed where it cannot be."""
    return extract(article(captured, options), captured, options)


def beside(piece: tuple[Capture, Options]) -> Found:
    """Do what a process beside the first one can: all of it, or only the reading.

    A long text is extracted from where memory and time are not so short; so is any by somebody else's extractor.
    """
    captured, options = piece
    found = article(captured, options)
    _require_source(found, captured)
    if options.extractor != "rules" or len(found.text) > LONG:
        return Found.unread(found)
    extractor = extractors.get(options.extractor, cache=options.cache)
    candidates = list(extractor.extract(found))
    return Found(replace(found, blocks=()), candidates, _said(extractor, found))


def finished(found: Found, captured: Capture, options: Options) -> Reading:
    """Return a document with its claims, extracted if that was not done; nothing is taken that does not hold."""
    whole = found.whole()
    if found.candidates is None:
        return extract(whole, captured, options)
    extractor = extractors.get(options.extractor, cache=options.cache)
    return _reading(whole, captured, extractor, found.candidates, lambda: found.notes)


def is_ours(captured: Capture) -> bool:
    """Tell whether a document is read by code that takes no harm from it, so that no process is needed."""
    return captured.kind in (Kind.PLAIN, Kind.MARKDOWN, Kind.READY)


def article(captured: Capture, options: Options) -> Article:
    """Read a document; what was said of it from outside counts most, then what it says itself, then who had it."""
    told = captured.told
    found = readers.read(
        captured.body, name=captured.name, media_type=captured.media_type, url=told.url, kind=captured.kind
    )
    return replace(
        found,
        title=_fit(options.title or found.title or told.title),
        byline=_fit(options.byline or found.byline or told.byline),
        published=options.published or found.published or told.published,
        language=_fit(options.language or found.language or told.language),
        source=_fit(options.source or found.source or told.source or _host(told.url)),
        url=_fit(options.url or told.url or found.url),
        canonical=_fit(told.page or found.url),
    )


def _fit(given: str | None) -> str | None:
    """Return what a document says of itself as any database, and any process, can hold it."""
    return gate(given)[0] if given else None


def extract(article: Article, captured: Capture, options: Options) -> Reading:
    """Extract the claims of an article."""
    extractor = extractors.get(options.extractor, cache=options.cache)
    return _reading(article, captured, extractor, extractor.extract(article), lambda: _said(extractor, article))


def _reading(
    article: Article, captured: Capture, extractor: extractors.Extractor, candidates: Iterable[Candidate],
    said: Callable[[], tuple[str, ...]],
) -> Reading:  # fmt: skip
    """Return the reading of an article; a quote that is not in it word for word is left out and counted.

    What is `said` of the extraction is known when it is done.
    """
    _require_source(article, captured)
    dropped = 0

    def verbatim() -> Iterator[NewClaim]:
        nonlocal dropped
        for each in candidates:
            if each.quote and article.text[each.start : each.end] == each.quote:
                yield _claim(each, extractor, article.language)
            else:
                dropped += 1

    claims = Spool(verbatim())
    notes = article.notes + said()
    if dropped:
        notes += (f"{dropped} left out: the quote does not stand in the text, word for word",)
    return Reading(document(article, captured), claims, notes)


def _require_source(article: Article, captured: Capture) -> None:
    if not article.source:
        raise InputFailed(f"{captured.name} does not say who published it: add --source NAME")
    require_fit("source", article.source)
    require_fit("url", article.url)


def _said(extractor: extractors.Extractor, article: Article) -> tuple[str, ...]:
    """Return what there is to say of the extraction from an article."""
    notes = extractors.notes(extractor)
    if passed := overlong(article):
        notes += (f"{passed} passages without an end in {LONGEST:,} characters were not read",)
    return notes


def document(article: Article, captured: Capture) -> NewDocument:
    """Return a document as it is stored; its article must say who published it."""
    kind = captured.kind or readers.kind_of(captured.body, captured.name, captured.media_type)
    assert article.source is not None
    return NewDocument(
        body=captured.body, text=article.text, source=article.source, media_type=readers.MEDIA_TYPES[kind],
        url=article.url, canonical=article.canonical, title=shortened("title", article.title),
        byline=shortened("byline", article.byline), published=article.published, modified=article.modified,
        language=article.language, reader=kind.value, reader_version=readers.VERSION, marks=article.marks,
        headers=captured.told.headers, retrieved_at=captured.told.retrieved_at,
        path=captured.path,
    )  # fmt: skip


def _host(url: str | None) -> str | None:
    """Return the host of an address, which stands for its publisher where none is named."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _claim(found: Candidate, extractor: extractors.Extractor, language: str | None) -> NewClaim:
    return NewClaim(
        statement=found.statement, kind=found.kind, quote=found.quote, start=found.start, end=found.end,
        section=shortened("section", found.section), citations=found.citations, modality=found.modality,
        speaker=shortened("speaker", found.speaker), cue=found.cue, subject=shortened("subject", found.subject),
        language=language, quantities=found.quantities, due=found.due, due_precision=found.due_precision,
        stands_alone=found.stands_alone, extractor=extractor.name, extractor_version=extractor.version,
        score=found.score, features=found.features,
    )  # fmt: skip

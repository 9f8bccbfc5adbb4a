"""What stands around claims: sources, documents, batches."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from claims.core.people import Right
from claims.errors import NotAllowed
from claims.schemas import BatchRecord, DocumentRecord, ReportRecord, SourceRecord, UndoneRecord
from claims.web.api import bodies
from claims.web.api.access import Contributing, Reading, Reviewing
from claims.web.api.answers import Key, answer, array
from claims.web.api.asked import Many, Named
from claims.web.api.once import Given, carried_out, once, taken_in, undone
from claims.web.api.problems import responses

router = APIRouter(tags=["around"])


@router.get("/sources", response_model=tuple[SourceRecord, ...], responses=responses(422))
def list_sources(visitor: Reading, asked: Annotated[Named, Query()]) -> Response:
    """List sources by name."""
    return array(SourceRecord.of(each) for each in visitor.book.sources(text=asked.text, limit=asked.limit))


@router.get("/sources/{key}", response_model=SourceRecord, responses=responses(404))
def get_source(visitor: Reading, key: Key) -> Response:
    """Get a source with the history of its reliability."""
    return answer(SourceRecord.of(visitor.book.source(key)))


@router.post("/sources/{key}/reliability", response_model=SourceRecord, responses=responses(404, 409, 422))
def rate_source(visitor: Reviewing, key: Key, body: bodies.Rating) -> Response:
    """Say how reliable a source is; the history is kept."""
    name = visitor.book.source(key).name
    return answer(SourceRecord.of(visitor.book.rate_source(name, body.reliability, note=body.note)))


@router.post("/sources/{key}/description", response_model=SourceRecord, responses=responses(404, 409, 422))
def describe_source(visitor: Reviewing, key: Key, body: bodies.Description) -> Response:
    """Say what is known of a source."""
    name = visitor.book.source(key).name
    return answer(SourceRecord.of(visitor.book.edit_source(name, **body.given())))


@router.get("/documents", response_model=tuple[DocumentRecord, ...], responses=responses(422))
def list_documents(visitor: Reading, asked: Annotated[Many, Query()]) -> Response:
    """List documents, newest first, without their texts."""
    return array(DocumentRecord.of(each) for each in visitor.book.documents(limit=asked.limit))


@router.get("/documents/{key}", response_model=DocumentRecord, responses=responses(404, 409))
def get_document(visitor: Reading, key: Key) -> Response:
    """Get a document with its text."""
    return answer(DocumentRecord.of(visitor.book.document(key)))


@router.post("/documents", response_model=ReportRecord, responses=responses(409, 422))
def take_in(visitor: Contributing, body: bodies.Paper, request: Request, given: Given = None) -> Response:
    """Take in a document as text, and record the claims in it."""
    text, said = body.text.encode(), body.given("text", "dry_run")
    book = once(visitor.book, None if body.dry_run else given, request, body)
    report, headers = carried_out(
        book, lambda book: book.ingest(text, dry_run=body.dry_run, **said), taken_in
    )  # fmt: skip
    return answer(ReportRecord.of(report), 200, headers)


@router.get("/batches", response_model=tuple[BatchRecord, ...], responses=responses(422))
def list_batches(visitor: Reading, asked: Annotated[Many, Query()]) -> Response:
    """List what was done, newest first."""
    return array(BatchRecord.of(each) for each in visitor.book.batches(limit=asked.limit))


@router.get("/batches/{key}", response_model=BatchRecord, responses=responses(404, 409))
def get_batch(visitor: Reading, key: Key) -> Response:
    """Get a batch with what became of each input."""
    return answer(BatchRecord.of(visitor.book.batch(key)))


@router.post("/batches/{key}/undo", response_model=UndoneRecord, responses=responses(404, 409, 422))
def undo_batch(visitor: Contributing, key: Key, body: bodies.Reason, request: Request, given: Given = None) -> Response:
    """Take back everything one batch did; whoever only contributes takes back what was their own."""
    batch = visitor.book.batch(key)
    if batch.actor != visitor.name and Right.REVIEW not in visitor.rights:
        raise NotAllowed(f"batch {batch.key} is {batch.actor}'s: ask a reviewer to take it back", Right.REVIEW)
    book = once(visitor.book, given, request, body)
    done, headers = carried_out(book, lambda book: book.undo(batch.key, note=body.note), undone)
    return answer(UndoneRecord.of(done), 200, headers)

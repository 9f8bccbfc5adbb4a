"""What is done with claims: each change one transaction, and one batch to undo."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel
from starlette.responses import Response

from claims.book import Book
from claims.records import Change
from claims.schemas import ChangeRecord
from claims.web.api import bodies
from claims.web.api.access import Contributing, Reviewing, Visitor
from claims.web.api.answers import IfMatch, Key, MaybeIfMatch, answer, version
from claims.web.api.once import Given, carried_out, changed, once
from claims.web.api.problems import responses

router = APIRouter(tags=["changes"], responses=responses(404, 409, 422))
WHEN_CHANGED = responses(412)
UNLESS_SAID = responses(412, 428)


def done(
    visitor: Visitor, given: str | None, request: Request, body: BaseModel, change: Callable[[Book], Change],
    status: int = 200,
) -> Response:  # fmt: skip
    """Make a change of a claim, once; returns the answer."""
    book = once(visitor.book, given, request, body)
    made, headers = carried_out(book, change, changed)
    if status == 201:
        headers |= {"location": f"{request.scope.get('root_path', '')}/claims/{made.claim.key}"}
    return answer(ChangeRecord.of(made), status, headers)


@router.post("/claims", response_model=ChangeRecord, status_code=201)
def add_claim(visitor: Contributing, body: bodies.NewClaim, request: Request, given: Given = None) -> Response:
    """Record a claim by hand; one that says what another does becomes a further appearance of it."""
    how = body.given("statement")
    return done(visitor, given, request, body, lambda book: book.add(body.statement, **how), 201)


@router.post("/claims/{key}/status", response_model=ChangeRecord, responses=UNLESS_SAID)
def mark_claim(
    visitor: Reviewing, key: Key, body: bodies.Finding, request: Request, match: IfMatch, given: Given = None
) -> Response:
    """Say what was found when a claim was checked."""
    how = {**body.given("status"), "expect": version(match)}
    return done(visitor, given, request, body, lambda book: book.mark(key, body.status, **how))


@router.post("/claims/{key}/confidence", response_model=ChangeRecord, responses=UNLESS_SAID)
def assess_claim(
    visitor: Reviewing, key: Key, body: bodies.Assessment, request: Request, match: IfMatch, given: Given = None
) -> Response:
    """Say how sure you are that a claim is true."""
    expect = version(match)
    return done(
        visitor, given, request, body,
        lambda book: book.assess(key, body.confidence, note=body.note, expect=expect),
    )  # fmt: skip


@router.post("/claims/{key}/amendments", response_model=ChangeRecord, responses=UNLESS_SAID)
def amend_claim(
    visitor: Reviewing, key: Key, body: bodies.Amendment, request: Request, match: IfMatch, given: Given = None
) -> Response:
    """Correct how a claim is put, with the reason."""
    how = {**body.given(), "expect": version(match)}
    return done(visitor, given, request, body, lambda book: book.amend(key, **how))


@router.post("/claims/{key}/evidence", response_model=ChangeRecord, responses=WHEN_CHANGED)
def attach_evidence(
    visitor: Contributing, key: Key, body: bodies.Proof, request: Request, match: MaybeIfMatch = None,
    given: Given = None,
) -> Response:  # fmt: skip
    """Attach what speaks for or against a claim; its status stays."""
    how = {**body.given("url"), "expect": version(match)}
    return done(visitor, given, request, body, lambda book: book.attach(key, body.url, **how))


@router.post("/claims/{key}/evidence/{n}/withdraw", response_model=ChangeRecord, responses=WHEN_CHANGED)
def withdraw_evidence(
    visitor: Reviewing, key: Key, n: Annotated[int, Path(ge=1, le=1_000_000, description="Its number.")],
    body: bodies.Reason, request: Request, match: MaybeIfMatch = None, given: Given = None,
) -> Response:  # fmt: skip
    """Withdraw a piece of evidence; it stays in the history."""
    expect = version(match)
    return done(
        visitor, given, request, body, lambda book: book.withdraw_evidence(key, n, note=body.note, expect=expect)
    )


@router.post("/claims/{key}/tags", response_model=ChangeRecord, responses=WHEN_CHANGED)
def tag_claim(
    visitor: Contributing, key: Key, body: bodies.Words, request: Request, match: MaybeIfMatch = None,
    given: Given = None,
) -> Response:  # fmt: skip
    """Put tags on a claim."""
    expect = version(match)
    return done(visitor, given, request, body, lambda book: book.tag(key, *body.tags, expect=expect))


@router.post("/claims/{key}/tags/remove", response_model=ChangeRecord, responses=WHEN_CHANGED)
def untag_claim(
    visitor: Contributing, key: Key, body: bodies.Words, request: Request, match: MaybeIfMatch = None,
    given: Given = None,
) -> Response:  # fmt: skip
    """Take tags off a claim."""
    expect = version(match)
    return done(visitor, given, request, body, lambda book: book.untag(key, *body.tags, expect=expect))


@router.post("/claims/{key}/notes", response_model=ChangeRecord)
def note_claim(visitor: Contributing, key: Key, body: bodies.Remark, request: Request, given: Given = None) -> Response:
    """Write a remark into the history of a claim."""
    return done(visitor, given, request, body, lambda book: book.note(key, body.text))


@router.post("/claims/{key}/merge", response_model=ChangeRecord)
def merge_claim(visitor: Reviewing, key: Key, body: bodies.Merger, request: Request, given: Given = None) -> Response:
    """Make one claim of two that say the same; the answer is the one that stays."""
    return done(visitor, given, request, body, lambda book: book.merge(key, body.into, note=body.note))


@router.post("/claims/{key}/unmerge", response_model=ChangeRecord)
def unmerge_claim(visitor: Reviewing, key: Key, body: bodies.Reason, request: Request, given: Given = None) -> Response:
    """Take a merged claim out again, as it was."""
    return done(visitor, given, request, body, lambda book: book.unmerge(key, note=body.note))


@router.post("/claims/{key}/links", response_model=ChangeRecord)
def link_claim(visitor: Reviewing, key: Key, body: bodies.Relation, request: Request, given: Given = None) -> Response:
    """Say how a claim stands to another one, or that it does not."""

    def change(book: Book) -> Change:
        relate = book.link if body.state == "confirmed" else book.unlink
        return relate(key, body.other, body.kind, note=body.note)

    return done(visitor, given, request, body, change)

"""Claims, as they are and as they were."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from claims.schemas import ClaimRecord, EventRecord, FoundRecord, HistoryRecord, Record, SuggestionRecord
from claims.web.api.access import Reading
from claims.web.api.answers import Key, array, page, tagged
from claims.web.api.asked import Alike, Listed, Moment, Searched
from claims.web.api.problems import responses

router = APIRouter(tags=["claims"])
ETAG: dict[str, Any] = {
    "ETag": {"schema": {"type": "string"}, "description": "Names the version that a change may depend on (If-Match)."}
}
NEXT: dict[str, Any] = {"Link": {"schema": {"type": "string"}, "description": "The next page, where there is one."}}


class ClaimPage(Record):
    """Some claims in order."""

    items: tuple[ClaimRecord, ...]
    after: str | None


class FoundPage(Record):
    """Some claims that a search found, best first."""

    items: tuple[FoundRecord, ...]
    after: str | None


@router.get("/claims", response_model=ClaimPage, responses={200: {"headers": NEXT}, **responses(404, 422)})
def list_claims(visitor: Reading, asked: Annotated[Listed, Query()], request: Request) -> Response:
    """List claims by any filter, now or as they were believed at a time."""
    found = visitor.book.list(**asked.listing())
    return page((ClaimRecord.of(each) for each in found), found.after, request)


@router.get("/search", response_model=FoundPage, responses={200: {"headers": NEXT}, **responses(404, 422)})
def search(visitor: Reading, asked: Annotated[Searched, Query()], request: Request) -> Response:
    """Find claims by a query, best match first."""
    found = visitor.book.search(asked.q, limit=asked.limit, after=asked.after, **asked.chosen())
    return page((FoundRecord.of(each) for each in found), found.after, request)


@router.get(
    "/claims/{key}",
    response_model=HistoryRecord,
    responses={
        200: {"headers": ETAG}, 304: {"description": "It is as If-None-Match has it."}, **responses(404, 409, 422)
    },
)  # fmt: skip
def get_claim(visitor: Reading, key: Key, asked: Annotated[Moment, Query()], request: Request) -> Response:
    """Get a claim with all there is about it, now or as it was believed at a time."""
    claim = visitor.book.get(key, as_of=asked.as_of)
    events = visitor.book.history(claim.key)
    if claim.as_of is not None:
        events = tuple(each for each in events if each.recorded_at <= claim.as_of)
    else:
        events = events[: claim.version]  # one that came in between belongs to the next answer
    return tagged(HistoryRecord.with_events(claim, events), claim, request)


@router.get("/claims/{key}/history", response_model=tuple[EventRecord, ...], responses=responses(404, 409))
def get_history(visitor: Reading, key: Key) -> Response:
    """Get everything that ever happened to a claim, first to last."""
    return array(EventRecord.of(each) for each in visitor.book.history(key))


@router.get("/duplicates", response_model=tuple[SuggestionRecord, ...], responses=responses(404, 409, 422))
def duplicates(visitor: Reading, asked: Annotated[Alike, Query()]) -> Response:
    """List claims that may be one, most alike first."""
    found = visitor.book.duplicates(
        asked.claim, min_score=asked.min_score, newest=asked.newest, limit=asked.limit
    )  # fmt: skip
    return array(SuggestionRecord.of(each) for each in found)


@router.get("/conflicts", response_model=tuple[SuggestionRecord, ...], responses=responses(404, 409, 422))
def conflicts(visitor: Reading, asked: Annotated[Alike, Query()]) -> Response:
    """List claims that cannot both be true, most alike first."""
    found = visitor.book.conflicts(
        asked.claim, min_score=asked.min_score, newest=asked.newest, limit=asked.limit
    )  # fmt: skip
    return array(SuggestionRecord.of(each) for each in found)


@router.get("/counts", response_model=dict[str, int], responses=responses(422))
def counts(visitor: Reading, asked: Annotated[Moment, Query()]) -> dict[str, int]:
    """Count claims by status, now or as of a time."""
    return visitor.book.counts(asked.as_of)

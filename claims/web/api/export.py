"""Everything, line by line: what `claims export` writes."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from claims.web.api.access import Reading
from claims.web.api.asked import Filters
from claims.web.api.problems import responses

router = APIRouter(tags=["around"])
NDJSON = "application/x-ndjson"


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {NDJSON: {"schema": {"type": "string"}}}}, **responses(404, 422)},
)
def export(visitor: Reading, asked: Annotated[Filters, Query()]) -> Response:
    """Claims with their whole history, a JSON object a line, oldest first; `claims import` takes it."""
    from claims.interchange.jsonl import lines

    found = lines(visitor.book, **asked.chosen())
    first = next(found, None)  # what is wrong with a filter is found out before anything is answered

    def body() -> Iterator[bytes]:
        if first is not None:
            yield first
        yield from found

    return StreamingResponse(body(), media_type=NDJSON)

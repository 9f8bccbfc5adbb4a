"""Search: the query language of the command line, with its help beside it."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.core.fields import FIELDS
from claims.errors import InvalidValue, NotFound
from claims.records import Page
from claims.web.desk import Here

router = APIRouter(default_response_class=Response)
SIZE = 20


@router.get("/search")
def search(here: Here, q: str = "", after: str | None = None) -> Response:
    """Show the claims that answer a query, best first."""
    trouble, found = None, Page(())
    if q.strip():
        try:
            found = here.book.search(q, limit=SIZE, after=after or None)
        except (InvalidValue, NotFound) as error:  # most likely mistyped: the query stays where it can be mended
            trouble = error
    status = 400 if trouble else 200
    return here.page("search.html", status, q=q, found=found, after=after, trouble=trouble, fields=FIELDS.values())

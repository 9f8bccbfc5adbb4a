"""Two claims side by side: those that may be one, and those that cannot both be true; a person decides."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.core.vocabulary import LinkKind
from claims.web.desk import Here

router = APIRouter(default_response_class=Response)
NEWEST = 100
SIZE = 20


@router.get("/conflicts")
def conflicts(here: Here) -> Response:
    """Show claims that cannot both be true, those most alike first."""
    found = here.book.conflicts(newest=NEWEST, limit=SIZE)
    return here.page("pairs.html", pairs=found, kind=LinkKind.CONTRADICTS, newest=NEWEST, size=SIZE)


@router.get("/duplicates")
def duplicates(here: Here) -> Response:
    """Show claims that may be one, those most alike first."""
    found = here.book.duplicates(newest=NEWEST, limit=SIZE)
    return here.page("pairs.html", pairs=found, kind=LinkKind.DUPLICATE, newest=NEWEST, size=SIZE)

"""Sources: who publishes, how reliable that was found, and what became of what they said."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.core.confidence import RELIABILITY
from claims.errors import InvalidValue, Refused
from claims.web import charts
from claims.web.desk import Here, Sent, Visit
from claims.web.forms import Form

router = APIRouter(default_response_class=Response)
SIZE = 20
COUNTED = 10_000
LETTERS = tuple(RELIABILITY)


@router.get("/sources")
def sources(here: Here, text: str | None = None) -> Response:
    """List the sources by name."""
    found = here.book.sources(text=text or None, limit=500)
    return here.page("sources.html", sources=found, text=text or "")


@router.get("/sources/{key}")
def source(here: Here, key: str) -> Response:
    """Show one source, with the history of its ratings and its track record."""
    return _page(here, key)


@router.post("/sources/{key}/rate")
def rate(here: Here, form: Sent, key: str) -> Response:
    """Say how reliable a source is."""
    try:
        given = form.text("reliability")
        here.book.rate_source(key, None if given == "none" else given, note=form.text("note"))
    except (InvalidValue, Refused) as error:
        return _page(here, key, 422, form, error)
    return here.back(form, here.book.batches(limit=1)[0].key, f"/sources/{key}")


def _page(
    here: Visit, key: str, status: int = 200, form: Form | None = None, trouble: Exception | None = None
) -> Response:
    found = here.book.source(key)
    counted = here.book.facets("status", source=found.name, most=COUNTED)
    record = charts.bars({found.name: counted.counts["status"]})
    return here.page(
        "source.html", status, source=found, record=record, more=bool(counted.more), letters=LETTERS,
        claims=here.book.list(source=found.name, limit=SIZE), form=form or Form(), trouble=trouble,
    )  # fmt: skip

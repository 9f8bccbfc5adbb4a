"""The dashboard: how many claims were found what, over time and by source, and what falls due."""

from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from claims.book import Book
from claims.core import when
from claims.web import charts
from claims.web.desk import Here

router = APIRouter(default_response_class=Response)
TIMES = 8
SOURCES = 6
SOON = 10


@router.get("/dashboard")
def dashboard(here: Here) -> Response:
    """Show the whole database at a glance."""
    book = here.book
    first = book.list(sort="recorded", limit=1, everything=True).claims
    now = when.moment(here.desk.clock())
    then = {label: book.counts(at) for label, at in times(first[0].recorded_at, now)} if first else {}
    due = book.list(reviewed=False, due_before=_in_a_quarter(now), sort="due", limit=SOON)
    return here.page(
        "dashboard.html", counts=book.counts(), over_time=charts.bars(then, to_scale=True),
        by_source=charts.bars(by_source(book)), due=due, tomorrow=here.desk.tomorrow(),
    )  # fmt: skip


def times(first: datetime, now: datetime) -> list[tuple[str, datetime]]:
    """Return some times from the first claim until now, each with what it is called."""
    step = max((now - first) / TIMES, timedelta(seconds=1))
    form = "%Y-%m-%d" if step >= timedelta(days=1) else "%Y-%m-%d %H:%M" if step >= timedelta(minutes=1) else "%H:%M:%S"
    found = [now - step * back for back in reversed(range(TIMES))]
    return list({f"{at.astimezone():{form}}": at for at in found}.items())


def by_source(book: Book) -> dict[str, dict[str, int]]:
    """Return what was found of what the sources with most of the newest claims said."""
    names = list(book.facets("source").counts["source"])[:SOURCES]
    return {name: dict(book.facets("status", source=name).counts["status"]) for name in names}


def _in_a_quarter(now: datetime) -> str:
    return (now.astimezone() + timedelta(days=90)).date().isoformat()

"""The queue: what is to be looked at next, by any filter, with the number of claims each further filter leaves."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from claims.arguments import Filters
from claims.records import Facets, Page
from claims.web.desk import Here
from claims.web.look import address

router = APIRouter(default_response_class=Response)
SIZE = 30
SOON = 5
"""Claims that are due, told before the others."""
SHOWN = {"review": "To review", "due": "Due", "all": "All"}
WORDS = ("status", "kind", "source", "tag")
Several = Annotated[list[str] | None, Query()]


@router.get("/")
def queue(
    here: Here, show: str = "review", status: Several = None, kind: Several = None, source: Several = None,
    tag: Several = None, text: str | None = None, after: str | None = None,
) -> Response:  # fmt: skip
    """Show what is to be looked at."""
    given = {"status": status, "kind": kind, "source": source, "tag": tag}
    words = {name: [word for word in each if word] for name, each in given.items() if each and any(each)}
    show = show if show in SHOWN else "review"
    filters = Filters(**words, text=text.strip() if text and text.strip() else None)  # type: ignore[typeddict-item]
    if show != "all":
        filters["reviewed"] = False
    tomorrow = here.desk.tomorrow()
    if show == "due":
        filters["due_before"] = tomorrow
    sort = "due" if show == "due" else "-recorded"
    found = here.book.list(**filters, sort=sort, limit=SIZE, after=after or None)
    first = show == "review" and not after and not words and not filters["text"]
    due = here.book.list(reviewed=False, due_before=tomorrow, sort="due", limit=SOON) if first else Page(())
    facets = here.book.facets(("status", "kind", "source", "tag"), **filters)
    chosen = {"show": show, **words, "text": filters["text"]}
    return here.page(
        "queue.html", found=found, due=due, facets=_offered(facets, words), shown=SHOWN, chosen=chosen, after=after,
        more=facets.more, to=lambda **change: _to({**chosen, **change}), toggled=_toggled,
    )  # fmt: skip


def _to(chosen: dict[str, object]) -> str:
    query: list[tuple[str, object]] = []
    for name, value in chosen.items():
        if name == "show" and value == "review":
            continue
        query += [(name, each) for each in value] if isinstance(value, list) else [(name, value)]
    return address("/", *query)


def _toggled(words: list[str] | None, word: str) -> list[str]:
    """Return the words of a filter with one more, or without it if it was there."""
    given = words or []
    return [each for each in given if each != word] if word in given else [*given, word]


def _offered(facets: Facets, words: dict[str, list[str]]) -> dict[str, list[tuple[str, int]]]:
    """Return the words each filter offers, those that are chosen even where no claim is left."""
    offered = {}
    for field, counts in facets.counts.items():
        missing = {word: 0 for word in words.get(field, ()) if word not in counts}
        offered[field] = [*counts.items(), *missing.items()]
    return offered

"""Taking in articles: pasted, sent as files, or fetched from addresses."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import Response

from claims.arguments import Said
from claims.book import named
from claims.errors import InvalidValue
from claims.records import Report
from claims.web.desk import Here, Sent, Visit
from claims.web.forms import Form

if TYPE_CHECKING:
    from claims.book import Input

router = APIRouter(default_response_class=Response)
MOST = 20
"""Addresses fetched at a time: each is waited for."""
PASTED = "pasted.md"


@router.get("/ingest")
def ingest(here: Here) -> Response:
    """Show what can be taken in."""
    return here.page("ingest.html", form=Form(), kept=False, trouble=None, report=None)


@router.post("/ingest")
def take_in(here: Here, form: Sent) -> Response:
    """Take in what was sent; a single article is shown with its claims, of several what became of each."""
    try:
        given = _given(form)
        said = {name: form.text(name) for name in ("source", "title", "published", "url") if form.text(name)}
        report = here.book.ingest(given, **Said(**said))  # type: ignore[typeddict-item]
    except InvalidValue as error:
        return here.page("ingest.html", 422, form=form, kept=True, trouble=error, report=None)
    if len(report.outcomes) == 1 and (document := report.outcomes[0].document):
        return here.back(Form({"then": [f"/documents/{document}"]}), report.batch)
    return _told(here, form, report)


def _given(form: Form) -> "list[Input]":
    """Return the inputs of a form; never a path: nothing is opened here because somebody named it."""
    addresses = form.lines("addresses")
    for address in addresses:
        if not address.casefold().startswith(("http://", "https://")):
            raise InvalidValue("address", address, "give addresses that begin with https:// or http://, one a line")
    if len(addresses) > MOST:
        raise InvalidValue("addresses", len(addresses), f"give {MOST} at a time; `claims ingest` takes any number")
    pasted, files = form.text("text"), [each for each in form.files if each.name or each.body]
    if not (pasted or addresses or files):
        raise InvalidValue("article", "", "paste a text, choose a file, or give an address")
    given: list[Input] = [named(PASTED, pasted.encode())] if pasted else []
    return [*given, *(named(each.name or "sent", each.body) for each in files), *addresses]


def _told(here: Visit, form: Form, report: Report) -> Response:
    """Return what became of each input; where nothing was taken in, with what was typed."""
    nothing = all(each.outcome == "failed" for each in report.outcomes)
    return here.page(
        "ingest.html", 422 if nothing else 200, form=form, kept=nothing, trouble=None, report=report
    )  # fmt: skip

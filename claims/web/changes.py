"""The log: everything that was changed, by whom and why, and each run of a command."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.core.events import EventKind
from claims.web.desk import Here
from claims.web.flash import words
from claims.web.look import address

router = APIRouter(default_response_class=Response)
SIZE = 50


@router.get("/log")
def log(
    here: Here, actor: str | None = None, kind: str | None = None, since: str | None = None, until: str | None = None,
    batch: str | None = None, after: str | None = None,
) -> Response:  # fmt: skip
    """Show changes, newest first."""
    given = {"actor": actor, "kind": kind, "since": since, "until": until, "batch": batch}
    asked = {name: each.strip() for name, each in given.items() if each and each.strip()}
    found = here.book.log(**asked, limit=SIZE, after=after or None)
    statements = {each.key: each.statement for each in here.book.some({event.claim for event in found})}
    return here.page(
        "log.html", found=found, asked=asked, kinds=[each.value for each in EventKind], statements=statements,
        further=address("/log", *asked.items(), ("after", found.after)) if found.after else None,
    )  # fmt: skip


@router.get("/batches")
def batches(here: Here) -> Response:
    """Show what commands did, newest first."""
    return here.page("batches.html", batches=here.book.batches(limit=SIZE), did=words)


@router.get("/batches/{key}")
def batch(here: Here, key: str) -> Response:
    """Show what one command did, with what became of each of its inputs."""
    found = here.book.batch(key)
    events = here.book.log(batch=found.key, limit=SIZE)
    return here.page("batch.html", batch=found, did=words(found), events=events)

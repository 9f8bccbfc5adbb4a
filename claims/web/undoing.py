"""Taking back what one command did."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.core.people import Right
from claims.errors import NotAllowed
from claims.web.desk import Here, Sent

router = APIRouter(default_response_class=Response)


@router.post("/undo")
def undo(here: Here, form: Sent) -> Response:
    """Take a batch back by further changes; what people worked on since is kept."""
    batch = here.book.batch(form.text("batch") or "")
    if batch.actor != here.who.name and Right.REVIEW not in here.rights:
        raise NotAllowed(f"batch {batch.key} is {batch.actor}'s: ask a reviewer to take it back", Right.REVIEW)
    done = here.book.undo(form.text("batch") or "", note=form.text("note"))
    return here.back(form, done.batch)

"""Taking back what one command did."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.web.desk import Here, Sent

router = APIRouter(default_response_class=Response)


@router.post("/undo")
def undo(here: Here, form: Sent) -> Response:
    """Take a batch back by further changes; what people worked on since is kept."""
    done = here.book.undo(form.text("batch") or "", note=form.text("note"))
    return here.back(form, done.batch)

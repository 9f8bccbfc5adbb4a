"""Help: the keys, the statuses and the words for how sure we are."""

from fastapi import APIRouter
from starlette.responses import Response

from claims.web.desk import Here
from claims.web.verbs import KEYS
from claims.wording import status_words

router = APIRouter(default_response_class=Response)
SHORTCUTS = [
    ("j", "the next claim: in a document in the order of its text, in a list one row down"),
    ("k", "the one before"),
    ("o", "open: from a list the claim, from a claim the place in its document, and back"),
    *((key, f"choose {status_words(status)} and go on to what shows it") for status, key in KEYS.items()),
    ("n", "write why, or a remark"),
    ("Ctrl Enter", "save what is typed"),
    ("y", "of two claims side by side: they are one, or they conflict; n turns it down"),
    ("u", "undo what was just done"),
    ("/", "search"),
    ("?", "this page"),
]


@router.get("/help")
def help_(here: Here) -> Response:
    """Show the help."""
    return here.page("help.html", keys=SHORTCUTS)

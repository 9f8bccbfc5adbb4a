"""Who is at the desk: whoever is at this machine while there are no users, and then only who has logged in."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from claims.book import Book
from claims.core.people import Right
from claims.records import Somebody

COOKIE = "claims_session"
LOGIN = "/login"
OPEN = frozenset({"/health", LOGIN})
FILES = ("/static/", "/api/v1/")
"""What is let through: whether it works and the way in; files, and what asks for tokens itself."""
ANYBODY = "claims.anybody"
"""Set where nobody was asked who they are: such an answer tells nothing of the database."""
SOMEBODY = "claims.somebody"
CONTRIBUTED = frozenset({"attach", "tag", "untag", "note"})
"""What may be done with a claim by somebody who only contributes."""


class Guard:
    """Lets in who has logged in, and says who it is; sends everybody else to the way in."""

    def __init__(self, app: ASGIApp, book: Book) -> None:
        self.app, self.book = app, book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN or scope["path"].startswith(FILES):
            await self.app({**scope, ANYBODY: True}, receive, send)
            return
        request = Request(scope)
        users, somebody = await run_in_threadpool(self._who, request.cookies.get(COOKIE, ""))
        if users and somebody is None:
            query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            then = {"then": scope["path"] + query} if scope["method"] in ("GET", "HEAD") else {}
            await RedirectResponse(f"{LOGIN}?{urlencode(then)}", 303)(scope, receive, send)
            return
        scope[SOMEBODY] = somebody
        await self.app(scope, receive, send)

    def _who(self, secret: str) -> tuple[bool, Somebody | None]:
        if self.book.people.empty():
            return False, None
        return True, self.book.people.at(secret) if secret else None


def at_desk(scope: Scope) -> Somebody | None:
    """Return who has logged in; None for whoever is at this machine."""
    found: Somebody | None = scope.get(SOMEBODY)
    return found


def needed(path: str) -> Right:
    """Return the right that a change sent to this address needs; the highest of a review where nothing else is said."""
    parts = path.strip("/").split("/")
    if parts[0] == "logout":
        return Right.READ
    if parts[0] in ("ingest", "undo") or (parts[0] == "claims" and parts[-1] in CONTRIBUTED):
        return Right.CONTRIBUTE
    return Right.REVIEW

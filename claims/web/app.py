"""The application: its pages, and how every failure is told."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from claims.book import Book
from claims.errors import Ambiguous, ClaimtrackError, Conflict, InvalidValue, NotAllowed, NotFound, StorageError
from claims.web import (
    changes,
    claim,
    dashboard,
    document,
    entrance,
    help,
    ingesting,
    pairs,
    queue,
    searching,
    sources,
    undoing,
)  # fmt: skip
from claims.web.api.app import create_api
from claims.web.desk import Desk, Forged, Here, Visit
from claims.web.door import Door
from claims.web.guard import Guard
from claims.web.hosts import LOCAL

STATUS: dict[type[ClaimtrackError], int] = {
    Forged: 403, NotAllowed: 403, NotFound: 404, Ambiguous: 404, Conflict: 409, InvalidValue: 400, StorageError: 503,
}  # fmt: skip
TITLES = {
    400: "That cannot be",
    403: "Not taken",
    404: "Not there",
    405: "Not taken",
    409: "Changed since",
    422: "Refused",
}
PAGES = (entrance, queue, claim, document, searching, pairs, sources, changes, dashboard, ingesting, undoing, help)


class Static(StaticFiles):
    """Files of ours, under addresses that change with them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def create_app(book: Book, names: frozenset[str] = LOCAL) -> ASGIApp:
    """Return the desk for one database, where everybody is the actor of `book`; `names` are what it answers to.

    The book stays open as long as the application is used; whoever opened it closes it.
    """
    app = FastAPI(title="claimtrack", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(book)
    for page in PAGES:
        app.include_router(page.router)
    app.add_api_route("/health", health, methods=["GET"])
    app.mount("/api/v1", create_api(book))
    app.mount("/static", Static(packages=[("claims.web", "static")]))
    app.add_exception_handler(ClaimtrackError, failed)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(Exception, unexpected)
    app.add_middleware(Guard, book=book)
    return Door(app, names)


def health(here: Here) -> JSONResponse:
    """Say whether the database answers."""
    here.book.batches(limit=1)
    return JSONResponse({"status": "ok", "version": here.desk.version})


def failed(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
    return _told(request, status, str(error))


def unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()[0]
    where = ".".join(str(part) for part in found["loc"][1:])
    return _told(request, 400, f"{where or 'this request'} cannot be read: {str(found['msg']).lower()}")


def missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "there is no such page", 405: "this address does not take that"}
    return _told(request, error.status_code, said.get(error.status_code, str(error.detail)))


def unexpected(request: Request, _error: Exception) -> Response:
    """Say that something failed; the door, which it reaches after this, logs what."""
    return _told(request, 500, "something failed that should not: the log of the server says what")


def _told(request: Request, status: int, said: str) -> Response:
    if request.url.path == "/health":
        return JSONResponse({"status": "failed", "detail": said}, status)
    return Visit(request).page("trouble.html", status, title=TITLES.get(status, "Failed"), said=said)

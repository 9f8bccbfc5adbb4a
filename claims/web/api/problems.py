"""Failures as RFC 9457 tells them: one JSON object with what was wrong, what is allowed and the next step."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from claims.errors import (
    Ambiguous,
    ClaimtrackError,
    Conflict,
    InputFailed,
    InvalidValue,
    LoginFailed,
    NotAllowed,
    NotFound,
    Refused,
    StorageError,
    Throttled,
)

MEDIA = "application/problem+json"
STATUS: tuple[tuple[type[ClaimtrackError], int], ...] = (
    (Throttled, 429), (LoginFailed, 401), (NotAllowed, 403), (NotFound, 404), (Ambiguous, 409), (Refused, 409),
    (InvalidValue, 422), (InputFailed, 422), (StorageError, 503),
)  # fmt: skip
TITLES = {
    400: "This request cannot be read",
    401: "Nobody is known by this token",
    403: "Not allowed",
    404: "Not there",
    405: "This address does not take that",
    409: "Refused",
    412: "Changed since",
    413: "Too large",
    415: "Not JSON",
    422: "A value is not usable",
    428: "Say which version was read",
    429: "Too many",
    500: "An error of this program",
    503: "The database does not answer",
}


class Problem(BaseModel):
    """What went wrong."""

    type: str = Field(description="The kind, as a name that never changes.")
    title: str = Field(description="The kind, in words.", examples=["Not there"])
    status: int = Field(description="The status of the answer.", examples=[404])
    detail: str = Field(description="The value that was wrong, what is allowed, the next step.")
    kind: str = Field(description="The class of the error, as on the command line.", examples=["NotFound"])
    details: dict[str, Any] = Field({}, description="The attributes of that class.")


class Unreadable(ClaimtrackError):
    """A request is not as the description of the API says."""


class Unconditional(ClaimtrackError):
    """A change that must say which version it was decided on does not."""

    def __init__(self) -> None:
        super().__init__("this needs If-Match: give the ETag of the claim as you read it, or * to change any version")


class Reused(ClaimtrackError):
    """An Idempotency-Key comes again with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the Idempotency-Key {key!r:.60} was used for another request: take a new one")


OWN: tuple[tuple[type[ClaimtrackError], int], ...] = ((Unreadable, 400), (Unconditional, 428), (Reused, 422))


def told(error: ClaimtrackError) -> JSONResponse:
    """Return the answer for an error."""
    status = next((code for kind, code in (*OWN, *STATUS) if isinstance(error, kind)), 422)
    if isinstance(error, Conflict):
        status = 409 if error.expected is None else 412
    headers = {"retry-after": str(error.seconds)} if isinstance(error, Throttled) else {}
    headers |= {"www-authenticate": "Bearer"} if status == 401 else {}
    return _problem(status, type(error).__name__, str(error), details(error), headers)


def details(error: ClaimtrackError) -> dict[str, Any]:
    """Return the attributes of an error: the value that was wrong, the key nothing has."""
    told: dict[str, Any] = {}
    for name, each in vars(error).items():
        several = [_plain(part) for part in each] if isinstance(each, list | tuple) else None
        told[name] = several if several is not None else each if isinstance(each, int | None) else _plain(each)
    return told


def _plain(given: object) -> str:
    """Return what can be sent: a value that was wrong may hold halves of characters."""
    return str(given).encode("utf-8", "backslashreplace").decode()


def _problem(
    status: int, kind: str, detail: str, more: dict[str, Any] | None = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    made = Problem(
        type=f"urn:claimtrack:problem:{kind}", title=TITLES.get(status, "Failed"), status=status, detail=_plain(detail),
        kind=kind, details=more or {},
    )  # fmt: skip
    return JSONResponse(made.model_dump(), status, headers, MEDIA)


def install(app: FastAPI) -> None:
    """Tell every failure of an application so."""

    def failed(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ClaimtrackError)
        return told(error)

    def unreadable(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        if first["type"] == "missing" and [str(part).casefold() for part in first["loc"]] == ["header", "if-match"]:
            return told(Unconditional())
        where = ".".join(str(part) for part in first["loc"])
        return told(Unreadable(f"{where} cannot be read: {first['msg'][:300]}"))

    def missing(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        said = {404: "there is no such address; /api/v1/openapi.json tells which there are"}
        detail = said.get(error.status_code, str(error.detail))
        return _problem(error.status_code, "HTTPError", detail, headers=dict(error.headers or {}))

    app.add_exception_handler(ClaimtrackError, failed)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, missing)


def responses(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return how an operation describes that it may fail with these."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {code: {"description": TITLES[code], "content": {MEDIA: schema}} for code in codes}

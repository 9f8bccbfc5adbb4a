"""The door every request comes through: whose it may be, what goes with every answer, and what is noted about it."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from time import perf_counter
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claims.web.hosts import LOCAL, name_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 64 * 1024 * 1024
"""Bytes of a request: an article that is uploaded."""
TOO_LARGE = f"this is larger than {LARGEST // 2**20} MB: `claims ingest` takes it"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer, forms would come from nowhere
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
"""What goes with every answer that does not say otherwise."""

access = logging.getLogger("claims.web.access")
log = logging.getLogger("claims.web")


class Door:
    """Lets in what was sent by a page of this server, under one of its names, and no larger than is read.

    It stands outside of everything: a failure is told in one line, with the same headers as any answer.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str] = LOCAL) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            if refusal := refused(scope["method"], given, self.names):
                await answer.plainly(*refusal)
            elif _length(given) > LARGEST:
                await answer.plainly(413, TOO_LARGE)
            else:
                await self.app(scope, _bounded(receive), answer.send)
        except Exception:
            log.exception("unexpected failure at %s %s", scope["method"], scope["path"])
            await answer.plainly(500, "something failed that should not: the log of the server says what")
        finally:
            answer.note()


def refused(method: str, given: Mapping[str, str], names: frozenset[str] = LOCAL) -> tuple[int, str] | None:
    """Return with which status and why a request is not let in, by its method and headers; nothing where it is.

    A page elsewhere may send forms here and have names of its own point here; browsers tell where they come from.
    """
    host = given.get("host", "")
    if name_of(host) not in names:
        return 421, "host not known: open the desk by the address it printed when it was started"
    if method in SAFE:
        return None
    site = given.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return 403, "changes are taken from pages of this desk only, and this was sent by another one"
    origin = given.get("origin")
    if origin is not None and urlsplit(origin).netloc.casefold() != host.casefold():
        return 403, "changes are taken from pages of this desk only, and this came from another origin"
    return None


def _length(given: Mapping[str, str]) -> int:
    told = given.get("content-length", "0")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else LARGEST + 1


def _bounded(receive: Receive) -> Receive:
    came = 0

    async def bounded() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > LARGEST:
            raise HTTPException(413, TOO_LARGE)
        return message

    return bounded


class _Answer:
    """One answer: it gets the headers of all, and a line in the log."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self._send = scope, send
        self.started, self.status, self.size = perf_counter(), 0, 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            said = {name for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in said]
            message = {**message, "headers": [*message["headers"], *more]}
        self.size += len(message.get("body", b""))
        await self._send(message)

    async def plainly(self, status: int, line: str) -> None:
        """Answer with one line, where nothing was answered yet."""
        if self.status:
            return
        body = f"{line}\n".encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})

    def note(self) -> None:
        """Note what was asked and answered; what was searched for is nobody's business."""
        if not access.isEnabledFor(logging.INFO):
            return
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": self.scope["method"],
            "path": self.scope["path"],
            "status": self.status,
            "bytes": self.size,
            "ms": round((perf_counter() - self.started) * 1000, 1),
        }
        access.info(json.dumps(told, ensure_ascii=True))

"""Asking the API of a server: requests that are tried again safely, answers as values, problems as errors."""

import json
import ssl
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

import urllib3
from pydantic import TypeAdapter
from urllib3.exceptions import HTTPError

from claims import errors
from claims.errors import ClaimtrackError, InvalidValue, Refused, StorageError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SECONDS = urllib3.Timeout(connect=10, read=120)
AGAIN = urllib3.Retry(
    total=3, redirect=0, status_forcelist=(502, 503, 504), allowed_methods=None, backoff_factor=0.2,
    raise_on_status=False, raise_on_redirect=False,
)  # fmt: skip
"""A change has an Idempotency-Key, so sending it again does not make it again."""
CHUNK = 64 * 1024


@cache
def reading(kind: Any) -> TypeAdapter[Any]:
    """Return what reads values of this kind."""
    return TypeAdapter(kind)


class Wire:
    """A server, and the token that is shown to it."""

    def __init__(self, url: str, token: str | None = None) -> None:
        parts = urlsplit(url)
        if not parts.hostname or parts.query or parts.fragment or parts.username:
            raise InvalidValue("address", url, "give it as https://desk.example.org")
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise InvalidValue("address", url, "a token is shown over https only, or to this machine")
        self.server = f"{parts.scheme}://{parts.netloc}"
        path = parts.path.rstrip("/")
        self._base = f"{self.server}{path if path.endswith('/api/v1') else path + '/api/v1'}"
        self._headers = {"accept": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
        self._pool = urllib3.PoolManager(retries=AGAIN, timeout=SECONDS, ssl_context=_trusted(parts.scheme))

    def close(self) -> None:
        self._pool.clear()

    def get(self, of: Any, /, *path: str, **asked: Any) -> Any:
        """Return what is at an address, as a value of this kind."""
        return reading(of).validate_json(self._ask("GET", path, asked).data)

    def lines(self, *path: str, **asked: Any) -> Iterator[bytes]:
        """Yield what is at an address as it comes."""
        yield from self._ask("GET", path, asked, preload=False).stream(CHUNK)

    def post(self, of: Any, /, *path: str, body: Mapping[str, Any], expect: int | None = None) -> Any:
        """Make a change, once, of the version `expect` where one is given; returns what came of it."""
        sent = {name: plain(value) for name, value in body.items()}
        headers = {"content-type": "application/json", "idempotency-key": str(uuid4())}
        headers["if-match"] = "*" if expect is None else f'"{expect}"'
        return reading(of).validate_json(self._ask("POST", path, {}, json.dumps(sent).encode(), headers).data)

    def _ask(
        self, method: str, path: Sequence[str], asked: Mapping[str, Any], body: bytes | None = None,
        headers: Mapping[str, str] | None = None, *, preload: bool = True,
    ) -> urllib3.BaseHTTPResponse:  # fmt: skip
        query = urlencode([*_pairs(asked)])
        url = f"{self._base}/{'/'.join(quote(part, safe='') for part in path)}{'?' if query else ''}{query}"
        try:
            answer = self._pool.request(
                method, url, body=body, headers={**self._headers, **(headers or {})}, preload_content=preload
            )
            if answer.status >= 300:
                raise _problem(answer.status, answer.data, self.server)
        except HTTPError as error:
            why = str(getattr(error, "reason", None) or error)
            raise StorageError(f"{self.server} does not answer: {why}: is it running, and the address right?") from None
        return answer


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _pairs(asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in asked.items():
        several = value if isinstance(value, list | tuple) else [value]
        for each in several:
            if each is not None:
                yield name, str(each).lower() if isinstance(each, bool) else str(plain(each))


def _trusted(scheme: str) -> ssl.SSLContext | None:
    """Return what certificates of servers are checked with: the machine's own authorities."""
    if scheme != "https":
        return None
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _problem(status: int, data: bytes, server: str) -> ClaimtrackError:
    """Return the error that a server tells of, as it would have been raised here."""
    try:
        told = json.loads(data)
        kind, said, details = str(told["kind"]), str(told["detail"]), dict(told["details"])
    except (ValueError, KeyError, TypeError):
        return StorageError(f"{server} answers with {status}, not as claimtrack does: is the address right?")
    found = getattr(errors, kind, None)
    if not (isinstance(found, type) and issubclass(found, ClaimtrackError)):
        found = StorageError if status >= 500 else InvalidValue if status in (400, 422) else Refused
        details = {"what": "request", "value": None, "allowed": said} if found is InvalidValue else {}
    error = found.__new__(found)
    Exception.__init__(error, said)
    vars(error).update(details)
    return error

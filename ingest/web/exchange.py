"""One exchange: a request to an address that was looked at before, and its answer, within bounds of time and size."""

import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from threading import Timer
from typing import Any

import truststore
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from claims.errors import FetchFailed
from ingest.web.address import Target

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for and taken: `seconds` for one exchange, `size` in bytes as sent and as unpacked."""

    seconds: float = 20
    size: int = 10_000_000
    redirects: int = 5
    tries: int = 3
    longest_wait: float = 60
    """The longest pause, in seconds, that a server may ask for before a further try."""
    whole: bool = True
    """Whether a body above the size is refused; else its beginning is taken, and the rest left where it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the body is unpacked, header names are in lower case."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


class Dropped(Exception):
    """The exchange came to nothing, for a reason that may be gone at the next try."""


def exchange(asked: Target, address: str, headers: Mapping[str, str], limits: Limits, proxy: Target | None) -> Answer:
    """Ask once, at this address or through a proxy; raises Dropped, FetchFailed."""
    connection = _Pinned(asked, address, limits, proxy)
    try:
        with _Watch(connection, limits.seconds) as watch:
            try:
                response = connection.ask(asked, headers)
                body = _body(response, limits, asked)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                raise _failure(asked, watch.why, error) from None
            if watch.why:  # a body without a length ends like any other when it is cut
                raise Dropped(watch.why)
    finally:
        connection.close()
    told = {name.casefold(): value for name, value in response.headers.items()}
    return Answer(response.status, response.reason or "", told, body)


class _Pinned:
    """A connection whose name is the host's and whose other end is the address that was looked at."""

    def __init__(self, asked: Target, address: str, limits: Limits, proxy: Target | None) -> None:
        self._twin: socket.socket | None = None
        self._through_proxy = proxy is not None and asked.scheme == "http"
        host, port = (address, asked.port) if proxy is None else (proxy.host, proxy.port)
        given: dict[str, Any] = {"timeout": limits.seconds}
        if asked.scheme == "https":
            given |= {"ssl_context": _certificates(), "server_hostname": asked.host, "assert_hostname": asked.host}
        kind = HTTPSConnection if asked.scheme == "https" else HTTPConnection
        self._connection = kind(host, port, **given)
        if proxy is not None and asked.scheme == "https":
            self._connection.set_tunnel(asked.host, asked.port)
        make = self._connection._new_conn

        def keep() -> socket.socket:
            made = make()
            self._twin = made.dup()  # the socket itself is handed on to the one that encrypts
            return made

        self._connection._new_conn = keep  # type: ignore[method-assign]

    def ask(self, asked: Target, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """Send the request and return the answer, of which the body is still to be read."""
        path = asked.url if self._through_proxy else asked.path
        told = {"Host": asked.authority} | dict(headers)
        self._connection.request("GET", path, headers=told, preload_content=False, decode_content=False)
        return self._connection.getresponse()

    def cut(self) -> None:
        """End what is going on, at whatever stage, from another thread."""
        if self._twin is not None:
            with suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._connection.close()
        if self._twin is not None:
            self._twin.close()


class _Watch:
    """Cuts a connection when its time is up: a timeout of the socket begins anew with each byte that drips in."""

    def __init__(self, connection: _Pinned, seconds: float) -> None:
        self.why = ""
        self._connection, self._seconds = connection, seconds
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Watch":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.why = f"took longer than {self._seconds:g} seconds"
        self._connection.cut()


def _body(response: BaseHTTPResponse, limits: Limits, asked: Target) -> bytes:
    """Read a body, counting the bytes as they are sent and as they are unpacked."""
    packing = response.headers.get("content-encoding", "").strip().casefold()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchFailed(
            f"{asked.url} is sent packed as {packing[:20]!r}, which was not asked for: save the page first"
        )
    pieces, sent, size = [], 0, 0
    unpack = _Unpacker(packing)
    for piece in response.stream(_PIECE, decode_content=False):
        sent += len(piece)
        pieces.append(unpack(piece, limits.size - size + 1))
        size += len(pieces[-1])
        if max(sent, size) > limits.size:
            if not limits.whole:
                return b"".join(pieces)[: limits.size]
            raise FetchFailed(f"{asked.url} is larger than {limits.size:,} bytes: save what you need of it first")
    if not unpack.whole:
        raise Dropped("ended in the middle of a packed body")
    return b"".join(pieces)


class _Unpacker:
    """Unpacks a body piece by piece, never more than is asked for."""

    def __init__(self, packing: str) -> None:
        self._packing, self._begun = packing, False
        self._make = zlib.decompressobj(zlib.MAX_WBITS | 16 if "gzip" in packing else zlib.MAX_WBITS)

    def __call__(self, piece: bytes, most: int) -> bytes:
        if self._packing in ("", "identity"):
            return piece
        try:
            return self._unpacked(piece, most)
        except zlib.error as error:
            raise Dropped(f"has a damaged body ({error})") from None

    @property
    def whole(self) -> bool:
        return not self._begun or self._make.eof

    def _unpacked(self, piece: bytes, most: int) -> bytes:
        if self._packing == "deflate" and not self._begun and piece and piece[0] & 0x0F != 8:
            self._make = zlib.decompressobj(-zlib.MAX_WBITS)  # some send it without the envelope
        self._begun = self._begun or bool(piece)
        found = [self._make.decompress(piece, most)]
        while self._make.eof and self._make.unused_data and "gzip" in self._packing:  # a further member
            rest, self._make = self._make.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 16)
            found.append(self._make.decompress(rest, max(1, most - sum(map(len, found)))))
        return b"".join(found)


@cache
def _certificates() -> ssl.SSLContext:
    """Return what certificates are checked with: the system's own store."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _failure(asked: Target, cut: str, error: Exception) -> Exception:
    """Return what went wrong in a few words: final for a certificate, else maybe gone at the next try."""
    said = str(error).casefold()
    if "certificate" in said or "hostname" in said:
        return FetchFailed(f"{asked.url} has a certificate that cannot be trusted: look at the page in a browser")
    if cut:
        return Dropped(cut)
    if isinstance(error, TimeoutError) or "timed out" in said:
        return Dropped("did not answer in time")
    if "refused" in said:
        return Dropped("refuses the connection")
    return Dropped(f"ended the exchange early ({type(error).__name__})")

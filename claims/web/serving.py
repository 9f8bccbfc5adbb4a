"""The server: one process that listens, says where, notes what it answers and ends in order."""

import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from types import FrameType

import uvicorn
from anyio.to_thread import current_default_thread_limiter

from claims.book import Book
from claims.errors import InvalidValue, Refused, StorageError
from claims.web.app import create_app
from claims.web.hosts import LOCAL, require_loopback

PATIENCE = 10
"""Seconds that requests under way are given when the server is told to stop."""
WAITING = 128
"""Connections that wait to be answered."""
THREADS = 10
"""Requests that are worked on at a time: no more than the database has connections for."""


def serve(
    book: Book, host: str, port: int, *, names: Sequence[str] = (), quiet: bool = False,
    ready: Callable[[str], object] = print,
) -> None:  # fmt: skip
    """Serve the desk until Ctrl-C or SIGTERM; `ready` is called with its address once it can be reached.

    `names` are what it goes by at a server in front of it, for which there must be users.

    Unless `quiet`, each request is noted on stderr as a line of JSON. Raises InvalidValue, Refused, StorageError.
    """
    if book.database.in_memory:
        raise Refused("a database in memory ends with its program: name a file or a server with --db")
    if names and book.people.empty():
        raise Refused("whoever reaches it by a name would work as you: add users first, with `claims users add NAME`")
    name = require_loopback(host)
    with closing(_listening(name, port)) as listening:
        at = listening.getsockname()[1]
        address = f"http://{f'[{name}]' if ':' in name else name}:{at}/"
        if not quiet:
            _note()
        app = create_app(book, LOCAL | {name.casefold()} | {each.casefold() for each in names})
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, date_header=True, lifespan="off",
            timeout_graceful_shutdown=PATIENCE, ws="none",
        )  # fmt: skip
        server = _Server(config, lambda: ready(address))
        before = {number: signal.signal(number, server.stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            server.run([listening])
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Server(uvicorn.Server):
    """A server that says when it is ready; told to stop, that is its end and no failure."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Let it end; what comes after it ended, when uvicorn raises the signal again, is nothing more."""
        self.handle_exit(number, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        self._ready()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises InvalidValue for a port that is taken, StorageError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise StorageError(f"cannot listen on {host}: {error.strerror or error}") from None
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        why = f"{(error.strerror or str(error)).lower()}: name another one, or 0 for any that is free"
        raise InvalidValue("port", port, why) from None
    return listening


def _note() -> None:
    """Have each request noted on stderr, a line of JSON each."""
    access = logging.getLogger("claims.web.access")
    if not access.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        access.addHandler(handler)
        access.propagate = False
    access.setLevel(logging.INFO)

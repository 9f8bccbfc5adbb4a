"""A web server on this machine that says what a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Page = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the page of its path."""

    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path.partition("?")[0])
        if page is None:
            self.reply(b"", 404)
        else:
            page(self)

    def reply(self, body: bytes, status: int = 200, length: bool = True, **headers: str) -> None:
        """Answer with a body; `content_type` becomes the header Content-Type."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@dataclass
class Site:
    """What the server has: pages by path, and what was asked of it."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The pages asked for, without the rules for robots."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hung up: tests make it."""


@contextmanager
def serving() -> Iterator[Site]:
    """Yield a site that is served until the end of the block."""
    made = Site()
    server = Quiet(("127.0.0.1", 0), type("Bound", (Handler,), {"site": made}))
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def serving_folder(folder: Path) -> Iterator[str]:
    """Yield the host and port at which the files of a folder are served until the end of the block."""

    class Files(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    server = Quiet(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def page(body: bytes, status: int = 200, length: bool = True, **headers: str) -> Page:
    """Return a page that answers with a body."""
    return lambda handler: handler.reply(body, status, length, **headers)

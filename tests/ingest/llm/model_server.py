"""A model server on loopback that says what a test wrote for it, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Question = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One reply: a status, a body, headers; `cut` breaks the connection off, `hold` keeps it waiting."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    hold: bool = False


def said(content: str, *, finish: str = "stop", **message: Any) -> Reply:
    """Return what a model says, as an endpoint wraps it."""
    told = {
        "id": "1", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content} | message}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }  # fmt: skip
    return Reply(json.dumps(told).encode())


def claims(*found: dict[str, Any]) -> Reply:
    """Return an answer with these claims; what is not given is usual."""
    usual = {"kind": "fact", "modality": "asserted", "speaker": None, "stands_alone": True}
    return said(json.dumps({"claims": [usual | {"statement": each["quote"]} | each for each in found]}))


def refused(status: int, message: str, **headers: str) -> Reply:
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, headers)


Script = Callable[[Question], Reply] | Sequence[Reply]


class ModelServer:
    """Answers each question from the script: in order, the last reply again and again, or by a function."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.questions: list[Question] = []
        self.times: list[float] = []
        self.keys: list[str | None] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.ended = threading.Event()
        self.asked = threading.Event()
        self.url = ""

    def reply(self, question: Question, key: str | None) -> Reply:
        with self.lock:
            self.questions.append(question)
            self.times.append(time.monotonic())
            self.keys.append(key)
            number = len(self.questions) - 1
        self.asked.set()
        if callable(self.script):
            return self.script(question)
        return self.script[min(number, len(self.script) - 1)]


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """Yield a server that runs until the block ends."""
    server = ModelServer(script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with server.lock:
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            try:
                self.say(server.reply(question, self.headers.get("Authorization")))
            finally:
                with server.lock:
                    server.at_once -= 1

        def say(self, reply: Reply) -> None:
            if reply.hold:
                server.ended.wait(30)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        http.shutdown()
        http.server_close()
        thread.join()

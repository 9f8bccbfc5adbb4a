"""Work done beside this process, in others: for large imports, whose reading takes as long as their writing."""

import gc
import os
import pickle
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from importlib import import_module
from itertools import chain, islice
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

_LENGTH = struct.Struct("!Q")
AHEAD = 2
"""Pieces of work each process has at hand, so that it never waits for the next."""


def workers() -> int:
    """Return how many processes to use: one less than there are processors, at least one, at most two.

    Two read faster than one can write.
    """
    return min(2, max(1, len(os.sched_getaffinity(0)) - 1)) if hasattr(os, "sched_getaffinity") else 1


def beside(function: str, pieces: Iterable[Any], *shared: Any) -> Iterator[Any]:
    """Yield `function(piece, *shared)` for each piece, in order; `function` is named `module:name`.

    What it takes and gives must pickle. The first piece is done here, and so is everything when it is the only
    one: processes are started only when there is more. An error in one of them is raised here as RuntimeError.
    """
    given = iter(pieces)
    first = list(islice(given, 2))
    call = _named(function)
    yield from (call(piece, *shared) for piece in first[:1])
    if len(first) < 2:
        return
    with ExitStack() as stack:
        others = [stack.enter_context(_Other(function, shared)) for _ in range(workers())]
        waiting: deque[_Other] = deque()
        turn = 0
        for piece in chain(first[1:], given):
            others[turn].send(piece)
            waiting.append(others[turn])
            turn = (turn + 1) % len(others)
            if len(waiting) == AHEAD * len(others):
                yield waiting.popleft().receive()
        while waiting:
            yield waiting.popleft().receive()


class _Other:
    """A process that runs one function on what it is sent."""

    def __init__(self, function: str, shared: tuple[Any, ...]) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-m", "claims.beside", function]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        # Read at once what it answers: with both pipes full, both sides would wait for ever.
        self._reader = Thread(target=self._listen, daemon=True)
        self._reader.start()
        self.send(shared)

    def __enter__(self) -> "_Other":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()

    def send(self, piece: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(piece, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise RuntimeError("a process working beside this one ended early") from None

    def receive(self) -> Any:
        answer = self._answers.get()
        if answer is None:
            raise RuntimeError("a process working beside this one ended early")
        error, result = pickle.loads(answer)
        if error is not None:
            raise RuntimeError(f"a process working beside this one failed: {error}")
        return result

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while (answer := _get(self._process.stdout)) is not None:
            self._answers.put(answer)
        self._answers.put(None)


def _named(function: str) -> Callable[..., Any]:
    module, _, name = function.partition(":")
    call: Callable[..., Any] = getattr(import_module(module), name)
    return call


def _put(pipe: IO[bytes], value: Any) -> None:
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def _get(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    return pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def main() -> None:
    """Run as one of the processes: read work, answer it, until there is no more or nobody who wants it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one, and ends both
    call, given, answers = _named(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may get between the answers
    gc.freeze()
    gc.disable()  # what comes and goes is freed without it; the little else goes after each piece
    with suppress(EOFError, pickle.UnpicklingError, BrokenPipeError):
        shared = pickle.load(given)
        while True:
            piece = pickle.load(given)
            _put(answers, _answer(call, piece, shared))
            del piece
            gc.collect()


def _answer(call: Callable[..., Any], piece: Any, shared: tuple[Any, ...]) -> tuple[str | None, Any]:
    try:
        return None, call(piece, *shared)
    except Exception as error:
        return f"{type(error).__name__}: {error}", None


if __name__ == "__main__":
    main()

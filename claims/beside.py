"""Work done beside this process, in others: for large imports, whose reading takes as long as their writing."""

import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import chain, islice
from queue import SimpleQueue
from threading import Thread
from typing import Any

from claims.processes import get, named, put, start

AHEAD = 3
"""Pieces of work each process has at hand, so that it never waits for the next."""


def workers() -> int:
    """Return how many processes to use: one less than there are processors, at least one, at most two.

    Two read faster than one can write.
    """
    return min(2, max(1, len(os.sched_getaffinity(0)) - 1)) if hasattr(os, "sched_getaffinity") else 1


def beside(function: str, pieces: Iterable[Any], *shared: Any) -> Iterator[Any]:
    """Yield `function(piece, *shared)` for each piece, in order; `function` is named `module:name`.

    What it takes and gives must pickle. Processes are started only when there is more than one piece, and while
    the next answer is not there yet a piece is done here too. An error in one of them is raised as RuntimeError.
    """
    given, call = iter(pieces), named(function)
    first = list(islice(given, 2))
    if len(first) < 2:
        yield from (call(piece, *shared) for piece in first)
        return
    with ExitStack() as stack:
        others = [stack.enter_context(_Other(function, shared)) for _ in range(workers())]
        left = chain(first[1:], given)
        answers: deque[_Other | _Here] = deque(_hand_out(left, others))
        answers.appendleft(_Here(call(first[0], *shared)))
        while answers:
            idle = not answers[0].ready() and not any(isinstance(each, _Here) for each in answers)
            if idle and (piece := next(left, _NO_MORE)) is not _NO_MORE:
                answers.append(_Here(call(piece, *shared)))
                continue
            yield answers.popleft().receive()
            answers += _hand_out(left, others)


_NO_MORE = object()


def _hand_out(pieces: Iterator[Any], others: Iterable["_Other"]) -> Iterator["_Other"]:
    """Give each process what it may have at hand; yields who has which piece."""
    for _ in range(AHEAD):
        for other in others:
            if other.at_hand < AHEAD and (piece := next(pieces, _NO_MORE)) is not _NO_MORE:
                other.send(piece)
                yield other


class _Here:
    """An answer worked out in this process."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def ready(self) -> bool:
        return True

    def receive(self) -> Any:
        return self._answer


class _Other:
    """A process that runs one function on what it is sent.

    Threads send what it is to do and read what it answers, as soon as they can: with both pipes full, both sides
    would wait for ever.
    """

    def __init__(self, function: str, shared: tuple[Any, ...]) -> None:
        self._process = start("claims.beside", function)
        self._pieces: SimpleQueue[Any] = SimpleQueue()
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._threads = [Thread(target=work, daemon=True) for work in (self._feed, self._listen)]
        for thread in self._threads:
            thread.start()
        self.at_hand = 0
        self._pieces.put(shared)

    def __enter__(self) -> "_Other":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._pieces.put(_NO_MORE)
        for thread in self._threads:
            thread.join()
        self._process.stdout.close()

    def send(self, piece: Any) -> None:
        self.at_hand += 1
        self._pieces.put(piece)

    def ready(self) -> bool:
        return not self._answers.empty()

    def receive(self) -> Any:
        self.at_hand -= 1
        answer = self._answers.get()
        if answer is None:
            raise RuntimeError("a process working beside this one ended early")
        error, result = pickle.loads(answer)
        if error is not None:
            raise RuntimeError(f"a process working beside this one failed: {error}")
        return result

    def _feed(self) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as pipe:  # that it ended is noticed where it is heard
            while (piece := self._pieces.get()) is not _NO_MORE:
                pickle.dump(piece, pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
                del piece

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while (answer := get(self._process.stdout)) is not None:
            self._answers.put(answer)
        self._answers.put(None)


def main() -> None:
    """Run as one of the processes: read work, answer it, until there is no more or nobody who wants it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one, and ends both
    call, given, answers = named(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may get between the answers
    gc.freeze()
    gc.disable()  # what comes and goes is freed without it; the little else goes after each piece
    with suppress(EOFError, pickle.UnpicklingError, BrokenPipeError):
        shared = pickle.load(given)
        while True:
            piece = pickle.load(given)
            put(answers, pickle.dumps(_answer(call, piece, shared), pickle.HIGHEST_PROTOCOL))
            del piece
            gc.collect()


def _answer(call: Callable[..., Any], piece: Any, shared: tuple[Any, ...]) -> tuple[str | None, Any]:
    try:
        return None, call(piece, *shared)
    except Exception as error:
        return f"{type(error).__name__}: {error}", None

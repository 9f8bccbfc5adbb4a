"""A guard for strangers' files: they are read in processes of their own, with little memory and little time.

A parser may be led astray by what it parses: loops without end, gigabytes from a few bytes, a crash. All of that
happens to a process that can be ended and started anew, and becomes the outcome of one document.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock, Timer, local
from typing import Any

from msgspec import MsgspecError, Raw
from msgspec.msgpack import Decoder, encode

from claims.errors import ClaimtrackError, InputFailed, UnreadableDocument
from claims.processes import get, named, put, start

SECONDS = 25.0
"""How long one document may be read."""
MEGABYTES = 1_200
"""How much memory the reading may take; address space, of which a part is used."""
AHEAD = 4
"""Pieces each process has coming, so that it does not wait while others are written."""
_SIMPLE = (InputFailed, UnreadableDocument)
"""Errors that cross from one process to another as they are."""
LARGEST_ANSWER = 500_000_000
"""Bytes of an answer that are taken: far more than what can be read of a document comes to."""
LONGEST_ERROR = 2_000
ASTRAY = "reading it led the process that read it astray: it is made to harm"
_ENVELOPE = Decoder(tuple[str, str, Raw])
FEW = 3
"""Pieces that are worked on in this process where that does no harm: a process costs more than they do."""
ORPHANED = SECONDS + 30
"""Seconds after which a process that reads is ended, whatever a parser does: the one that watched it may be gone."""


class Guard:
    """Processes that run one function, named `module:name`, on what they are given; started when first needed.

    What it takes must pickle. What it gives is of the type `gives`, and comes as plain data that is looked at by that
    type: whoever took over a process that reads can lie about its document, and do nothing else. Instead of an answer
    comes the ClaimtrackError that was raised; where the process itself failed, took too long or too much memory, an
    UnreadableDocument that says so.
    """

    def __init__(self, function: str, gives: Any, *, seconds: float = SECONDS, at_once: int | None = None) -> None:
        self._count = at_once or processes()
        self.room = self._count * AHEAD
        self._function, self._seconds, self._form = function, seconds, Decoder(gives)
        self._held, self._workers = local(), list[_Worker]()
        self._pool = ThreadPoolExecutor(self._count, thread_name_prefix="guard")
        self._given, self._closed, self._lock = 0, False, Lock()

    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.end()
        self._pool.shutdown()

    def submit(self, piece: Any, *, here: bool = False) -> Future[Any]:
        """Begin to work on a piece; `here` says that this process may do it, which it does for the first few."""
        self._given += 1
        if here and self._given <= FEW:
            done = Future[Any]()
            done.set_result(_answer(named(self._function), piece, ours=True))
            return done
        return self._pool.submit(self._ask, piece)

    def _ask(self, piece: Any) -> Any:
        worker: _Worker | None = getattr(self._held, "worker", None)
        if worker is None or worker.ended:
            with self._lock:
                if self._closed:
                    return UnreadableDocument("it was not read: the work was ended")
                worker = self._held.worker = _Worker(self._function, self._form)
                self._workers.append(worker)
        return worker.ask(piece, self._seconds)


def processes() -> int:
    """Return how many processes read at once: one for each processor, at most four."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(4, max(1, found))


class _Worker:
    """One process; asked one thing at a time."""

    def __init__(self, function: str, form: "Decoder[Any]") -> None:
        self._process, self._form = start("ingest.guard", function), form
        self.ended = self._late = False

    def ask(self, piece: Any, seconds: float) -> Any:
        """Return the answer; an error takes its place, also where there will be none."""
        given, answers = self._process.stdin, self._process.stdout
        assert given is not None and answers is not None
        watch = Timer(seconds, self._stop)  # not only for the first byte: an answer may also drip in
        watch.start()
        try:
            with suppress(BrokenPipeError):  # noticed when the answer does not come
                put(given, pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))
            answer = get(answers, LARGEST_ANSWER)
        finally:
            watch.cancel()
        if self._late:
            self.end()
            return UnreadableDocument(f"it took more than {seconds:g} seconds to read: it is damaged, or made to harm")
        if answer is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            fate = self._process.poll()
            self.end()
            return UnreadableDocument(_fate(fate) if fate is not None else ASTRAY)
        said = _heard(answer, self._form)
        if isinstance(said, _Astray):
            self.end()
            return UnreadableDocument(ASTRAY)
        return said

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()


def _fate(code: int) -> str:
    why = f"signal {-code}" if code < 0 else f"exit {code}"
    return f"reading it ended the process that read it ({why}): it is damaged, or made to harm"


def _told(answer: Any) -> bytes:
    """Return an answer as data: the name of an error and what it says, or a value."""
    if isinstance(answer, ClaimtrackError):
        return encode((type(answer).__name__, str(answer), None))
    try:
        return encode(("", "", answer))
    except (TypeError, ValueError, RecursionError) as error:
        return encode((UnreadableDocument.__name__, f"it cannot be read ({type(error).__name__})", None))


class _Astray:
    """What a process says that is no answer."""


def _heard(answer: bytes, form: "Decoder[Any]") -> Any:
    """Return what a process says, an error as one; nothing in it can act, and it is of the form it must have."""
    try:
        name, why, value = _ENVELOPE.decode(answer)
        if not name:
            return form.decode(value)
    except (MsgspecError, ValueError, RecursionError, OverflowError):
        return _Astray()
    kind = next((each for each in _SIMPLE if each.__name__ == name), UnreadableDocument)
    return kind(why[:LONGEST_ERROR])


def main() -> None:
    """Run as one of the processes: answer what is asked, until nobody asks."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one, and ends both
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    call, given, answers = named(sys.argv[2]), sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    with suppress(BrokenPipeError):
        while (piece := get(given)) is not None:
            _be_ended_after(ORPHANED)
            put(answers, _told(_answer(call, pickle.loads(piece))))
            _be_ended_after(0)


def _be_ended_after(seconds: float) -> None:
    """Let the system end this process after a while, 0 for never: nobody may be left to do so."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(call: Callable[..., Any], piece: Any, *, ours: bool = False) -> Any:
    """Return what a function says to a piece, or the error there was; `ours` says that no stranger's code runs."""
    try:
        return call(piece)
    except ClaimtrackError as error:
        return error if ours or type(error) in _SIMPLE else InputFailed(str(error))
    except MemoryError:
        return UnreadableDocument(
            f"it needs more than {MEGABYTES:,} MB of memory to read: it is damaged, or made to harm"
        )
    except RecursionError:
        return UnreadableDocument("it is nested too deeply to be read")
    except Exception as error:
        if ours:
            raise
        return UnreadableDocument(f"it cannot be read ({type(error).__name__}): it is damaged, or not what it seems")

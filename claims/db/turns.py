"""Whose turn it is to write to a SQLite file: writers are let in one after another, in the order in which they came.

SQLite lets in whoever asks at the right moment, and of many who ask for long some never do. So each draws a number at
a file beside the database and locks the byte of that number; it is its turn when no byte before it is locked. The
system unlocks the byte of whoever is killed. Nothing depends on the file but who comes first: SQLite's own lock is
still taken, and where the file cannot be used writers are let in as SQLite does it.
"""

import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ORDERLY = sys.platform == "linux" and sys.maxsize > 2**32
"""Whether the system has locks that belong to an open file, and end with it."""
if sys.platform != "win32":
    import fcntl

BESIDE = "-queue"
DESK = 2**62
"""The byte that is locked while a number is drawn."""
HANDOVER = 0.0005
"""How long to wait before looking again, for each writer that may still be ahead."""
LONGEST = 0.05
_LOCK = struct.Struct("@hhqqi4x")


@dataclass(frozen=True, slots=True)
class Turn:
    """A number that was drawn, and the file it is of."""

    file: int
    number: int

    def ahead(self) -> int:
        """Return how many numbers back the first one lies that is still held; 0 when it is one's turn."""
        first = _held(self.file, 0, self.number)
        return 0 if first is None else self.number - first

    def behind(self) -> bool:
        return _held(self.file, self.number + 1, DESK) is not None


@contextmanager
def taken(path: Path | None, seconds: float, waiting: Callable[[float], None]) -> Iterator[float]:
    """Wait for one's turn, at most so long; yields how much of that is left.

    `waiting` is called with the seconds waited so far. Whoever has waited in vain is let through: what SQLite says
    then is what is wrong.
    """
    started = monotonic()
    beside = f"{os.path.realpath(path)}{BESIDE}" if path is not None and ORDERLY else None
    turn = _drawn(beside, started + seconds) if beside is not None else None
    if beside is None or turn is None:
        yield seconds
        return
    try:
        _wait(turn, started, seconds, waiting)
        yield max(0.0, seconds - (monotonic() - started))
    finally:
        _leave(beside, turn)


def _wait(turn: Turn, started: float, seconds: float, waiting: Callable[[float], None]) -> None:
    nearer, before = started, 0
    while ahead := turn.ahead():
        now = monotonic()
        if now - started >= seconds:
            return
        waiting(now - started)
        if ahead != before:  # somebody has left, so the next may, soon
            nearer, before = now, ahead
        sleep(min(LONGEST, HANDOVER * ahead + (now - nearer) / 50))


def _drawn(beside: str, until: float) -> Turn | None:
    """Draw a number; None where that cannot be, such as in a folder that can only be read."""
    while True:
        try:
            mode = os.stat(beside.removesuffix(BESIDE)).st_mode & 0o777  # whoever may write there may queue
            file = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, mode)
        except OSError:
            return None
        try:
            _lock(file, DESK, until=until)
            state = os.fstat(file)
            if state.st_nlink:
                os.ftruncate(file, state.st_size + 1)  # its length says which number is the next
                _lock(file, state.st_size)
                _unlock(file, DESK)
                return Turn(file, state.st_size)
        except OSError:
            os.close(file)
            return None
        os.close(file)  # the last writer removed it just now


def _leave(beside: str, turn: Turn) -> None:
    """Let the next in; the last one removes the file."""
    try:
        with suppress(OSError):
            _lock(turn.file, DESK, until=monotonic() + LONGEST)
            if not turn.ahead() and not turn.behind():
                os.unlink(beside)
    finally:
        os.close(turn.file)  # which unlocks all


def _lock(file: int, byte: int, *, until: float = 0.0) -> None:
    """Lock a byte, waiting until then; raises OSError when somebody else still has it."""
    while True:
        try:
            fcntl.fcntl(file, fcntl.F_OFD_SETLK, _LOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0))
            return
        except OSError:
            if monotonic() >= until:
                raise
            sleep(HANDOVER)


def _unlock(file: int, byte: int) -> None:
    fcntl.fcntl(file, fcntl.F_OFD_SETLK, _LOCK.pack(fcntl.F_UNLCK, os.SEEK_SET, byte, 1, 0))


def _held(file: int, start: int, end: int) -> int | None:
    """Return the first byte of a range that somebody else has locked."""
    if start >= end:
        return None
    asked = _LOCK.pack(fcntl.F_RDLCK, os.SEEK_SET, start, end - start, 0)
    kind, _, first, _, _ = _LOCK.unpack(fcntl.fcntl(file, fcntl.F_OFD_GETLK, asked))
    return None if kind == fcntl.F_UNLCK else max(start, first)

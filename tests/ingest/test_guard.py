"""Strangers' files are read in processes that may fail: each fate is that of one document."""

import os
import pickle
import stat
import struct
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from claims.errors import UnreadableDocument
from ingest import guard

HERE = "tests.ingest.test_guard"
WITHOUT_END = {"hang": 5.0, "drip": 5.0}
"""Seconds until what never ends is ended: enough for a process to start on a busy machine, and to read what is good."""


def double(piece: int) -> int:
    return piece * 2 + 1


def misbehave(piece: str) -> str:
    if piece == "hang":
        time.sleep(60)  # not a wait of the test: what the guard must end
    elif piece == "crash":
        os.abort()
    elif piece == "leave":
        os._exit(0)
    elif piece == "grow":
        held = bytearray(guard.MEGABYTES << 20)
        return str(len(held))
    elif piece == "nest":
        misbehave("nest")
    elif piece == "stumble":
        raise KeyError("somewhere deep in a library")
    elif piece == "refuse":
        raise UnreadableDocument("the file is protected")
    elif piece == "print":
        os.write(1, b"what a library prints\n" * 1000)
    return piece.upper()


def test_answers_come_in_the_order_of_the_pieces() -> None:
    with guard.Guard(f"{HERE}:double", int) as guarded:
        coming = [guarded.submit(n) for n in range(50)]
        assert [each.result() for each in coming] == [n * 2 + 1 for n in range(50)]


@pytest.mark.parametrize(
    ("piece", "fate"),
    [("hang", "more than 5 seconds"), ("crash", r"signal 6"), ("leave", "exit 0"), ("grow", "MB of memory"),
     ("nest", "nested too deeply"), ("stumble", r"KeyError"), ("refuse", "the file is protected")],
)  # fmt: skip
def test_what_befalls_one_piece_does_not_touch_the_others(piece: str, fate: str) -> None:
    with guard.Guard(f"{HERE}:misbehave", str, seconds=WITHOUT_END.get(piece, guard.SECONDS)) as guarded:
        first, second, third = (each.result() for each in [guarded.submit(given) for given in ("a", piece, "b")])
    assert (first, third) == ("A", "B")
    assert isinstance(second, UnreadableDocument)
    with pytest.raises(UnreadableDocument, match=fate):
        raise second


class Grasp:
    """What does something where it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("taken",)


def taken_over(piece: str) -> str:
    """Do what code that took over the process could: say what it likes to the one that asks."""
    packed = pickle.dumps(Grasp())
    if piece == "pickle":
        say(struct.pack("!Q", len(packed)) + packed)
    elif piece == "length":
        say(struct.pack("!Q", 1 << 62) + packed)
    elif piece == "other type":
        return 7  # type: ignore[return-value]
    elif piece == "other value":
        value = guard.encode(("", "", ["a", {"b": None}]))
        say(struct.pack("!Q", len(value)) + value)
    elif piece == "drip":
        say(struct.pack("!Q", 1000))
        while True:
            say(b"x")
            time.sleep(0.02)  # not a wait of the test: what the guard must end
    return piece.upper()


def say(said: bytes) -> None:
    for pipe in range(3, 20):  # wherever the answers go
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(pipe).st_mode):
                os.write(pipe, said)


@pytest.mark.parametrize(
    ("piece", "fate"),
    [("pickle", "astray"), ("length", "astray"), ("other type", "astray"), ("other value", "astray"),
     ("drip", "more than 5 seconds")],
)  # fmt: skip
def test_a_process_that_was_taken_over_can_lie_and_no_more(
    piece: str, fate: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with guard.Guard(f"{HERE}:taken_over", str, seconds=WITHOUT_END.get(piece, guard.SECONDS)) as guarded:
        first, second, third = (guarded.submit(given).result() for given in ("a", piece, "b"))
    assert (first, third) == ("A", "B")
    assert isinstance(second, UnreadableDocument) and fate in str(second)
    assert not list(tmp_path.iterdir())


def test_what_a_library_prints_does_not_get_between_the_answers() -> None:
    with guard.Guard(f"{HERE}:misbehave", str) as guarded:
        assert [guarded.submit(each).result() for each in ("print", "a")] == ["PRINT", "A"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    found: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


def test_a_process_is_started_only_where_it_is_needed(started: list[subprocess.Popen[bytes]]) -> None:
    with guard.Guard(f"{HERE}:double", int) as guarded:
        assert [guarded.submit(n, here=True).result() for n in range(guard.FEW)] == [1, 3, 5]
        assert not started
        assert guarded.submit(1, here=True).result() == 3
        assert len(started) == 1


def test_no_process_is_left_when_the_answers_are_not_waited_for(started: list[subprocess.Popen[bytes]]) -> None:
    with guard.Guard(f"{HERE}:misbehave", str) as guarded:
        for piece in ("a", "hang", "hang", "hang"):
            guarded.submit(piece)
        guarded.submit("b")
    assert all(each.poll() is not None for each in started)

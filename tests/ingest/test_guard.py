"""Strangers' files are read in processes that may fail: each fate is that of one document."""

import os
import subprocess
import time
from typing import Any

import pytest

from claims.errors import UnreadableDocument
from ingest import guard

HERE = "tests.ingest.test_guard"


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
    with guard.Guard(f"{HERE}:double") as guarded:
        coming = [guarded.submit(n) for n in range(50)]
        assert [each.result() for each in coming] == [n * 2 + 1 for n in range(50)]


@pytest.mark.parametrize(
    ("piece", "fate"),
    [("hang", "more than 2 seconds"), ("crash", r"signal 6"), ("leave", "exit 0"), ("grow", "MB of memory"),
     ("nest", "nested too deeply"), ("stumble", r"KeyError"), ("refuse", "the file is protected")],
)  # fmt: skip
def test_what_befalls_one_piece_does_not_touch_the_others(piece: str, fate: str) -> None:
    with guard.Guard(f"{HERE}:misbehave", seconds=2) as guarded:
        first, second, third = (each.result() for each in [guarded.submit(given) for given in ("a", piece, "b")])
    assert (first, third) == ("A", "B")
    assert isinstance(second, UnreadableDocument)
    with pytest.raises(UnreadableDocument, match=fate):
        raise second


def test_what_a_library_prints_does_not_get_between_the_answers() -> None:
    with guard.Guard(f"{HERE}:misbehave") as guarded:
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
    with guard.Guard(f"{HERE}:double") as guarded:
        assert [guarded.submit(n, here=True).result() for n in range(guard.FEW)] == [1, 3, 5]
        assert not started
        assert guarded.submit(1, here=True).result() == 3
        assert len(started) == 1


def test_no_process_is_left_when_the_answers_are_not_waited_for(started: list[subprocess.Popen[bytes]]) -> None:
    with guard.Guard(f"{HERE}:misbehave") as guarded:
        for piece in ("a", "hang", "hang", "hang"):
            guarded.submit(piece)
        guarded.submit("b")
    assert all(each.poll() is not None for each in started)

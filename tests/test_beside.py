"""Work done beside: every piece is answered in order, and nothing goes unnoticed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.beside import beside

PROGRAM = [sys.executable, "-m", "claims.beside", "tests.test_beside:double"]


def double(number: int, plus: int) -> tuple[int, int]:
    """Return twice a number and the process that worked it out."""
    if number < 0:
        raise ValueError(f"{number} is too small")
    return 2 * number + plus, os.getpid()


def die(_piece: int, starter: int) -> None:
    """End the process, other than the one that started it."""
    if os.getpid() != starter:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_piece_is_answered_in_order(count: int) -> None:
    answers = list(beside("tests.test_beside:double", iter(range(count)), 1))
    assert [number for number, _ in answers] == [2 * n + 1 for n in range(count)]


def test_one_piece_is_done_here() -> None:
    assert [process for _, process in beside("tests.test_beside:double", [1], 0)] == [os.getpid()]


def test_the_first_of_several_is_done_here_while_others_do_the_next() -> None:
    here, there, *_ = [process for _, process in beside("tests.test_beside:double", range(5), 0)]
    assert here == os.getpid() != there


def test_large_pieces_do_not_block_each_other() -> None:
    large = [bytes(2_000_000)] * 8
    assert [len(each) for each in beside("tests.test_beside:same", large)] == [2_000_000] * 8


def same(piece: bytes) -> bytes:
    """Return what is given."""
    return piece


@pytest.mark.parametrize("trap", ["claims.py", "claims/__init__.py", "pickle.py"])
def test_what_lies_in_the_current_folder_is_not_run(trap: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / trap).parent.mkdir(exist_ok=True)
    (tmp_path / trap).write_text("raise SystemExit('a stranger was imported')")
    monkeypatch.chdir(tmp_path)
    answers = beside("tests.test_beside:double", range(5), 0)
    assert [number for number, _ in answers] == [0, 2, 4, 6, 8]


def test_an_error_in_another_process_is_raised_here() -> None:
    with pytest.raises(RuntimeError, match="ValueError: -1 is too small"):
        list(beside("tests.test_beside:double", [1, -1, 2], 0))


def test_a_process_that_is_killed_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="ended early"):
        list(beside("tests.test_beside:die", range(4), os.getpid()))


def test_processes_end_with_whoever_stops_listening() -> None:
    answers: Iterator[tuple[int, int]] = beside("tests.test_beside:double", range(100), 0)
    processes = {next(answers)[1] for _ in range(4)} - {os.getpid()}
    answers.close()  # type: ignore[attr-defined]
    assert processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.parametrize("given", [b"", b"\x80\x05", b"\x80\x05K\x01\x85."])
def test_a_process_whose_starter_is_gone_ends_without_a_word(given: bytes) -> None:
    done = subprocess.run(PROGRAM, input=given, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_ctrl_c_is_left_to_the_starter() -> None:
    with subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"\x80\x05K\x01\x85.\x80\x05K\x03.")
        process.stdin.flush()
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        process.stdin.write(b"\x80\x05K\x04.")
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")

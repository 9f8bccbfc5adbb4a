"""How errors end, and what the process says and returns."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from claims import errors
from claims.cli.failures import explained, report

PROGRAM = [sys.executable, "-c", "from claims.cli import main; main()"]


@pytest.mark.parametrize(
    ("error", "said", "code"),
    [
        (errors.NotFound("claim", "ZZZZ"), "no claim 'ZZZZ'", 1),
        (errors.InputFailed("a.txt is gone"), "a.txt is gone", 2),
        (errors.StorageError("the disk is full"), "the disk is full", 3),
        (errors.NothingExtracted("nothing"), "nothing", 4),
        (errors.AuditFailed("a hash differs"), "a hash differs", 5),
        (click.UsageError("No such thing"), "No such thing", 1),
        (click.Abort(), "Stopped.", 130),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left", 3),
        (PermissionError(errno.EACCES, "Permission denied", "out.jsonl"), "'out.jsonl': Permission denied", 1),
        (ZeroDivisionError("by\nzero"), "unexpected ZeroDivisionError: by zero; please report it", 70),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, BaseException) else None,
)
def test_every_error_has_its_line_and_its_code(error: BaseException, said: str, code: int) -> None:
    message, exit_code = explained(error)
    assert said in message and exit_code == code


def test_a_message_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report(errors.StorageError("two\nlines \x1b[31m and \udce9"))
    assert capsys.readouterr().err == "Error: two lines \\x1b[31m and \\udce9\n"


def test_a_traceback_only_when_asked_for(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    report(ZeroDivisionError())
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("CLAIMS_DEBUG", "1")
    report(ZeroDivisionError())
    assert "ZeroDivisionError" in capsys.readouterr().err.partition("Error: unexpected")[0]


def test_stopped_by_the_keyboard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from claims.cli import cli

    monkeypatch.setattr("claims.cli.opened.open_book", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(SystemExit) as end:
        cli(["list"])
    assert end.value.code == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = " ".join(f"'{part}'" for part in [*PROGRAM, "--help"])
    ran = subprocess.run(["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)
    assert ran.returncode in (0, 141)
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 3
    assert ran.stderr.decode().startswith("Error: cannot read or write: No space left on device")


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1"])
def test_a_terminal_that_has_no_such_character(tmp_path: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "CLAIMS_DATABASE_URL": str(tmp_path / "claims.db")}
    subprocess.run([*PROGRAM, "add", "薪酬 rose.", "--source", "S"], env=environment, check=True, capture_output=True)
    as_json, as_text = (
        subprocess.run([*PROGRAM, "list", *how], env=environment, capture_output=True, check=True).stdout.decode()
        for how in (["--json"], [])
    )
    assert "薪酬" in as_json
    assert "薪酬 rose." in as_text or "\\u85aa\\u916c rose." in as_text

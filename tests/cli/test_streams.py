"""Standard streams that are closed, full or left by their reader, and Ctrl-C at any moment."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import run_on

PROGRAM = f"{sys.executable} -m claims"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def full(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with more claims than a pipe holds."""
    file = tmp_path_factory.mktemp("streams") / "claims.db"
    file.write_bytes(sqlite_template.read_bytes())
    lines = [json.dumps({"statement": f"Plant {n} makes {n} cars. {'x' * 200}", "source": "S"}) for n in range(900)]
    run_on(str(file), "import", "-", stdin="\n".join(lines))
    return str(file)


def shell(line: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run a line in which `claims` is the program, on a database."""
    script = f'claims() {{ {PROGRAM} "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", script], env=os.environ | {"CLAIMS_DATABASE_URL": url, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, cwd=Path(url).parent,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("claims ingest - --source S <&-", "standard input is empty", 2),
        ("claims import - <&-", "standard input is empty", 2),
        ("claims add - --source S <&-", "statement '' is not usable", 1),
        ("claims verify - --note x <&-", "stdin held no key", 1),
        ("claims list >&-", "there are more", 0),
        ("claims show ZZZZ 2>&-", "", 1),
        ("claims list <&- >&- 2>&-", "", 0),
    ],
)
def test_closed_streams(full: str, line: str, said: str, code: int) -> None:
    ran = shell(line, full)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert said in ran.stderr and "Traceback" not in ran.stderr and "unexpected" not in ran.stderr


def test_a_closed_stream_is_not_taken_for_a_file(full: str) -> None:
    ran = shell("claims note $(claims list --limit 1 2>/dev/null | cut -f 1) x <&- >&- 2>&-; claims db check", full)
    assert ran.returncode == 0 and ran.stderr == ""


@pytest.mark.parametrize(
    "command", ["list --limit 900", "list --limit 900 --json", "log --limit 900", "export", "export --format csv"]
)
def test_a_reader_that_goes_away_is_no_error(full: str, command: str) -> None:
    ran = shell(f"claims {command} 2>err | head -c 100 > /dev/null; exit ${{PIPESTATUS[0]}}", full)
    assert ran.returncode == 141
    assert (Path(full).parent / "err").read_text() == ""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["list", "list --json", "export", "doctor"])
def test_a_full_disk_behind_stdout(full: str, command: str) -> None:
    ran = shell(f"claims {command} > /dev/full", full)
    assert ran.returncode == 3
    assert "No space left on device" in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize("where", ["click", "sqlalchemy", "claims.cli"])
def test_ctrl_c_while_the_program_starts(full: str, where: str) -> None:
    """Somebody stops it while a part of it is being imported."""
    code = (
        "import sys\n"
        "class Stopped:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {where!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "from claims.__main__ import main\n"
        "sys.argv = ['claims', 'list']\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"CLAIMS_DATABASE_URL": full, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (130, "", "Stopped.")


SLOW = """
import io, sys

class Slow(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, into):
        sys.stderr.write("waiting\\n")
        return sys.__stdin__.buffer.readinto(into)

sys.stdin = io.TextIOWrapper(io.BufferedReader(Slow()))
from claims.__main__ import main
main()
"""
"""The program, with an input that says when it is read."""


@pytest.mark.parametrize("command", [["ingest", "-", "--source", "S"], ["import", "-"]])
def test_ctrl_c_says_that_nothing_is_lost(full: str, command: list[str]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW, *command], env=os.environ | {"CLAIMS_DATABASE_URL": full, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stderr is not None and child.stderr.readline() == "waiting\n"
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, "")
    assert err.split("\n")[0] == "what was taken in is safe; the same command goes on from there"
    assert err.strip().endswith("Stopped.")

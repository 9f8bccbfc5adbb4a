"""Watching a folder from the command line: ended by a signal, it says what it came to and ends well."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import claims
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import ingest.watching as w; w.EVERY = w.SETTLED = 0.05\nfrom claims.__main__ import main; main()"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("as_json", [False, True])
def test_it_takes_in_what_comes_until_it_is_told_to_end(
    database_url: str, tmp_path: Path, number: int, as_json: bool
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    (folders[0] / "a.txt").write_text("Lab 1 hired 21 people in 2025.\n")
    arguments = [each for folder in folders for each in ("--watch", str(folder))] + ["--json"] * as_json
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--db", database_url, "ingest", "--source", "Labs", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    (folders[1] / "b.txt").write_text("Lab 2 hired 22 people in 2025.\n")
    lines.append(child.stdout.readline())
    child.send_signal(number)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (0, ""), err
    if as_json:
        lines = [each["name"] for line in lines for each in json.loads(line)["outcomes"]]
    assert [name in line for name, line in zip(("a.txt", "b.txt"), lines, strict=True)] == [True, True]
    assert err.splitlines()[-1] == "2 documents in 2 batches, 2 claims added"
    with claims.open(database_url, actor="tester") as book:
        assert len(book.documents()) == 2


@pytest.mark.parametrize("more", [["a.txt"], ["--dry-run"], ["--resume"], ["--retry-failed", "5B2Q"]])
def test_nothing_else_is_read_beside_it(run: Run, tmp_path: Path, more: list[str]) -> None:
    assert (
        "--watch takes in all there is in folders: leave out"
        in run("ingest", *more, "--watch", str(tmp_path), code=1).err
    )


def test_a_folder_must_be_there(run: Run, tmp_path: Path) -> None:
    assert "is no folder that is there" in run("ingest", "--watch", str(tmp_path / "missing"), code=2).err

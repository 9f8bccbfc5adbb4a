"""Export and import from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest

import claims
from tests.cli.conftest import Run, run_on

READY = (
    '{"statement": "Plant 1 makes 5 cars.", "source": "S"}\n{"statement": 7}\n{"statement": "Plant 2 makes 6 cars."}\n'
)


def test_ready_made_claims_and_lines_that_are_none(run: Run) -> None:
    ran = run("import", "-", "--source", "Example Labs", stdin=READY, code=2)
    assert ran.out.startswith("added  -  2 added, 1 line failed\n")
    assert "Error: -:2: statement" in ran.err
    assert {row[6] for row in run("list").rows} == {"S", "Example Labs"}


def test_a_rehearsal_keeps_nothing(run: Run) -> None:
    report = run("import", "-", "--source", "S", "--dry-run", "--json", stdin=READY, code=2).json
    assert report["dry_run"] and len(report["outcomes"][0]["added"]) == 2
    assert run("list", "--json").json == []


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("import", str(tmp_path / "none.jsonl"), code=2)
    assert ran.err == f"Error: '{tmp_path / 'none.jsonl'}' is not there: check the path\n"


def test_out_and_in_again_is_the_same(run: Run, offer: str, tents: str, tmp_path: Path) -> None:
    run("verify", offer, "--evidence", "https://example.com/filing", "--note", "The filing says so")
    ran = run("export", "-o", str(tmp_path / "out.jsonl"))
    assert (ran.out, ran.err) == ("", "exported 2 claims\n")
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert {json.loads(line)["key"] for line in lines} == {offer, tents}
    other = str(tmp_path / "other.db")
    run_on(other, "import", str(tmp_path / "out.jsonl"))
    assert run_on(other, "export").out == (tmp_path / "out.jsonl").read_text()


def test_filters_choose_what_goes_out(run: Run, offer: str, tents: str) -> None:
    assert [json.loads(line)["key"] for line in run("export", "--kind", "forecast").out.splitlines()] == [tents]
    assert run("export", "--format", "csv", "--tag", "money").out.count(offer) == 1


def test_a_half_written_file_is_not_left(run: Run, offer: str, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("before\n")
    run("export", "-o", str(file), "--amount", "lots", code=1)
    assert file.read_text() == "before\n" and os.listdir(tmp_path).count("out.jsonl") == 1
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".part")]


@pytest.mark.parametrize("place", ["missing/out.jsonl", ""])
def test_a_file_that_cannot_be_written(run: Run, offer: str, tmp_path: Path, place: str) -> None:
    said = run("export", "-o", str(tmp_path / place), code=1).err
    assert f"file '{tmp_path / place}' is not usable: it cannot be written" in said
    assert os.listdir(tmp_path) in ([], ["claims.db"])


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (b"", "standard input is empty: there is nothing to read", 2),
        (b"SQLite format 3\0", "standard input is a SQLite database, not lines of JSON or CSV", 2),
        (bytes(range(256)), "standard input is binary, not lines of JSON or CSV", 2),
        (b"\n \n", "no line of it holds a claim: give one JSON object a line", 4),
    ],
)
def test_what_holds_no_lines(tmp_path: Path, sqlite_template: Path, data: bytes, said: str, code: int) -> None:
    database = Path(copyfile(sqlite_template, tmp_path / "claims.db"))
    command = [sys.executable, "-m", "claims", "--db", str(database), "import", "-"]
    ran = subprocess.run(command, input=data, capture_output=True, check=False, cwd=Path(claims.__file__).parents[1])
    assert ran.returncode == code
    assert f"Error: {said}" in ran.stderr.decode()


def test_every_line_that_failed_is_counted_and_the_first_are_named(run: Run) -> None:
    ran = run("import", "-", "--json", stdin="no\n" * 50 + '{"statement": "It is 5.", "source": "S"}', code=2)
    assert ran.err.splitlines()[-2] == "1 claim added, 50 lines failed"
    told = ran.json["outcomes"]
    assert (told[0]["failed"], len(told)) == (50, 1 + ran.err.count('"message": "-:'))
    ran = run("import", "-", stdin="no\n", code=2)
    assert ran.out == "failed  -  1 line failed\n"
    assert ran.err.splitlines() == ["Error: -:1: it is not JSON: expected ident at column 2",
                                    "0 claims added, 1 line failed"]  # fmt: skip


def test_half_a_character_is_called_so(run: Run) -> None:
    ran = run("import", "-", stdin=r'{"statement": "It is 5 \ud800.", "source": "S"}', code=2)
    assert "half a surrogate pair: write the character itself, or both halves" in ran.err

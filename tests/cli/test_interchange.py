"""Export and import from the command line."""

import json
import os
from pathlib import Path

import pytest

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
    ran = run("import", str(tmp_path / "none.jsonl"), code=1)
    assert ran.err.startswith(f"Error: cannot read or write '{tmp_path / 'none.jsonl'}'")


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
    assert run("export", "-o", str(tmp_path / place), code=1).err.startswith("Error: cannot read or write")

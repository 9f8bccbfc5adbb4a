"""Going on with what was stopped: what is named, what is refused, what is said of it."""

import json
import os
from pathlib import Path

import pytest

import claims
from claims.book import Book
from claims.records import Outcome
from ingest import pipeline
from tests.cli.conftest import Run


class Stopped(BaseException):
    """Somebody stops the run."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five files to read, in the folder one stands in."""
    monkeypatch.setattr(pipeline, "GROUP", 2)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for n in range(5):
        (tmp_path / "in" / f"{n}.txt").write_text(f"Lab {n} hired {n + 20} people in 2025.\n")
    return tmp_path / "in"


@pytest.fixture
def stopped(database_url: str, folder: Path) -> str:
    """The key of a batch that was stopped after two of five files."""

    def stop(_: Outcome) -> None:
        raise Stopped

    with claims.open(database_url, actor="ann") as book:
        with pytest.raises(Stopped):
            book.ingest(["in"], source="Labs", confidence="0", progress=stop)
        return book.batches()[0].key


def test_a_batch_says_how_far_it_came_and_how_to_go_on(run: Run, stopped: str) -> None:
    shown = run("batches", "show", stopped).out
    assert "stopped after 2 of 5 inputs, or still running" in shown
    assert f"claims ingest --resume {stopped[:8]}" in shown
    assert "stopped" in run("batches").out


@pytest.mark.parametrize("named", [True, False])
def test_it_goes_on_in_the_same_batch_with_the_same_options(run: Run, stopped: str, named: bool) -> None:
    ran = run("ingest", "--resume", *([stopped[:6]] if named else []))
    assert [line.split("  ")[1] for line in ran.out.splitlines()] == [os.path.join("in", f"{n}.txt") for n in (2, 3, 4)]
    [batch] = run("batches", "--json").json
    assert (batch["key"], batch["counts"]["added"], batch["counts"]["claims"]) == (stopped, 5, 5)
    found = run("list", "--json").json
    assert {(each["source"], each["confidence"]) for each in found} == {("Labs", 0)}
    assert "resume" not in run("batches", "show", stopped).out
    run("undo", stopped)
    assert run("list", "--json").json == []


def test_it_goes_on_from_another_folder(
    run: Run, stopped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    ran = run("ingest", "--resume", "--json").json
    assert [each["name"] for each in ran["outcomes"]] == [str(tmp_path / "in" / f"{n}.txt") for n in (2, 3, 4)]


def test_what_failed_is_read_again_and_counted_once(run: Run, folder: Path) -> None:
    (folder / "1.txt").write_text("")
    run("ingest", "in", "--source", "Labs", code=2)
    [batch] = run("batches", "--json").json
    assert "claims ingest --resume" in run("batches", "show", batch["key"]).out
    (folder / "1.txt").write_text("Lab 1 hired 21 people in 2025.\n")
    ran = run("ingest", "--resume", batch["key"], "--json").json
    assert [(Path(each["name"]).name, each["outcome"]) for each in ran["outcomes"]] == [("1.txt", "added")]
    assert run("batches", "show", batch["key"], "--json").json["counts"] == {
        "added": 5, "claims": 5, "empty": 0, "failed": 0, "known": 0,
    }  # fmt: skip


def test_what_came_meanwhile_is_read_too(run: Run, stopped: str, folder: Path) -> None:
    (folder / "0 new.txt").write_text("Lab 9 hired 29 people in 2025.\n")
    ran = run("ingest", "--resume", "--json").json
    assert [Path(each["name"]).name for each in ran["outcomes"]] == ["0 new.txt", "2.txt", "3.txt", "4.txt"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["in"], "leave out FILE"),
        (["--source", "X"], "leave out --source"),
        (["--dry-run"], "leave out --dry-run"),
        (["--retry-failed", "5B2Q"], "leave out --retry-failed"),
    ],
)
def test_what_a_batch_has_already_is_not_given_again(run: Run, stopped: str, more: list[str], said: str) -> None:
    assert said in run("ingest", *more, "--resume", stopped, code=1).err


def test_what_is_finished_or_undone_or_unknown_is_not_gone_on_with(run: Run, stopped: str) -> None:
    run("ingest", "--resume")
    assert "is finished, and nothing failed in it" in run("ingest", "--resume", stopped, code=4).err
    assert "nothing of yours was stopped" in run("ingest", "--resume", code=1).err
    run("undo", stopped)
    assert "was undone: bring it back" in run("ingest", "--resume", stopped, code=1).err
    run("add", "Lab 9 opened.", "--source", "Labs")
    key = run("batches", "--json").json[0]["key"]
    assert "does not know its inputs" in run("ingest", "--resume", key, code=1).err


def test_a_newer_extractor_does_not_go_on_as_the_older_one(
    run: Run, stopped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_versions", lambda _: {"extractor": "rules", "version": "999"})
    assert "here is rules 999" in run("ingest", "--resume", stopped, code=1).err


def test_bytes_are_not_kept_with_a_batch(book: Book) -> None:
    book.ingest(b"Lab 1 hired 21 people in 2025.", source="Labs")
    assert book.batches()[0].inputs == ()


def test_a_proxy_is_not_kept_with_a_batch(book: Book, folder: Path) -> None:
    book.ingest(["in/1.txt"], source="Labs", proxy="http://me:secret@127.0.0.1:9")
    assert "secret" not in json.dumps(dict(book.batches()[0].parameters))

"""With --json an error is one line of JSON on stderr, whatever the command and whatever is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from claims import errors
from claims.cli import cli
from claims.cli.failures import explained, hear, kind, report
from tests.cli.conftest import Ran, Run, added, run_on


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with `--json` and the words it is called by."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        if isinstance(found, click.Group):
            yield from commands(found, *path, name)
        elif found is not None and any("--json" in each.opts for each in found.params):
            yield (*path, name), found


EVERY = dict(commands(cli))
NO_DATABASE = [path for path in EVERY if path not in (("doctor",), ("extract",))]


def told(ran: Ran) -> list[dict[str, Any]]:
    """Return the errors a command told, of the one shape there is."""
    found = [json.loads(line)["error"] for line in ran.err.splitlines() if line.startswith('{"error"')]
    assert found and all(list(each) == ["kind", "message", "exit_code", "details"] for each in found)
    assert "Error:" not in ran.err
    return found


def enough(path: tuple[str, ...]) -> list[str]:
    """Return a command line with something for each argument a command must have."""
    words, fitting = [*path], {"status": "verified", "role": "reader", "number": "1", "n": "1", "confidence": "70"}
    for each in EVERY[path].params:
        if each.required:
            words += [] if isinstance(each, click.Argument) else [each.opts[0]]
            words.append(fitting.get(str(each.name), "7K2M"))
    return words


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_an_error_in_the_command_line(path: tuple[str, ...], tmp_path: Path) -> None:
    ran = run_on(str(tmp_path / "claims.db"), *path, "--no-such-option", "--json", code=1)
    (error,) = told(ran)
    assert (error["kind"], error["exit_code"], error["details"]) == ("UsageError", 1, {})
    assert "--no-such-option" in error["message"] and ran.out == ""


@pytest.mark.parametrize("path", NO_DATABASE, ids=" ".join)
def test_a_database_out_of_reach(path: tuple[str, ...], tmp_path: Path) -> None:
    ran = run_on(str(tmp_path), *enough(path), "--json", code=None)
    (error,) = told(ran)
    assert (error["kind"], error["exit_code"], ran.code, ran.out) == ("StorageError", 3, 3, "")


KINDS: list[tuple[tuple[str, ...], str, int, dict[str, Any]]] = [
    (("show", "ZZZZ"), "NotFound", 1, {"what": "claim", "key": "ZZZZ"}),
    (("assess", "KEY", "170", "--note", "x"), "InvalidValue", 1, {"what": "confidence", "value": "170"}),
    (("mark", "KEY", "perhaps"), "UnknownChoice", 1, {"what": "status", "value": "perhaps"}),
    (("verify", "KEY"), "Refused", 1, {}),
    (("verify", "KEY", "--note", "x", "--expect", "7"), "Conflict", 1, {"expected": 7, "current": 1}),
    (("ingest", "no-such-file", "--source", "S"), "InputFailed", 2, {}),
    (("ingest", "no-such-file", "--source", "S", "--dry-run"), "InputFailed", 2, {}),
    (("extract", "no-such-file"), "InputFailed", 2, {}),
    (("ingest", "EMPTY", "--source", "S"), "NothingExtracted", 4, {}),
    (("undo",), "UsageError", 1, {}),
]


@pytest.mark.parametrize(("words", "named", "code", "details"), KINDS, ids=lambda each: str(each)[:40])
def test_each_kind_of_error(
    run: Run, tmp_path: Path, words: tuple[str, ...], named: str, code: int, details: dict[str, Any]
) -> None:
    (tmp_path / "empty.txt").write_text("Hello, how are you?\n")
    key = added(run("add", "It opens.", "--source", "Lab"))
    real = {"KEY": key, "EMPTY": str(tmp_path / "empty.txt")}
    ran = run(*(real.get(word, word) for word in words), "--json", code=code)
    (error,) = told(ran)
    assert (error["kind"], error["exit_code"]) == (named, code)
    assert error["details"].items() >= details.items()
    if ran.out:
        json.loads(ran.out)


def test_the_page_on_errors_shows_one(run: Run) -> None:
    page = Path(__file__).parents[2] / "docs" / "errors.md"
    assert f"$ claims show ZZZZ --json\n{run('show', 'ZZZZ', '--json', code=1).err}" in page.read_text(encoding="utf-8")


def test_several_that_fail_have_a_line_each(run: Run) -> None:
    key = added(run("add", "It opens.", "--source", "Lab"))
    ran = run("verify", key, "ZZZZ", "YYYY", "--note", "x", "--json", code=2)
    assert [error["details"]["key"] for error in told(ran)] == ["ZZZZ", "YYYY"]
    assert [change["claim"]["key"] for change in ran.json] == [key]


WHATEVER = [
    ZeroDivisionError("by\nzero"), click.Abort(), OSError(28, "No space left"), errors.AuditFailed("a \x1b hash"),
    errors.UnknownChoice("word", "\udce9", ["a"]),
]  # fmt: skip


@pytest.mark.parametrize("error", WHATEVER, ids=repr)
def test_whatever_an_error_says_its_line_can_be_read(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    hear(["--json"])
    try:
        code = report(error)
    finally:
        hear([])
    line = capsys.readouterr().err
    assert line.isascii() and line.count("\n") == 1
    read = json.loads(line)["error"]
    assert (read["kind"], read["exit_code"]) == (kind(error), explained(error)[1]) and code == read["exit_code"]
    json.dumps(read, ensure_ascii=False).encode()


def test_a_text_that_reads_json_is_no_option(run: Run) -> None:
    assert run("show", "--", "--json", code=1).err.startswith("Error: ")

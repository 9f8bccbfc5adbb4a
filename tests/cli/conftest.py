"""What the tests of the command line share: running a command, and a few claims to run it on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.cli import cli


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Ran]


def run_on(url: str, *arguments: str, stdin: str | bytes | None = None, code: int | None = 0) -> Ran:
    """Run a command on a database and check its exit code; a failure is one line, never a traceback."""
    result = CliRunner().invoke(cli, ["--db", url, "--as", "ann", *arguments], input=stdin)
    ran = Ran(result.exit_code, result.stdout, result.stderr)
    assert code is None or ran.code == code, f"exit {ran.code}: {ran.err}"
    assert "Traceback" not in ran.out + ran.err
    return ran


@pytest.fixture
def run(database_url: str) -> Run:
    """Run a command on a fresh database; `code` is the exit code it must have, None for any."""
    return lambda *arguments, **how: run_on(database_url, *arguments, **how)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article that gives claims."""
    file = tmp_path / "article.txt"
    file.write_text("Example Labs hired 50 researchers in 2025. Its budget is $2 billion a year.\n", encoding="utf-8")
    return file


@pytest.fixture
def offer(run: Run) -> str:
    """The key of a claim with numbers, a quote and a confidence."""
    return added(
        run("add", "Meta offers packages of $200 million.", "--source", "The Example Times", "--confidence", "70",
            "--quote", "packages of $200 million", "--url", "https://example.org/a", "--tag", "money")
    )  # fmt: skip


@pytest.fixture
def tents(run: Run) -> str:
    """The key of a forecast that is due."""
    return added(
        run("add", "The tent data centers open in 2026.", "--source", "AI Weekly 周刊", "--kind", "forecast",
            "--due", "2026-12-31")
    )  # fmt: skip


def added(ran: Ran) -> str:
    """Return the key a command that added a claim printed."""
    word, key, _ = ran.out.split("  ", 2)
    assert word == "added"
    return key

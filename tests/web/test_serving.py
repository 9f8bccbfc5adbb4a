"""The server as it is started: where it listens, how it ends, and what it says when it cannot."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

import claims
from claims.book import Book
from claims.cli import cli


@contextmanager
def served(url: str, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield a server on a free port, and its address."""
    command = [sys.executable, "-m", "claims", "--db", url, "--as", "ann", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process, process.stdout.readline().strip()
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_in_order(number: int, book: Book, database_url: str) -> None:
    book.add("Meta has 3 sites in Ohio.", source="Notes")
    with served(database_url) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert b"Meta has 3 sites in Ohio." in answer.read()
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    lines = said.splitlines()
    assert lines[0].startswith("serving ") and " as ann; " in lines[0]
    noted = json.loads(lines[1])
    assert (noted["path"], noted["status"]) == ("/", 200)
    assert len(lines) == 2, said


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    claims.open(url).close()
    with served(url, "--quiet") as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        done = CliRunner().invoke(cli, ["--db", url, "serve", "--port", port])
    assert done.exit_code == 1
    assert f"port '{port}' is not usable: address already in use" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "only this machine may reach it"),
        (["--host", "example.com"], "only this machine may reach it"),
        (["--name", "desk.example"], "add users first"),
        (["--db", "sqlite://"], "in memory"),
        (["--db", "nowhere.db"], "there is no database"),
    ],
)
def test_what_cannot_be_served_is_told(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    claims.open(url).close()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["--db", url, "serve", *options])
    assert done.exit_code in (1, 3)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1

"""What a shell offers while a command is typed, asked the way the shells ask, and in the shells themselves."""

import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import claims
from claims.cli import cli

AWKWARD = 'AI: Weekly, "Inc." it\'s $5 *'
PROGRAM = f"""#!{sys.executable}
import json, os, sys
if "_CLAIMS_COMPLETE" in os.environ:
    from claims.cli import main
    main()
with open(os.environ["TYPED"], "a") as typed:
    typed.write(json.dumps(sys.argv[1:]) + "\\n")
"""
"""What stands for `claims` in the shells of these tests: it answers them, and writes down what it was called with."""

Offered = Callable[..., list[str]]


@pytest.fixture
def keys(database_url: str) -> list[str]:
    """The keys of a few claims, their sources and tags; an article is taken in too."""
    with claims.open(database_url, actor="ann") as book:
        first = book.add(
            "Meta offers packages of $200 million.", source="The Example Times", tags=("big money", "hiring")
        )
        second = book.add("The lab hired 50 researchers.", source=AWKWARD, tags=("b*",))
        book.ingest(b"# Results\n\nExample Labs hired 70 people in 2025.\n", source="Example Press")
        return [first.claim.key, second.claim.key]


def told(line: str, url: str | None) -> dict[str, str]:
    """Return what bash says when it asks with the cursor at the end of a line."""
    word = re.split("['\"]" if re.search("['\"][^'\"]*$", line) else "[ =:]", line)[-1]
    said = {"_CLAIMS_COMPLETE": "bash_complete", "_CLAIMS_LINE": line, "_CLAIMS_WORD": word}
    return said | ({"CLAIMS_DATABASE_URL": url} if url else {})


def offered(line: str, url: str | None = None) -> list[str]:
    ran = CliRunner().invoke(cli, [], env=told(line, url))
    return [said.removeprefix("plain,") for said in ran.stdout.splitlines() if said]


def asked(line: str, url: str | None) -> subprocess.CompletedProcess[str]:
    env = os.environ | told(line, url)
    program = [sys.executable, "-m", "claims"]
    return subprocess.run(program, env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert "_CLAIMS_COMPLETE" in CliRunner().invoke(cli, ["completion", shell]).stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("claims ver", ["verify"]),
        ("claims mark 7K2M part", ["partly_verified"]),
        ("claims db b", ["backup"]),
        ("claims sources s", ["show"]),
        ("claims sources --te", ["--text"]),
        ("claims list --status=disp", ["disputed"]),
        ("claims list --kind f", ["fact", "forecast"]),
        ("claims list --sort -c", ["-changed", "-confidence"]),
        ("claims list --sort c", ["changed", "confidence"]),
        ("claims list --so", ["--source", "--sort"]),
        ("claims sources rate X b", ["B"]),
        ("claims ingest x.txt --extractor r", ["rules"]),
        ("claims assess 7K2M very", ["very\\ unlikely", "very\\ likely"]),
        ("claims assess 7K2M 'very l", ["very likely"]),
        ("claims import cla", ["file,cla"]),
        ("claims nonsense x", []),
        ("claims list --status 'disp", ["disputed"]),
    ],
)
def test_words_are_offered_without_a_database(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_keys_and_names_come_from_the_database(keys: list[str], database_url: str) -> None:
    first, second = keys
    with claims.open(database_url, actor="ann") as book:
        [document], batch = book.documents(), book.batches()[0]
    for line, values in {
        f"claims show {first[:4]}": [first],
        f"claims verify {first} {second[:4].lower()}": [second],
        f"claims merge {first} {second[:5]}": [second],
        f"claims documents text {document.key[:4]}": [document.key],
        f"claims undo {batch.key[:4]}": [batch.key],
        "claims sources show the": ["The\\ Example\\ Times"],
        "claims list --source ex": ["Example\\ Press"],
        "claims list --source='Exa": ["Example Press"],
        "claims list --tag b": ["b\\*", "big\\ money"],
        f"claims tag {first} h": ["hiring"],
        "claims list --section R": ["Results"],
        "claims list --subject EX": ["Example\\ Labs"],
        "claims subjects show Ex": ["Example\\ Labs"],
        "claims log --who an": ["ann"],
        "claims show UUUU": [],
    }.items():
        assert offered(line, database_url) == values, line


def test_without_a_start_the_newest_claims_are_offered(keys: list[str], database_url: str) -> None:
    shown = offered("claims show ", database_url)
    assert len(shown) == 3 and shown[1:] == keys[::-1]


def test_however_many_there_are_a_few_are_offered(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book:
        many = [{"statement": f"Lab {n} hired {n} people.", "source": f"Source {n}"} for n in range(1, 300)]
        book.load(io.BytesIO(b"\n".join(json.dumps(each).encode() for each in many)))
    assert len(offered("claims show ", database_url)) == 50
    assert len(offered("claims list --source s", database_url)) == 50


def test_the_database_named_on_the_line_is_asked(keys: list[str], database_url: str, tmp_path: Path) -> None:
    for line in (f"claims --db {database_url} show {keys[0][:4]}", f"claims show --db {database_url} {keys[0][:4]}"):
        assert offered(line, str(tmp_path / "other.db")) == [keys[0]]


def test_no_database_is_made_and_nothing_is_said(tmp_path: Path) -> None:
    ran = asked("claims show 7K2M", str(tmp_path / "none.db"))
    assert (ran.stdout.strip(), ran.stderr, list(tmp_path.iterdir())) == ("", "", [])
    home = asked("claims show 7K2M", None)
    assert (home.stdout.strip(), home.stderr) == ("", "")
    assert not any(Path(os.environ["XDG_DATA_HOME"]).rglob("*"))


def test_an_older_database_is_not_migrated(keys: list[str], database_url: str, engine_name: str) -> None:
    if engine_name != "sqlite":
        pytest.skip("the check is the same")
    path = database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'future'")
    ran = asked(f"claims show {keys[0][:4]}", database_url)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:9/none", "postgresql://nobody@192.0.2.1/none", "mysql://x", "/dev/null/x.db"],
)
def test_a_database_out_of_reach_is_no_trouble(url: str) -> None:
    ran = asked("claims show 7K2M", url)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


def test_a_locked_database_is_no_trouble(keys: list[str], database_url: str, engine_name: str) -> None:
    if engine_name == "sqlite":
        holding: Any = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        holding.execute("PRAGMA locking_mode = EXCLUSIVE")
        holding.execute("BEGIN EXCLUSIVE")
        holding.execute("UPDATE setting SET value = value")
    else:
        import psycopg

        holding = psycopg.connect(database_url.replace("+psycopg", ""))
        holding.execute("LOCK TABLE claim")
    with closing(holding):
        ran = asked(f"claims show {keys[0][:4]}", database_url)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


# ---- in the shells themselves ------------------------------------------------------------------------------


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str], str], list[list[str]]]:
    """Type lines at a shell, tabs and all; returns what `claims` was called with in each."""
    program = tmp_path / "bin" / "claims"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(claims.__file__).parent.parent))
    monkeypatch.setenv("TYPED", str(tmp_path / "typed"))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("PS1", "$ ")

    def type_in(shell: list[str], lines: str) -> list[list[str]]:
        ours, theirs = pty.openpty()
        running = subprocess.Popen(shell, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        os.write(ours, f"{lines}\nexit\n".encode())
        seen = b"".join(_until_gone(ours))
        os.close(ours)
        running.wait(timeout=60)
        written = tmp_path / "typed"
        assert written.exists(), seen.decode("utf-8", "replace")
        return [json.loads(line) for line in written.read_text().splitlines()]

    return type_in


def _until_gone(terminal: int) -> Iterator[bytes]:
    try:
        while some := os.read(terminal, 4096):
            yield some
    except OSError:  # the shell has closed its end
        return


def script(shell: str, folder: Path) -> Path:
    written = folder / f"completion.{shell}"
    written.write_text(CliRunner().invoke(cli, ["completion", shell]).stdout)
    return written


TYPED = {
    "claims verify {key4}\t": ["verify", "{key}"],
    "claims list --status dispu\t": ["list", "--status", "disputed"],
    "claims sources show The\\ E\t": ["sources", "show", "The Example Times"],
    'claims sources show "the e\t': ["sources", "show", "The Example Times"],
    "claims sources show AI\t": ["sources", "show", AWKWARD],
    "claims sources show 'AI\t": ["sources", "show", AWKWARD],
    'claims sources show "AI\t': ["sources", "show", AWKWARD],
    "claims sources show AI:\\ We\t": ["sources", "show", AWKWARD],
    "claims list --source=AI\t": ["list", f"--source={AWKWARD}"],
    "claims list --source='AI: W\t": ["list", f"--source={AWKWARD}"],
    "claims --db {url} show {key4}\t": ["--db", "{url}", "show", "{key}"],
    "claims list --tag big\t": ["list", "--tag", "big money"],
    "claims sources ra\t The\t B": ["sources", "rate", "The Example Times", "B"],
}
Typing = Callable[[list[str], str], list[list[str]]]


def typed_and_meant(keys: list[str], url: str) -> tuple[str, list[list[str]]]:
    def filled(text: str) -> str:
        return text.replace("{key4}", keys[0][:4]).replace("{key}", keys[0]).replace("{url}", url)

    return "\n".join(map(filled, TYPED)), [[filled(word) for word in words] for words in TYPED.values()]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_bash_completes_values_as_they_are(
    keys: list[str], database_url: str, typing: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_URL", database_url)
    lines, meant = typed_and_meant(keys, database_url)
    assert typing(["bash", "--norc", "--noprofile", "-i"], f"source {script('bash', tmp_path)}\n{lines}") == meant


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed here")
def test_zsh_completes_values_as_they_are(
    keys: list[str], database_url: str, typing: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_URL", database_url)
    lines, meant = typed_and_meant(keys, database_url)
    ready = f"autoload -U compinit; compinit -u -D; source {script('zsh', tmp_path)}"
    assert typing(["zsh", "-f", "-i"], f"{ready}\n{lines}") == meant


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed here")
def test_fish_is_offered_values_as_they_are(
    keys: list[str], database_url: str, typing: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_URL", database_url)
    for line, value in {
        f"claims show {keys[0][:4]}": keys[0],
        "claims sources show AI": AWKWARD,
        "claims list --source=AI": f"--source={AWKWARD}",
        "claims list --tag big": "big money",
        "claims list --status dispu": "disputed",
    }.items():
        does = f"source {script('fish', tmp_path)}; complete -C '{line}'"
        ran = subprocess.run(["fish", "--no-config", "-c", does], capture_output=True, text=True, check=False)
        assert [each.split("\t")[0] for each in ran.stdout.splitlines()] == [value], line

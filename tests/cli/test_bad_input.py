"""Bad input: one line that names the value, what is allowed and what to do; the documented exit code."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

import claims.book
from tests.cli.conftest import Run, added, run_on
from tests.permissions import bound_by_permissions

BAD_VALUES = [
    (("mark", "KEY", "sure", "--note", "x"), "status 'sure'", "partly_verified"),
    (("list", "--status", "sure"), "status 'sure'", "unverified"),
    (("list", "--kind", "guess"), "kind 'guess'", "forecast"),
    (("assess", "KEY", "170", "--note", "x"), "confidence '170'", "0 to 100"),
    (("assess", "KEY", "-1", "--note", "x"), "confidence '-1'", "0 to 100"),
    (("assess", "KEY", "maybe", "--note", "x"), "confidence 'maybe'", "very likely"),
    (("add", "Something.", "--source", "S", "--confidence", "-1"), "confidence '-1'", "0 to 100"),
    (("add", "Something.", "--source", "S", "--due", "2026-02-30"), "due date '2026-02-30'", "2026-03-31"),
    (("add", "   ", "--source", "S"), "statement", "give"),
    (("list", "--as-of", "2026-02-30"), "'2026-02-30'", "2026-03-31"),
    (("list", "--due-before", "soonish"), "'soonish'", "2026-03-31"),
    (("list", "--amount", "lots"), "amount 'lots'", ">=100M"),
    (("list", "--confidence", "80..60"), "confidence '80..60'", ""),
    (("list", "--sort", "size"), "'size'", "confidence"),
    (("list", "--limit", "many"), "'many'", ""),
    (("log", "--kind", "guess"), "'guess'", "status"),
    (("show", "ABC"), "key 'ABC'", "first 4 or more"),
    (("show", "ZZZZ"), "no claim 'ZZZZ'", "claims list"),
    (("undo", "ZZZZ"), "no batch 'ZZZZ'", "claims batches"),
    (("documents", "show", "ZZZZ"), "no document 'ZZZZ'", "claims documents"),
    (("ingest", "x", "--extractor", "magic"), "extractor 'magic'", "rules"),
    (("ingest", "x", "--published", "2026-13-01"), "'2026-13-01'", "2026-03-31"),
    (("verify", "KEY"), "needs a reason", "--evidence"),
    (("verify", "KEY", "--evidence", "https://example.org/a"), "cannot prove it", "--insist"),
    (("show",), "KEY", "claims show --help"),
    (("list", "--limit", "0"), "limit '0'", "a whole number from 1"),
    (("list", "--limit", "1001"), "limit '1001'", "--after"),
    (("list", "--limit", "9" * 5000), "limit '999", "a whole number from 1"),
    (("log", "--after", "KEY:²"), "mark '", "earlier page"),
    (("log", "--after", "KEY:99999999999999999999"), "mark '", "earlier page"),
    (("assess", "KEY", "70", "--note", " "), "note ' '", "in a sentence"),
    (("verify", "KEY", "--note", ""), "note ''", "in a sentence"),
    (("diff", "2026-03-31", "2026-03-01"), "time '2026-03-31'", "the earlier one first"),
    (("diff", "3000-01-01"), "time '3000-01-01'", "the earlier one first"),
    (("--as", "two\nlines", "note", "KEY", "x"), "actor 'two\\nlines'", "printable"),
    (("evidence", "withdraw", "KEY", "0", "--note", "x"), "number of evidence '0'", "from 1"),
    (("doctor", "extra"), "(extra)", "claims doctor --help"),
    (("shwo",), "'shwo'", "'show'"),
    (("list", "--statsu", "verified"), "--statsu", "--status"),
    (("sources", "raet"), "'raet'", "'rate'"),
]


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A database and the key of a claim in it; a bad value changes neither."""
    file = tmp_path_factory.mktemp("bad") / "claims.db"
    file.write_bytes(sqlite_template.read_bytes())
    ran = run_on(str(file), "add", "Meta offers $200 million.", "--source", "Times", "--url", "https://example.org/a")
    return str(file), added(ran)


@pytest.mark.parametrize(
    ("arguments", "value", "allowed"), BAD_VALUES, ids=[" ".join(arguments)[:40] for arguments, _, _ in BAD_VALUES]
)
def test_a_bad_value(filled: tuple[str, str], arguments: tuple[str, ...], value: str, allowed: str) -> None:
    url, key = filled
    ran = run_on(url, *(key if each == "KEY" else each for each in arguments), code=1)
    assert ran.out == ""
    assert ran.err.startswith("Error: ") and ran.err.count("\n") == 1
    assert value in ran.err and allowed in ran.err


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_an_error_is_a_line_on_stderr_with_json_too(run: Run, as_json: tuple[str, ...]) -> None:
    ran = run("show", "ZZZZ", *as_json, code=1)
    assert ran.out == "" and ran.err.count("\n") == 1


def test_an_ambiguous_prefix_names_what_it_fits(run: Run) -> None:
    lines = (json.dumps({"statement": f"Plant {n} makes cars.", "source": "S"}) for n in range(5000))
    keys = run("import", "-", "--json", stdin="\n".join(lines)).json["outcomes"][0]["added"]
    ((prefix, _), *_) = Counter(key[:4] for key in keys).most_common(1)
    fits = sorted(key for key in keys if key.startswith(prefix))
    assert run("show", prefix.lower(), code=1).err == (
        f"Error: key '{prefix.lower()}' is ambiguous: it fits {', '.join(fits)}; give more characters\n"
    )


def test_nul_in_a_text(run: Run) -> None:
    ran = run("add", "-", "--source", "S", stdin="Example Labs hired\0 5 people.", code=None)
    assert ran.code in (0, 1)
    assert "\0" not in run("list").out


def test_a_text_too_long_to_be_one_claim(run: Run) -> None:
    ran = run("add", "-", "--source", "S", stdin="x" * 200_000, code=1)
    assert (
        ran.err == "Error: text '-' is not usable: there are more than 100,000 bytes; `claims ingest` takes documents\n"
    )


@pytest.mark.parametrize("words", [("ingest", "--source", "S"), ("ingest", "--source", "S", "--dry-run"), ("extract",)])
def test_a_name_of_a_file_no_disk_has_is_told_in_short(run: Run, words: tuple[str, ...]) -> None:
    ran = run(words[0], "x" * 10_000 + ".md", *words[1:], code=2)
    assert "x.md' cannot be read: File name too long" in ran.err and len(ran.err) < 500


def test_keys_that_are_no_text(run: Run) -> None:
    assert "key '\ufffd\ufffd' is not usable" in run("verify", "-", "--note", "x", stdin=b"\xff\xfe\n", code=1).err


def test_bytes_that_are_no_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    ran = run("ingest", str(tmp_path / "picture.png"), "--source", "S", code=2)
    assert "picture.png" in ran.err


def test_lone_surrogates_in_an_argument() -> None:
    program = [sys.executable, "-c", "from claims.cli import main; main()"]
    ran = subprocess.run([*program, "add", b"caf\xe9", "--source", "S"], capture_output=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.decode() == (
        "Error: argument 'caf\\udce9' is not usable: it is not valid UTF-8; write it in UTF-8 "
        "(a file with such a name goes in through `-`)\n"
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached"),
        ("sqlite:////proc/none/claims.db", "there is no database at /proc/none/claims.db"),
        (f"{__file__}/claims.db", "there is no database at"),
        (__file__, "is not a SQLite database"),
    ],
    ids=["no server", "no folder", "a file for a folder", "another file"],
)
def test_a_database_that_fails(url: str, said: str) -> None:
    ran = run_on(url, "list", code=3)
    assert ran.err.startswith("Error: ") and said in ran.err and ran.err.count("\n") == 1


def test_a_database_of_another_kind() -> None:
    assert "give a file, sqlite:///FILE or postgresql://" in run_on("mysql://a@b/c", "list", code=1).err


def test_a_database_that_is_not_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE things (id)")
    assert "is not claimtrack's (it holds things)" in run_on(str(tmp_path / "other.db"), "list", code=3).err


def test_a_read_only_database(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "claims.db"
    file.write_bytes(sqlite_template.read_bytes())
    file.chmod(0o444)
    with bound_by_permissions():
        assert "read-only" in run_on(str(file), "add", "Something.", "--source", "S", code=3).err


def test_a_locked_database(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.db.engine.LOCK_SECONDS", 0.1)
    monkeypatch.setattr("claims.book.open.__kwdefaults__", {**claims.book.open.__kwdefaults__, "lock_seconds": 0.1})
    file = tmp_path / "claims.db"
    file.write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = run_on(str(file), "add", "Something.", "--source", "S", code=3)
    assert "is locked by another program" in ran.err

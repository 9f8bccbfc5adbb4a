"""Restoring: from a backup comes what was backed up, nothing is written over, and damage is found beforehand."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.book import Book
from tests.cli.conftest import run_on
from tests.db.test_backup import _programs  # noqa: F401  # the client programs of the server, for each test here
from tests.ledger.desk import take_in


@pytest.fixture
def saved(book: Book, database_url: str, tmp_path: Path) -> Path:
    """A backup of a database with a claim that was verified."""
    key = take_in(book, "Meta offered $200M to a researcher.").key
    book.verify(key, evidence="https://x.org/1", note="seen")
    run_on(database_url, "db", "backup", str(tmp_path / "saved"))
    return tmp_path / "saved"


@pytest.fixture
def target(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that is not there yet, or empty."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'deep' / 'restored.db'}"
        return
    server: Any = request.getfixturevalue("pg_server")
    with server.database() as name:
        yield server.url(name)


def test_what_is_restored_is_what_was_backed_up(database_url: str, saved: Path, target: str) -> None:
    assert run_on(target, "db", "restore", str(saved)).out.startswith("restored to ")
    assert run_on(target, "export", "--whole").out == run_on(database_url, "export", "--whole").out
    assert [each for each in run_on(target, "doctor").out.splitlines() if "trouble" in each] == []
    with claims.open(target, actor="bob") as again:
        assert again.tag(again.list().claims[0].key, "more").changed


def test_nothing_is_written_over(database_url: str, saved: Path, engine_name: str) -> None:
    before = run_on(database_url, "export", "--whole").out
    ran = run_on(database_url, "db", "restore", str(saved), code=1)
    said = "there is a database at" if engine_name == "sqlite" else "is not empty"
    assert said in ran.err and "name another with --db" in ran.err
    assert run_on(database_url, "export", "--whole").out == before


def test_a_backup_can_be_read_through(saved: Path, database_url: str, engine_name: str) -> None:
    held = ": schema " if engine_name == "sqlite" else ""
    out = run_on(database_url, "db", "verify", str(saved)).out
    assert out.startswith(f"{saved} is whole{held}")
    if held:
        assert re.search(r", 1 claim, \d changes\n$", out)


def test_damage_is_found_and_nothing_is_made_of_it(saved: Path, database_url: str, target: str, tmp_path: Path) -> None:
    body = saved.read_bytes()
    saved.write_bytes(body[: len(body) // 2])
    for url, order in ((database_url, "verify"), (target, "restore")):
        ran = run_on(url, "db", order, str(saved), code=3)
        assert len(ran.err.splitlines()) == 1 and ran.out == ""
    assert not (tmp_path / "deep" / "restored.db").exists()


@pytest.mark.parametrize("body", [b"", b"just text", b"SQLite format 3\0" + bytes(100)])
def test_what_is_no_backup_is_told_so(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "file").write_bytes(body)
    ran = run_on("sqlite://", "db", "verify", str(tmp_path / "file"), code=None)
    assert ran.code in (1, 3) and len(ran.err.splitlines()) == 1
    assert "take an older backup" in ran.err or "it is no backup: give a file that `claims db backup` made" in ran.err


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = run_on(str(tmp_path / "new.db"), "db", "restore", str(tmp_path / "missing"), code=1)
    assert "No such file" in ran.err and not (tmp_path / "new.db").exists()


def test_another_program_s_file_is_no_backup(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE bookmarks (id integer)")
    assert "is not claimtrack's" in run_on("sqlite://", "db", "verify", str(tmp_path / "other.db"), code=3).err


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_backup_of_one_engine_does_not_go_into_another(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(b"PGDMP")
    ran = run_on("postgresql://ann@127.0.0.1:1/claims", "db", "restore", str(saved), code=1)
    assert "a backup of a SQLite file does not go into a PostgreSQL server" in ran.err
    assert "`claims export --whole`" in ran.err


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_backup_in_a_folder_that_can_only_be_read(saved: Path, target: str, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    shutil.move(saved, folder / "saved")
    before = (folder / "saved").stat()
    run_on(target, "db", "restore", str(folder / "saved"))
    assert [each.name for each in folder.iterdir()] == ["saved"]
    assert (folder / "saved").stat().st_mtime_ns == before.st_mtime_ns

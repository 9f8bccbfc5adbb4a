"""Logging in to a server that asks for a password: where it may stand, and that it is shown nowhere."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

import claims
from claims.db.backup import backup
from claims.errors import StorageError
from tests.postgres import Road, find_road
from tests.postgres_server import Server, serve

PASSWORD = "hunter2 @/:%薪"
REFUSED = "refuses the login: check the user and the password (in ~/.pgpass, PGPASSWORD or the URL)"


@pytest.fixture(scope="module")
def asking(pg_server: Server) -> Iterator[Server]:
    """A server of its own that lets nobody in without a password."""
    road: Road = find_road()
    if road.bindir is None:
        pytest.skip("it needs a server started here")
    with serve(road, password=PASSWORD) as server:
        yield server


@pytest.fixture
def url(asking: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
    with asking.database() as name:
        yield asking.url(name)


def with_password(url: str, password: str | None) -> str:
    return make_url(url)._replace(password=password).render_as_string(hide_password=False)


def enters(url: str) -> bool:
    with claims.open(url, actor="ann") as book:
        return book.add("It opens.", source="Notes").changed


def test_the_password_of_the_url(url: str) -> None:
    assert enters(url)


def test_the_password_of_the_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert enters(with_password(url, None))


def test_the_password_of_a_file(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pgpass"
    file.write_text("*:*:*:postgres:" + PASSWORD.replace(":", r"\:") + "\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert enters(with_password(url, None))


@pytest.mark.parametrize("password", [None, "", "hunter3"])
def test_no_password_or_another_is_refused(url: str, password: str | None) -> None:
    with pytest.raises(StorageError) as failed:
        enters(with_password(url, password))
    assert str(failed.value).endswith(REFUSED)
    assert "hunter" not in str(failed.value) and "\n" not in str(failed.value)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="needs pg_dump")
def test_a_backup_logs_in_too(url: str, tmp_path: Path) -> None:
    with claims.open(url, actor="ann") as book:
        assert backup(book.database, tmp_path / "copy").stat().st_size > 0


def test_a_password_is_in_no_log(url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert enters(url)
    with pytest.raises(StorageError):
        enters(with_password(url, "hunter3"))
    assert "hunter" not in caplog.text


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["db", "upgrade"], ["db", "check"], ["doctor"],
                                   ["db", "backup", "copy"]])  # fmt: skip
@pytest.mark.parametrize("password", [PASSWORD, "hunter3"])
def test_a_password_is_printed_by_no_command(url: str, words: list[str], password: str, tmp_path: Path) -> None:
    """Not even where whoever mends the program asks for all there is to see."""
    environment = os.environ | {"CLAIMS_DEBUG": "1", "PYTHONPATH": str(Path(claims.__file__).parent.parent)}
    command = [sys.executable, "-m", "claims", "--db", with_password(url, password), *words]
    ran = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=False)
    said = (ran.stdout + ran.stderr).decode()
    assert said and "hunter" not in said
    assert (ran.returncode in (3, 5)) or password == PASSWORD

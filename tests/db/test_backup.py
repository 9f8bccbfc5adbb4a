"""Backup: whole, checked, never over another file, and taken while others write."""

import os
import shutil
import stat
import subprocess
import sys
import threading
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import make_url

import claims
from claims.book import Book
from claims.db.backup import backup
from claims.db.engine import Database
from claims.errors import InvalidValue, Refused, SchemaError, StorageError
from tests.conftest import ROAD
from tests.permissions import bound_by_permissions
from tests.postgres import Road
from tests.postgres_server import Server

ROOT = Path(claims.__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the client programs of the server at hand; where there are none, there is nothing to test with them."""
    callspec = getattr(request.node, "callspec", None)
    if callspec is None or callspec.params.get("engine_name") != "postgresql":
        return
    road = request.config.stash[ROAD]
    if isinstance(road, Road) and road.bindir is not None and (road.bindir / "pg_dump").exists():
        monkeypatch.setenv("PATH", str(road.bindir), prepend=os.pathsep)
    if shutil.which("pg_dump") is None:
        pytest.skip("PostgreSQL's client programs are not installed here")


def restored(target: Path, server: "Server | None") -> list[str]:
    """Return the statements of all claims in a backup, opened as its users would."""
    if server is None:
        with claims.open(target, actor="ann", create=False) as copy:
            return sorted(claim.statement for claim in copy.all())
    with server.database() as name:
        plain = make_url(server.url(name)).set(drivername="postgresql").render_as_string(hide_password=False)
        subprocess.run(["pg_restore", "--exit-on-error", f"--dbname={plain}", target], check=True, capture_output=True)
        with claims.open(server.url(name), actor="ann", create=False) as copy:
            return sorted(claim.statement for claim in copy.all())


@pytest.fixture
def server(engine_name: str, request: pytest.FixtureRequest) -> "Server | None":
    return request.getfixturevalue("pg_server") if engine_name == "postgresql" else None


def test_a_backup_opens_and_holds_everything(book: Book, server: Server, tmp_path: Path) -> None:
    key = book.add("It opens in 2026.", source="Notes 周刊").claim.key
    book.verify(key, note="seen")
    assert backup(book.database, tmp_path / "copy") == tmp_path / "copy"
    assert restored(tmp_path / "copy", server) == ["It opens in 2026."]
    assert [name for name in os.listdir(tmp_path) if not name.startswith("claims.db")] == ["copy"]


def test_a_backup_is_one_moment_while_others_write(
    book: Book, database_url: str, server: Server, tmp_path: Path
) -> None:
    """Pairs of claims are recorded together; a copy never holds half a pair."""
    stop, wrote = threading.Event(), threading.Event()

    def write() -> None:
        with claims.open(database_url, actor="bob") as other:
            for n in range(10_000):
                if stop.is_set():
                    return
                pair = (f'{{"statement": "{word} of pair {n}.", "source": "S"}}\n' for word in ("First", "Second"))
                other.load(BytesIO("".join(pair).encode()))
                wrote.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert wrote.wait(60)
        backup(book.database, tmp_path / "copy")
    finally:
        stop.set()
        writer.join(60)
    held = restored(tmp_path / "copy", server)
    pairs = {statement.partition(" ")[2] for statement in held}
    assert pairs and len(held) == 2 * len(pairs)


def test_an_existing_file_is_never_overwritten(book: Book, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(InvalidValue, match=r"copy' is not usable: there is something of that name: give a new one"):
        backup(book.database, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"


@pytest.mark.parametrize("place", ["", "missing/copy", "file/copy"])
def test_a_place_no_backup_can_be_at(book: Book, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(InvalidValue, match="is not usable"):
        backup(book.database, tmp_path / place)
    assert sorted(os.listdir(tmp_path)) == before


def test_a_folder_one_may_not_write_to(book: Book, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    with bound_by_permissions(), pytest.raises(InvalidValue, match="Permission denied"):
        backup(book.database, tmp_path / "locked" / "copy")


def test_another_program_s_database_is_not_backed_up(empty_url: str, tmp_path: Path) -> None:
    with closing(Database(empty_url)) as database:
        with database.write() as connection:
            connection.exec_driver_sql("CREATE TABLE bookmarks (id integer)")
        with pytest.raises(SchemaError, match=r"is not claimtrack's \(it holds bookmarks\)"):
            backup(database, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_an_older_database_can_be_backed_up_before_it_is_upgraded(book: Book, tmp_path: Path) -> None:
    with book.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert backup(book.database, tmp_path / "copy").stat().st_size > 0


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_copy_is_as_private_as_the_database(book: Book, tmp_path: Path) -> None:
    assert book.database.path is not None
    book.database.path.chmod(0o600)
    assert stat.S_IMODE(backup(book.database, tmp_path / "copy").stat().st_mode) == 0o600


def test_no_database_is_made_to_be_backed_up(tmp_path: Path) -> None:
    with closing(Database(str(tmp_path / "mistyped.db"))) as database, pytest.raises(StorageError, match="there is no"):
        backup(database, tmp_path / "copy")
    assert os.listdir(tmp_path) == []


def test_a_database_in_memory_has_none(tmp_path: Path) -> None:
    with claims.open("sqlite://", actor="ann") as book, pytest.raises(Refused, match="claims export"):
        backup(book.database, tmp_path / "copy")


def test_a_damaged_database_gives_no_backup(sqlite_template: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(sqlite_template, tmp_path / "claims.db"))
    with claims.open(file, actor="ann") as book:
        for n in range(300):
            book.add(f"Plant {n} makes {n} cars.", source="S")
    with file.open("r+b") as raw:
        raw.seek(file.stat().st_size // 2)
        raw.write(b"\xff" * 20_000)
    with closing(Database(str(file))) as database, pytest.raises(StorageError, match="damaged"):
        backup(database, tmp_path / "copy")
    assert os.listdir(tmp_path) == ["claims.db"]


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_without_the_client_programs_the_way_out_is_named(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StorageError, match=r"needs pg_dump: install .*, or use `claims export`"):
        backup(book.database, tmp_path / "copy")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_password_is_not_on_the_command_line(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f'#!/bin/sh\necho "$@" > {tmp_path}/told\necho $PGPASSWORD > {tmp_path}/kept\nexit 1\n'
    (tmp_path / "pg_dump").write_text(script)
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    secret = book.database.url.set(password="hunter2")
    monkeypatch.setattr(book.database, "url", secret)
    with pytest.raises(StorageError, match="pg_dump failed"):
        backup(book.database, tmp_path / "copy")
    assert "hunter2" not in (tmp_path / "told").read_text()
    assert (tmp_path / "kept").read_text() == "hunter2\n"


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_stopped_in_the_middle_it_leaves_nothing(book: Book, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom claims.db import backup\nfrom claims.db.engine import Database\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "backup._copy = stop\n"
        "backup.backup(Database(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    folder = tmp_path / "backups"
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", code, str(book.database.path), str(folder / "copy")], capture_output=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert b"KeyboardInterrupt" in ran.stderr
    assert os.listdir(folder) == []

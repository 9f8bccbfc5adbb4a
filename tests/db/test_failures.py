"""A broken database: one line that names it and the mend, the right exit code, and nothing half written."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import make_url, text

import claims
from claims.book import Book
from claims.db.engine import Database
from claims.db.migrate import current
from claims.doctor import examine
from claims.errors import ClaimtrackError, SchemaError, StorageError
from tests.permissions import bound_by_permissions
from tests.postgres_server import Server


def failing(url: object, *, create: bool = True) -> ClaimtrackError:
    """Return the error of opening a database; it is one line."""
    with pytest.raises(ClaimtrackError) as failed, claims.open(str(url), actor="ann", create=create) as book:
        book.add("It opens.", source="Notes")
    assert "\n" not in str(failed.value)
    return failed.value


@pytest.fixture
def file(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(copyfile(sqlite_template, tmp_path / "claims.db"))


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Path]:
    """A folder, seen as by a user whom permissions bind."""
    with bound_by_permissions():
        yield tmp_path
    tmp_path.chmod(0o755)


# ---- SQLite ------------------------------------------------------------------------------------------------


def test_a_file_locked_by_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with claims.open(file, actor="ann", lock_seconds=0.2) as book:
            with pytest.raises(StorageError, match=r"claims\.db is locked by another program: wait") as failed:
                book.add("It opens.", source="Notes")
            other.execute("ROLLBACK")
            assert book.add("It opens.", source="Notes").changed
    assert failed.value.exit_code == 3


def test_waiting_for_another_program_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("claims.db.engine.PATIENCE", 0.0)
    monkeypatch.setattr("claims.db.engine.STEP_MS", 1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other, claims.open(file, lock_seconds=0.5) as book:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="is locked by another program"):
            book.add("It opens.", source="Notes")
    assert [record.message for record in caplog.records] == [f"waiting for another program to finish with {file}, "
                                                             "at most 0 s"]  # fmt: skip


def test_ctrl_c_ends_the_waiting(file: Path) -> None:
    code = "import claims, sys; claims.open(sys.argv[1], actor='ann').add('It opens.', source='Notes')"
    environment = os.environ | {"PYTHONPATH": str(Path(claims.__file__).parent.parent)}
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            [sys.executable, "-c", code, str(file)], stderr=subprocess.PIPE, env=environment, text=True
        )
        assert waiting.stderr is not None and "waiting for another program" in waiting.stderr.readline()
        waiting.send_signal(signal.SIGINT)
        assert waiting.communicate(timeout=10)[1].rstrip().endswith("KeyboardInterrupt")


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o755)])
def test_a_read_only_file(unprivileged: Path, file_mode: int, folder_mode: int) -> None:
    path = unprivileged / "claims.db"
    with claims.open(path, actor="ann") as book:
        key = book.add("It closes.", source="Notes").claim.key
    path.chmod(file_mode)
    unprivileged.chmod(folder_mode)
    assert "is read-only: make the file and its folder writable" in str(failing(path))
    if folder_mode == 0o755:
        with claims.open(path, actor="ann") as book:
            assert book.get(key).statement == "It closes."


@pytest.mark.parametrize("hide", [lambda path: path.chmod(0), lambda path: path.parent.chmod(0)])
def test_a_file_one_may_not_open(unprivileged: Path, hide: Callable[[Path], None]) -> None:
    path = unprivileged / "deep" / "claims.db"
    claims.open(path, actor="ann").close()
    hide(path)
    assert "cannot be opened" in str(failing(path))
    path.parent.chmod(0o755)


NO_DATABASE: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("just text"), "is not a SQLite database: name another file with --db"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "is not a SQLite database"),
    "a folder": (lambda path: path.mkdir(), "cannot be opened"),
    "another program's": (
        lambda path: sqlite3.connect(path).execute("CREATE TABLE bookmarks (id)").connection.close(),
        "is not claimtrack's (it holds bookmarks)",
    ),
    "another program's with migrations": (
        lambda path: (
            sqlite3.connect(path)
            .executescript("CREATE TABLE bookmarks (id); CREATE TABLE alembic_version (version_num);")
            .connection.close()
        ),
        "is not claimtrack's (it holds bookmarks)",
    ),
}


@pytest.mark.parametrize(("make", "said"), NO_DATABASE.values(), ids=NO_DATABASE)
def test_a_file_that_is_no_database_of_ours_is_left_alone(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    failed = failing(path)
    assert said in str(failed)
    assert (failed.exit_code, str(path) in str(failed)) == (3, True)
    assert before == (path.read_bytes() if path.is_file() else b"")


def test_a_damaged_file(file: Path) -> None:
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\xff" * (file.stat().st_size - 4096))
    assert "is damaged: stop using it and restore a backup" in str(failing(file))


@pytest.mark.parametrize("place", ["file/claims.db", "x" * 300])
def test_a_place_no_file_can_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    assert failing(tmp_path / place).exit_code in (1, 3)


def test_a_missing_folder_is_made_on_first_use_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "claims.db"
    assert "there is no database at" in str(failing(path, create=False))
    assert not path.parent.exists()
    with claims.open(path, actor="ann") as book:
        assert book.add("It opens.", source="Notes").changed


def test_a_disk_that_is_full(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with pytest.raises(StorageError, match="no room left on its disk: free some space"), database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.execute(text("INSERT INTO setting VALUES ('x', :big)"), {"big": "x" * 10_000_000})
    database.close()


def test_asking_cannot_write(book: Book) -> None:
    with pytest.raises(StorageError, match="is read-only"), book.database.read() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('x', 'y')"))


# ---- PostgreSQL --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["postgresql://ann@127.0.0.1:1/claims", "postgresql://ann@host.invalid/claims"])
def test_a_server_that_cannot_be_reached(url: str) -> None:
    failed = failing(url)
    assert "cannot be reached: is the server running" in str(failed)
    assert failed.exit_code == 3
    with pytest.raises(StorageError, match="cannot be reached: is the server running"):
        Database(url).glance("SELECT 1")


def test_a_password_is_never_shown() -> None:
    assert "hunter2" not in str(failing("postgresql://ann:hunter2@127.0.0.1:1/claims"))


def test_a_database_that_is_not_on_the_server(pg_server: Server) -> None:
    assert "does not exist on its server: create it with `createdb`" in str(failing(pg_server.url("nowhere")))


def test_a_user_the_server_does_not_know(pg_server: Server, pg_template: str) -> None:
    url = make_url(pg_server.url(pg_template)).set(username="nobody_at_all")
    failed = failing(url.render_as_string(hide_password=False))
    assert "refuses the login" in str(failed) or "does not let" in str(failed)


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_user_without_rights(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book, book.database.write() as connection:
        connection.exec_driver_sql("CREATE ROLE guest_of_claims LOGIN")
    guest = make_url(database_url).set(username="guest_of_claims")
    assert "does not let this user do that" in str(failing(guest.render_as_string(hide_password=False)))
    with claims.open(database_url, actor="ann") as book, book.database.write() as connection:
        connection.exec_driver_sql("DROP ROLE guest_of_claims")


def test_a_lock_on_the_server_is_waited_for_only_so_long(pg_server: Server, pg_template: str) -> None:
    with (
        pg_server.database(template=pg_template) as name,
        claims.open(pg_server.url(name), actor="bob") as other,
        claims.open(pg_server.url(name), actor="ann", lock_seconds=0.2) as book,
    ):
        with other.change("merge") as ledger:
            ledger.alone()
            with pytest.raises(StorageError, match="is locked by another program: wait") as failed:
                book.add("It opens.", source="Notes")
        assert failed.value.exit_code == 3
        assert book.add("It opens.", source="Notes").changed


def test_a_connection_the_server_hung_up_is_replaced(pg_server: Server) -> None:
    with pg_server.database() as name, closing(Database(pg_server.url(name))) as database:
        assert database.glance("SELECT ? + 1", (1,)) == [(2,)]
        with database.write() as other:
            hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            assert other.exec_driver_sql(f"{hang_up} AND pid <> pg_backend_pid()").all() == [(True,)]
        with pytest.raises(StorageError, match="nothing half was written"):
            database.glance("SELECT 1")
        assert database.glance("SELECT 1") == [(1,)]
        with database.read() as connection:
            assert connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on"


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1", "EUC_JP"])
def test_a_database_without_room_for_all_characters_gets_no_schema(pg_server: Server, encoding: str) -> None:
    with pg_server.database(encoding=encoding) as name:
        failed = failing(pg_server.url(name))
        assert f"keeps text as {encoding}, which has no room for all characters: make one with `createdb" in str(failed)
        assert failed.exit_code == 3
        with closing(Database(pg_server.url(name))) as database, database.read() as connection:
            assert current(connection) is None


@pytest.mark.parametrize(("encoding", "kept"), [("SQL_ASCII", True), ("LATIN1", False)])
def test_a_database_made_so_before_is_used_as_far_as_it_goes(
    pg_server: Server, monkeypatch: pytest.MonkeyPatch, encoding: str, kept: bool
) -> None:
    with pg_server.database(encoding=encoding) as name:
        with monkeypatch.context() as before:
            before.setattr("claims.db.migrate.keeps_all_text", lambda *_: None)
            claims.open(pg_server.url(name), actor="ann").close()
        with claims.open(pg_server.url(name), actor="ann") as book:
            assert book.add("Müller öffnet.", source="Notes").claim.statement == "Müller öffnet."
            if kept:
                assert book.add("薪酬 rose.", source="Notes").claim.statement == "薪酬 rose."
            else:
                with pytest.raises(StorageError, match="no room for a character in this: make another with `createdb"):
                    book.add("薪酬 rose.", source="Notes")
        (finding,) = (each for each in examine(pg_server.url(name)) if each.name == "encoding")
        assert finding.ok is False and encoding in finding.said


def test_the_encoding_of_the_environment_changes_nothing(
    pg_server: Server, pg_template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    with pg_server.database(template=pg_template) as name, claims.open(pg_server.url(name), actor="ann") as book:
        assert book.add("薪酬 rose.", source="Notes").claim.statement == "薪酬 rose."


# ---- both --------------------------------------------------------------------------------------------------


def test_a_database_from_the_future_is_left_alone(book: Book, database_url: str) -> None:
    with book.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    failed = failing(database_url)
    assert isinstance(failed, SchemaError)
    assert "'9999', newer than this claimtrack" in str(failed)


def test_an_older_database_says_how_to_upgrade(book: Book, database_url: str) -> None:
    with book.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert "claims db upgrade" in str(failing(database_url))


def test_an_empty_database_is_not_filled_unless_asked(empty_url: str, engine_name: str) -> None:
    said = "there is no database at" if engine_name == "sqlite" else "claims db upgrade"
    assert said in str(failing(empty_url, create=False))


def test_a_failed_transaction_leaves_nothing(book: Book) -> None:
    with pytest.raises(RuntimeError), book.database.write() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('x', 'y')"))
        raise RuntimeError
    with book.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM setting WHERE name = 'x'")).scalar() == 0


def test_the_driver_for_postgresql_is_asked_for_where_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ImportError('not installed')")
    code = "import claims; claims.open('postgresql://x@127.0.0.1:1/y', actor='a')"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(claims.__file__).parent.parent)])
    }
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert "pip install 'claimtrack[postgres]'" in ran.stderr

"""The doctor: a healthy database has nothing, a sick one is told what ails it and what mends that; then it is well."""

import json
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from claims import ground
from claims.book import Book
from claims.cli import cli
from claims.db import migrate
from claims.db.engine import Database
from claims.doctor import Finding, examine
from tests.cli.conftest import run_on
from tests.permissions import bound_by_permissions


def troubles(url: str) -> list[Finding]:
    return [finding for finding in examine(url) if finding.ok is False]


def tamper(url: str, *statements: str) -> None:
    with closing(Database(url)) as database, database.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_healthy_database(book: Book, database_url: str) -> None:
    book.add("It opens in 2026.", source="Notes")
    found = examine(database_url)
    assert [finding for finding in found if finding.ok is False] == []
    assert {"program", "database", "schema", "guards", "history", "search index", "clock"} <= {f.name for f in found}
    assert all(finding.said for finding in found)
    assert all(finding.mend for finding in found if finding.ok is None)


def test_an_empty_schema_is_healthy(database_url: str) -> None:
    assert troubles(database_url) == []


def test_a_database_without_schema(empty_url: str, engine_name: str) -> None:
    if engine_name == "sqlite":
        Path(empty_url.removeprefix("sqlite:///")).touch()
    (found,) = troubles(empty_url)
    assert (found.name, found.mend) == ("schema", "create its schema with `claims db upgrade`")
    migrate.upgrade(empty_url)
    assert troubles(empty_url) == []


def test_an_old_revision(database_url: str) -> None:
    with closing(Database(database_url)) as database, database.write() as connection:
        from alembic import command

        command.downgrade(migrate.config(connection), "-1")
    (found,) = troubles(database_url)
    assert found.name == "schema" and "has the older schema" in found.said
    assert found.mend == f"bring it to {migrate.HEAD} with `claims db upgrade`"
    migrate.upgrade(database_url)
    assert troubles(database_url) == []


def test_a_database_from_the_future(database_url: str) -> None:
    tamper(database_url, "UPDATE alembic_version SET version_num = '9999'")
    (found,) = troubles(database_url)
    assert "newer than this claimtrack" in found.said and found.mend == "install the newer claimtrack"


DISARMED = {
    "sqlite": [
        ["DROP TRIGGER event_no_update"],
        ["DROP TRIGGER event_no_update", "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END"],
    ],
    "postgresql": [
        ["DROP TRIGGER event_append_only ON event"],
        ["ALTER TABLE event DISABLE TRIGGER event_append_only"],
        ["ALTER TABLE event ENABLE REPLICA TRIGGER event_append_only"],
        ["CREATE OR REPLACE FUNCTION claimtrack_refuse() RETURNS trigger LANGUAGE plpgsql AS "
         "$$ BEGIN RETURN NEW; END $$"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("way", range(4))
def test_a_guard_that_is_gone_or_disarmed(database_url: str, engine_name: str, way: int) -> None:
    statements = DISARMED[engine_name][way % len(DISARMED[engine_name])]
    tamper(database_url, *statements)
    (found,) = troubles(database_url)
    assert found.name == "guards" and "event_" in found.said and found.mend == "`claims db upgrade`"
    assert run_on(database_url, "doctor", code=5).out.count("trouble") == 1
    run_on(database_url, "db", "upgrade")
    assert troubles(database_url) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET status = 'refuted'",
        "UPDATE claim SET confidence = 3, confidence_by = 'rule'",
        "UPDATE claim SET changed_at = 0",
        "UPDATE claim SET statement = 'It closed.'",
        "DELETE FROM claim_tag",
    ],
)
def test_a_claim_that_does_not_say_what_its_history_says(book: Book, database_url: str, statement: str) -> None:
    key = book.add("It opens in 2026.", source="Notes", tags=["site"]).claim.key
    tamper(database_url, statement)
    (found,) = troubles(database_url)
    assert (found.name, found.mend) == ("history", "`claims db rebuild`")
    assert key in found.said
    assert run_on(database_url, "db", "rebuild").out == "rebuilt 1 of 1 claim\n"
    assert troubles(database_url) == []


def test_old_claims_are_compared_by_their_last_event(
    book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.doctor.NEWEST", 1)
    old = book.add("It opens in 2026.", source="Notes").claim.key
    book.add("It closes in 2027.", source="Notes")
    tamper(database_url, f"UPDATE claim SET status = 'refuted' WHERE key = '{old}'")
    assert [found.name for found in troubles(database_url)] == ["history"]


def test_a_search_index_that_lacks_claims(book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.doctor.NEWEST", 0)
    book.add("It opens in 2026.", source="Notes")
    tamper(database_url, "DELETE FROM claim_search")
    assert troubles(database_url) == [Finding("search index", False, "0 of 1 claims are in it", "`claims db rebuild`")]
    run_on(database_url, "db", "rebuild")
    assert troubles(database_url) == []
    assert len(run_on(database_url, "search", "opens").rows) == 1


def test_an_index_that_is_gone_is_made_again(book: Book, database_url: str) -> None:
    book.add("It opens in 2026.", source="Notes")
    tamper(database_url, "DROP INDEX ix_claim_status", "DROP INDEX uq_claim_fingerprint")
    (found,) = troubles(database_url)
    assert found == Finding(
        "indexes", False, "missing, so that questions are slow: ix_claim_status, uq_claim_fingerprint",
        "`claims db upgrade`",
    )  # fmt: skip
    run_on(database_url, "db", "upgrade")
    assert troubles(database_url) == []


MOUNTED = "/dev/sda1 / ext4 rw 0 0\nserver:/home {} {} rw 0 0\ntmpfs {}/x tmpfs rw 0 0\n"


@pytest.mark.parametrize(
    ("kind", "found"),
    [("nfs4", "nfs4"), ("cifs", "cifs"), ("9p", "9p"), ("fuse.sshfs", "fuse.sshfs"), ("ext4", None), ("btrfs", None)],
)
def test_a_file_system_on_the_network_is_known(tmp_path: Path, kind: str, found: str | None) -> None:
    shared = tmp_path / "with space"
    shared.mkdir()
    named = str(shared).replace(" ", "\\040")
    (tmp_path / "mounts").write_text(MOUNTED.format(named, kind, named))
    assert ground.network(shared / "claims.db", tmp_path / "mounts") == found
    assert ground.network(tmp_path / "claims.db", tmp_path / "mounts") is None
    assert ground.network(shared / "x" / "claims.db", tmp_path / "mounts") is None
    assert ground.network(shared / "claims.db", tmp_path / "missing") is None


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_what_a_file_stands_on_is_told_with_the_mend(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "network", lambda _: "nfs4")
    monkeypatch.setattr(ground, "free", lambda _: 150 * 1024 * 1024)
    found = {each.name: each for each in examine(database_url)}
    assert found["file system"].ok is None and "on the network (nfs4)" in found["file system"].said
    assert "or use PostgreSQL" in str(found["file system"].mend)
    assert found["disk"].mend == "free 51 MB: a backup or an upgrade needs them"


def test_a_clock_that_was_ahead(book: Book, database_url: str) -> None:
    book.clock = lambda: 4_000_000_000_000_000
    book.add("It opens in 2026.", source="Notes")
    assert [(f.ok, f.mend) for f in examine(database_url) if f.name == "clock"] == [
        (None, "set the clock: `timedatectl set-ntp true`")
    ]


def test_a_database_that_cannot_be_opened() -> None:
    (found,) = troubles("postgresql://ann@127.0.0.1:1/claims")
    assert found.said == "the database postgresql://ann@127.0.0.1:1/claims cannot be reached"
    assert found.mend == "is the server running, and are host and port right?"


def test_a_damaged_file(sqlite_template: Path, tmp_path: Path) -> None:
    file = Path(copyfile(sqlite_template, tmp_path / "claims.db"))
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\xff" * (file.stat().st_size - 4096))
    found = troubles(str(file))
    assert found and all("backup" in str(each.mend) for each in found)


def test_a_file_that_can_only_be_read(sqlite_template: Path, tmp_path: Path) -> None:
    file = Path(copyfile(sqlite_template, tmp_path / "claims.db"))
    file.chmod(0o444)
    with bound_by_permissions():
        (found,) = [each for each in examine(str(file)) if each.name == "database"]
    assert (found.ok, found.mend) == (None, "make it and its folder writable")


def test_a_mistyped_name_is_trouble_and_makes_nothing(tmp_path: Path) -> None:
    ran = run_on(str(tmp_path / "mistyped.db"), "doctor", code=5)
    assert "trouble" in ran.out and "there is no database at" in ran.out and "check the name" in ran.out
    assert not (tmp_path / "mistyped.db").exists()


def test_the_users_own_database_may_not_be_there_yet() -> None:
    ran = CliRunner().invoke(cli, ["doctor", "--json"])
    assert ran.exit_code == 0
    (found,) = [each for each in json.loads(ran.stdout) if each["name"] == "database"]
    assert (found["ok"], found["mend"]) == (None, "`claims ingest FILE` makes it")


def test_the_doctor_changes_nothing(book: Book, database_url: str, engine_name: str) -> None:
    book.add("It opens in 2026.", source="Notes")
    before = run_on(database_url, "export").out
    tamper(database_url, "DELETE FROM claim_search")
    examine(database_url)
    assert [found.name for found in troubles(database_url)] == ["history", "search index"]
    assert run_on(database_url, "export").out == before

"""A database that is not there: what takes claims in makes it, everything else says so and makes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect

from claims.cli import cli
from claims.db.engine import Database
from tests.cli.conftest import run_on

ASKING = [
    ("list",), ("search", "x"), ("show", "7K2M"), ("history", "7K2M"), ("log",), ("diff", "2026-01-01"),
    ("sources",), ("documents",), ("batches",), ("export",), ("db", "check"), ("db", "current"),
]  # fmt: skip
CHANGING = [
    ("verify", "7K2M", "--note", "x"), ("assess", "7K2M", "70", "--note", "x"), ("note", "7K2M", "x"),
    ("tag", "7K2M", "x"), ("merge", "7K2M", "8K2M"), ("undo", "7K2M"), ("sources", "rate", "S", "A", "--note", "x"),
]  # fmt: skip
TAKING = [("ingest", "article.txt", "--source", "S"), ("add", "It is 5.", "--source", "S"), ("import", "ready.jsonl")]


def words(arguments: object) -> str:
    return " ".join(arguments) if isinstance(arguments, tuple) else ""


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("Example Labs hired 50 researchers in 2025.\n", encoding="utf-8")
    Path("ready.jsonl").write_text('{"statement": "It is 5.", "source": "S"}\n', encoding="utf-8")


@pytest.mark.parametrize("arguments", [*ASKING, *CHANGING], ids=words)
def test_a_mistyped_name_is_no_empty_database(empty_url: str, engine_name: str, arguments: tuple[str, ...]) -> None:
    ran = run_on(empty_url, *arguments, code=0 if (engine_name, arguments[-1]) == ("postgresql", "current") else 3)
    if engine_name == "sqlite":
        assert not Path(empty_url.removeprefix("sqlite:///")).exists()
        assert ran.out == "" and "there is no database at" in ran.err and "`claims ingest`" in ran.err
        return
    assert "has the schema none" in ran.out or "is empty: create its schema with `claims db upgrade`" in ran.err
    database = Database(empty_url)
    with database.read() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("arguments", TAKING, ids=words)
def test_what_takes_claims_in_makes_the_database(empty_url: str, engine_name: str, arguments: tuple[str, ...]) -> None:
    said = run_on(empty_url, *arguments).err
    assert (f"created the database {empty_url.removeprefix('sqlite:///')}" in said) == (engine_name == "sqlite")
    assert len(run_on(empty_url, "list").rows) == 1


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("arguments", [TAKING[0], TAKING[2]], ids=words)
def test_a_dry_run_makes_no_database(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = run_on(str(tmp_path / "new" / "claims.db"), *arguments, "--dry-run")
    assert ran.out and "created" not in ran.err
    assert not (tmp_path / "new").exists()


def test_the_users_own_database_is_made_by_whatever_comes_first(tmp_path: Path) -> None:
    ran = CliRunner().invoke(cli, ["list"])
    assert ran.stderr.splitlines()[0] == "No claims yet. Add the first with: claims ingest FILE"
    assert "created the database" in ran.stderr.splitlines()[1]
    assert "created" not in CliRunner().invoke(cli, ["list"]).stderr


def test_a_name_in_the_environment_is_a_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_URL", str(tmp_path / "mistyped.db"))
    assert CliRunner().invoke(cli, ["list"]).exit_code == 3
    assert not (tmp_path / "mistyped.db").exists()


def test_an_empty_name_is_not_the_default() -> None:
    assert "database '' is not usable" in run_on("", "list", code=1).err


def test_an_empty_file_is_filled_by_what_takes_claims_in_only(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.touch()
    assert "is empty: create its schema with `claims db upgrade`" in run_on(str(file), "list", code=3).err
    assert file.stat().st_size == 0
    run_on(str(file), "add", "It is 5.", "--source", "S")
    assert len(run_on(str(file), "list").rows) == 1

"""Where the database is and who is working."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims import settings
from claims.cli import cli
from claims.errors import InvalidValue
from tests.cli.conftest import run_on


def test_a_file_in_the_users_data_folder_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.database_url() == str(tmp_path / "claimtrack" / "claims.db")


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_URL", "postgresql://ann@example.org/claims")
    monkeypatch.setenv("CLAIMS_ACTOR", "ann")
    assert (settings.database_url(), settings.actor_name()) == ("postgresql://ann@example.org/claims", "ann")


def test_the_login_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "bob")
    assert settings.actor_name() == "bob"


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: os.environ["NOBODY_IS_CALLED_SO"])
    assert settings.actor_name().startswith("uid ")


def test_a_name_that_cannot_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_ACTOR", "caf\udce9")
    with pytest.raises(InvalidValue, match="CLAIMS_ACTOR"):
        settings.actor_name()


def test_global_options_stand_after_the_command_too(tmp_path: Path) -> None:
    arguments = ["add", "Something.", "--source", "S", "--db", str(tmp_path / "claims.db"), "--as", "bob", "--no-color"]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert run_on(str(tmp_path / "claims.db"), "log").rows[0][1] == "bob"


def test_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout.startswith("claims 0.")

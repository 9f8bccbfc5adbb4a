"""The names of databases: what is understood, what is refused, and that no message shows a password."""

import pytest

from claims.db.url import display, parse_url
from claims.errors import InvalidValue


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("my.db", "my.db"),
        ("sqlite:///my.db", "my.db"),
        ("sqlite:////data/my.db", "/data/my.db"),
        ("sqlite+aiosqlite:///my.db", "my.db"),
        ("sqlite://", "sqlite://"),
        (":memory:", ":memory:"),
        ("postgresql://ann@example.org/claims", "postgresql://ann@example.org/claims"),
        ("postgres://ann@example.org/claims", "postgresql://ann@example.org/claims"),
        ("postgresql+asyncpg://ann@example.org/claims", "postgresql://ann@example.org/claims"),
    ],
)
def test_a_database_goes_by_one_name_however_it_is_written(given: str, shown: str) -> None:
    assert display(parse_url(given)) == shown


@pytest.mark.parametrize("given", ["~/my.db", "sqlite:///~/my.db"])
def test_a_tilde_is_the_home_folder(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert parse_url(given).database == "/home/ann/my.db"


@pytest.mark.parametrize("given", ["postgres://a@b/c", "postgresql+psycopg2://a@b/c", "postgresql://a@b/c"])
def test_the_driver_is_ours_to_choose(given: str) -> None:
    assert parse_url(given).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "given",
    ["", " ", "\0", "://", "file:my.db", "sqlite://host/my.db", "sqlite:///my.db?mode=ro&uri=true", "http://a/b",
     "mysql://a/b", "postgresql://h:notaport/x"],
)  # fmt: skip
def test_what_is_no_database_is_refused(given: str) -> None:
    with pytest.raises(InvalidValue, match="give a file, sqlite:///FILE or postgresql://USER@HOST/NAME"):
        parse_url(given)


@pytest.mark.parametrize(
    "given",
    ["mysql://ann:hunter2@h/x", "postgresql://ann:hunter2@h:notaport/x", "sqlite://ann:hunter2@h/x",
     "postgresql://ann:hunter2@h/x", "postgresql://ann:x@hunter2@h/x", "postgresql://ann@h/x?password=hunter2&sslmode=require"],
)  # fmt: skip
def test_no_message_shows_a_password(given: str) -> None:
    try:
        said = display(parse_url(given))
    except InvalidValue as error:
        said = str(error)
    assert "ann" in said and "hunter2" not in said

"""The database's own commands."""

from claims.db.migrate import HEAD
from tests.cli.conftest import run_on


def test_an_empty_database_is_brought_up_to_date(empty_url: str) -> None:
    assert "empty" in run_on(empty_url, "db", "check", code=3).err
    assert "has the schema none" in run_on(empty_url, "db", "current").out
    assert run_on(empty_url, "db", "upgrade").out.endswith(f"has the schema {HEAD}\n")
    assert run_on(empty_url, "db", "check").out.endswith("as it should\n")
    assert f"has the schema {HEAD}" in run_on(empty_url, "db", "current").out

"""The database's own commands."""

from claims.db.migrate import HEAD
from tests.cli.conftest import run_on


def test_a_new_database_is_brought_up_to_date(empty_url: str) -> None:
    assert "claims db upgrade" in run_on(empty_url, "db", "check", code=3).err
    assert run_on(empty_url, "db", "upgrade").out.endswith(f"has the schema {HEAD}\n")
    assert run_on(empty_url, "db", "check").out.endswith("as it should\n")
    assert f"has the schema {HEAD}" in run_on(empty_url, "db", "current").out

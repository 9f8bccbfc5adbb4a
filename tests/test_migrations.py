"""Migrations: one history, equal to the models on both engines, up and down on data, guards there after each step."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateIndex, CreateTable

import claims
from claims.book import Book
from claims.db import ddl, migrate
from claims.db.engine import Database
from claims.ledger import mentions
from claims.models import metadata
from claims.records import Event
from tests.ledger.desk import Taken, rows, take_in
from tests.ledger.sound import assert_sound

ROOT = Path(__file__).resolve().parent.parent
REVISIONS = migrate.known_revisions()


@pytest.fixture
def taken(book: Book) -> Taken:
    done = take_in(book, "Meta offered $200M to a researcher.", "It opens.")
    book.verify(done.added[0], evidence="https://x.org/1", note="seen")
    book.rate_source("Notes", "B")
    return done


@pytest.fixture
def migrated(database_url: str) -> Iterator[Connection]:
    database = Database(database_url)
    with database.read() as connection:
        yield connection
    database.close()


def move(url: str, revision: str) -> None:
    """Bring a database up or down to a revision."""
    database = Database(url)
    with database.write() as connection:
        config = migrate.config(connection)
        down = revision == "base" or revision < (migrate.current(connection) or "")
        (command.downgrade if down else command.upgrade)(config, revision)
    database.close()


def triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars())
    return set(connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").scalars())


def guards(dialect: str, revision: str = migrate.HEAD) -> set[str]:
    made = (ddl.sqlite_guards if dialect == "sqlite" else ddl.postgresql_guards)(
        erasable=revision >= "0011", sealed=revision >= migrate.SEALED, embedded=revision >= "0016"
    )
    return {found[1] for each in made if (found := re.match(r"CREATE (?:OR REPLACE )?TRIGGER (\w+)", each))}


# ---- the history of revisions ------------------------------------------------------------------------------


def unchained(history: tuple[Event, ...]) -> list[Event]:
    """Return events without their salts and hashes, which are made anew with the form they are hashed in."""
    return [replace(each, salt="", hash="") for each in history]


def test_there_is_one_head_and_the_program_knows_it() -> None:
    assert ScriptDirectory.from_config(migrate.config()).get_heads() == [migrate.HEAD]


def test_revisions_are_numbered_and_say_what_they_do() -> None:
    scripts = [*ScriptDirectory.from_config(migrate.config()).walk_revisions()][::-1]
    assert [script.revision for script in scripts] == [f"{n:04}" for n in range(1, len(scripts) + 1)]
    assert all(script.doc and Path(script.path).name.startswith(f"{script.revision}_") for script in scripts)


@pytest.mark.parametrize("path", sorted((ROOT / "migrations" / "versions").glob("*.py")), ids=lambda path: path.stem)
def test_a_revision_imports_nothing_of_the_application(path: Path) -> None:
    imported = re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(imported) <= {"alembic", "sqlalchemy", *sys.stdlib_module_names}


# ---- models and schema -------------------------------------------------------------------------------------


def test_models_and_schema_have_the_same_tables_columns_and_keys(migrated: Connection) -> None:
    options = {"compare_type": True, "include_object": lambda _, name, kind, *__: not name.startswith("claim_search")}
    context = MigrationContext.configure(migrated, opts=options)
    assert compare_metadata(context, metadata) == []


def plain(sql: object) -> str:
    """Return a condition without what an engine adds when it stores one."""
    said = re.sub(r"::(double precision|character varying|text|bigint|integer)(\[\])?", "", str(sql)).casefold()
    said = re.sub(r"[\s()\"]", "", re.sub(r"= any \(+array\[(.*?)\]\)", r"in \1", said))
    return re.sub(r"(\w+)>=(\d+)and\1<=(\d+)", r"\1between\2and\3", said)


@pytest.mark.parametrize("table", metadata.tables)
def test_models_and_schema_have_the_same_checks(migrated: Connection, table: str) -> None:
    wanted = {
        str(each.name): plain(each.sqltext) for each in metadata.tables[table].constraints if hasattr(each, "sqltext")
    }
    found = {str(each["name"]): plain(each["sqltext"]) for each in inspect(migrated).get_check_constraints(table)}
    assert found == wanted


@pytest.mark.parametrize("table", metadata.tables)
def test_models_and_schema_have_the_same_indexes_and_predicates(migrated: Connection, table: str) -> None:
    dialect = migrated.dialect.name
    wanted = {
        str(each.name): (
            [column.name for column in each.columns], bool(each.unique),
            plain(each.dialect_options[dialect]["where"] if each.dialect_options[dialect]["where"] is not None else ""),
        )
        for each in metadata.tables[table].indexes
    }  # fmt: skip
    unique = {each["name"] for each in inspect(migrated).get_unique_constraints(table)}
    found = {
        str(each["name"]): (
            each["column_names"], bool(each["unique"]),
            plain(each.get("dialect_options", {}).get(f"{dialect}_where", "")),
        )
        for each in inspect(migrated).get_indexes(table)
        if each["name"] not in unique and not str(each["name"]).startswith("sqlite_autoindex")
    }  # fmt: skip
    assert found == wanted


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_models_and_schema_are_the_same_words_on_sqlite(migrated: Connection) -> None:
    def words(sql: str) -> list[str]:
        sql = re.sub(r", (?=(?:\w+ [A-Z]+, ?)+$)", ",\n", sql, flags=re.MULTILINE)  # SQLite adds columns so
        return sorted(plain(part).rstrip(",") for part in sql.splitlines() if plain(part))

    stored = dict(migrated.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all())
    for table in metadata.sorted_tables:
        assert words(stored[table.name]) == words(str(CreateTable(table).compile(migrated))), table.name
        for index in table.indexes:
            assert words(stored[str(index.name)]) == words(str(CreateIndex(index).compile(migrated))), index.name


@pytest.mark.parametrize(
    "change",
    ["ALTER TABLE claim DROP CONSTRAINT ck_claim_confidence", "DROP INDEX uq_claim_fingerprint",
     "ALTER TABLE claim ADD CONSTRAINT ck_claim_more CHECK (version < 5)",
     "DROP INDEX uq_claim_fingerprint;"
     "CREATE UNIQUE INDEX uq_claim_fingerprint ON claim (fingerprint) WHERE stands_alone"],
)  # fmt: skip
@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_difference_is_seen(database_url: str, change: str) -> None:
    database = Database(database_url)
    with database.write() as connection:
        for statement in change.split(";"):
            connection.exec_driver_sql(statement)
        with pytest.raises(AssertionError):
            test_models_and_schema_have_the_same_checks(connection, "claim")
            test_models_and_schema_have_the_same_indexes_and_predicates(connection, "claim")
    database.close()


# ---- up and down, with data --------------------------------------------------------------------------------


def test_the_guards_are_there(migrated: Connection) -> None:
    assert triggers(migrated) == guards(migrated.dialect.name)
    assert len(guards(migrated.dialect.name)) >= len(ddl.APPEND_ONLY) * 2 + len(ddl.FIXED) * 2


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_guards_are_there_after_every_upgrade(empty_url: str, revision: str) -> None:
    move(empty_url, revision)
    database = Database(empty_url)
    with database.write() as connection:
        assert triggers(connection) == guards(connection.dialect.name, revision)
        for name in sorted(triggers(connection)):  # as a rebuilt table loses them
            on = "" if connection.dialect.name == "sqlite" else f" ON {_table_of(connection, name)}"
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    migrate.upgrade(database)
    with database.read() as connection:
        assert triggers(connection) == guards(connection.dialect.name)
    database.close()


def _table_of(connection: Connection, trigger: str) -> Any:
    owner = text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = :name AND NOT tgisinternal")
    return connection.execute(owner, {"name": trigger}).scalar()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_down_and_up_again_keeps_every_row(
    book: Book, taken: Taken, database_url: str, engine_name: str, revision: str
) -> None:
    before, history = rows(book), unchained(book.history(taken.added[0]))
    book.close()
    move(database_url, revision)
    move(database_url, "head")
    with book.database.write() as connection:
        if revision < migrate.NAMED:
            mentions.fill(connection)  # as `claims db upgrade` does: a revision knows nothing of names
    after = rows(book)
    for table in ("outline", "outline_hash"):  # `claims db upgrade` draws them again from the texts
        after[table] = before[table]
    for table in ("leaf", "seal", "frontier"):  # `claims db upgrade` seals all events anew
        after[table] = before[table]
    if revision < "0002":  # words are counted from the search index, which is empty when it is made again
        after["word"] = before["word"]
    assert after == before
    assert unchained(book.history(taken.added[0])) == history
    for key in taken.added if revision > "0001" else ():  # which lets go of the words claims are found by
        assert_sound(book, key)
    assert book.verify(taken.added[1], note="seen").changed


def test_all_the_way_down_leaves_nothing(book: Book, taken: Taken, database_url: str) -> None:
    book.close()
    move(database_url, "base")
    database = Database(database_url)
    with database.read() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        assert migrate.current(connection) is None
    database.close()
    with claims.open(database_url, actor="ann") as again:
        assert take_in(again, "Meta offered $200M to a researcher.", "It opens.").added == taken.added


def test_a_failed_upgrade_leaves_nothing(empty_url: str) -> None:
    database = Database(empty_url)
    with pytest.raises(RuntimeError), database.write() as connection:
        command.upgrade(migrate.config(connection), "head")
        raise RuntimeError
    with database.read() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_no_row_lacks_what_it_refers_to_after_every_step(book: Book, taken: Taken, database_url: str) -> None:
    book.close()
    for revision in (*REVISIONS[::-1][1:], *REVISIONS[1:]):
        move(database_url, revision)
        with book.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


# ---- for developers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "said"), [("current", f"{migrate.HEAD} (head)"), ("check", "No new upgrade operations")]
)
def test_alembic_ini_works(database_url: str, order: str, said: str) -> None:
    environment = os.environ | {"CLAIMS_DATABASE_URL": database_url, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "alembic", order], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert said in ran.stdout

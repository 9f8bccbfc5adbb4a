"""Scrubbing: what was erased is also taken out of the pages, the index and the log that the database is made of."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from claims.db.engine import Database
from claims.db.failures import failures

TABLES = (
    "event", "claim", "appearance", "evidence", "quantity", "spell", "claim_tag", "link", "document", "batch",
    "batch_item", "source", "source_rating", "claim_search", "word", "subject", "mention", "naming", "feed",
    "feed_entry", "setting", "outline", "outline_hash", "likeness", "account", "session", "access_token",
    "login_failure", "leaf", "seal", "frontier", "embedding", "embedding_model",
)  # fmt: skip
WAL = (
    "the server's write-ahead log still holds what was erased until it is written over, and so do archived logs, "
    "replicas and base backups: only who runs the server can reach those"
)


def scrub(database: Database) -> tuple[str, ...]:
    """Write the database anew without what was erased; returns what could not be reached. Raises StorageError."""
    with database.write() as connection:
        _recount(connection)
    if database.in_memory:
        return ()
    with failures(database), database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            return _sqlite(driver, database.path) if database.dialect == "sqlite" else _postgresql(driver)
        except (sqlite3.Error, connection.dialect.loaded_dbapi.Error) as error:
            raise DBAPIError.instance(
                "VACUUM", None, error, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect
            ) from error


def _recount(connection: Connection) -> None:
    """Count anew how many claims have a word: one that was erased has none."""
    connection.exec_driver_sql("DELETE FROM word")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('optimize')")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.told USING fts5vocab('main', 'claim_search', 'row')")
        connection.exec_driver_sql("INSERT INTO word (word, claims) SELECT term, doc FROM temp.told")
        connection.exec_driver_sql("DROP TABLE temp.told")
    else:
        connection.exec_driver_sql("INSERT INTO word SELECT word, ndoc FROM ts_stat('SELECT terms FROM claim_search')")


def _sqlite(driver: Any, path: Path | None) -> tuple[str, ...]:
    """Write the file anew, whose search index is in one piece by now, and empty its log."""
    driver.execute("PRAGMA secure_delete = ON")
    if driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").fetchone():
        driver.execute("ANALYZE")  # it keeps samples of values
    driver.execute("VACUUM")
    busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        return (f"{path}-wal still holds what was erased, as another program reads the database",)
    return ()


def _postgresql(driver: Any) -> tuple[str, ...]:
    """Write the tables anew, and what the server knows of the values in them."""
    notices: list[str] = []
    driver.add_notice_handler(lambda told: notices.append(str(told.message_primary)))
    driver.autocommit = True
    try:
        driver.execute(f"VACUUM (FULL, ANALYZE) {', '.join(TABLES)}")
        _forget_emptied(driver)
        left = []
        for statement, told in (
            ("VACUUM (FULL) pg_catalog.pg_statistic", "samples of values in the server's statistics (pg_statistic)"),
            ("CHECKPOINT", "the files of tables as they were, until the server's next checkpoint"),
        ):
            try:
                driver.execute(statement)
            except driver_errors(driver):
                left.append(told)
    finally:
        driver.autocommit = False
    refused = [each for each in notices if "permission denied" in each]
    return (*(f"{each}: only the owner of the database can do that" for each in refused), *left, WAL)


def _forget_emptied(driver: Any) -> None:
    """Drop what the server remembers of tables that have become empty: analysing these leaves it as it was.

    Giving a column its own type anew is what an owner can do about it; of an empty table that takes no time.
    """
    known = driver.execute(EMPTIED, (list(TABLES),)).fetchall()
    for table, column, kind in known:
        driver.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind}')


EMPTIED = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_stats s
    JOIN pg_class c ON c.relname = s.tablename AND c.relnamespace = quote_ident(s.schemaname)::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
    WHERE c.relname = ANY (%s) AND c.relkind = 'r' AND c.reltuples = 0 AND pg_table_is_visible(c.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
"""


def driver_errors(driver: Any) -> Any:
    import psycopg

    assert isinstance(driver, psycopg.Connection)
    return psycopg.Error


def copies_beside(database: Database, tables: dict[str, list[str]]) -> list[Path]:
    """Return the copies of a SQLite database in its folder that hold one of these rows, by table and key."""
    if database.path is None:
        return []
    found = []
    for each in sorted(database.path.resolve().parent.iterdir()):
        if each.is_file() and each != database.path.resolve() and _holds(each, tables):
            found.append(each)
    return found


def _holds(path: Path, tables: dict[str, list[str]]) -> bool:
    try:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                return False
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as other:
            return any(
                other.execute(f"SELECT 1 FROM {table} WHERE key = ?", (key,)).fetchone()
                for table, keys in tables.items()
                for key in keys
            )
    except (OSError, sqlite3.Error):
        return False

"""Importing ready-made claims, beside the same rows put into the same tables by the bare driver."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import claims
from benchmarks import corpus
from benchmarks.measure import Ratio, at_least, below, in_turn, seconds
from benchmarks.memory import peak
from claims import interchange
from claims.db import bulk
from claims.db.engine import CACHE_KIB, Database
from claims.db.migrate import upgrade
from claims.models import metadata
from tests.interchange.aging import aged

TABLES = ("batch", "source", "subject", "claim", "appearance", "event", "quantity", "claim_tag", "mention")
MEMORY = 300
"""MB the processes of a command may hold together, whatever the size of its input."""


def measure(folder: Path, servers: Iterator[str], count: int, runs: int) -> Iterator[Ratio]:
    """Yield the ratios for an import of `count` claims."""
    lines = corpus.write_jsonl(folder / "claims.jsonl", count)
    first = folder / "first.db"
    load(str(first), lines)
    rows = prepared(first)
    name = f"import {count:,} claims"

    def fresh() -> str:
        path = folder / "again.db"
        remove(path)
        upgrade(str(path))
        return str(path)

    ours, raw = in_turn(lambda: timed_load(fresh(), lines), lambda: raw_sqlite(fresh(), rows), runs)
    yield at_least(f"{name}, SQLite / raw executemany", ours, raw, "s", 0.6)
    ours, raw = in_turn(lambda: timed_load(next(servers), lines), lambda: raw_copy(next(servers), rows), runs)
    yield at_least(f"{name}, PostgreSQL / raw COPY", ours, raw, "s", 0.6)
    ours, peer = in_turn(lambda: command(folder, lines), lambda: sqlite_utils(folder, lines), runs)
    yield at_least(f"{name}, whole command / sqlite-utils insert + enable-fts", ours, peer, "s", 1)
    for times in (1, 4):
        more = corpus.write_jsonl(folder / "more.jsonl", count * times, seed=times)
        yield from memory(folder, more, f"import {count * times:,} claims")
    with claims.open(str(folder / "aged.db"), actor="measure") as book:
        (folder / "aged.jsonl").write_bytes(aged(book, 10_000))
    yield from memory(folder, folder / "aged.jsonl", "import a claim of 10,000 events")


def load(url: str, lines: Path) -> None:
    with claims.open(url, actor="measure") as book, lines.open("rb") as stream:
        report = interchange.load(book, stream, name=lines.name)
        assert report.count("failed") == 0, report.outcomes


def timed_load(url: str, lines: Path) -> float:
    return seconds(lambda: load(url, lines))


def prepared(path: Path) -> dict[str, tuple[list[str], list[Any]]]:
    """Return the rows of a database as tuples, by table, ready to be written again."""
    driver = sqlite3.connect(path)
    rows = {}
    for table in TABLES:
        columns = [column.name for column in metadata.tables[table].columns]
        rows[table] = (columns, driver.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall())
    rows["claim_search"] = (["rowid", "terms"], driver.execute("SELECT rowid, terms FROM claim_search").fetchall())
    driver.close()
    return rows


def raw_sqlite(url: str, rows: dict[str, tuple[list[str], list[Any]]]) -> float:
    """Return the time the bare driver takes, set as the product sets it."""
    driver = sqlite3.connect(url, isolation_level=None)
    for setting in ("foreign_keys = ON", "synchronous = FULL", f"cache_size = -{CACHE_KIB}"):
        driver.execute(f"PRAGMA {setting}")

    def write() -> None:
        driver.execute("BEGIN IMMEDIATE")
        for table, (columns, values) in rows.items():
            marks = ", ".join("?" * len(columns))
            driver.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        driver.execute("COMMIT")

    took = seconds(write)
    driver.close()
    return took


def raw_copy(url: str, rows: dict[str, tuple[list[str], list[Any]]]) -> float:
    """Return the time a bare COPY takes; the search index gets vectors that are ready."""
    typed = {}
    for table, (columns, values) in rows.items():
        if table == "claim_search":
            typed[table] = (["claim_id", "terms"], [(i, bulk.tsvector(terms.split())) for i, terms in values])
            continue
        flags = [n for n, name in enumerate(columns) if str(metadata.tables[table].c[name].type) == "BOOLEAN"]
        as_bool = [[bool(v) if n in flags else v for n, v in enumerate(row)] for row in values]
        typed[table] = (columns, as_bool)
    database = Database(url)
    with database.write() as connection:
        cursor: Any = connection.connection.cursor()

        def write() -> None:
            for table, (columns, values) in typed.items():
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in values:
                        copy.write_row(row)
            connection.commit()

        took = seconds(write)
    database.close()
    return took


def command(folder: Path, lines: Path) -> float:
    """Return the time of the whole command, process and schema included."""
    path = folder / "command.db"
    remove(path)
    return seconds(lambda: run([*importing(path), str(lines)]))


def sqlite_utils(folder: Path, lines: Path) -> float:
    path = folder / "peer.db"
    remove(path)
    program = str(Path(sys.executable).with_name("sqlite-utils"))

    def work() -> None:
        run([program, "insert", str(path), "claims", str(lines), "--nl", "--pk", "statement"])
        run([program, "enable-fts", str(path), "claims", "statement", "quote"])

    return seconds(work)


def memory(folder: Path, lines: Path, name: str) -> Iterator[Ratio]:
    """Yield what the import command held: its processes together, and the largest."""
    path = folder / "memory.db"
    remove(path)
    held = peak([*importing(path), str(lines)])
    yield below(f"{name}, memory", held.together, MEMORY, "MB", f"largest process {held.largest:.0f} MB")


def importing(path: Path) -> list[str]:
    """Return the import command, without its file."""
    return [str(Path(sys.executable).with_name("claims")), "--db", str(path), "import"]


def run(arguments: list[str]) -> None:
    subprocess.run(arguments, check=True, capture_output=True)


def remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def copy(path: Path, target: Path) -> Path:
    remove(target)
    return Path(shutil.copy(path, target))

"""What a database holds that no clock and no chance decides, and whether it is whole: by SQL alone."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

CHANCE = ("salt", "hash", "hashes", "root", "peaks", "signature", "since", "until")
OF_EACH = (("batch", "key"), ("seal", "key"), ("seal", "origin"))
"""What is drawn at random of a table, and means something in others."""
SHADOWS = ("claim_search_data", "claim_search_idx", "claim_search_docsize", "claim_search_config", "sqlite_sequence")
"""How the search index is kept depends on when it was merged; its content stands in another table."""

SEALS = ("leaf", "seal", "frontier")
"""What follows from hashes and from when they were written; whether it is right is asked apart."""
UNSEALED = "SELECT count(*) FROM event EXCEPT SELECT coalesce(sum(length(hashes)) / 32, 0) FROM leaf"
UNCOVERED = "SELECT count(*) FROM event EXCEPT SELECT coalesce(max(size), 0) FROM seal"


def digest(file: Path, *, without: Sequence[str] = ()) -> str:
    """Return a digest of all there is: of every table each row, but for times and what is drawn at random."""
    if not file.exists():
        return "nothing"
    with closing(sqlite3.connect(file)) as connection:
        return told(connection, without)


def told(connection: sqlite3.Connection, without: Sequence[str] = ()) -> str:
    """Return the digest of an open database; "nothing" where it has no table yet."""
    names = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if name not in (*SHADOWS, *SEALS, *without)
    ]
    if not names:
        return "nothing"
    made = sha256()
    for name in names:
        columns = [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{name}")')]
        kept = ", ".join(f'"{each}"' for each in columns if not _by_chance(name, each))
        rows = sorted(map(repr, connection.execute(f'SELECT {kept} FROM "{name}"'))) if kept else []
        made.update(repr((name, rows)).encode())
    return made.hexdigest()


def _by_chance(table: str, column: str) -> bool:
    return column in CHANCE or column.endswith("_at") or (table, column) in OF_EACH


def wrong(file: Path) -> list[str]:
    """Return what is wrong with a database's file: damage, rows that lack what they refer to, an index astray."""
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as connection:
        try:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found += [f"a row of {row[0]} lacks its {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'claim_search'").fetchone():
                connection.execute("INSERT INTO claim_search(claim_search) VALUES ('integrity-check')")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'seal'").fetchone():
                found += [
                    "not all events are sealed" for each in (UNSEALED, UNCOVERED) if connection.execute(each).fetchone()
                ]
        except sqlite3.DatabaseError as error:
            return [str(error)]
    return found

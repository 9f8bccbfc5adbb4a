"""The one leave there is to change what was written: an erasure recorded in the same transaction.

A row of `erasure` names what it is for and is pending: as such it refers to no batch, so that the database commits
nothing until the change that it is for has used it up. Whatever cannot be erased (places, times, kinds, who it was
as a kind, hashes) never changes.
"""

from collections.abc import Iterator

ERASABLE = {
    "event": ("actor", "reason", "payload", "salt", "erased"),
    "source_rating": ("actor", "reason"),
}
"""What of a row that is append-only otherwise can be erased."""
REST = {
    "event": (
        "claim_id", "seq", "kind", "recorded_at", "effective_at", "actor_kind", "status", "confidence", "batch_id",
        "hash",
    ),
    "source_rating": (
        "source_id", "seq", "reliability", "recorded_at", "effective_at", "actor_kind", "batch_id",
    ),
}  # fmt: skip
"""What stays of it."""
FIXED = {
    "appearance": ("identity", "quote", "url"),
    "evidence": ("url", "quote", "note", "actor"),
}
"""What else never changes but by an erasure."""
OF = {
    "event": "erasure.claim_id = OLD.claim_id AND erasure.seq = OLD.seq",
    "source_rating": "erasure.source_id = OLD.source_id AND erasure.seq = OLD.seq",
    "appearance": "erasure.claim_id = OLD.claim_id",
    "evidence": "erasure.claim_id = OLD.claim_id",
    "document": "erasure.document_id = OLD.id",
}
USED_UP = {"event": "", "source_rating": "", "document": "OF text "}
"""Which changes use a leave up."""
SAME = ("id", "batch_id", "claim_id", "source_id", "document_id", "seq")
SALTED = "NEW.erased IS NOT NULL AND (OLD.erased IS NULL OR OLD.erased = NEW.erased) AND NEW.salt <> OLD.salt"
"""An erased event keeps the commitment to what it said first, and what is left of it has a salt of its own."""


def there(table: str) -> str:
    """Return the test that there is leave for a row."""
    return f"EXISTS (SELECT 1 FROM erasure WHERE {OF[table]} AND erasure.pending IS NOT NULL)"


def allowed(table: str) -> str:
    """Return the test that a row may change as it is about to."""
    kept = [f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in REST[table]]
    return " AND ".join([there(table), *kept, *([SALTED] if table == "event" else [])])


# ---- SQLite ------------------------------------------------------------------------------------------------


def unless(table: str) -> str:
    return f"WHEN NOT ({_sqlite(allowed(table))})"


def _sqlite(test: str) -> str:
    return test.replace("IS NOT DISTINCT FROM", "IS")  # as SQLite before 3.39 says it


def sqlite() -> list[str]:
    """Return the triggers around erasures."""
    made = []
    for table, columns in FIXED.items():
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        made.append(
            f"CREATE TRIGGER {table}_erasable BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"WHEN ({changed}) AND NOT {there(table)} "
            f"BEGIN SELECT RAISE(ABORT, '{table} keeps what was written'); END"
        )
    made += [
        f"CREATE TRIGGER {table}_erased AFTER UPDATE {which}ON {table} BEGIN UPDATE erasure SET pending = NULL "
        f"WHERE {OF[table]} AND erasure.pending IS NOT NULL; END"
        for table, which in USED_UP.items()
    ]
    same = _sqlite(" AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in SAME))
    refuse = "BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END"
    made += [
        "CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure "
        f"WHEN NOT (OLD.pending IS NOT NULL AND NEW.pending IS NULL AND {same}) {refuse}",
        f"CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure {refuse}",
        "CREATE TRIGGER erasure_no_replace BEFORE INSERT ON erasure "
        f"WHEN EXISTS (SELECT 1 FROM erasure WHERE id = NEW.id) {refuse}",
    ]
    return made


# ---- PostgreSQL --------------------------------------------------------------------------------------------


def function(table: str) -> str:
    """Return the function that lets a row change only where there is leave."""
    return f"claimtrack_erase_{table}"


def postgresql_functions() -> Iterator[str]:
    """Yield the functions behind the triggers."""
    for table in OF:
        test = allowed(table) if table in REST else there(table)
        said = "is append-only" if table in REST else "keeps what was written"
        yield _function(table, f"IF {test} THEN RETURN NEW; END IF; {_refuse(said)}")
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in SAME)
    used = f"OLD.pending IS NOT NULL AND NEW.pending IS NULL AND {same}"
    yield _function("erasure", f"IF {used} THEN RETURN NEW; END IF; {_refuse('is append-only')}")
    for table in USED_UP:
        use = f"UPDATE erasure SET pending = NULL WHERE {OF[table]} AND erasure.pending IS NOT NULL"
        yield _function(f"{table}_done", f"{use}; RETURN NULL;")


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {function(name)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _refuse(said: str) -> str:
    return f"RAISE EXCEPTION '%% {said}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';"


def postgresql() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the triggers around erasures: table, name, when, for what, and the function."""
    for table, columns in FIXED.items():
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        each = f"FOR EACH ROW WHEN ({changed})"
        yield table, f"{table}_erasable", f"BEFORE UPDATE OF {', '.join(columns)}", each, function(table)
    for table, which in USED_UP.items():
        yield table, f"{table}_erased", f"AFTER UPDATE {which}".rstrip(), "FOR EACH ROW", function(f"{table}_done")
    yield "erasure", "erasure_no_update", "BEFORE UPDATE", "FOR EACH ROW", function("erasure")
    yield "erasure", "erasure_no_delete", "BEFORE DELETE", "FOR EACH ROW", "claimtrack_refuse"
    yield "erasure", "erasure_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_refuse"

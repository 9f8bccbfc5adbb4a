"""What the two engines say differently: guards that keep history append-only, and what was written as it was."""

from sqlalchemy import Connection

APPEND_ONLY = ("event", "source_rating")
FIXED = {
    "appearance": ("claim_id", "n", "identity", "source_id", "document_id", "quote", "span_start", "span_end", "url"),
    "document": ("key", "sha256"),
    "claim": ("key", "recorded_at", "source_id"),
    "evidence": ("claim_id", "n", "stance", "url", "document_id", "quote", "note", "circular", "actor", "recorded_at"),
}
"""Columns that never change once written, by table; their rows are never deleted."""

TEXT_REWRITTEN = "OLD.text IS NOT NULL AND NEW.text IS NOT NULL AND NEW.text <> OLD.text"
"""The text of a document may be filled in (known only by its hash before) or erased, never rewritten."""

PRIMARY_KEY = {"event": ("claim_id", "seq"), "source_rating": ("source_id", "seq")}


def install_guards(connection: Connection) -> None:
    """Make the database itself refuse to rewrite history; safe to run again, and run after every migration."""
    statements = sqlite_guards() if connection.dialect.name == "sqlite" else postgresql_guards()
    for statement in statements:
        connection.exec_driver_sql(statement)


def sqlite_guards() -> list[str]:
    """Return the triggers for SQLite.

    The guard before INSERT is there because INSERT OR REPLACE deletes the old row without firing DELETE triggers
    unless recursive_triggers is on.
    """
    made = []
    for table in APPEND_ONLY:
        same = " AND ".join(f"{column} = NEW.{column}" for column in PRIMARY_KEY[table])
        refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse}; END",
        ]
    for table, columns in FIXED.items():
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        made.append(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{table} keeps what was written'); END"
        )
        made.append(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} keeps what was written'); END"
        )
    made.append(
        f"CREATE TRIGGER document_text_fixed BEFORE UPDATE OF text ON document WHEN {TEXT_REWRITTEN} "
        "BEGIN SELECT RAISE(ABORT, 'document keeps what was written'); END"
    )
    names = [statement.split()[2] for statement in made]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names] + made


def postgresql_guards() -> list[str]:
    """Return the triggers for PostgreSQL; ENABLE ALWAYS keeps them on for replication roles too."""
    made = [
        "CREATE OR REPLACE FUNCTION claimtrack_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE OR REPLACE FUNCTION claimtrack_keep() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$",
    ]
    for table in APPEND_ONLY:
        made += _always(table, f"{table}_append_only", "BEFORE UPDATE OR DELETE", "FOR EACH ROW", "claimtrack_refuse")
        made += _always(table, f"{table}_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_refuse")
    for table, columns in FIXED.items():
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        each = f"FOR EACH ROW WHEN ({changed})"
        made += _always(table, f"{table}_fixed", f"BEFORE UPDATE OF {', '.join(columns)}", each, "claimtrack_keep")
        made += _always(table, f"{table}_no_delete", "BEFORE DELETE", "FOR EACH ROW", "claimtrack_keep")
        made += _always(table, f"{table}_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_keep")
    each = f"FOR EACH ROW WHEN ({TEXT_REWRITTEN})"
    return made + _always("document", "document_text_fixed", "BEFORE UPDATE OF text", each, "claimtrack_keep")


def _always(table: str, name: str, event: str, each: str, function: str) -> list[str]:
    return [
        f"CREATE OR REPLACE TRIGGER {name} {event} ON {table} {each} EXECUTE FUNCTION {function}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]

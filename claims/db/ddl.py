"""What the two engines say differently: guards that keep history append-only, and what was written as it was."""

from collections.abc import Iterable

from sqlalchemy import Connection

from claims.db import leave, places

APPEND_ONLY = ("event", "source_rating")
SEALED = (*APPEND_ONLY, "seal")
"""The same since there are seals."""
FIXED = {
    "appearance": ("claim_id", "n", "source_id", "document_id", "span_start", "span_end"),
    "document": ("key", "sha256"),
    "claim": ("key", "recorded_at", "source_id"),
    "evidence": ("claim_id", "n", "stance", "document_id", "circular", "recorded_at"),
}
"""Columns that never change once written, by table; their rows are never deleted."""

TEXT_REWRITTEN = "OLD.text IS NOT NULL AND NEW.text IS NOT NULL AND NEW.text <> OLD.text"
"""The text of a document may be filled in (known only by its hash before) or erased, never rewritten."""

REWORDED = "NEW.statement <> OLD.statement"
FORGET_MEANING = "DELETE FROM embedding WHERE claim_id = NEW.id"
"""Words can be guessed from a vector of them: when a claim says something else, or was erased, it has none."""

PRIMARY_KEY = {"event": ("claim_id", "seq"), "source_rating": ("source_id", "seq"), "seal": ("size",)}


def install_guards(connection: Connection) -> None:
    """Make the database itself refuse to rewrite history; safe to run again, and run after every migration."""
    erasable, sealed, embedded = (
        connection.dialect.has_table(connection, table) for table in ("erasure", "seal", "embedding")
    )
    guards = sqlite_guards if connection.dialect.name == "sqlite" else postgresql_guards
    for statement in guards(erasable=erasable, sealed=sealed, embedded=embedded):
        connection.exec_driver_sql(statement)


def fixed(*, erasable: bool) -> dict[str, tuple[str, ...]]:
    """Return the columns that never change, by table: before there were erasures, those too that can be erased."""
    return FIXED if erasable else {table: (*FIXED[table], *leave.FIXED.get(table, ())) for table in FIXED}


def sqlite_guards(*, erasable: bool = True, sealed: bool = True, embedded: bool = True) -> list[str]:
    """Return the triggers for SQLite.

    The guard before INSERT is there because INSERT OR REPLACE deletes the old row without firing DELETE triggers
    unless recursive_triggers is on.
    """
    made = (leave.sqlite() if erasable else []) + (places.sqlite() if sealed else [])
    for table in SEALED if sealed else APPEND_ONLY:
        same = " AND ".join(f"{column} = NEW.{column}" for column in PRIMARY_KEY[table])
        refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"{leave.unless(table) if erasable and table in leave.REST else ''} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse}; END",
        ]
    for table, columns in fixed(erasable=erasable).items():
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        made.append(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{table} keeps what was written'); END"
        )
        made.append(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} keeps what was written'); END"
        )
    left = f" AND NOT {leave.there('document')}" if erasable else ""
    made.append(
        f"CREATE TRIGGER document_text_fixed BEFORE UPDATE OF text ON document WHEN {TEXT_REWRITTEN}{left} "
        "BEGIN SELECT RAISE(ABORT, 'document keeps what was written'); END"
    )
    if embedded:
        made.append(
            f"CREATE TRIGGER claim_reworded AFTER UPDATE OF statement ON claim WHEN {REWORDED} "
            f"BEGIN {FORGET_MEANING}; END"
        )
    names = [statement.split()[2] for statement in made]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names] + made


def postgresql_guards(*, erasable: bool = True, sealed: bool = True, embedded: bool = True) -> list[str]:
    """Return the triggers for PostgreSQL; ENABLE ALWAYS keeps them on for replication roles too."""
    made = [
        "CREATE OR REPLACE FUNCTION claimtrack_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE OR REPLACE FUNCTION claimtrack_keep() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$",
        *(leave.postgresql_functions() if erasable else ()),
        *(places.postgresql_functions() if sealed else ()),
    ]
    for table in SEALED if sealed else APPEND_ONLY:
        update = leave.function(table) if erasable and table in leave.REST else "claimtrack_refuse"
        made += always(table, f"{table}_no_update", "BEFORE UPDATE", "FOR EACH ROW", update)
        made += always(table, f"{table}_append_only", "BEFORE DELETE", "FOR EACH ROW", "claimtrack_refuse")
        made += always(table, f"{table}_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_refuse")
    for table, columns in fixed(erasable=erasable).items():
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        each = f"FOR EACH ROW WHEN ({changed})"
        made += always(table, f"{table}_fixed", f"BEFORE UPDATE OF {', '.join(columns)}", each, "claimtrack_keep")
        made += always(table, f"{table}_no_delete", "BEFORE DELETE", "FOR EACH ROW", "claimtrack_keep")
        made += always(table, f"{table}_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_keep")
    each = f"FOR EACH ROW WHEN ({TEXT_REWRITTEN})"
    refuse = leave.function("document") if erasable else "claimtrack_keep"
    made += always("document", "document_text_fixed", "BEFORE UPDATE OF text", each, refuse)
    if embedded:
        made.append(
            "CREATE OR REPLACE FUNCTION claimtrack_forget_meaning() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {FORGET_MEANING}; RETURN NULL; END $$"
        )
        each = f"FOR EACH ROW WHEN ({REWORDED})"
        made += always("claim", "claim_reworded", "AFTER UPDATE OF statement", each, "claimtrack_forget_meaning")
    special = [*(leave.postgresql() if erasable else ()), *(places.postgresql() if sealed else ())]
    return made + [trigger for each in special for trigger in always(*each)]


def always(table: str, name: str, event: str, each: str, function: str) -> Iterable[str]:
    return [
        f"CREATE OR REPLACE TRIGGER {name} {event} ON {table} {each} EXECUTE FUNCTION {function}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]

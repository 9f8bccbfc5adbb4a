"""The one change there is of the hashes of events: they get a place in the tree, once."""

from collections.abc import Iterator

PLACED = "OLD.first IS NULL AND NEW.first IS NOT NULL AND NEW.id = OLD.id AND NEW.hashes = OLD.hashes"
FUNCTION = "claimtrack_place"


def sqlite() -> list[str]:
    """Return the triggers around the hashes of events."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END"
    return [
        f"CREATE TRIGGER leaf_no_update BEFORE UPDATE ON leaf WHEN NOT ({PLACED}) {refuse}",
        f"CREATE TRIGGER leaf_no_delete BEFORE DELETE ON leaf {refuse}",
        "CREATE TRIGGER leaf_no_replace BEFORE INSERT ON leaf "
        f"WHEN EXISTS (SELECT 1 FROM leaf WHERE id = NEW.id) {refuse}",
    ]


def postgresql_functions() -> Iterator[str]:
    """Yield the functions behind the triggers."""
    yield (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {PLACED} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )


def postgresql() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the triggers around the hashes of events: table, name, when, for what, and the function."""
    yield "leaf", "leaf_no_update", "BEFORE UPDATE", "FOR EACH ROW", FUNCTION
    yield "leaf", "leaf_no_delete", "BEFORE DELETE", "FOR EACH ROW", "claimtrack_refuse"
    yield "leaf", "leaf_no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "claimtrack_refuse"

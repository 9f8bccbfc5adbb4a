"""Whether the database still refuses what it should: each trigger is there, at work, and reads as it should."""

from sqlalchemy import Connection, text

from claims.db import ddl


def missing(connection: Connection) -> set[str]:
    """Return the triggers that are missing, switched off or changed."""
    if connection.dialect.name == "sqlite":
        kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        there = {str(name): str(statement) for name, statement in kept}
        should = {each.split()[2]: each for each in ddl.sqlite_guards() if each.startswith("CREATE TRIGGER")}
        return {name for name, statement in should.items() if there.get(name) != statement}
    enabled = text(
        "SELECT tgname, proname || '()', prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE tgenabled = 'A' AND pg_table_is_visible(tgrelid)"
    )
    armed = {str(name): (str(does), str(body)) for name, does, body in connection.execute(enabled)}
    return {name for name, does in _postgresql().items() if armed.get(name) != does}


def _postgresql() -> dict[str, tuple[str, str]]:
    """Return the function of each trigger, and what it does, as the server should have them."""
    made = [each.replace("%%", "%") for each in ddl.postgresql_guards()]
    bodies = {each.split()[4]: each.split("$$")[1] for each in made if each.startswith("CREATE OR REPLACE FUNCTION")}
    triggers = [each.split() for each in made if each.startswith("CREATE OR REPLACE TRIGGER")]
    return {words[4]: (words[-1], bodies[words[-1]]) for words in triggers}

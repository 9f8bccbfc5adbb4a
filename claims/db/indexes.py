"""Indexes: which of those that questions are quick by are missing, as when another program dropped them."""

from sqlalchemy import Connection, Index, inspect


def missing(connection: Connection) -> list[Index]:
    """Return the indexes that the schema has and the database lacks, by name."""
    from claims.models import metadata

    there = {str(each["name"]) for table in inspect(connection).get_multi_indexes().values() for each in table}
    return sorted(
        (each for table in metadata.tables.values() for each in table.indexes if each.name not in there),
        key=lambda each: str(each.name),
    )


def make_missing(connection: Connection) -> None:
    """Make the indexes that are missing."""
    for each in missing(connection):
        each.create(connection)

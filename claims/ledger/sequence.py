"""The order of rows: it is the order claims were recorded in, or else that is noted.

The search index of SQLite holds claims by row, and pages of what it finds are in the order they were recorded in.
"""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection

MIXED = "INSERT INTO setting (name, value) VALUES ('claims_are_mixed', 'yes') ON CONFLICT (name) DO NOTHING"


def follow(connection: Connection, times: Sequence[int]) -> None:
    """Note where claims about to be written, recorded at these times, do not come after those that are there."""
    if connection.dialect.name != "sqlite" or not times:
        return
    last = connection.exec_driver_sql("SELECT recorded_at FROM claim ORDER BY id DESC LIMIT 1").scalar()
    if (last is not None and times[0] < last) or any(first > second for first, second in pairwise(times)):
        connection.exec_driver_sql(MIXED)

"""Keeping spells: each event ends some and begins others, in the same transaction as its claim's columns change."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.spells import FOREVER, Held, Spell, Turn, What
from claims.db import bulk
from claims.models import spell

COLUMNS = ("what", "word", "claim_at", "claim_id", "since", "until")
_LASTING = "what = {} AND word = {} AND claim_at = {} AND claim_id = {} AND until = {}"
_MOMENT = f"DELETE FROM spell WHERE {_LASTING} AND since = {{}}"  # begun and ended at once: it never was
_END = f"UPDATE spell SET until = {{}} WHERE {_LASTING}"
_WAS = (
    "INSERT INTO spell (what, word, claim_at, claim_id, since, until) VALUES ({}, {}, {}, {}, {}, {}) "
    "ON CONFLICT (what, word, claim_at, claim_id, since) DO UPDATE SET until = excluded.until"
)

Turned = tuple[int, int, Turn, int]
"""The row of a claim, when it was recorded, what turned, and when."""


def keep(connection: Connection, turned: Iterable[Turned]) -> None:
    """Keep what events ended and began: one event of each claim at most."""
    listed = [each for each in turned if each[2] != Turn()]
    ended = [(*_mine(held, at, row), FOREVER, now) for row, at, turn, now in listed for held in turn.ended]
    was = [(*_mine(held, at, row), at, now) for row, at, turn, now in listed for held in turn.was]
    begun = [(*_mine(held, at, row), now, FOREVER) for row, at, turn, now in listed for held in turn.begun]
    _many(connection, _MOMENT, ended)
    _many(connection, _END, [(each[-1], *each[:-1]) for each in ended])
    _many(connection, _WAS, was)
    bulk.insert(connection, spell, COLUMNS, begun)


def restore(connection: Connection, found: Iterable[tuple[int, int, Sequence[Spell]]]) -> None:
    """Write the spells of claims, each with its row and when it was recorded."""
    rows = [(s.what.value, s.word, at, row, s.since, s.until) for row, at, spells in found for s in spells]
    bulk.insert(connection, spell, COLUMNS, rows)


def forget(connection: Connection, row_id: int) -> None:
    """Take the spells of a claim away, to be written anew."""
    _many(connection, "DELETE FROM spell WHERE claim_id = {}", [(row_id,)])


def tagged(tags: Iterable[str]) -> Turn:
    """Return the turn of a claim that comes with tags."""
    return Turn(begun=frozenset((What.TAG, tag) for tag in tags))


def _mine(held: Held, at: int, row_id: int) -> tuple[str, str, int, int]:
    return held[0].value, held[1], at, row_id


def _many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        mark = MARKS[connection.dialect.name]
        connection.exec_driver_sql(statement.replace("{}", mark), list(rows))


MARKS: Mapping[str, str] = {"sqlite": "?", "postgresql": "%s"}

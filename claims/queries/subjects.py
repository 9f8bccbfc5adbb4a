"""Subjects: found by any of their names, listed by name, with the claims that name them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.events import State
from claims.core.named import named
from claims.core.status import Status
from claims.core.subject import subject_key
from claims.core.when import moment
from claims.db import direct
from claims.errors import NotFound
from claims.queries.filters import Filter, reworded, rewordings
from claims.queries.roads import Arm, Road
from claims.queries.sql import Sql, among, both, either, found
from claims.records import Naming, Subject, SubjectPage

SIMILAR = 10
_SHOWN = "NOT c.withdrawn AND c.merged_into IS NULL"
_NAMED = (
    "(SELECT 1 FROM mention m JOIN claim c ON c.id = m.claim_id "
    f"WHERE m.subject_id = s.id AND {_SHOWN} LIMIT 1) IS NOT NULL"
)
_SUBJECT = (
    "SELECT s.id, s.name, s.name_key, s.sure, s.head_id, s.recorded_at, b.actor FROM subject s "
    "LEFT JOIN batch b ON b.id = s.batch_id"
)
_MEMBERS = direct.About("SELECT id, name, name_key, sure, head_id FROM subject WHERE head_id {ids}")
_COUNTS = direct.About(
    "SELECT coalesce(s.head_id, s.id) AS head, c.status, count(DISTINCT c.id) AS claims FROM mention m "
    "JOIN subject s ON s.id = m.subject_id JOIN claim c ON c.id = m.claim_id "
    f"WHERE m.subject_id {{ids}} AND {_SHOWN} GROUP BY 1, 2"
)
_NAMINGS = direct.About(
    "SELECT n.*, s.name, a.name AS alias, b.key AS batch FROM naming n JOIN subject s ON s.id = n.name_id "
    "JOIN subject a ON a.id = n.alias_id LEFT JOIN batch b ON b.id = n.batch_id WHERE n.name_id {ids} "
    "ORDER BY n.recorded_at"
)


def by_subject(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims that name one of these subjects, by any name it goes by."""
    rows = group(connection, given)
    keys = {row.name_key for row in rows} | {subject_key(name) for name in given}
    named_ = both(among("m.subject_id", [row.id for row in rows]), Sql("m.claim_at = c.recorded_at"))
    now = found(Sql(f"SELECT 1 FROM mention m WHERE {named_.text} AND m.claim_id = c.id", named_.given))

    def fits(state: State) -> bool:
        return not keys.isdisjoint(key for key, *_ in named(state.statement, state.subject))

    def road(stamp: int | None) -> Road:
        arms = [Arm("mention m", "m.claim_id", Sql("m.subject_id = ?", (row.id,)), "m.claim_at") for row in rows]
        return Road((*arms, *rewordings(stamp)))

    return Filter(now, lambda at: either(now, reworded(at)), road, fits)


def group(connection: Connection, names: Iterable[str]) -> list[Any]:
    """Return all names of the subjects that have one of these names."""
    keys = [key for name in names if (key := subject_key(name))]
    wanted = among("s.name_key", keys)
    rows = direct.rows(connection, f"{_SUBJECT} WHERE {wanted.text}", wanted.given)
    together = _MEMBERS(connection, [row.head_id for row in rows if row.head_id is not None])
    return list({row.id: row for row in (*rows, *together)}.values())


def one(connection: Connection, name: str) -> Subject:
    """Return a subject by any of its names, with what was decided about them; raises NotFound."""
    rows = [row for row in group(connection, [name]) if row.sure]
    if not rows:
        raise NotFound("subject", name, "`claims subjects list` shows them")
    head = rows[0].head_id or rows[0].id
    (row,) = direct.rows(connection, f"{_SUBJECT} WHERE s.id = ?", (head,))
    (told,) = _told(connection, [row])
    ids = [each.id for each in rows]
    decided = {(each.name_id, each.alias_id, each.recorded_at): each for each in _NAMINGS(connection, ids)}
    namings = tuple(
        Naming(
            each.name, each.alias, bool(each.together), moment(each.recorded_at), each.actor, each.reason, each.batch
        )
        for each in decided.values()
    )  # fmt: skip
    return Subject(
        told.name, told.aliases, told.claims, told.statuses, told.recorded_at, told.added_by, namings,
        _similar(connection, row.name_key, {each.name_key for each in rows}),
    )  # fmt: skip


def _similar(connection: Connection, key: str, own: set[str]) -> tuple[str, ...]:
    """Return further names that begin with all of a name: whether they mean the same is for a person to say."""
    query = (
        "SELECT s.name, s.name_key FROM subject s WHERE s.name_key > ? AND s.name_key < ? "
        f"AND s.head_id IS NULL AND s.sure AND {_NAMED} ORDER BY s.name_key LIMIT {SIMILAR}"
    )
    rows = direct.rows(connection, query, (f"{key} ", f"{key}!"))
    return tuple(row.name for row in rows if row.name_key.startswith(f"{key} ") and row.name_key not in own)


def subjects(connection: Connection, text: str | None, limit: int, after: str | None) -> SubjectPage:
    """Return subjects by name, those with `text` in one of their names where given."""
    where = both(
        Sql(f"(s.head_id = s.id OR (s.head_id IS NULL AND s.sure AND {_NAMED}))"),
        *([Sql("s.name_key > ?", (subject_key(after),))] if after else []),
        *([_with(text)] if text else []),
    )
    query = f"{_SUBJECT} WHERE {where.text} ORDER BY s.name_key LIMIT {limit + 1}"
    rows = direct.rows(connection, query, where.given)
    return SubjectPage(_told(connection, rows[:limit]), rows[limit - 1].name if len(rows) > limit else None)


def _with(text: str) -> Sql:
    """A name, or one of those that go with it, has a text in it."""
    part = f"%{_escaped(subject_key(text) or text)}%"
    has = "LIKE ? ESCAPE '!'"
    alias = f"SELECT 1 FROM subject a WHERE a.head_id = s.id AND a.name_key {has}"
    return Sql(f"(s.name_key {has} OR ({alias} LIMIT 1) IS NOT NULL)", (part, part))


def _escaped(text: str) -> str:
    for each in "!%_":
        text = text.replace(each, f"!{each}")
    return text


def _told(connection: Connection, rows: Sequence[Any]) -> tuple[Subject, ...]:
    """Return the subjects that go by the names in some rows."""
    ids = [row.id for row in rows]
    members: defaultdict[int, list[Any]] = defaultdict(list)
    for each in _MEMBERS(connection, ids):
        if each.id != each.head_id:
            members[each.head_id].append(each)
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for each in _COUNTS(connection, [*ids, *(each.id for some in members.values() for each in some)]):
        counts[each.head][each.status] = each.claims
    return tuple(
        Subject(
            row.name, tuple(each.name for each in sorted(members[row.id], key=lambda each: each.name_key)),
            sum(number for status, number in counts[row.id].items() if status != Status.REJECTED), counts[row.id],
            moment(row.recorded_at), row.actor,
        )
        for row in rows
    )  # fmt: skip

"""Filters: each as a condition on a claim's row, as a check of what it was, and as a road to the claims that pass."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from claims.core import ranges
from claims.core.events import State
from claims.core.source import name_key
from claims.core.spells import FOREVER, What, sure
from claims.core.status import Status
from claims.core.vocabulary import DRIFTED, Kind
from claims.core.when import parse_date
from claims.db import direct
from claims.errors import UnknownChoice
from claims.queries.past import Past
from claims.queries.roads import Arm, Road
from claims.queries.sql import NEVER, Sql, among, both, either, found

FEW = 2000
"""Claims up to which a road that is not in order is sorted; with more, they are met often enough on another."""


Look = Callable[[Connection, Sequence[int], Mapping[int, Past], int | None], set[int]]
"""Chooses among claims by what no condition on their rows can say; it is told what those were that changed since."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    `now` is the condition on the row of a claim, here called `c`. As of a time, `then` is the condition on claims
    that have changed since: it lets all pass that passed then, and maybe others, which `fits` tells by the state
    the claim was in, or where that does not say it, `told`, which chooses among several by what they were. `road`
    leads to the claims, now or as of a time. Where there is a `look`, the conditions may let claims pass wrongly,
    and it decides.
    """

    now: Sql
    then: Callable[[int], Sql]
    road: Callable[[int | None], Road | None]
    fits: Callable[[State], bool] | None = None
    told: Callable[[Connection, Mapping[int, Past]], set[int]] | None = None
    look: Look | None = None


def listed(given: str | Sequence[str] | None) -> list[str]:
    """Return one or several words as a list."""
    return [] if given is None else [given] if isinstance(given, str) else list(given)


def chosen(
    connection: Connection, *, status: str | Sequence[str] | None = None, source: str | Sequence[str] | None = None,
    kind: str | Sequence[str] | None = None, text: str | None = None, confidence: str | None = None,
    amount: str | None = None, tag: str | Sequence[str] | None = None, section: str | Sequence[str] | None = None,
    due_before: str | date | None = None, reviewed: bool | None = None, drift: str | Sequence[str] | None = None,
    subject: str | Sequence[str] | None = None, origins: str | None = None,
) -> list[Filter]:  # fmt: skip
    """Return the filters a reader asks for; raises InvalidValue, UnknownChoice."""
    from claims.queries.stated import by_amount, by_text
    from claims.queries.subjects import by_subject
    from claims.queries.voices import by_origins

    words_of: tuple[tuple[str | Sequence[str] | None, Callable[[Connection, Sequence[str]], Filter]], ...] = (
        (status, by_status), (source, by_source), (kind, by_kind), (tag, by_tag), (section, by_section),
        (drift, by_drift), (subject, by_subject),
    )  # fmt: skip
    filters = [make(connection, listed(given)) for given, make in words_of if given]
    filters += [by_text(connection, text)] if text is not None else []
    filters += [by_confidence(connection, confidence)] if confidence is not None else []
    filters += [by_amount(connection, amount)] if amount is not None else []
    filters += [by_origins(connection, origins)] if origins is not None else []
    filters += [by_due(connection, due_before)] if due_before is not None else []
    return filters + ([by_reviewed(connection, reviewed)] if reviewed is not None else [])


# ---- what was found of a claim -----------------------------------------------------------------------------


def by_status(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims with one of these statuses; raises UnknownChoice."""
    _check("status", given, Status)

    def road(stamp: int | None) -> Road:
        still = [_still(connection, "status", word) for word in given if stamp is None or word == Status.UNVERIFIED]
        return Road((*still, *(spells(What.STATUS, word, stamp) for word in given if stamp is not None)))

    was = among("e.status", given)
    return Filter(among("c.status", given), lambda at: _was(was, at), road, lambda state: state.status in given)


def by_confidence(connection: Connection, given: str) -> Filter:
    """Claims whose confidence is in a range such as `>=60`, `60..80` or `unknown`."""
    range_ = ranges.confidence(given)
    admitted = [each for each in (*range(101), None) if range_.admit(each, each)]
    now, was = _between("c.confidence", admitted), _between("e.confidence", admitted)

    def road(stamp: int | None) -> Road:
        arms = [Arm(claims(connection, "ix_claim_confidence"), "c.id", now, few=FEW, guessed=True)]
        if stamp is not None and admitted:
            ends = (sure(admitted[0]), sure(admitted[-1]))
            said = Sql("p.what = ? AND p.word BETWEEN ? AND ?", (What.CONFIDENCE.value, *ends))
            arms.append(Arm("spell p", "p.claim_id", both(said, Sql("p.until > ?", (stamp,))), "p.claim_at", few=FEW))
        return Road(tuple(arms))

    return Filter(now, lambda at: _was(was, at), road, lambda state: range_.admit(state.confidence, state.confidence))


def by_reviewed(connection: Connection, reviewed: bool) -> Filter:
    """Claims a person has set a status for, or has not."""
    now = Sql("c.reviewed" if reviewed else "NOT c.reviewed")

    def then(stamp: int) -> Sql:
        was = spelled(What.REVIEWED, "", stamp)
        return was if reviewed else was.negated()

    return Filter(
        now,
        then,
        lambda at: Road((spells(What.REVIEWED, "", at),)) if reviewed else None,
        lambda state: state.reviewed == reviewed,
    )


def by_tag(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims that have one of these tags."""
    tags = list(dict.fromkeys(" ".join(tag.split()).casefold() for tag in given))
    said = among("t.tag", tags)
    return Filter(
        found(Sql(f"SELECT 1 FROM claim_tag t WHERE t.claim_id = c.id AND {said.text}", said.given)),
        lambda at: either(*(spelled(What.TAG, tag, at) for tag in tags)),
        lambda at: Road(tuple(spells(What.TAG, tag, at) for tag in tags)),
        lambda state: bool(state.tags & set(tags)),
    )


# ---- what a claim says -------------------------------------------------------------------------------------


def by_kind(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims of one of these kinds; raises UnknownChoice."""
    _check("kind", given, Kind)
    now = among("c.kind", given)
    arms = [_still(connection, "kind", word) for word in given]
    return Filter(
        now,
        lambda at: either(now, reworded(at)),
        lambda at: Road((*arms, *rewordings(at))),
        lambda state: state.kind in given,
    )


def by_due(connection: Connection, before: str | date) -> Filter:
    """Forecasts that fall due before a day."""
    day = parse_date(before, what="due date").isoformat()
    now = Sql("c.due < ?", (day,))
    arm = Arm(claims(connection, "ix_claim_due"), "c.id", now, few=FEW, guessed=True)
    return Filter(
        now,
        lambda at: either(now, reworded(at)),
        lambda at: Road((arm, *rewordings(at))),
        lambda state: state.due is not None and state.due < day,
    )


def reworded(stamp: int) -> Sql:
    """The claim was put in other words then, or was of another kind, or due another day."""
    return spelled(What.WORDING, "", stamp)


def rewordings(stamp: int | None) -> list[Arm]:
    """Return the road to the claims that were reworded since a time, if one is given."""
    return [] if stamp is None else [spells(What.WORDING, "", stamp)]


# ---- where a claim stands ----------------------------------------------------------------------------------


def by_source(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims that appear in one of these sources, by name or key."""
    known, keys = among("name_key", [name_key(name) for name in given]), among("key", [g.upper() for g in given])
    wanted = either(known, keys)
    rows = direct.rows(connection, f"SELECT id FROM source WHERE {wanted.text}", wanted.given)
    return _by_place("a.source_id", [row.id for row in rows])


def by_section(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims that stand under one of these headings."""
    return _by_place("a.section", list(dict.fromkeys(given)))


def _by_place(column: str, values: Sequence[Any]) -> Filter:
    ever = both(among(column, values), Sql("a.claim_at = c.recorded_at AND a.claim_id = c.id"))
    there = Sql(f"SELECT 1 FROM appearance a WHERE {ever.text}", ever.given)

    def then(stamp: int) -> Sql:
        return found(Sql(f"{there.text} AND a.recorded_at <= ?", (*there.given, stamp)))

    places = direct.About(f"SELECT a.claim_id, a.n, {column} AS place FROM appearance a WHERE a.claim_id {{ids}}")

    def told(connection: Connection, pasts: Mapping[int, Past]) -> set[int]:
        rows = (row for row in places(connection, list(pasts)) if row.place in values)
        return {row.claim_id for row in rows if row.n in pasts[row.claim_id].state.appearances}

    def road(stamp: int | None) -> Road:
        stands = Sql("NOT a.withdrawn") if stamp is None else Sql("a.recorded_at <= ?", (stamp,))
        wheres = [both(Sql(f"{column} = ?", (value,)), stands) for value in values]
        return Road(tuple(Arm("appearance a", "a.claim_id", where, "a.claim_at") for where in wheres))

    return Filter(found(Sql(f"{there.text} AND NOT a.withdrawn", there.given)), then, road, told=told)


def by_drift(connection: Connection, given: Sequence[str]) -> Filter:
    """Claims of which a quote stands elsewhere now, reads otherwise or is gone; raises UnknownChoice."""
    _check("drift", given, DRIFTED)
    words = list(dict.fromkeys(given))
    said = both(among("a.drift", words), Sql("a.claim_at = c.recorded_at AND a.claim_id = c.id AND NOT a.withdrawn"))
    wheres = [Sql("a.drift = ? AND NOT a.withdrawn", (word,)) for word in words]
    now = Road(tuple(Arm("appearance a", "a.claim_id", where, "a.claim_at") for where in wheres))
    return Filter(
        found(Sql(f"SELECT 1 FROM appearance a WHERE {said.text}", said.given)),
        lambda at: either(*(spelled(What.DRIFT, word, at) for word in words)),
        lambda at: now if at is None else Road(tuple(spells(What.DRIFT, word, at) for word in words)),
        lambda state: any(told["to"] in words and n in state.appearances for n, told in state.drift.items()),
    )


# ---- pieces ------------------------------------------------------------------------------------------------


def claims(connection: Connection, index: str) -> str:
    """Return the table of claims as it is read: on SQLite, which does not know how many there are, by an index."""
    return f"claim c INDEXED BY {index}" if connection.dialect.name == "sqlite" else "claim c"


def spelled(what: What, word: str, stamp: int) -> Sql:
    """The claim was that at a time."""
    return found(
        Sql(
            "SELECT 1 FROM spell s WHERE s.what = ? AND s.word = ? AND s.claim_at = c.recorded_at "
            "AND s.claim_id = c.id AND s.since <= ? AND s.until > ?",
            (what.value, word, stamp, stamp),
        )
    )


def within(range_: ranges.Bounds, low: str, high: str | None = None) -> Sql:
    """A number, or a part of what lies between two, is in a range."""
    if range_.unknown:
        return Sql(f"{low} IS NULL")
    parts = [Sql(f"{low} IS NOT NULL")] if high is None else []
    if range_.low is not None:
        parts.append(Sql(f"{high or low} >{'=' if range_.low_included else ''} ?", (float(range_.low),)))
    if range_.high is not None:
        parts.append(Sql(f"{low} <{'=' if range_.high_included else ''} ?", (float(range_.high),)))
    return both(*parts)


def _between(column: str, admitted: Sequence[int | None]) -> Sql:
    """A confidence is one of some that follow each other. As whole numbers: others no server looks up in an index."""
    if not admitted:
        return NEVER
    if admitted[0] is None:
        return Sql(f"{column} IS NULL")
    return Sql(f"{column} BETWEEN ? AND ?", (admitted[0], admitted[-1]))


def _check(what: str, given: Sequence[str], words: Iterable[str]) -> None:
    for word in given:
        if word not in set(words):
            raise UnknownChoice(what, word, words)


def _still(connection: Connection, column: str, word: str) -> Arm:
    return Arm(claims(connection, f"ix_claim_{column}"), "c.id", Sql(f"c.{column} = ?", (word,)), "c.recorded_at")


def spells(what: What, word: str, stamp: int | None) -> Arm:
    """Return the road to claims that are something, or were it at a time."""
    lasts = Sql("p.until = ?", (FOREVER,)) if stamp is None else Sql("p.since <= ? AND p.until > ?", (stamp, stamp))
    said = Sql("p.what = ? AND p.word = ?", (what.value, word))
    return Arm("spell p", "p.claim_id", both(said, lasts), "p.claim_at")


def _was(condition: Sql, stamp: int) -> Sql:
    """What the last event until a time left, called `e`, was so."""
    return Sql(
        f"(SELECT {condition.text} FROM event e WHERE e.claim_id = c.id AND e.recorded_at <= ? "
        "ORDER BY e.seq DESC LIMIT 1)",
        (*condition.given, stamp),
    )

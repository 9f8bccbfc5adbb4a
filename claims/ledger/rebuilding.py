"""What follows from the history: compared with it, and made anew from it.

The columns of a claim, its tags, its spells, what of it was withdrawn and the words it is found by all follow from
its events. Normally they are equal; a tool that writes past the ledger can part them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text, update

from claims.core.events import State, fold
from claims.core.named import named
from claims.core.spells import Spell, What, spells
from claims.core.statement import fingerprint
from claims.core.when import micros
from claims.db import migrate
from claims.db.bulk import tsvector
from claims.db.engine import Database
from claims.ledger import mentions, spelling
from claims.ledger.wording import found_by
from claims.models import appearance, claim, claim_tag, evidence, spell
from claims.queries.past import histories
from claims.records import Event

CHUNK = 500
FOLDED = (
    "statement", "kind", "subject", "due", "due_precision", "stands_alone", "status", "reviewed", "confidence",
    "confidence_by", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parted:
    """A claim, and what about it no longer says what its history says."""

    key: str
    columns: dict[str, Any]
    beside: frozenset[str]
    state: State
    events: Sequence[Event]
    terms: tuple[str, ...]

    @property
    def what(self) -> tuple[str, ...]:
        return (*sorted(self.columns), *sorted(self.beside))


def chunks(connection: Connection, newest: int | None = None) -> Iterator[list[int]]:
    """Yield the rows of all claims, or of the `newest` ones, some at a time."""
    query = select(claim.c.id).order_by(claim.c.id.desc()).limit(newest)
    ids = list(connection.execute(query).scalars())
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]


def parted(
    connection: Connection,
    ids: Sequence[int],
    *,
    wording: bool = True,
    told: Mapping[int, Sequence[Event]] | None = None,
) -> dict[int, Parted]:
    """Return those of the claims in these rows that do not say what their history says, or what is `told` of it.

    Without `wording`, what only follows from how they are worded is left out: it takes longer than all the rest.
    """
    rows = {row.id: row for row in connection.execute(select(claim).where(claim.c.id.in_(ids)))}
    keys = {row.merged_into for row in rows.values()} - {None}
    into = dict(connection.execute(select(claim.c.id, claim.c.key).where(claim.c.id.in_(keys))).all())
    beside, found = _beside(connection, ids, wording), {}
    for row_id, events in (histories(connection, ids) if told is None else told).items():
        state = fold((each.kind, each.payload, each.actor_kind) for each in events)
        columns = _columns(rows[row_id], state, events, into.get(rows[row_id].merged_into), wording)
        others = frozenset(beside.differing(row_id, state, events))
        if wording:
            others |= {*beside.differing_in_words(row_id, state, events)}
        if columns or others:
            terms = found_by(state.statement, beside.quotes(row_id, state))
            found[row_id] = Parted(rows[row_id].key, columns, others, state, events, tuple(terms))
    return found


def rebuild(connection: Connection, ids: Sequence[int]) -> list[Parted]:
    """Make what follows from the history of these claims anew where it differs; returns what did."""
    connection.execute(select(claim.c.id).where(claim.c.id.in_(ids)).with_for_update())
    wrong = parted(connection, ids)
    for row_id, each in wrong.items():
        if each.columns:
            connection.execute(update(claim).where(claim.c.id == row_id).values(_stored(connection, each.columns)))
        for what in each.beside:
            _MAKE[what](connection, row_id, each)
    return list(wrong.values())


def _columns(row: Row[Any], state: State, events: Sequence[Event], into: str | None, wording: bool) -> dict[str, Any]:
    """Return the columns that should hold something else, with what they should hold."""
    should: dict[str, Any] = {name: getattr(state, name) for name in FOLDED}
    if wording:
        should["fingerprint"] = fingerprint(state.statement, state.due)
    should["version"], should["changed_at"] = events[-1].seq, micros(events[-1].recorded_at)
    differing = {name: value for name, value in should.items() if getattr(row, name) != value}
    return differing | ({"merged_into": state.merged_into} if state.merged_into != into else {})


def _stored(connection: Connection, columns: dict[str, Any]) -> dict[str, Any]:
    """Return columns as the table holds them: other claims by row."""
    if (key := columns.get("merged_into")) is None:
        return columns
    return columns | {"merged_into": connection.execute(select(claim.c.id).where(claim.c.key == key)).scalar_one()}


# ---- what stands beside a claim ----------------------------------------------------------------------------


class _Beside:
    """What the other tables say of some claims, by row."""

    def __init__(self) -> None:
        self.tags: dict[int, set[str]] = {}
        self.spells: dict[int, set[tuple[int, Spell]]] = {}
        self.appearances: dict[int, dict[int, tuple[bool, str | None]]] = {}
        self.drift: dict[int, dict[int, str]] = {}
        self.evidence: dict[int, set[int]] = {}
        self.terms: dict[int, set[str]] = {}
        self.names: dict[int, set[tuple[str, str, int]]] = {}

    def quotes(self, row_id: int, state: State) -> list[str]:
        """Return the quotes of the appearances that count, in order."""
        mine = sorted(self.appearances.get(row_id, {}).items())
        return [quote or "" for n, (_, quote) in mine if n in state.appearances]

    def differing(self, row_id: int, state: State, events: Sequence[Event]) -> Iterator[str]:
        """Yield what does not say the same as the history."""
        at = micros(events[0].recorded_at)
        there = {n for n, (withdrawn, _) in self.appearances.get(row_id, {}).items() if not withdrawn}
        for what, kept, should in (
            ("tags", self.tags.get(row_id, set()), state.tags),
            ("spells", self.spells.get(row_id, set()), {(at, each) for each in _spells(events)}),
            ("appearances", there, state.appearances),
            ("drift", self.drift.get(row_id, {}), {n: told["to"] for n, told in state.drift.items()}),
            ("evidence", self.evidence.get(row_id, set()), state.evidence),
        ):
            if kept != should:
                yield what

    def differing_in_words(self, row_id: int, state: State, events: Sequence[Event]) -> Iterator[str]:
        """Yield what does not follow from the words of a claim."""
        at = micros(events[0].recorded_at)
        if self.names.get(row_id, set()) != {(*name[:2], at) for name in _names(state)}:
            yield "subjects"
        quotes, kept = self.quotes(row_id, state), self.terms.get(row_id, set())
        wanted = found_by(state.statement, [quote for quote in quotes if quote not in state.statement])
        if not set(wanted) <= kept <= set(found_by(state.statement, quotes)):
            yield "search words"


def _beside(connection: Connection, ids: Sequence[int], wording: bool) -> _Beside:
    found = _Beside()
    for row in connection.execute(select(claim_tag).where(claim_tag.c.claim_id.in_(ids))):
        found.tags.setdefault(row.claim_id, set()).add(row.tag)
    for row in connection.execute(select(spell).where(spell.c.claim_id.in_(ids))):
        kept = Spell(What(row.what), row.word, row.since, row.until)
        found.spells.setdefault(row.claim_id, set()).add((row.claim_at, kept))
    places = select(
        appearance.c.claim_id, appearance.c.n, appearance.c.withdrawn, appearance.c.quote, appearance.c.drift
    )
    for row in connection.execute(places.where(appearance.c.claim_id.in_(ids))):
        found.appearances.setdefault(row.claim_id, {})[row.n] = (row.withdrawn, row.quote)
        if row.drift is not None:
            found.drift.setdefault(row.claim_id, {})[row.n] = row.drift
    proofs = select(evidence.c.claim_id, evidence.c.n).where(evidence.c.claim_id.in_(ids), ~evidence.c.withdrawn)
    for row in connection.execute(proofs):
        found.evidence.setdefault(row.claim_id, set()).add(row.n)
    if not wording:
        return found
    found.names = mentions.of(connection, ids)
    if connection.dialect.name == "sqlite":
        words = text("SELECT rowid, terms FROM claim_search WHERE rowid BETWEEN :low AND :high")
    else:
        words = text(
            "SELECT claim_id, array_to_string(tsvector_to_array(terms), ' ') FROM claim_search "
            "WHERE claim_id BETWEEN :low AND :high"
        )
    for row_id, terms in connection.execute(words, {"low": min(ids), "high": max(ids)}):
        found.terms[row_id] = set(terms.split())
    return found


def _tags(connection: Connection, row_id: int, each: Parted) -> None:
    connection.execute(delete(claim_tag).where(claim_tag.c.claim_id == row_id))
    if each.state.tags:
        connection.execute(insert(claim_tag), [{"claim_id": row_id, "tag": tag} for tag in sorted(each.state.tags)])


def _names(state: State) -> mentions.Names:
    return named(state.statement, state.subject)


def _mentions(connection: Connection, row_id: int, each: Parted) -> None:
    mentions.renew(connection, row_id, micros(each.events[0].recorded_at), _names(each.state))


def _respell(connection: Connection, row_id: int, each: Parted) -> None:
    spelling.forget(connection, row_id)
    spelling.restore(connection, [(row_id, micros(each.events[0].recorded_at), _spells(each.events))])


def _spells(events: Sequence[Event]) -> list[Spell]:
    return spells((micros(each.recorded_at), each.kind, each.payload, each.actor_kind) for each in events)


def _appearances(connection: Connection, row_id: int, each: Parted) -> None:
    gone = appearance.c.n.not_in(each.state.appearances)
    connection.execute(update(appearance).where(appearance.c.claim_id == row_id).values(withdrawn=gone))


def _drift(connection: Connection, row_id: int, each: Parted) -> None:
    mine = appearance.c.claim_id == row_id
    connection.execute(update(appearance).where(mine).values(drift=None))
    for n, told in each.state.drift.items():
        connection.execute(update(appearance).where(mine, appearance.c.n == n).values(drift=told["to"]))


def _evidence(connection: Connection, row_id: int, each: Parted) -> None:
    gone = evidence.c.n.not_in(each.state.evidence)
    connection.execute(update(evidence).where(evidence.c.claim_id == row_id).values(withdrawn=gone))


def _search_words(connection: Connection, row_id: int, each: Parted) -> None:
    column, terms = "rowid", " ".join(each.terms)
    if connection.dialect.name == "postgresql":
        column, terms = "claim_id", tsvector(each.terms)
    connection.execute(text(f"DELETE FROM claim_search WHERE {column} = :id"), {"id": row_id})
    value = ":terms" if column == "rowid" else "CAST(:terms AS tsvector)"
    connection.execute(
        text(f"INSERT INTO claim_search ({column}, terms) VALUES (:id, {value})"), {"id": row_id, "terms": terms}
    )


_MAKE = {
    "tags": _tags, "spells": _respell, "appearances": _appearances, "drift": _drift, "evidence": _evidence,
    "search words": _search_words, "subjects": _mentions,
}  # fmt: skip


def rebuild_all(database: Database, progress: Callable[[int, int], None] | None = None) -> tuple[int, int]:
    """Make what follows from the history anew for all claims; returns how many differed, and how many there are."""
    with database.read() as connection:
        migrate.check(database, connection)
        parts = list(chunks(connection))
    total, done, changed = sum(map(len, parts)), 0, 0
    for part in parts:
        with database.write() as connection:
            changed += len(rebuild(connection, part))
        done += len(part)
        if progress is not None:
            progress(done, total)
    return changed, total

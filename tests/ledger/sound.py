"""What must hold for every claim whatever happened to it: all that is kept about it follows from its events."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, select, text

from claims.book import Book
from claims.core.chain import CHAIN_START, chain
from claims.core.erasing import unnamed
from claims.core.events import EventKind, State, fold
from claims.core.groups import Decision, heads
from claims.core.quantity import parse
from claims.core.spells import spells
from claims.core.statement import fingerprint
from claims.core.vocabulary import ActorKind, LinkState
from claims.core.words import words
from claims.ledger.entry import quantity_rows
from claims.models import appearance, batch, claim, claim_tag, evidence, naming, quantity, spell, subject
from claims.models import event as event_table


def assert_sound(book: Book, key: str) -> State:
    """Assert that a claim's columns and everything beside it equal the fold of its history; returns that."""
    with book.database.read() as connection:
        row = connection.execute(select(claim).where(claim.c.key == key)).one()
        events = _events(connection, row.id)
        state = fold((EventKind(each.kind), json.loads(each.payload), ActorKind(each.actor_kind)) for each in events)
        assert _columns(connection, row) == {name: getattr(state, name) for name in _columns(connection, row)}
        assert (row.version, row.recorded_at, row.changed_at) == (
            len(events),
            events[0].recorded_at,
            events[-1].recorded_at,
        )
        assert row.fingerprint == fingerprint(state.statement, state.due)
        assert_chained(key, events)
        _assert_beside(connection, row, state, events)
    return state


def assert_linked(book: Book, key: str) -> None:
    """Assert that each link of a claim stands as the last event about it says, whichever of the two tells."""
    last = book.history(key)[-1].recorded_at + timedelta(days=1)
    told = {
        (each.kind, each.claim, each.other): (each.state, each.decided_by) for each in book.get(key, as_of=last).links
    }
    kept = {(each.kind, each.claim, each.other): (each.state, each.decided_by) for each in book.get(key).links}
    assert {pair: kept[pair] for pair in told if pair in kept} == {pair: told[pair] for pair in told if pair in kept}
    assert all(state is LinkState.SUGGESTED for pair, (state, _) in told.items() if pair not in kept)
    assert told.keys() >= kept.keys()


def assert_named(book: Book) -> None:
    """Assert that each name goes by the one that all decisions about names together say."""
    with book.database.read() as connection:
        names = connection.execute(select(subject.c.id, subject.c.name_key, subject.c.head_id)).all()
        rows = connection.execute(select(naming)).all()
    decided = heads(
        (Decision(row.name_id, row.alias_id, bool(row.together), row.recorded_at) for row in rows),
        {row.id: row.name_key for row in names},
    )
    assert {row.id: row.head_id for row in names if row.head_id is not None} == decided


def assert_chained(key: str, events: list[Row[Any]]) -> None:
    """Assert that the events follow each other without a gap, and each one's hash holds the one before."""
    before = CHAIN_START
    for seq, each in enumerate(events, 1):
        assert each.seq == seq
        before = chain(
            before, key, each.seq, each.kind, each.recorded_at, each.effective_at, each.actor, each.actor_kind,
            each.reason, each.payload, each.batch, each.salt, each.erased,
        )  # fmt: skip
        assert each.hash == before
    told = ("seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload")
    left = [(each.seq, tuple(getattr(each, name) for name in told), each.salt, each.erased) for each in events]
    assert unnamed(left) is None
    assert all(first.recorded_at <= second.recorded_at for first, second in pairwise(events))


def _events(connection: Connection, row_id: int) -> list[Row[Any]]:
    joined = select(event_table, batch.c.key.label("batch")).outerjoin(batch, batch.c.id == event_table.c.batch_id)
    mine = joined.where(event_table.c.claim_id == row_id).order_by(event_table.c.seq)
    return list(connection.execute(mine).all())


def _columns(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    names = (
        "statement", "kind", "subject", "due", "due_precision", "stands_alone", "status", "reviewed", "confidence",
        "confidence_by", "withdrawn",
    )  # fmt: skip
    into = connection.execute(select(claim.c.key).where(claim.c.id == row.merged_into)).scalar()
    absorbed = connection.execute(select(claim.c.key).where(claim.c.merged_into == row.id)).scalars()
    return {name: getattr(row, name) for name in names} | {"merged_into": into, "absorbed": frozenset(absorbed)}


def _assert_beside(connection: Connection, row: Row[Any], state: State, events: list[Row[Any]]) -> None:
    def column(query: Any) -> list[Any]:
        return list(connection.execute(query).scalars())

    there = select(appearance.c.n).where(appearance.c.claim_id == row.id, ~appearance.c.withdrawn)
    proofs = select(evidence.c.n).where(evidence.c.claim_id == row.id, ~evidence.c.withdrawn)
    quotes = select(appearance.c.quote).where(appearance.c.claim_id == row.id, ~appearance.c.withdrawn)
    assert set(column(there)) == state.appearances
    assert set(column(proofs)) == state.evidence
    drifted = select(appearance.c.n, appearance.c.drift).where(
        appearance.c.claim_id == row.id, appearance.c.drift.is_not(None)
    )
    assert dict(connection.execute(drifted).all()) == {n: told["to"] for n, told in state.drift.items()}  # type: ignore[arg-type]
    assert set(column(select(claim_tag.c.tag).where(claim_tag.c.claim_id == row.id))) == state.tags
    kept = select(spell).where(spell.c.claim_at == row.recorded_at, spell.c.claim_id == row.id)
    assert {(each.what, each.word, each.since, each.until) for each in connection.execute(kept)} == {
        (each.what, each.word, each.since, each.until)
        for each in spells(
            (event.recorded_at, EventKind(event.kind), json.loads(event.payload), ActorKind(event.actor_kind))
            for event in events
        )
    }
    figures = select(quantity).where(quantity.c.claim_id == row.id).order_by(quantity.c.n)
    stated = [(each.text, each.value, each.unit) for each in connection.execute(figures)]
    assert stated == [(each[1], each[2], each[5]) for each in quantity_rows(parse(state.statement))]
    said = {word for each in (state.statement, *column(quotes)) for word in words(each or "")}
    assert _terms(connection, row.id) == said


def _terms(connection: Connection, row_id: int) -> set[str]:
    if connection.dialect.name == "sqlite":
        found = text("SELECT terms FROM claim_search WHERE rowid = :id")
        return set(str(connection.execute(found, {"id": row_id}).scalar_one()).split())
    found = text("SELECT unnest(tsvector_to_array(terms)) FROM claim_search WHERE claim_id = :id")
    return set(connection.execute(found, {"id": row_id}).scalars())

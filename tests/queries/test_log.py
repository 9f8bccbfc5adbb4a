"""The log: every change, newest first, by who, when, what and in which batch, page after page."""

from datetime import date, timedelta
from typing import Any

import pytest

from claims.book import Book
from claims.core.events import EventKind
from claims.core.when import moment
from claims.errors import InvalidValue, NotFound, UnknownChoice
from claims.records import Event
from tests.ledger.desk import Clock
from tests.queries.world import World


def everything(world: World) -> list[Event]:
    return [event for events in world.histories.values() for event in events]


def walk(book: Book, limit: int, **asked: Any) -> list[Event]:
    found, after = [], None
    while True:
        page = book.log(**asked, limit=limit, after=after)
        found += page.events
        if page.after is None:
            return found
        after = page.after


def identity(event: Event) -> tuple[str, int]:
    return event.claim, event.seq


@pytest.mark.parametrize("limit", [7, 100])
def test_every_change_comes_once_newest_first(world: World, limit: int) -> None:
    found = walk(world.book, limit)
    assert sorted(map(identity, found)) == sorted(map(identity, everything(world)))
    assert [event.recorded_at for event in found] == sorted((event.recorded_at for event in found), reverse=True)
    for key, events in world.histories.items():
        assert tuple(event for event in found[::-1] if event.claim == key) == events


@pytest.mark.parametrize("kind", EventKind)
def test_by_kind(world: World, kind: str) -> None:
    wanted = [identity(event) for event in everything(world) if event.kind == kind]
    assert sorted(map(identity, walk(world.book, 20, kind=kind))) == sorted(wanted)


def test_by_time_both_ends_included(world: World) -> None:
    start, end = (event.recorded_at for event in walk(world.book, 500)[60:20:-39])
    wanted = [identity(event) for event in everything(world) if start <= event.recorded_at <= end]
    assert sorted(map(identity, walk(world.book, 9, since=start, until=end))) == sorted(wanted)


def test_a_day_is_the_whole_of_it(world: World) -> None:
    day = world.histories[next(iter(world.histories))][0].recorded_at.astimezone().date()
    whole = len(everything(world))
    for given in (day, day.isoformat()):
        assert len(walk(world.book, 500, since=given, until=given)) == whole
    assert walk(world.book, 9, since=day + timedelta(days=1)) == []
    assert walk(world.book, 9, until=day - timedelta(days=1)) == []


def test_by_claim_actor_and_batch(world: World) -> None:
    key, events = next(iter(world.histories.items()))
    assert tuple(walk(world.book, 3, claim=key[:7])[::-1]) == events
    assert len(walk(world.book, 500, actor="ann")) == len(everything(world))
    assert walk(world.book, 5, actor="nobody") == []
    batch = str(events[-1].batch)
    wanted = [identity(event) for event in everything(world) if event.batch == batch]
    assert sorted(map(identity, walk(world.book, 2, batch=batch.lower()))) == sorted(wanted)


@pytest.mark.parametrize(
    ("asked", "error"),
    [({"kind": "gossip"}, UnknownChoice), ({"since": "2026-02-30"}, InvalidValue), ({"claim": "ZZZZ"}, NotFound),
     ({"after": "nonsense"}, InvalidValue), ({"after": "ZZZZZZZZ:1"}, NotFound), ({"actor": "\ud800"}, InvalidValue)],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(world: World, asked: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        world.book.log(**asked)


def test_a_place_that_never_was_is_refused(world: World) -> None:
    key = next(iter(world.histories))
    with pytest.raises(InvalidValue, match="earlier page"):
        world.book.log(after=f"{key}:9999")


def test_nothing_differs_between_a_time_and_itself(world: World) -> None:
    at = moment(world.times[9])
    assert list(world.book.diff(at, at)) == []
    assert list(world.book.diff(date(2001, 1, 1), date(2001, 1, 2))) == []


def test_a_difference_runs_to_now_by_itself(world: World) -> None:
    changed = {each.key for each in world.book.diff("2001-01-01")}
    assert isinstance(world.book.clock, Clock)
    assert changed == {then.key for then in world.then(world.book.clock.now)}

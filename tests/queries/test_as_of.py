"""As-of is exact: every filter, at any time, answers what the histories say was believed then."""

from random import Random
from typing import Any

import pytest

from claims.core.named import named
from claims.core.vocabulary import LinkState
from claims.core.when import moment
from claims.core.words import words
from claims.errors import NotFound
from claims.records import Claim
from tests.queries.world import Predicate, Then, World


def has_figure(least: float, most: float, unit: str | None = None) -> Predicate:
    def fits(then: Then) -> bool:
        return any(
            (unit is None or unit == each) and low is not None and high is not None and low <= most and high >= least
            for low, high, each in then.figures
        )

    return fits


def says(text: str) -> Predicate:
    return lambda then: set(words(text)) <= then.words


def drifted(then: Then) -> set[str]:
    """Return what became of the appearances that count."""
    return {told["to"] for n, told in then.state.drift.items() if n in then.state.appearances}


def names(known_as: str) -> Predicate:
    return lambda then: known_as in {key for key, *_ in named(then.state.statement, then.state.subject)}


FILTERS: list[tuple[dict[str, Any], Predicate]] = [
    ({}, lambda then: True),
    ({"status": "unverified"}, lambda then: then.state.status == "unverified"),
    ({"status": "verified"}, lambda then: then.state.status == "verified"),
    ({"status": ["disputed", "refuted"]}, lambda then: then.state.status in ("disputed", "refuted")),
    ({"status": ["unverified", "superseded"]}, lambda then: then.state.status in ("unverified", "superseded")),
    ({"kind": "forecast"}, lambda then: then.state.kind == "forecast"),
    ({"kind": ["fact", "opinion"]}, lambda then: then.state.kind in ("fact", "opinion")),
    ({"source": "notes"}, lambda then: "Notes" in then.sources),
    ({"source": ["Post", "Talk", "Nobody"]}, lambda then: bool(then.sources & {"Post", "Talk"})),
    ({"source": "daily 日报"}, lambda then: "Daily 日报" in then.sources),
    ({"section": "Pay"}, lambda then: "Pay" in then.sections),
    ({"section": ["Pay", "Places"]}, lambda then: bool(then.sections & {"Pay", "Places"})),
    ({"tag": "ai"}, lambda then: "ai" in then.state.tags),
    ({"tag": [" PAY", "none"]}, lambda then: "pay" in then.state.tags),
    ({"reviewed": True}, lambda then: then.state.reviewed),
    ({"reviewed": False}, lambda then: not then.state.reviewed),
    ({"confidence": ">=60"}, lambda then: then.state.confidence is not None and then.state.confidence >= 60),
    ({"confidence": "10..40"}, lambda then: then.state.confidence is not None and 10 <= then.state.confidence <= 40),
    ({"confidence": "unknown"}, lambda then: then.state.confidence is None),
    ({"due_before": "2027-01-02"}, lambda then: then.state.due is not None and then.state.due < "2027-01-02"),
    ({"drift": "altered"}, lambda then: drifted(then) & {"altered"} != set()),
    ({"drift": ["moved", "gone"]}, lambda then: drifted(then) & {"moved", "gone"} != set()),
    ({"subject": "META Inc."}, names("meta")),
    ({"subject": ["Ann's", "Nobody"]}, names("ann")),
    ({"amount": ">=50M"}, has_figure(50e6, 1e99)),
    ({"amount": "=3"}, has_figure(3, 3)),
    ({"amount": "=20M USD"}, has_figure(20e6, 20e6, "USD")),
    ({"amount": "10M..40M USD"}, has_figure(10e6, 40e6, "USD")),
    ({"text": "meta"}, says("meta")),
    ({"text": "rumour has offers"}, says("rumour has offers")),
    ({"text": "薪"}, says("薪")),
    ({"text": "据说 薪酬"}, says("据说 薪酬")),
    ({"text": "Ann"}, says("Ann")),
    ({"text": "paper"}, says("paper")),
    ({"text": "nothing of the kind"}, lambda then: False),
    ({"text": "…"}, lambda then: False),
]
EACH_FILTER = pytest.mark.parametrize(("asked", "fits"), FILTERS, ids=[str(asked) for asked, _ in FILTERS])


def keys(claims: Any) -> list[str]:
    return [claim.key for claim in claims]


def expected(world: World, time: int | None, fits: Predicate, *, rejected: bool = False) -> list[str]:
    return [
        then.key for then in world.then(time)
        if then.shown and (rejected or then.state.status != "rejected") and fits(then)
    ]  # fmt: skip


def at_times(world: World, count: int) -> list[int]:
    """Return some times, the first and the last among them."""
    return [world.times[0] - 10**9, *Random(1).sample(world.times, count), world.times[-1] + 10**9]


def test_the_world_has_something_of_everything(world: World, engine_name: str, mixed: bool) -> None:
    with world.book.database.read() as connection:
        noted = connection.exec_driver_sql("SELECT name FROM setting").scalars().all()
    assert noted == (["claims_are_mixed"] if mixed and engine_name == "sqlite" else [])
    kinds = {event.kind for events in world.histories.values() for event in events}
    assert len(world.histories) >= 50
    assert len(kinds) >= 18
    for asked, fits in FILTERS[:-2]:
        assert any(fits(then) for time in at_times(world, 9) for then in world.then(time)), asked


@pytest.fixture(params=["few", "many"])
def roads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the world be small, as it is, or large: no road short enough to sort, and all walked in small strides."""
    if request.param == "many":
        for name in ("filters.FEW", "stated.FEW", "stated.FEW_WORDS", "roads.FEW"):
            monkeypatch.setattr(f"claims.queries.{name}", 0)
        monkeypatch.setattr("claims.queries.roads.STRIDE", 2)
        monkeypatch.setattr("claims.queries.roads.LONGEST_STRIDE", 8)


@pytest.mark.usefixtures("roads")
@EACH_FILTER
def test_now_is_what_the_histories_say(world: World, asked: dict[str, Any], fits: Predicate) -> None:
    assert keys(world.book.all(**asked, sort="recorded", limit=3)) == expected(world, None, fits)
    for sort in ("-changed", "confidence", "-due"):
        assert sorted(keys(world.book.all(**asked, sort=sort, limit=5))) == sorted(expected(world, None, fits))


@pytest.mark.usefixtures("roads")
@EACH_FILTER
def test_then_is_what_the_histories_say(world: World, asked: dict[str, Any], fits: Predicate) -> None:
    for time in at_times(world, 9):
        found = world.book.all(**asked, sort="recorded", as_of=moment(time), limit=13)
        assert keys(found) == expected(world, time, fits), moment(time)


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize("seed", range(12))
def test_filters_together_mean_all_of_them(world: World, seed: int) -> None:
    dice = Random(seed)
    chosen = {next(iter(asked)): (asked, fits) for asked, fits in dice.sample(FILTERS[1:-2], 3)}.values()
    asked = {name: value for each, _ in chosen for name, value in each.items()}
    for time in (dice.choice(world.times), None):
        found = world.book.all(**asked, sort="-recorded", as_of=moment(time) if time else None, limit=5)
        assert keys(found) == expected(world, time, lambda then: all(fits(then) for _, fits in chosen))[::-1]


def test_what_is_left_out_comes_with_everything(world: World) -> None:
    for time in at_times(world, 5):
        assert keys(world.book.all(as_of=moment(time), sort="recorded", everything=True)) == [
            then.key for then in world.then(time)
        ]


def test_rejected_claims_come_when_asked_for(world: World) -> None:
    for time in at_times(world, 5):
        wanted = expected(world, time, lambda then: then.state.status == "rejected", rejected=True)
        assert keys(world.book.all(as_of=moment(time), sort="recorded", status="rejected")) == wanted


def test_counts_are_what_the_histories_say(world: World) -> None:
    for time in (None, *at_times(world, 12)):
        wanted: dict[str, int] = {}
        for then in world.then(time):
            if then.shown:
                wanted[then.state.status] = wanted.get(then.state.status, 0) + 1
        assert world.book.counts(moment(time) if time else None) == wanted


def content(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.statement, claim.kind, claim.status, claim.reviewed, claim.confidence, claim.confidence_by,
        claim.subject, claim.due.isoformat() if claim.due else None, claim.tags, claim.withdrawn, claim.merged_into,
        [each.n for each in claim.appearances if each.claim == claim.key],
        {each.claim for each in claim.appearances} - {claim.key},
        [(each.value, each.unit) if each.value else each.unit for each in claim.quantities],
    )  # fmt: skip


def wanted_content(then: Then, others: dict[str, Then]) -> tuple[Any, ...]:
    state = then.state
    absorbed = {key for key in state.absorbed if others[key].state.appearances}
    return (
        state.statement, state.kind, state.status, state.reviewed, state.confidence, state.confidence_by,
        state.subject, state.due, tuple(sorted(state.tags)), state.withdrawn, state.merged_into,
        sorted(state.appearances), absorbed,
        [(low, unit) if low == high else unit for low, high, unit in then.figures],
    )  # fmt: skip


def test_a_claim_then_is_told_as_it_was(world: World) -> None:
    for time in at_times(world, 6):
        others = {then.key: then for then in world.then(time)}
        for key, then in Random(time).sample(sorted(others.items()), min(12, len(others))):
            claim = world.book.get(key, as_of=moment(time))
            assert content(claim) == wanted_content(then, others)
            assert {each.n for each in claim.evidence} == then.state.evidence


def test_a_claim_now_is_a_claim_as_of_now(world: World) -> None:
    late = moment(world.times[-1] + 10**9)
    for key in world.histories:
        now, then = world.book.get(key), world.book.get(key, as_of=late)
        assert (content(then), then.appearances, then.evidence) == (content(now), now.appearances, now.evidence)
        assert then.version == now.version
        # Now, what is only suggested about a claim that does not stand any more is left out.
        assert [each for each in then.links if each in now.links] == list(now.links)
        assert all(each.state is LinkState.SUGGESTED for each in then.links if each not in now.links)


def test_a_claim_is_not_found_before_it_was_there(world: World) -> None:
    with pytest.raises(NotFound, match="recorded after"):
        world.book.get(next(iter(world.histories)), as_of="2001-01-01")


def test_a_difference_is_what_changed_between_two_times(world: World) -> None:
    dice = Random(3)
    for _ in range(6):
        start, end = sorted(dice.sample(world.times, 2))
        before, after = ({then.key: then for then in world.then(time)} for time in (start, end))
        found = {each.key: each for each in world.book.diff(moment(start), moment(end))}
        assert set(found) == {key for key, then in after.items() if then.changed > start}
        for key, each in found.items():
            assert each.after.status == after[key].state.status
            assert (each.before is None) == (key not in before)
            assert each.before is None or each.before.statement == before[key].state.statement
            assert each.events == tuple(
                event for event in world.histories[key] if moment(start) < event.recorded_at <= moment(end)
            )

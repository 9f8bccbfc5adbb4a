"""Time: what is recorded never goes back within a claim, also when the clock does."""

import pytest

from claims.book import Book
from claims.errors import NotFound
from tests.ledger.desk import Clock, take_in

OFFER = "Meta offered $200M to a researcher."
HOUR = 3_600_000_000


def test_a_claims_times_never_decrease_when_the_clock_steps_back(ann: Book, clock: Clock) -> None:
    key = take_in(ann, OFFER).key
    other = take_in(ann, "Meta offered millions.").key
    for change in (
        lambda: ann.verify(key, evidence="https://x.org", note="x"), lambda: ann.tag(key, "a", "b"),
        lambda: take_in(ann, OFFER, "More.", source="Post"), lambda: ann.merge(other, key), lambda: ann.unmerge(other),
        lambda: ann.undo(ann.batches()[0].key),
    ):  # fmt: skip
        clock.now -= HOUR
        change()
    for each in (key, other):
        times = [event.recorded_at for event in ann.history(each)]
        assert times == sorted(times)
        assert ann.get(each).changed_at == times[-1]


@pytest.mark.parametrize("step", [-2 * 24 * HOUR, 10 * 365 * 24 * HOUR], ids=["two days back", "ten years on"])
def test_the_order_of_a_history_does_not_depend_on_the_clock(ann: Book, clock: Clock, step: int) -> None:
    key = take_in(ann, OFFER).key
    ann.verify(key, evidence="https://x.org", note="before")
    clock.now += step
    ann.dispute(key, evidence="https://x.org/2", note="then")
    clock.now -= step
    ann.refute(key, evidence="https://x.org/3", note="after")
    history = ann.history(key)
    assert [event.seq for event in history] == list(range(1, len(history) + 1))
    assert [event.reason for event in history if event.reason] == ["before", "then", "after"]
    times = [event.recorded_at for event in history]
    assert times == sorted(times)
    now = ann.get(key)
    assert (now.status, ann.get(key, as_of=times[-1]).status) == ("refuted", "refuted")


def test_what_is_seen_as_of_now_is_what_is_seen(ann: Book, clock: Clock) -> None:
    key = take_in(ann, OFFER).key
    clock.now -= HOUR
    take_in(ann, OFFER, "More.", source="Post")
    ann.attach(key, stance="context", url="https://x.org")
    now = ann.get(key)
    then = ann.get(key, as_of=now.changed_at)
    assert (then.appearances, then.evidence, then.version) == (now.appearances, now.evidence, now.version)


def test_a_ratings_times_never_decrease(ann: Book, clock: Clock) -> None:
    take_in(ann, OFFER)
    ann.rate_source("Notes", "B")
    clock.now -= HOUR
    ann.rate_source("Notes", "C")
    first, second = ann.source("Notes").ratings
    assert first.recorded_at <= second.recorded_at


def test_a_claim_is_not_there_before_it_was_recorded(ann: Book) -> None:
    claim = ann.get(take_in(ann, OFFER).key)
    assert ann.get(claim.key, as_of=claim.recorded_at).status == "unverified"
    with pytest.raises(NotFound, match="recorded after"):
        ann.get(claim.key, as_of="2001-01-01")

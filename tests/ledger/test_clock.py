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

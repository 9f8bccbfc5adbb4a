"""Two readings of one text are paired by their words, each claim with one other at most."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.pairing import pairs, says_the_same


@dataclass(frozen=True)
class Placed:
    start: int
    end: int
    statement: str = "x"


A, B, C = Placed(0, 10), Placed(20, 30), Placed(40, 50)


@pytest.mark.parametrize(
    ("left", "right", "paired"),
    [
        ([], [], []),
        ([A], [], [(A, None)]),
        ([], [A], [(None, A)]),
        ([A, B], [B, A], [(A, A), (B, B)]),
        ([B], [A, C], [(None, A), (B, None), (None, C)]),
        ([A], [Placed(10, 20)], [(A, None), (None, Placed(10, 20))]),
        ([A], [Placed(4, 14)], [(A, Placed(4, 14))]),
        ([A], [Placed(6, 16)], [(A, None), (None, Placed(6, 16))]),
        ([A], [Placed(0, 100)], [(A, Placed(0, 100))]),
        ([Placed(0, 30)], [A, Placed(12, 30)], [(None, A), (Placed(0, 30), Placed(12, 30))]),
    ],
)
def test_claims_are_paired_where_half_of_the_shorter_is_shared(
    left: list[Placed], right: list[Placed], paired: list[tuple[Placed | None, Placed | None]]
) -> None:
    assert pairs(left, right) == paired


def test_of_claims_with_the_same_quote_those_that_say_the_same_are_one() -> None:
    hired, built = Placed(0, 50, "Meta hired 50 people."), Placed(0, 50, "Meta built a tent.")
    other_built, other_hired = Placed(0, 50, "Meta has built a tent."), Placed(0, 50, "Meta hired fifty people")
    assert set(pairs([hired, built], [other_built, other_hired])) == {(hired, other_hired), (built, other_built)}


spans = st.lists(
    st.builds(
        lambda start, length, word: Placed(start, start + length, word),
        st.integers(0, 60), st.integers(1, 30), st.sampled_from(("a b", "b c", "c $1M", "")),
    ),
    max_size=12,
)  # fmt: skip


@given(spans, spans)
def test_every_claim_is_there_once_in_reading_order(left: list[Placed], right: list[Placed]) -> None:
    made = pairs(left, right)
    assert sorted(map(repr, (one for one, _ in made if one))) == sorted(map(repr, left))
    assert sorted(map(repr, (other for _, other in made if other))) == sorted(map(repr, right))
    firsts = [one or other for one, other in made]
    assert [each.start for each in firsts if each] == sorted(each.start for each in firsts if each)
    assert all(min(one.end, other.end) > max(one.start, other.start) for one, other in made if one and other)


def test_twice_as_many_claims_take_about_twice_as_long() -> None:
    def seconds(count: int) -> float:
        many = [Placed(n * 10, n * 10 + 9, f"claim number {n}") for n in range(count)]
        began = time.process_time()
        assert len(pairs(many, many)) == count
        return time.process_time() - began

    def least(count: int) -> float:
        return min(seconds(count) for _ in range(3))  # a collection of garbage may fall into one of them

    assert least(8000) < 10 * least(2000)


def test_figures_are_compared_by_value() -> None:
    assert says_the_same("Meta pays $200M.", "Meta pays $200 million")
    assert not says_the_same("Meta pays $200M.", "Meta pays $100M.")

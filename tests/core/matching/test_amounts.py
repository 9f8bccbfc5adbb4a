"""Two figures: both can hold, nearly, not both, or they say nothing about each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.matching.amounts import Relation, compare
from claims.core.quantity import parse

AGREE, NEAR, CONFLICT, APART = Relation.AGREE, Relation.NEAR, Relation.CONFLICT, Relation.INCOMPARABLE


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("about 15 GW", "14.3 GW", AGREE), ("up to $200M", "$300M", CONFLICT), ("up to $200M", "$150M", AGREE),
        ("$200M", "200 million dollars", AGREE), ("$200M", "$100M", CONFLICT), ("$200M", "$190M", NEAR),
        ("5%", "4.8%", AGREE), ("5%", "9%", CONFLICT), ("15 to 20 percent", "18%", AGREE),
        ("15 to 20 percent", "30%", CONFLICT), ("more than 200 people", "500 people", AGREE),
        ("more than 200 people", "100 people", CONFLICT), ("3 people", "4 people", CONFLICT),
        ("2.5 GW", "2,500 MW", AGREE), ("2 hours", "90 minutes", CONFLICT), ("-5%", "5%", CONFLICT),
        ("0%", "5%", CONFLICT), ("5%", "5.3%", NEAR), ("5.0%", "4.8%", NEAR),
        ("$2.9 million", "$2,934,000", AGREE), ("2亿美元", "$200M", AGREE), ("2亿美元", "$2M", CONFLICT),
        ("revenue of $5M", "sales of $9M", CONFLICT), ("12 people", "30 inhabitants", CONFLICT),
    ],
)  # fmt: skip
def test_figures_agree_where_both_can_hold(one: str, other: str, relation: Relation) -> None:
    (mine,), (yours,) = parse(one), parse(other)
    assert compare(mine, yours).relation is relation
    assert compare(yours, mine).relation is relation


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("$200M", "€100M", "another currency: USD against EUR"), ("5%", "5 percentage points", "another unit"),
        ("$5 a month", "$5 a year", "per month against per year"), ("12 people", "30 companies", "another unit"),
        ("revenue of $5M", "loss of $9M", "revenue against loss"),
        ("5 km", "9 kg", "another unit: kilometre against kilogram"),
        ("40%", "12,000", "a number against percent"), ("13.6", "12,323,252", "too far apart"),
    ],
)  # fmt: skip
def test_figures_of_different_things_say_nothing_about_each_other(one: str, other: str, why: str) -> None:
    (mine,), (yours,) = parse(one), parse(other)
    found = compare(mine, yours)
    assert found.relation is APART
    assert found.why.startswith(why)


def test_a_conflict_names_both_figures() -> None:
    (mine,), (yours,) = parse("up to $200M"), parse("$300M")
    assert compare(mine, yours).why == "another number: $200M against $300M"


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_comparing_is_the_same_both_ways_and_a_figure_agrees_with_itself(one: int, other: int) -> None:
    (mine,), (yours,) = parse(f"${one:,}"), parse(f"${other:,}")
    assert compare(mine, yours).relation is compare(yours, mine).relation
    assert compare(mine, mine).relation is AGREE

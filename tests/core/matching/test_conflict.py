"""Two statements with figures: compared where they are about one subject, measure and period."""

import pytest

from claims.core.matching.amounts import Relation
from claims.core.matching.conflict import Standing, standing
from claims.core.matching.said import said

META = "Meta offered researchers up to $200M in 2025."


def between(one: str, other: str, *, any_period: bool = False) -> Standing:
    return standing(said(one), said(other), any_period=any_period)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (META, "In 2025, Meta offered researchers $300M.", Relation.CONFLICT),
        (META, "Meta offered researchers $300M.", Relation.CONFLICT),
        (META, "Meta made offers of $150M to researchers.", Relation.AGREE),
        ("Revenue rose 5% to $10M.", "Revenue rose 5% to $20M.", Relation.CONFLICT),
        ("Sales rose to $10M from $8M.", "Sales rose to $10M from $2M.", Relation.AGREE),
        ("The population of Chad is 9,657,000.", "Chad has 13,211,146 inhabitants.", Relation.CONFLICT),
        ("The plant needs about 15 GW.", "The plant needs 14.3 GW.", Relation.AGREE),
        ("The plant has 300 workers and cost $5M.", "The plant, which cost $5M, has 300 workers.", Relation.AGREE),
    ],
)
def test_statements_about_one_thing_are_compared_by_their_figures(one: str, other: str, relation: Relation) -> None:
    assert between(one, other).relation is relation
    assert between(other, one).relation is relation


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (META, "Meta offered researchers $300M in 2024.", "another year: 2025 against 2024"),
        ("Sales were $5M in Q1 2025.", "Sales were $9M in Q2 2025.", "another part of the year"),
        (META, "In 2025, rival Google offered researchers $300M.", "another name: meta against google, rival"),
        ("The GNI of Mali was $5bn.", "The GDP of Mali was $9bn.", "another name"),
        (META, "Meta offered researchers a boat in 2025.", "no figures to compare"),
        (META, "Meta offered €300M to researchers in 2025.", "another currency"),
    ],
)
def test_statements_about_different_things_are_not_compared(one: str, other: str, why: str) -> None:
    found = between(one, other)
    assert found.relation is Relation.INCOMPARABLE
    assert found.why.startswith(why) or why.startswith("another name")


def test_on_request_figures_of_other_years_are_compared_too() -> None:
    assert between(META, "Meta offered researchers $300M in 2024.", any_period=True).relation is Relation.CONFLICT


def test_the_year_prices_are_told_in_is_no_period() -> None:
    assert said("GNI (constant 2005 dollars) was 5,455 as of 2008").years == {2008}

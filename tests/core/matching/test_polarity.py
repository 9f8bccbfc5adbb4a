"""What turns a statement round, and what only looks so."""

import pytest

from claims.core.matching.polarity import turned
from claims.core.matching.said import said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sales rose in May.", "Sales fell in May."), ("Meta did report it.", "Meta did not report it."),
        ("Meta reported it.", "Meta never reported it."), ("The deal was approved.", "The deal wasn't approved."),
        ("They won the cup.", "They lost the cup."), ("Der Umsatz stieg.", "Der Umsatz sank."),
        ("It is possible.", "It is impossible."), ("销售额增长了", "销售额下降了"), ("公司没有裁员", "公司裁员"),
        ("He has plans.", "He has no plans."),
    ],
)  # fmt: skip
def test_a_negation_or_an_opposite_word_turns_a_statement_round(one: str, other: str) -> None:
    assert turned(said(one), said(other)) is not None
    assert turned(said(other), said(one)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sales rose in May.", "Sales rose in June."), ("Sales did not fall.", "Sales rose."),
        ("He did not say so.", "He didn't say so."), ("No plans exist.", "There are not any plans."),
        ("Sales rose, then fell.", "Sales fell after they rose."), ("They bought it.", "It was bought."),
    ],
)  # fmt: skip
def test_twice_turned_and_not_turned_are_the_same(one: str, other: str) -> None:
    assert turned(said(one), said(other)) is None


def test_it_says_what_turned_it() -> None:
    assert turned(said("Sales rose"), said("Sales fell")) == "the opposite: rose against fell"
    assert turned(said("It opened"), said("It never opened")) == "one is negated"

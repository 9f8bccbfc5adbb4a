"""What two statements are to each other: structure decides, however alike the words are."""

import pytest

from claims.core.matching.ranking import Ranking, terms
from claims.core.matching.said import said
from claims.core.matching.verdict import Match, Verdict, judge

META = "Meta offered researchers $200M in 2025."


def between(one: str, other: str) -> Match:
    mine, yours = terms(one), terms(other)
    return judge(said(one), said(other), Ranking([(1, mine), (2, yours)], {}, 1000).likeness(mine, yours))


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        ("In 2025, Meta offered 200 million dollars to researchers.", Verdict.NEAR, "the same figures"),
        ("meta offered researchers 200 million dollars in 2025", Verdict.SAME, "the same words and figures"),
        ("Meta offered researchers $100M in 2025.", Verdict.NUMBER, "another number: $200M against $100M"),
        ("Meta offered researchers $180M in 2025.", Verdict.NUMBER, "nearly the same number: $200M against $180M"),
        ("Meta offered researchers $195M in 2025.", Verdict.NEAR, "both can hold"),
        ("Meta never offered researchers $200M in 2025.", Verdict.OPPOSITE, "one is negated"),
        ("Meta offered researchers $200M in 2024.", Verdict.OTHER, "another year: 2025 against 2024"),
        ("Google offered researchers $200M in 2025.", Verdict.OTHER, "another name: meta against googl"),
        ("Meta offered researchers €200M in 2025.", Verdict.OTHER, "another currency: USD against EUR"),
        ("Researchers sued Meta in 2025.", Verdict.OTHER, "only one gives a figure"),
    ],
)
def test_structure_decides(other: str, verdict: Verdict, reason: str) -> None:
    found = between(META, other)
    assert (found.verdict, found.reasons[0][: len(reason)]) == (verdict, reason)
    assert between(other, META).verdict is verdict


def test_what_contradicts_is_no_repeat() -> None:
    assert between("Sales rose sharply in May.", "Sales fell sharply in May.").contradicts
    assert not between("Sales rose sharply in May.", "Sales fell sharply in May.").repeats
    assert between("Sales rose sharply in May.", "In May sales rose sharply.").repeats

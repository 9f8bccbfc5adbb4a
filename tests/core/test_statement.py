"""Statements: one wording however it is typed, and never one where a figure, a name or a negation differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.statement import fingerprint, normal

OFFERS = "Meta made offers of $200M to researchers."


@pytest.mark.parametrize(
    "same",
    [
        "Meta made offers of 200 million dollars to researchers.",
        "Meta made offers of US$200,000,000 to researchers",
        "meta  made offers of $200 million to researchers!",
        "Meta made offers of $200\u00a0million to researchers",
        "Ｍeta made offers of $200M to researchers.",
        "Meta made of\u00adfers of $200M to researchers.\u200b",
    ],
)
def test_the_same_said_another_way_of_typing_is_one(same: str) -> None:
    assert fingerprint(same) == fingerprint(OFFERS)


@pytest.mark.parametrize(
    "other",
    [
        "Meta made offers of $100M to researchers.",
        "Meta made offers of $200B to researchers.",
        "Meta made offers of €200M to researchers.",
        "Meta made offers of more than $200M to researchers.",
        "Meta made offers of about $200M to researchers.",
        "Meta made no offers of $200M to researchers.",
        "Meta never made offers of $200M to researchers.",
        "Google made offers of $200M to researchers.",
        "Meta made offers of $200M to researchers in 2025.",
        "Meta made offers of $200M a year to researchers.",
        "Meta made offers to researchers.",
    ],
)
def test_another_figure_name_negation_or_year_is_another_claim(other: str) -> None:
    assert fingerprint(other) != fingerprint(OFFERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sales rose 5%", "Sales rose 5 points"), ("It opens in 2025", "It opens in 2026"),
     ("It will rise 3 to 5 percent", "It will rise 3 or 5 percent"), ("Llama 4 is open", "Llama 3 is open"),
     ("预算为20亿美元", "预算为2亿美元"), ("A beats B", "B beats A")],
)  # fmt: skip
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(("one", "other"), [("“Yes” – he said", '"yes" - he said'), ("It’s true", "it's true")])
def test_typography_does_not_count(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_the_due_date_counts() -> None:
    assert (
        len({fingerprint("It opens"), fingerprint("It opens", "2026-12-31"), fingerprint("It opens", "2027-12-31")})
        == 3
    )


@given(st.text())
def test_case_and_spaces_never_count(text: str) -> None:
    assert normal(f"  {text}\n.") == normal(text)
    assert len(fingerprint(text)) == 16

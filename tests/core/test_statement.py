"""Statements: one wording however it is typed, and never one where a figure, a name or a negation differs."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.statement import fingerprint, normal
from tests.core.sayings import alike, lookalikes

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
     ("预算为20亿美元", "预算为2亿美元"), ("A beats B", "B beats A"), ("in Maßen", "in Massen"),
     ("It gave US aid", "It gave us aid"), ("5 Mb", "5 MB"), ("5 mW", "5 MW"), ("qwen 3.1 won", "qwen 3.10 won"),
     ("It is 10² large", "It is 102 large"), ("6' long", '6" long'), ("It ends at 3 am.", "It ends at 3 pm.")],
)  # fmt: skip
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("“Yes” – he said", '"yes" - he said'), ("It’s true", "it's true"), ("``Yes'' he said", '"Yes" he said'),
     ("Sales — he said — rose", "Sales -- he said -- rose"), ("The U.S. won", "The US won"), ("The U.N.", "The UN"),
     ("It shut at 5 p.m. today", "It shut at 5pm today"), ("first place", "1st place"),
     ("It opens on 3 May 2025", "It opens on May 3rd, 2025."), ("am 3. März 2025", "am 2025-03-03"),
     ("2025年3月3日开业", "2025-03-03开业"), ("on Sept. 5", "on 5 September"),
     ("AI 公司预算为 20 亿美元。", "AI公司预算为20亿美元"), ("5百万美元", "$5M"), ("llama 3 won", "Llama 3 won")],
)  # fmt: skip
def test_typography_does_not_count(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_the_due_date_counts() -> None:
    assert (
        len({fingerprint("It opens"), fingerprint("It opens", "2026-12-31"), fingerprint("It opens", "2027-12-31")})
        == 3
    )


SAYINGS = 300
"""How many made-up pairs of each kind a run looks at."""


def test_no_made_up_lookalike_is_taken_for_the_same() -> None:
    wrong = [pair for pair in lookalikes(SAYINGS, Random(5)) if normal(pair[0]) == normal(pair[1])]
    assert not wrong


def test_made_up_rewritings_are_recognised() -> None:
    missed = [pair for pair in alike(SAYINGS, Random(5)) if normal(pair[0]) != normal(pair[1])]
    assert len(missed) <= 0.02 * SAYINGS, missed


@given(st.text())
def test_case_and_spaces_never_count(text: str) -> None:
    assert normal(f"  {text}\n.") == normal(text)
    assert len(fingerprint(text)) == 16

"""What `the company` and `it` may stand for: a name that is surely meant, or nothing."""

import pytest

from ingest import extract

OPENED = "opened 10 offices in 2020. The company hired 500 people."


@pytest.mark.parametrize("name", ["Orca AI", "Harbour Light Group", "B&L", "Bell Hollis, the bank,", "IKO"])
def test_the_company_is_one_that_was_named_just_before(name: str) -> None:
    last = extract(f"{name} {OPENED}")[-1]
    assert (last.statement, last.stands_alone) == (f"{name.partition(',')[0]} hired 500 people.", True)


@pytest.mark.parametrize(
    "before",
    ["Ada Poe", "Ada Poe, a politician,", "Bell Hollis", "Acme grew in May. Ada Poe", "Minister Ada Poe", "Congress"],
)
def test_the_company_is_nobody_who_may_be_a_person_or_an_office(before: str) -> None:
    last = extract(f"{before} {OPENED}")[-1]
    assert (last.statement, last.stands_alone) == ("The company hired 500 people.", False)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Poe praised the company's 40 engineers.",
        "Ada Poe visited the bank in May 2024.",
        "Acme raised $6 million. Acme will spend it on chips.",
        "The company said that it will cut 400 jobs.",
    ],
)
def test_words_that_point_elsewhere_do_not_stand_alone(text: str) -> None:
    assert not extract(text)[-1].stands_alone


@pytest.mark.parametrize("text", ["The maker of Orca makes 40 chips.", "The new law makes it easier to sell 40 chips."])
def test_words_that_say_themselves_what_they_mean_stand_alone(text: str) -> None:
    assert extract(text)[-1].stands_alone


def test_the_reason_given_for_a_plan_is_no_plan() -> None:
    only = extract("Acme will close two plants, citing weaker demand.")
    assert [claim.statement for claim in only] == ["Acme will close two plants, citing weaker demand."]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("They have raised $4 million.", None),
        ("When the trace is compiled, it costs $4 million.", None),
        ("Acme opened in May. It raised $4 million in 2024.", "Acme"),
        ("Everyone paid $4.", "Everyone"),
    ],
)
def test_a_pronoun_that_stands_for_nobody_known_is_no_subject(text: str, subject: str | None) -> None:
    assert extract(text)[-1].subject == subject

"""Subjects: by what form a name is known, and which names a statement mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.named import named
from claims.core.subject import subject_key


@pytest.mark.parametrize(
    ("known_as", "written"),
    [
        ("meta", ["Meta", "META", "Meta's", "Meta’s", "META Inc.", "Meta, Inc", "the Meta", " Meta  ", "“Meta”"]),
        ("us", ["U.S.", "US", "the U.S.'s"]),
        ("jp morgan", ["J.P. Morgan", "J. P. Morgan & Co.", "JP Morgan", "J.P. Morgan, LLC"]),
        ("nestle", ["Nestlé S.A.", "Nestle SA", "NESTLÉ"]),
        ("muller", ["Müller GmbH & Co. KG", "Muller"]),
        ("johnson and johnson", ["Johnson & Johnson", "Johnson and Johnson's"]),
        ("airbus", ["Airbus'", "Airbus SE"]),
        ("腾讯控股", ["腾讯控股有限公司", "腾讯控股"]),
        ("booking.com", ["Booking.com", "Booking.com BV"]),
    ],
)
def test_one_name_however_it_is_written_has_one_form(known_as: str, written: list[str]) -> None:
    assert {name: subject_key(name) for name in written} == dict.fromkeys(written, known_as)


@pytest.mark.parametrize(
    ("one", "other"), [("Meta", "Meta Platforms"), ("Apple", "Apple Music"), ("Coca-Cola", "Cola"), ("Co", "Limited")]
)
def test_names_that_only_look_alike_have_two_forms(one: str, other: str) -> None:
    assert subject_key(one) != subject_key(other) != ""


@given(st.text(max_size=40) | st.text("aS.' &CoInc,’é有限公司 the", max_size=20))
def test_the_form_of_a_form_is_itself(name: str) -> None:
    assert subject_key(subject_key(name)) == subject_key(name)


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("Mark Zuckerberg said Meta's spending rose.", ["Mark Zuckerberg", "Meta"]),
        ("The European Commission fined Google €2bn.", ["European Commission", "Google"]),
        ("On Monday Apple bought Goldman Sachs & Co. shares.", ["Apple", "Goldman Sachs & Co."]),
        ("Profits rose at JPMorgan Chase and Bank of America.", ["JPMorgan Chase", "Bank of America"]),
        ("Angela Merkel met President Emmanuel Macron of France.", ["Angela Merkel", "Emmanuel Macron", "France"]),
        ("Ursula von der Leyen spoke.", ["Ursula von der Leyen"]),
        ("OpenAI raised $6.6B from investors in the U.S. in May.", ["OpenAI", "U.S."]),
        ("According to Reuters, Amazon.com plans ten sites.", ["Reuters", "Amazon.com"]),
        ("В пятницу компания Газпром снизила добычу.", ["Газпром"]),
    ],
)
def test_names_are_told_by_their_capitals(statement: str, names: list[str]) -> None:
    assert [written for _, written, sure in named(statement) if sure] == names


@pytest.mark.parametrize(
    "statement",
    [
        "Profits fell by 3%.",  # a capital that only begins a sentence
        "It was good. Sales rose.",
        "The GDP of it will grow by 3% in Q3 by May.",
        "Der Konzern wird die Preise für Strom erhöhen.",  # every noun has one
        "Profits Fall Again After Weak Summer",
        "腾讯第三季度收入增长15%。",
    ],
)
def test_no_name_is_told_where_capitals_tell_nothing(statement: str) -> None:
    assert [written for _, written, sure in named(statement) if sure] == []


def test_whom_a_claim_is_about_comes_first_and_once() -> None:
    assert named("OpenAI paid Meta.", "META Inc.") == [("meta", "META Inc.", True), ("openai", "OpenAI", True)]
    assert named("腾讯收入增长。", "腾讯") == [("腾讯", "腾讯", True)]


def test_a_capital_that_only_begins_a_sentence_may_be_a_name() -> None:
    assert named("Meta rose. Profits rose at Meta.") == [
        ("meta", "Meta", True), ("profits", "Profits", False),
    ]  # fmt: skip
    assert named("Meta will hire 300 people.") == [("meta", "Meta", False)]
    assert named("Ärzte und Meta werden mit dem Geld bezahlt.") == []

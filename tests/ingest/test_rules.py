"""What a careful reader would write down, rule by rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.vocabulary import Kind, Modality
from claims.errors import InvalidValue, UnknownChoice
from ingest import extract, extractors
from ingest.extractors.candidate import Candidate


def statements(text: str, **about: str) -> list[str]:
    return [c.statement for c in extract(text, published=about.get("published"))]


def only(text: str) -> Candidate:
    (candidate,) = extract(text)
    return candidate


# ---- one predicate each -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme will build a plant and has hired 300 people.",
         ["Acme will build a plant.", "Acme has hired 300 people."]),
        ("Acme will build a plant and hire 300 people.", ["Acme will build a plant.", "Acme will hire 300 people."]),
        ("Acme was founded in Oslo and listed in 2010.", ["Acme was founded in Oslo.", "Acme was listed in 2010."]),
        ("Acme opened a plant, creating 300 jobs.", ["Acme opened a plant.", "Acme created 300 jobs."]),
        ("Acme offers loans, lowering the cost of homes.", ["Acme offers loans.", "Acme lowers the cost of homes."]),
        ("Acme will open a plant, creating 300 jobs.", ["Acme will open a plant.", "Acme will create 300 jobs."]),
        ("Acme grew fast, with sales reaching $3 million.", ["Acme grew fast.", "Sales reached $3 million."]),
        ("Acme, a maker of chips, sold its plant.", ["Acme sold its plant.", "Acme was a maker of chips."]),
        ("Acme, which makes chips, sold its plant.", ["Acme sold its plant.", "Acme makes chips."]),
        ("Acme bought Beta, which makes chips.", ["Acme bought Beta.", "Beta makes chips."]),
        ("Sales fell, but profits rose by 3%.", ["Sales fell.", "Profits rose by 3%."]),
        ("Sales fell; profits rose by 3%.", ["Sales fell.", "Profits rose by 3%."]),
        ("Although sales fell, profits rose by 3%.", ["Sales fell.", "Profits rose by 3%."]),
        ("The delay was attributed to three causes: a strike, a lack of parts, and bad weather.",
         ["The delay was attributed to a strike.", "The delay was attributed to a lack of parts.",
          "The delay was attributed to bad weather."]),
        ("The plan includes a $3 billion fund and a $2 billion budget.",
         ["The plan includes a $3 billion fund.", "The plan includes a $2 billion budget."]),
    ],
)  # fmt: skip
def test_each_predicate_is_a_claim(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acme and Beta make chips.",
        "If sales fall, Acme will close a plant and Beta will open one.",
        "You cannot look at history and see progress.",
        "Prices rose between 2 and 3 percent.",
        "Acme's strategy has changed, moving from loans to homes.",
        "Acme, under Ada Poe, has grown.",
        "Spending will rise, with a focus on servers.",
    ],
)
def test_what_only_holds_together_stays_together(text: str) -> None:
    assert statements(text)[0].startswith(text[:20])
    assert len(statements(text)) == 1 or text.startswith("If")


def test_a_condition_goes_with_every_claim_it_governs() -> None:
    text = "If sales fall, Acme will close a plant and Beta will open one."
    assert all(s.startswith("If sales fall") for s in statements(text) if "Acme" in s)
    assert statements("If sales fall, Acme said, it will close a plant.") == ["If sales fall, it will close a plant."]


# ---- reading alone ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme's plan failed. The company lost money.", "Acme lost money."),
        ("Acme failed in May. It lost $3 million.", "Acme lost $3 million."),
        ("Acme failed in May. Its shares fell.", "Acme's shares fell."),
        ("Minister Ada Poe resigned. She had lost a vote.", "Ada Poe had lost a vote."),
        ("Acme released Orca 3. The model's speed fell.", "Orca 3's speed fell."),
    ],
)
def test_a_certain_reference_is_restored(text: str, expected: str) -> None:
    last = extract(text)[-1]
    assert (last.statement, last.stands_alone) == (expected, True)


@pytest.mark.parametrize(
    "text",
    ["It lost $3 million.", "They moved to Oslo.", "Rivals cannot match them.", "Acme closed a plant yesterday."],
)
def test_an_uncertain_reference_is_marked_never_guessed(text: str) -> None:
    assert not only(text).stands_alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two years ago, Acme lost money.", "In 2023, Acme lost money."),
        ("Acme lost money three months ago.", "Acme lost money in May 2025."),
        ("Acme closed a plant yesterday.", "Acme closed a plant on 4 August 2025."),
        ("Acme has been closed since yesterday.", "Acme has been closed since 4 August 2025."),
        ("Acme closed a plant six days ago.", "Acme closed a plant on 30 July 2025."),
        ("Acme will close a plant tomorrow.", "Acme will close a plant on 6 August 2025."),
    ],
)
def test_a_day_told_from_today_is_said_by_date_when_the_day_is_known(text: str, expected: str) -> None:
    (told,), (untold,) = extract(text, published="2025-08-05"), extract(text)
    assert (told.statement, told.stands_alone) == (expected, True)
    assert (untold.statement, untold.stands_alone) == (text, False)


@pytest.mark.parametrize(
    "text",
    [
        "Acme lost money about two years ago.",
        "Acme lost money ten years ago.",
        "Acme lost money a few years ago.",
        "Acme lost money two weeks ago.",
        "Acme earned more than two years ago.",
        "Acme closed a plant yesterday morning.",
        "Acme closed a plant today.",
    ],
)
def test_a_day_told_roughly_keeps_its_words_and_does_not_stand_alone(text: str) -> None:
    (candidate,) = extract(text, published="2025-08-05")
    assert (candidate.statement, candidate.stands_alone) == (text, False)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days_to_count_from(day: str) -> None:
    text = (
        "Acme will close on Monday. Acme will open tomorrow or in nine years. Acme lost money yesterday, two years ago."
    )
    assert all(c.due is None and not c.stands_alone for c in extract(text, published=day)[1:])


def test_years_are_said_by_number_when_the_day_is_known() -> None:
    text = "Acme lost money last year. Beta grew in the first months of this year."
    assert statements(text, published="2025-08-05") == [
        "Acme lost money in 2024.", "Beta grew in the first months of 2025."
    ]  # fmt: skip
    assert not any(c.stands_alone for c in extract(text))


# ---- who says it, how firmly --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ada Poe said that sales rose by 3%.",
        "Ada Poe said sales rose by 3%.",
        "Sales rose by 3%, Ada Poe said.",
        "“Sales rose by 3%,” said Ada Poe, a trader.",
        "“Sales rose by 3%,” Ada Poe said.",
        "According to Ada Poe, sales rose by 3%.",
        "Sales rose by 3%, according to Ada Poe.",
        "Ada Poe told reporters that sales rose by 3%.",
        "Ada Poe said: “Sales rose by 3%.”",
    ],
)
def test_the_speaker_is_a_field_and_the_words_are_the_claim(text: str) -> None:
    candidate = only(text)
    assert (candidate.statement, candidate.speaker) == ("Sales rose by 3%.", "Ada Poe")
    assert candidate.modality is Modality.REPORTED


def test_a_quotation_goes_on_after_its_speaker() -> None:
    text = "“Sales rose,” said Ada Poe. “Costs fell by 3%. Staff left.”"
    assert {c.speaker for c in extract(text)} == {"Ada Poe"}


def test_two_speakers_in_one_sentence_keep_their_own_words() -> None:
    text = "Ada Poe said sales rose, but Bo Ray said costs fell."
    assert [(c.speaker, c.statement) for c in extract(text)] == [
        ("Ada Poe", "Sales rose."), ("Bo Ray", "Costs fell.")
    ]  # fmt: skip


def test_a_speaker_pronoun_is_the_person_before() -> None:
    text = "Ada Poe said sales rose. Costs fell, she said."
    assert [c.speaker for c in extract(text)] == ["Ada Poe", "Ada Poe"]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Sales rose by 3%.", Kind.FACT, Modality.ASSERTED),
        ("Sales did not rise.", Kind.FACT, Modality.ASSERTED),
        ("Sales may have fallen.", Kind.FACT, Modality.HEDGED),
        ("Acme denied that sales fell.", Kind.FACT, Modality.DENIED),
        ("Sales will rise by 3%.", Kind.FORECAST, Modality.ASSERTED),
        ("Sales could rise by 3%.", Kind.FORECAST, Modality.HEDGED),
        ("Sales are expected to rise by 3%.", Kind.FORECAST, Modality.HEDGED),
        ("Acme expects sales to rise by 3%.", Kind.FORECAST, Modality.REPORTED),
        ("Acme plans to open a plant by 2030.", Kind.FORECAST, Modality.REPORTED),
        ("Acme plans to open a plant.", Kind.FACT, Modality.ASSERTED),
        ("The deal is seen as a mistake.", Kind.OPINION, Modality.REPORTED),
        ("Acme should sell the plant.", Kind.OPINION, Modality.ASSERTED),
    ],
)
def test_kind_and_modality(text: str, kind: Kind, modality: Modality) -> None:
    assert (only(text).kind, only(text).modality) == (kind, modality)


def test_only_forecasts_fall_due() -> None:
    assert only("Acme will open a plant by 2030.").due == date(2030, 12, 31)
    assert only("Acme opened a plant in 2020.").due is None


# ---- what is no claim ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Will sales rise?",
        "“Will sales rise?” Ada Poe asked.",
        "Subscribe to our newsletter to read more.",
        "Photo by Ada Poe / Getty Images.",
        "What Comes Next\n\n- ",
        "Prices and Wages in the North",
        "",
    ],
)
def test_questions_headings_and_furniture_are_no_claims(text: str) -> None:
    assert not extract(text)


# ---- the contract -------------------------------------------------------------------------------------------


def test_quantities_point_into_the_article() -> None:
    text = "Sales rose. Acme paid $3 million for Beta."
    (quantity,) = extract(text)[1].quantities
    assert text[quantity.start : quantity.end] == "$3 million"


def test_other_languages_come_sentence_by_sentence() -> None:
    got = extract("Der Umsatz ist um 3 Prozent gestiegen. Die Kosten sind nicht gefallen und das ist gut.")
    assert [c.stands_alone for c in got] == [False, False]


def test_an_unknown_extractor_names_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="rules"):
        extractors.get("oracle")


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match="YYYY-MM-DD"):
        extract("Sales rose.", published="soon")


WORDS = st.sampled_from(
    "Acme Beta said that the of will has rose falling and , , . ? “ ” \" ' ( ) [1] $3 million 3% 2030 in by with which "
    "who it its company If to plan plans offers creating : ; — - told according é 𝛼 שלום 销量。".split()
) | st.sampled_from("\n \r\n \0 \u00ad \u200b".split(" "))


@given(st.lists(WORDS, max_size=80).map(" ".join))
def test_a_quote_is_found_where_it_says(text: str) -> None:
    for candidate in extract(text, published="2025-08-05"):
        assert text[candidate.start : candidate.end] == candidate.quote
        assert candidate.quote.strip()
        assert 0 <= candidate.score <= 1
        for quantity in candidate.quantities:
            assert candidate.start <= quantity.start < quantity.end <= candidate.end


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    assert all(text[c.start : c.end] == c.quote for c in extract(text))


def test_the_same_text_gives_the_same_claims() -> None:
    text = "Acme, a maker of chips, said sales rose by 3%, adding 20 jobs. It will hire more by 2030."
    assert extract(text) == extract(text)

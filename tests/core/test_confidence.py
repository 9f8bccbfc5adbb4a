"""Confidence: what people may write for it, its words, and the first estimate by rule."""

from itertools import product

import pytest

from claims.core.confidence import MODALITY, RELIABILITY, WORDS, Estimate, first_estimate, parse, word
from claims.core.vocabulary import Kind, Modality
from claims.errors import InvalidValue


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("70", 70), (" 70 % ", 70), ("70%", 70), ("70.0%", 70), ("0.7", 70), (".7", 70), ("0.07", 7), ("0.0", 0),
        ("1.0", 100), ("1", 1), ("0", 0), ("100", 100), ("100%", 100), (70, 70), (1, 1), (0.7, 70), (1.0, 100),
        ("Likely", 67), ("almost certain", 97), ("ROUGHLY EVEN", 50), ("almost no chance", 3),
    ],
)  # fmt: skip
def test_percent_probability_and_word_are_read(given: str | float, meant: int) -> None:
    assert parse(given) == meant


@pytest.mark.parametrize(
    "given",
    ["170", "-1", "101", "1.1", "70.0", "-0.1", "maybe", "nan", "inf", "-inf", "snan", "", " ", "%", "70%%", "70.5%",
     "0.705", "7_0", "７０", "1e3", "seventy", "70 80", True, 70.0, float("nan"), "\x00"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_allowed(given: str | float) -> None:
    with pytest.raises(InvalidValue, match=r"0 to 100.*likely") as refused:
        parse(given)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("term", "low", "high"), WORDS)
def test_a_word_stands_for_a_number_that_reads_as_the_word(term: str, low: int, high: int) -> None:
    assert low <= parse(term) <= high
    assert word(parse(term)) == term


@pytest.mark.parametrize(
    ("confidence", "term"),
    [(None, "-"), (0, "impossible"), (1, "almost no chance"), (5, "almost no chance"), (6, "very unlikely"),
     (50, "roughly even"), (99, "almost certain"), (100, "certain")],
)  # fmt: skip
def test_every_confidence_has_a_word(confidence: int | None, term: str) -> None:
    assert word(confidence) == term


def points(estimate: Estimate) -> int:
    return sum(int(reason.rsplit(" ", 1)[1]) for reason in estimate.reasons)


@pytest.mark.parametrize("reliability", [None, *RELIABILITY])
@pytest.mark.parametrize("modality", MODALITY)
def test_the_reasons_of_a_first_estimate_add_up_to_it(reliability: str | None, modality: Modality) -> None:
    for kind, attributed, cited in product(Kind, (True, False), (True, False)):
        made = first_estimate(reliability, modality, kind, attributed=attributed, cited=cited)
        assert 5 <= made.confidence == points(made) <= 95


def test_a_first_estimate_is_never_surer_than_a_rule_may_be() -> None:
    made = first_estimate("E", Modality.DENIED, Kind.OPINION, attributed=False, cited=False)
    assert (made.confidence, made.reasons[-1]) == (5, "kept within 5 and 95 +5")


def test_a_first_estimate_names_only_what_counted() -> None:
    made = first_estimate("F", Modality.ASSERTED, Kind.FACT, attributed=False, cited=False)
    assert made == Estimate(50, ("start even +50",))


def test_hedging_and_a_poor_source_lower_a_first_estimate() -> None:
    plain = first_estimate("A", Modality.ASSERTED, Kind.FACT, attributed=False, cited=False)
    hedged = first_estimate("A", Modality.HEDGED, Kind.FACT, attributed=False, cited=False)
    poor = first_estimate("E", Modality.HEDGED, Kind.FACT, attributed=False, cited=False)
    assert plain.confidence > hedged.confidence > poor.confidence

"""How surely it is a claim: the points say why, add up, and are learned the same way every time."""

import json
import math
from pathlib import Path

import pytest

from claims.core.vocabulary import Kind
from ingest import extract
from ingest.extractors import environment, training, wording
from ingest.extractors.score import FORECAST, Scorer, score
from ingest.extractors.words import Sentence


def scored(text: str) -> float:
    return max(c.score for c in extract(text))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Unemployment fell by 3 percent in 2019.", "We will have to wait and see."),
        ("The city spent $4 million on two bridges.", "I am happy to be with all of you tonight."),
        ("Acme will open a plant by mid-2027.", "Acme will open a plant."),
        ("Crime rose by a tenth in 2021.", "I think it is a wonderful thing."),
        ("Our paper mills reduced water use and emissions.", "Our paper mills opened and closed."),
    ],
)
def test_what_can_be_checked_scores_higher_than_talk(surer: str, less_sure: str) -> None:
    assert scored(surer) > scored(less_sure)


def test_parts_of_one_sentence_are_judged_by_their_own_words_too() -> None:
    figure, praise = extract("Unemployment fell by 3 percent in 2019, but the mayor is a great man.")
    assert figure.score > praise.score
    assert "the whole sentence" in praise.features


@pytest.mark.parametrize("text", ["Costs fell by 4%.", "They left, and sales of 12 firms rose in 2020.", "It is said."])
def test_the_points_add_up_to_the_score(text: str) -> None:
    for candidate in extract(text):
        total = sum(candidate.features.values())
        assert candidate.score == pytest.approx(1 / (1 + math.exp(-total)), abs=0.001)


def test_a_forecast_gets_its_points_by_name() -> None:
    text = "Acme will open a plant."
    s = Sentence(text, 0, len(text))
    points = Scorer(s).features(0, len(s), Kind.FORECAST, dated=False)
    assert points["forecast"] == FORECAST
    assert "forecast" not in Scorer(s).features(0, len(s), Kind.FACT, dated=False)


def test_no_points_are_too_many() -> None:
    assert (score({"a": 1e9}), score({"a": -1e9}), score({})) == (1.0, 0.0, 0.5)


def test_wishes_and_talk_are_no_claims_about_the_environment() -> None:
    assert environment.points("the mill reduced emissions".split()) == {"environment": 1.5, "effect on it": 2.0}
    assert environment.points("we must reduce emissions".split()) == {}
    assert environment.points("the mill closed".split()) == {}


def test_an_account_of_emissions_is_judged_like_any_sentence() -> None:
    """Prices, laws and totals name the same things: the points shrink, and never fall below none."""
    own = environment.points("we reduced the emissions of our mill".split())
    assert own == {"environment": 1.5, "effect on it": 2.0, "its own doing": 1.5}
    less = environment.points("we reduced the estimated emissions of our mill".split())
    assert sum(less.values()) == sum(own.values()) - 2.0
    none = environment.points("the total of reported emissions was calculated".split())
    assert sum(none.values()) == 0.0


def test_the_weights_are_shipped_and_small() -> None:
    known = wording.model()
    assert known.version and len(known.weights) > 5000 and len(known.pairs) > 1000
    assert wording.FILE.stat().st_size < 200_000


# ---- learning them -----------------------------------------------------------------------------------------


def examples(tmp_path: Path) -> Path:
    claims = [f"Taxes rose by {n} percent in {1990 + n}." for n in range(10)]
    talk = [f"I thank {who} very much." for who in "you them him her Ada Bo Cy Di Eve Flo".split()]
    file = tmp_path / "sentences.csv"
    lines = [f'"{text}",{verdict},debate{n % 3}' for verdict, texts in ((1, claims), (-1, talk))
             for n, text in enumerate(texts)]  # fmt: skip
    file.write_text("Text,Verdict,File_id\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_training_tells_claims_from_talk_and_is_the_same_every_time(tmp_path: Path) -> None:
    read = training.read(examples(tmp_path))
    weights = training.fit(read)
    assert weights == training.fit(read)
    assert all((weights.decide(each.features) > 0) == each.is_claim for each in read)


def test_debates_left_out_are_foretold(tmp_path: Path) -> None:
    assert training.cross_validate(training.read(examples(tmp_path)), 3) == 1.0


def test_only_the_strongest_features_are_kept(tmp_path: Path) -> None:
    assert len(training.fit(training.read(examples(tmp_path)), kept=5).by_name) == 5


def test_what_training_writes_is_what_scoring_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = training.read(examples(tmp_path))
    weights = training.fit(read)
    training.write(weights, tmp_path / "wording.json", "test")
    monkeypatch.setattr(wording, "FILE", tmp_path / "wording.json")
    wording.model.cache_clear()
    try:
        text = "Taxes rose by 4 percent in 1994."
        s = Sentence(text, 0, len(text))
        total, reasons = wording.weigh(s, wording.tokens(s), 0, len(s))
        assert json.loads((tmp_path / "wording.json").read_text())["version"] == wording.model().version == "test"
        assert total == pytest.approx(weights.decide(set(wording.names(s))), abs=0.01)
        assert reasons
    finally:
        wording.model.cache_clear()


@pytest.mark.parametrize(("scored", "expected"), [
    ([(0.9, True), (0.1, False)], 1.0), ([(0.9, False), (0.1, True)], 0.5), ([(0.5, False)], 0.0),
])  # fmt: skip
def test_average_precision_rewards_claims_put_first(scored: list[tuple[float, bool]], expected: float) -> None:
    assert training.average_precision(scored) == expected

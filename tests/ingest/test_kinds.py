"""Fact, forecast, opinion and due dates, measured on sentences written for it; a fact called an opinion costs most."""

from pathlib import Path

import pytest

from ingest import extract
from ingest.extractors.candidate import Candidate

PUBLISHED = "2026-03-10"
LINES = (Path(__file__).parent / "kinds.txt").read_text(encoding="utf-8").splitlines()
GOLD = [tuple(line.split("|")) for line in LINES if not line.startswith("#")]
LANGUAGES = ["en", "de", "zh", "fr", "es"]


def read(language: str) -> list[tuple[str, str, list[Candidate]]]:
    """Kind and due date a sentence should have, and what was found in it."""
    rows = [row for row in GOLD if row[0] == language]
    assert rows
    return [(row[1], row[2], list(extract(row[3], published=PUBLISHED, language=language))) for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fact_is_called_an_opinion(language: str) -> None:
    called = [kind for kind, _, found in read(language) if any(c.kind == "opinion" for c in found)]
    assert set(called) == {"opinion"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_kinds_are_right(language: str) -> None:
    rows = read(language)
    right = [kind for kind, _, found in rows if found and all(c.kind == kind for c in found)]
    assert len(right) >= 0.95 * len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forecasts_fall_due_when_they_say_and_nothing_else_does(language: str) -> None:
    for kind, due, found in read(language):
        dates = {str(c.due) for c in found if c.due} or {"-"}
        assert dates == {due}, found
        assert all(c.due is None for c in found if c.kind != "forecast"), kind


@pytest.mark.parametrize(
    "text",
    [
        "Man wird beraten und bekommt mehrere Proben die nix kosten.",
        "Der Laden wird abends geschlossen.",
        "Der Bericht muss von allen gelesen werden.",
        "Zwei Menschen konnten gerettet werden, und die Täter hätten gefasst werden können.",
    ],
)
def test_a_german_passive_is_no_forecast(text: str) -> None:
    assert [c.kind for c in extract(text, published=PUBLISHED, language="de")] == ["fact"]


@pytest.mark.parametrize(
    "text",
    [
        "Am 25. Juni verunglückte ein Taucher im See.",
        "Ende April gab es die ersten Verletzten.",
        "Die Frau, die nach Hause gebracht werden sollte, erlitt einen Unfall.",
        "Der Verein droht mit Klage, falls die Stadt nicht zahlen sollte.",
    ],
)
def test_a_german_day_without_its_year_may_be_past(text: str) -> None:
    assert [(c.kind, c.due) for c in extract(text, published=PUBLISHED, language="de")] == [("fact", None)]


@pytest.mark.parametrize("text", ["将军澳线全线通车。", "将近一半的人支持。", "成交价远超预期，市场2027年前景不明。"])
def test_a_chinese_word_that_only_looks_like_the_future_is_none(text: str) -> None:
    assert [c.kind for c in extract(text, published=PUBLISHED, language="zh")] == ["fact"]


def test_a_due_date_told_from_today_needs_the_day_of_publication() -> None:
    (candidate,) = extract("The plant opens next year.")
    assert (candidate.kind, candidate.due) == ("fact", None)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Acme expects sales to rise.", "Acme", "expects"),
        ("Analysts forecast sales of $5 billion in 2027.", "Analysts", "forecast"),
        ("The bank has predicted a loss.", "The bank", "has predicted"),
    ],
)
def test_who_expects_something_is_its_speaker(text: str, speaker: str, cue: str) -> None:
    (candidate,) = extract(text, published=PUBLISHED)
    assert (candidate.kind, candidate.speaker, candidate.cue) == ("forecast", speaker, cue)


@pytest.mark.parametrize("text", ["Single offers reach $100 million.", "Meta offers help to farms."])
def test_where_either_word_can_be_the_verb_the_subject_is_nobody(text: str) -> None:
    (candidate,) = extract(text)
    assert (candidate.statement, candidate.subject) == (text, None)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Meta offers loans.", "Meta"),
        ("The state reports losses of $3 billion.", "The state"),
        ("The plant opens in May.", "The plant"),
        ("Some offers reach $100 million.", "Some offers"),
    ],
)
def test_where_only_one_word_can_be_the_verb_the_subject_is_known(text: str, subject: str) -> None:
    (candidate,) = extract(text)
    assert candidate.subject == subject

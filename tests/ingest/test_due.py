"""The day a forecast falls due is the last day of the span its words name."""

from datetime import date

import pytest

from claims.core.vocabulary import Precision
from ingest.extractors.due import due

DAY = date(2025, 8, 5)


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("will halve emissions by 2030", "2030-12-31", Precision.YEAR),
        ("will not open before 2028", "2027-12-31", Precision.YEAR),
        ("will open in Q3 2027", "2027-09-30", Precision.QUARTER),
        ("will open in the second quarter of 2026", "2026-06-30", Precision.QUARTER),
        ("will open in the first half of 2026", "2026-06-30", Precision.HALF),
        ("will open in H2 2026", "2026-12-31", Precision.HALF),
        ("will open in mid-2027", "2027-08-31", Precision.QUARTER),
        ("will open by the end of 2027", "2027-12-31", Precision.YEAR),
        ("will open in February 2028", "2028-02-29", Precision.MONTH),
        ("will open on 3 March 2026", "2026-03-03", Precision.DAY),
        ("will open on March 3rd, 2026", "2026-03-03", Precision.DAY),
        ("will open on 2026-03-03", "2026-03-03", Precision.DAY),
        ("will dominate the 2030s", "2039-12-31", Precision.DECADE),
        ("will rise from 2026 to 2029", "2029-12-31", Precision.YEAR),
        ("will rise from 2026 levels by 2030", "2030-12-31", Precision.YEAR),
        ("will open no later than March 2027", "2027-03-31", Precision.MONTH),
        ("will open before June 2026", "2026-05-31", Precision.MONTH),
        ("will open by the mid-2030s", "2036-12-31", Precision.YEAR),
        ("will open in the summer of 2027", "2027-12-31", Precision.YEAR),
        ("will open early in 2027", "2027-04-30", Precision.QUARTER),
        ("will be announced in 2026", "2026-12-31", Precision.YEAR),
        ("After the merger, Acme will open in 2027", "2027-12-31", Precision.YEAR),
        # a fiscal year is the year it is called by; where it begins nobody knows
        ("will grow in fiscal 2027", "2027-12-31", Precision.YEAR),
        ("will grow in FY27", "2027-12-31", Precision.YEAR),
        ("will grow in FY2026-27", "2027-12-31", Precision.YEAR),
        ("will grow in the third quarter of fiscal 2027", "2027-12-31", Precision.YEAR),
    ],
)
def test_dates_that_stand_alone(words: str, day: str, precision: Precision) -> None:
    assert due(words, None) == (date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("will spend it over the next four years", "2029-08-31", Precision.MONTH),
        ("will open within six months", "2026-02-28", Precision.MONTH),
        ("will open in 10 days", "2025-08-15", Precision.DAY),
        ("will open by the end of the year", "2025-12-31", Precision.YEAR),
        ("will open later this month", "2025-08-31", Precision.MONTH),
        ("will open next year", "2026-12-31", Precision.YEAR),
        ("will open next quarter", "2025-12-31", Precision.QUARTER),
        ("will open in the fourth quarter", "2025-12-31", Precision.QUARTER),
        ("will open over the next decade", "2035-12-31", Precision.YEAR),
        ("will open tomorrow", "2025-08-06", Precision.DAY),
        ("will open by June", "2026-06-30", Precision.MONTH),
        ("will open by August", "2025-08-31", Precision.MONTH),
        ("may open by May", "2026-05-31", Precision.MONTH),
        ("will open on June 15", "2026-06-15", Precision.DAY),
        ("will open before 15 June", "2026-06-14", Precision.DAY),
        ("will open on Friday", "2025-08-08", Precision.DAY),
        ("will open in Q1", "2026-03-31", Precision.QUARTER),
        ("will open in the first half of next year", "2026-06-30", Precision.HALF),
        ("will open in the second half", "2025-12-31", Precision.HALF),
        ("will open early next year", "2026-04-30", Precision.QUARTER),
        ("will open by year's end", "2025-12-31", Precision.YEAR),
        ("will open later this decade", "2029-12-31", Precision.DECADE),
        ("will open over the next year", "2026-08-31", Precision.MONTH),
        ("will open in three to five years", "2030-08-31", Precision.MONTH),
        ("will open five years from now", "2030-08-31", Precision.MONTH),
        ("will rise next year after a fall in 2024", "2026-12-31", Precision.YEAR),
    ],
)
def test_relative_dates_count_from_publication(words: str, day: str, precision: Precision) -> None:
    assert due(words, DAY) == (date.fromisoformat(day), precision)
    assert due(words, None) is None


@pytest.mark.parametrize(
    "words",
    [
        "will hire 2,000 people",
        "may grow by 2030%",
        "will cost $2027",
        "will open soon",
        "on 31 February 2026",
        "will march with Theresa May",
        "will return to 2030 levels",
        "the plan announced in 2026 will fail",
        "will rise after a slump in June",
        "will rise for the first time in five years",
        "will be the fastest growth in ten years",
        "will open within five years of completion",
        "will open over the coming years",
        "will open in the next few months",
        "will grow in the fiscal third quarter",
        "will score in the second half of the game",
        "will open after 2030",
        "has grown so far this year",
        "will open in 999 decades",
        "will open in the second half of 2024",
    ],
)
def test_what_is_no_date_is_not_guessed(words: str) -> None:
    assert due(words, DAY) is None


@pytest.mark.parametrize(
    ("language", "words", "day", "precision"),
    [
        ("de", "wird ab 2027 produzieren", "2027-12-31", Precision.YEAR),
        ("de", "soll bis Ende 2026 fertig sein", "2026-12-31", Precision.YEAR),
        ("de", "wird im dritten Quartal 2027 öffnen", "2027-09-30", Precision.QUARTER),
        ("de", "wird bis zum 15. Juni 2026 öffnen", "2026-06-15", Precision.DAY),
        ("de", "soll vor 2030 öffnen", "2029-12-31", Precision.YEAR),
        ("zh", "将于2027年前完成", "2026-12-31", Precision.YEAR),
        ("zh", "预计到2030年完成", "2030-12-31", Precision.YEAR),
        ("zh", "将于2027年底前完成", "2027-12-31", Precision.YEAR),
        ("zh", "将于2027年下半年开业", "2027-12-31", Precision.HALF),
        ("fr", "ouvrira en 2027", "2027-12-31", Precision.YEAR),
        ("fr", "ouvrira d'ici 2030", "2030-12-31", Precision.YEAR),
        ("fr", "ouvrira au troisième trimestre 2027", "2027-09-30", Precision.QUARTER),
        ("es", "abrirá antes de 2030", "2029-12-31", Precision.YEAR),
        ("es", "abrirá en marzo de 2027", "2027-03-31", Precision.MONTH),
    ],
)
def test_other_languages_have_dates_that_stand_alone(language: str, words: str, day: str, precision: Precision) -> None:
    assert due(words, None, language) == (date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    ("language", "words", "day", "precision"),
    [
        ("de", "wird in den nächsten vier Jahren wachsen", "2029-08-31", Precision.MONTH),
        ("de", "soll Ende nächsten Jahres öffnen", "2026-12-31", Precision.YEAR),
        ("de", "soll bis März öffnen", "2026-03-31", Precision.MONTH),
        ("zh", "未来五年将增长", "2030-08-31", Precision.MONTH),
        ("zh", "明年上半年将增长", "2026-06-30", Precision.HALF),
        ("fr", "ouvrira dans les cinq prochaines années", "2030-08-31", Precision.MONTH),
        ("es", "abrirá el año que viene", "2026-12-31", Precision.YEAR),
    ],
)
def test_other_languages_count_from_publication(language: str, words: str, day: str, precision: Precision) -> None:
    assert due(words, DAY, language) == (date.fromisoformat(day), precision)
    assert due(words, None, language) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "wird zum ersten Mal in fünf Jahren wachsen"),
        ("de", "wird 2030 Menschen einstellen"),
        ("de", "wird wie seit 2026 wachsen"),
        ("zh", "将是过去五年内最大"),
        ("fr", "sera la plus grande en dix ans"),
        ("ru", "откроется в 2027 году"),
    ],
)
def test_other_languages_are_not_guessed(language: str, words: str) -> None:
    assert due(words, DAY, language) is None

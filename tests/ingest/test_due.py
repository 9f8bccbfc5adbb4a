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
    ],
)
def test_relative_dates_count_from_publication(words: str, day: str, precision: Precision) -> None:
    assert due(words, DAY) == (date.fromisoformat(day), precision)
    assert due(words, None) is None


@pytest.mark.parametrize(
    "words", ["will hire 2,000 people", "may grow by 2030%", "will cost $2027", "will open soon", "on 31 February 2026"]
)
def test_what_is_no_date_is_not_guessed(words: str) -> None:
    assert due(words, DAY) is None

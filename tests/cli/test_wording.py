"""How people read what is recorded."""

from datetime import date

import pytest

from claims.core.vocabulary import Precision
from claims.wording import counted, due_words


@pytest.mark.parametrize(
    ("due", "precision", "words"),
    [
        (None, None, ""),
        (date(2026, 9, 30), Precision.DAY, "2026-09-30"),
        (date(2026, 9, 30), Precision.MONTH, "2026-09"),
        (date(2026, 9, 30), Precision.QUARTER, "2026 Q3"),
        (date(2026, 12, 31), Precision.QUARTER, "2026 Q4"),
        (date(2026, 4, 30), Precision.QUARTER, "early 2026"),
        (date(2026, 8, 31), Precision.QUARTER, "mid-2026"),
        (date(2026, 6, 30), Precision.HALF, "2026 H1"),
        (date(2026, 12, 31), Precision.YEAR, "2026"),
        (date(2029, 12, 31), Precision.DECADE, "2020s"),
    ],
)
def test_a_due_date_is_told_as_exactly_as_it_is_known(due: date | None, precision: Precision, words: str) -> None:
    assert due_words(due, precision) == words


def test_one_is_not_many() -> None:
    assert [counted(number, "claim") for number in (0, 1, 2, 1000)] == [
        "0 claims",
        "1 claim",
        "2 claims",
        "1,000 claims",
    ]

"""The example article gives the claims one would write down by hand."""

from datetime import date
from pathlib import Path

import pytest

from claims.core.vocabulary import Kind
from ingest.extractors.candidate import Candidate
from ingest.extractors.rules import Rules
from ingest.readers import read

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "superintelligence.md"


@pytest.fixture(scope="module")
def claims() -> dict[str, Candidate]:
    article = read(EXAMPLE.read_bytes(), name=EXAMPLE.name)
    found = list(Rules().extract(article))
    assert all(article.text[c.start : c.end] == c.quote for c in found)
    return {c.statement: c for c in found}


@pytest.mark.parametrize(
    "statement",
    [
        "Meta is paying $300 billion for nearly half of Scale AI.",
        "Meta has also set aside a $2 billion recruitment budget for the next four years.",
        "Meta now houses GPU clusters in tent structures.",
        "Meta's own review attributed the poor showing of Llama 4 to tests that caught too little.",
        "The new routing, by tokens rather than by experts, hurt Llama 4's reasoning.",
        "The OBBB Act improves Meta's cash flow and the return on its projects.",
        "Despite the setbacks, Meta's advertising business continues to grow.",
    ],
)
def test_a_statement_reads_alone(claims: dict[str, Candidate], statement: str) -> None:
    assert claims[statement].kind is Kind.FACT
    assert claims[statement].stands_alone
    assert claims[statement].citations


@pytest.mark.parametrize(
    ("statement", "due"),
    [
        ("Meta expects its tax liabilities to fall by more than 50% by 2026.", date(2026, 12, 31)),
        ("Meta will open the first of these sites in mid-2026.", date(2026, 8, 31)),
        ("The pursuit of superintelligence could weigh on margins over the next two years.", date(2027, 8, 31)),
        ("The spending may not pay off before 2028.", date(2027, 12, 31)),
    ],
)
def test_a_forecast_has_its_day(claims: dict[str, Candidate], statement: str, due: date) -> None:
    assert (claims[statement].kind, claims[statement].due) == (Kind.FORECAST, due)


def test_the_one_quoted_is_the_speaker(claims: dict[str, Candidate]) -> None:
    assert claims["Smaller labs cannot match such offers."].speaker == "Priya Raman"
    assert claims["The spending may not pay off before 2028."].speaker == "Analysts at Harbor Research"


def test_questions_titles_and_the_newsletter_are_left_out(claims: dict[str, Candidate]) -> None:
    assert not [s for s in claims if "newsletter" in s or "worth the money" in s or "second chance" in s]

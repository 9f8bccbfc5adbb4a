"""Ranges of a filter: open and closed ends, units, and which figures they admit."""

from decimal import Decimal

import pytest

from claims.core.quantity import parse
from claims.core.ranges import Bounds, amount, confidence
from claims.errors import InvalidValue

M = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        (">=100M", Bounds(100 * M)),
        ("> 100M", Bounds(100 * M, low_included=False, high_included=False)),
        ("<2B", Bounds(None, 2000 * M, low_included=False, high_included=False)),
        ("<= 5", Bounds(None, Decimal(5))),
        ("=2 billion USD", Bounds(2000 * M, 2000 * M, unit="USD")),
        ("$5", Bounds(Decimal(5), Decimal(5), unit="USD")),
        ("100M..2B", Bounds(100 * M, 2000 * M)),
        ("100M..", Bounds(100 * M)),
        ("..2B USD", Bounds(None, 2000 * M, unit="USD")),
        ("<50%", Bounds(None, Decimal(50), low_included=False, high_included=False, unit="percent")),
    ],
)
def test_an_amount_is_read(given: str, bounds: Bounds) -> None:
    assert amount(given) == bounds


@pytest.mark.parametrize("given", ["", ">=", "lots", "2B..100M", "1..2..3", "a..b", "5 and 6", "=>5"])
def test_an_amount_that_is_none_is_refused_with_examples(given: str) -> None:
    with pytest.raises(InvalidValue, match=r"write it as|must not be above"):
        amount(given)


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        (">=60", Bounds(Decimal(60))),
        ("60..80", Bounds(Decimal(60), Decimal(80))),
        ("<0.5", Bounds(None, Decimal(50), low_included=False, high_included=False)),
        ("likely", Bounds(Decimal(67), Decimal(67))),
        ("unknown", Bounds(unknown=True)),
        (" NONE ", Bounds(unknown=True)),
    ],
)
def test_a_confidence_range_is_read(given: str, bounds: Bounds) -> None:
    assert confidence(given) == bounds


@pytest.mark.parametrize("given", ["170", ">=-1", "80..60", "maybe", ""])
def test_a_confidence_range_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(InvalidValue, match=r"write it as|must not be above"):
        confidence(given)


@pytest.mark.parametrize(
    ("range_", "stated", "inside"),
    [
        (">=100M", "$200M", True), (">=100M", "$100M", True), (">100M", "$100M", False), ("<100M", "$100M", False),
        ("<=100M", "$100M", True), ("=100M", "$100M", True), ("=100M EUR", "$100M", False), ("10..20", "5 to 12", True),
        ("10..20", "5 to 9", False), (">=20", "up to 25", True), ("=30", "up to 25", False), ("<5", "up to 25", False),
        ("20..30", "20 percent", True), ("<50%", "20 percent", True), ("<50%", "20 people", False),
    ],
)  # fmt: skip
def test_a_range_covers_a_stated_figure_of_its_unit_when_a_part_is_inside(
    range_: str, stated: str, inside: bool
) -> None:
    (quantity,) = parse(stated)
    assert amount(range_).covers(quantity) == inside


def test_unknown_admits_only_what_is_not_given() -> None:
    assert confidence("unknown").admit(None, None)
    assert not confidence("unknown").admit(50, 50)
    assert not confidence(">=0").admit(None, None)

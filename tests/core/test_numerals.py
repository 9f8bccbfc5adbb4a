"""The numbers themselves, in digits and in words: what each is worth, exactly."""

from decimal import Decimal

import pytest

from claims.core.figures.chinese import value_of as chinese
from claims.core.figures.digits import of_digits
from claims.core.figures.german import value_of as german
from claims.core.quantity import parse

NUMBERS = [
    ("one hundred and sixteen", "116"),
    ("twenty-one trillion", "21000000000000"),
    ("three hundred and twenty-five thousand four hundred and six", "325406"),
    ("a hundred thousand", "100000"),
    ("half a million", "500000"),
    ("two million and a half", "2500000"),
    ("one hundred and three quarters", "100.75"),
    ("three quarters", "0.75"),
    ("one-eighth", "0.125"),
    ("two thirds of a million", "666666.6666666666666666666667"),
    ("a dozen", "12"),
    ("two dozen", "24"),
    ("1,234.5", "1234.5"),
    ("1 234 567", "1234567"),
    ("1'234'567", "1234567"),
    ("40 000", "40000"),
    ("1½", "1.5"),
    ("1 1/2", "1.5"),
    ("3/4", "0.75"),
    (".25", "0.25"),
    ("-7", "-7"),
    ("negative one", "-1"),
    ("1.3x10^6", "1300000"),
    ("12.32e+14", "1232000000000000"),
    ("five lakh crore", "5000000000000"),
    ("１，２３４．５", "1234.5"),
    ("1 in 10", "0.1"),
    ("two out of five", "0.4"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_bare_numbers_are_read_exactly(text: str, value: str) -> None:
    (quantity,) = parse(text)
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("digits", "comma", "value"),
    [
        ("1,234", False, "1234"),
        ("1,234", True, "1.234"),
        ("1.234", True, "1234"),
        ("1.234", False, "1.234"),
        ("1.234,56", False, "1234.56"),
        ("1,234.56", True, "1234.56"),
        ("12,34,567.8", False, "1234567.8"),
        ("0.123", True, "0.123"),
        ("1.2.3", False, None),
        ("9" * 41, False, None),
    ],
)
def test_the_shape_of_digits_decides_before_the_language(digits: str, comma: bool, value: str | None) -> None:
    assert of_digits(digits, comma) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("word", "value"),
    [("zweiundzwanzig", 22), ("siebenhundertneunundneunzigtausenddreizehn", 799_013), ("tausendundeins", 1001)],
)
def test_german_numerals_are_one_word(word: str, value: int) -> None:
    assert german(word) == value


@pytest.mark.parametrize("word", ["hundertste", "einhorn", "elfmeter", "achtung", "vierte"])
def test_words_that_begin_like_numerals_are_none(word: str) -> None:
    assert german(word) is None


@pytest.mark.parametrize(
    ("run", "value"), [("一亿两千万", 120_000_000), ("三千零五", 3005), ("十五", 15), ("万", None)]
)
def test_chinese_numerals(run: str, value: int | None) -> None:
    assert chinese(run) == value

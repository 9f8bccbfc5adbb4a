"""Tables and texts: how wide they are, and what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claims.cli.tables import Column, fitted
from claims.cli.width import cells, cut, oneline, pad, wrapped

COLUMNS: tuple[Column[str], ...] = (
    Column("key", str),
    Column("source", str, most=10, rank=1),
    Column("due", str, rank=2),
    Column("text", str, flexible=True),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [(80, [8, 10, 10, 46]), (60, [8, 10, 0, 38]), (54, [8, 10, 0, 32]), (40, [8, 0, 0, 30]), (20, [8, 0, 0, 10])],
)
def test_what_may_be_left_out_is_left_out_for_the_text(room: int, widths: list[int]) -> None:
    row = ["12345678", "A long name", "2026-12-31", "text " * 50]
    found = fitted(COLUMNS, [row], room)
    assert found[-1] >= widths[-1] - 2 and [bool(each) for each in found] == [bool(each) for each in widths]


def test_an_empty_column_takes_no_room() -> None:
    assert fitted(COLUMNS, [["12345678", "", "", "text"]], 60)[1:3] == [0, 0]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 10, "short"),
        ("longer", 4, "lon…"),
        ("薪酬方案", 8, "薪酬方案"),
        ("薪酬方案", 7, "薪酬方…"),
        ("薪酬方案", 6, "薪酬…"),
    ],
)
def test_cutting(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


def test_padding_counts_columns_not_characters() -> None:
    assert pad("薪酬", 6) == "薪酬  " and pad("7", 3, right=True) == "  7"


@given(some.text(), some.integers(1, 90))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(oneline(text), width)) <= width


@given(some.text(), some.integers(2, 90))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    clean = oneline(text)
    lines = wrapped(clean, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean.split())


@given(some.text(some.characters(exclude_categories=())))
def test_one_line_is_one_line_and_can_be_printed(text: str) -> None:
    shown = oneline(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1 and not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)

"""The text gate: what no database can hold becomes visible, place for place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.text import gate


@pytest.mark.parametrize(
    ("text", "passed", "count"),
    [("plain ✓ 薪", "plain ✓ 薪", 0), ("a\0b", "a\ufffdb", 1), ("\ud800\udfff", "\ufffd\ufffd", 2), ("", "", 0),
     ("😀", "😀", 0), ("\ufffd", "\ufffd", 0)],
)  # fmt: skip
def test_nul_and_lone_surrogates_are_replaced_and_counted(text: str, passed: str, count: int) -> None:
    assert gate(text) == (passed, count)


@given(st.text(st.characters(codec=None)))
def test_what_comes_through_is_as_long_and_can_be_written(text: str) -> None:
    passed, _ = gate(text)
    assert len(passed) == len(text)
    assert "\0" not in passed
    passed.encode("utf-8")

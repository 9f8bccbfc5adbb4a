"""Blocks: every line of a stream once, with its number, however long or short the lines are."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.interchange import blocks as module
from claims.interchange.blocks import Block, blocks


def cut(body: bytes, step: int = 8, longest: int = 64) -> list[Block]:
    return list(blocks(io.BytesIO(body), step=step, longest=longest))


@given(lines=st.lists(st.text("ab ", max_size=12)), end=st.sampled_from(["", "\n"]), step=st.integers(1, 30))
def test_every_line_comes_once_with_its_number(lines: list[str], end: str, step: int) -> None:
    body = ("\n".join(lines) + end).encode()
    found = [each for block in cut(body, step) for each in block.numbered()]
    assert found == [(n, line.encode()) for n, line in enumerate(lines, 1) if line.strip()]


@given(lines=st.lists(st.text("ab", max_size=3)), end=st.sampled_from(["", "\n"]))
def test_many_short_lines_come_in_more_blocks(lines: list[str], end: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LINES", 3)
        made = cut(("\n".join(lines) + end).encode(), step=1000)
    assert all((block.lines or b"").count(b"\n") < 4 for block in made)
    assert [each for block in made for each in block.numbered()] == [
        (n, line.encode()) for n, line in enumerate(lines, 1) if line
    ]


@pytest.mark.parametrize("after", [b"", b"b", b"b\n", b"\nb\nc"])
def test_a_line_too_long_is_passed_over_and_named(after: bytes) -> None:
    made = cut(b"a\n" + b"x" * 200 + b"\n" + after)
    assert [block.first for block in made if block.lines is None] == [2]
    found = [each for block in made if block.lines is not None for each in block.numbered()]
    assert found == [(1, b"a"), *((n, line) for n, line in enumerate(after.split(b"\n"), 3) if line)]


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_line() -> None:
    assert next(cut(b"\xef\xbb\xbfa\nb")[0].numbered()) == (1, b"a")

"""Blocks: every line of a stream once, with its number, however long or short the lines are."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.interchange import blocks as module
from claims.interchange.blocks import MB, Block, blocks
from claims.interchange.csv import _pieces as rows


class Endless(io.RawIOBase):
    """A line of so many megabytes, which are nowhere."""

    def __init__(self, megabytes: int) -> None:
        self._left = megabytes * MB

    def read(self, size: int = -1) -> bytes:
        given = min(size, self._left)
        self._left -= given
        return b"x" * given

    def readline(self, size: int | None = -1) -> bytes:
        return self.read(MB if size is None else size)


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
    assert all(block.lines.count(b"\n") < 4 for block in made)
    assert [each for block in made for each in block.numbered()] == [
        (n, line.encode()) for n, line in enumerate(lines, 1) if line
    ]


@pytest.mark.parametrize("after", [b"", b"b", b"b\n", b"\nb\nc"])
def test_a_line_too_long_is_passed_over_and_named(after: bytes) -> None:
    made = cut(b"a\n" + b"x" * 200 + b"\n" + after)
    assert [(block.first, block.passed) for block in made if block.passed] == [(2, 200)]
    found = [each for block in made for each in block.numbered()]
    assert found == [(1, b"a"), *((n, line) for n, line in enumerate(after.split(b"\n"), 3) if line)]


@pytest.mark.parametrize("end", [b"", b"\n", b"\na"])
def test_a_line_as_long_as_may_be_is_read(end: bytes) -> None:
    assert next(each for block in cut(b"x" * 64 + end) for each in block.numbered()) == (1, b"x" * 64)
    assert cut(b"x" * 65 + end)[0] == Block(1, b"", 65)


@pytest.mark.parametrize("read", [blocks, rows])
def test_a_line_without_end_is_never_held_whole(read: Callable[[Any], Iterator[object]]) -> None:
    tracemalloc.start()
    assert list(read(Endless(100)))
    assert tracemalloc.get_traced_memory()[1] < 30 * MB
    tracemalloc.stop()


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_line() -> None:
    assert next(cut(b"\xef\xbb\xbfa\nb")[0].numbered()) == (1, b"a")

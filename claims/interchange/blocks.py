"""Blocks: whole lines of a stream of bytes, some at a time, whatever their length, in bounded memory."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

LONGEST = 16 * 1024 * 1024
"""The most bytes of a line that are read, room for a history of ten thousand events; what is longer is passed over."""
STEP = 1024 * 1024
"""How much is read at a time."""
LINES = 4_000
"""The most lines of a block: short ones take many times their room once they are read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, of which the first has the number `first`; without them, that line is too long to be read."""

    first: int
    lines: bytes | None

    def numbered(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that are not blank with their numbers, from 1."""
        for number, line in enumerate((self.lines or b"").split(b"\n"), self.first):
            if line and not line.isspace():
                yield number, line


def blocks(stream: IO[bytes], *, step: int = STEP, longest: int = LONGEST) -> Iterator[Block]:
    """Yield the lines of a stream in blocks of about `step` bytes, or less where the lines are short."""
    for block in _by_size(stream, step, longest):
        if block.lines is None or block.lines.count(b"\n") <= LINES:
            yield block
        else:
            yield from _few(block)


def _few(block: Block) -> Iterator[Block]:
    lines = (block.lines or b"").removesuffix(b"\n").split(b"\n")
    for at in range(0, len(lines), LINES):
        yield Block(block.first + at, b"\n".join(lines[at : at + LINES]))


def _by_size(stream: IO[bytes], step: int, longest: int) -> Iterator[Block]:
    first, held = 1, bytearray(stream.read(step).removeprefix(codecs.BOM_UTF8))
    while held:
        end = held.rfind(b"\n") + 1
        if not end and len(held) > longest:
            yield Block(first, None)
            held = _after_line(stream, step)
            first += 1
            continue
        if end:
            yield Block(first, bytes(memoryview(held)[:end]))
            first += held.count(b"\n")
            held = held[end:]
        more = stream.read(step)
        if not more:
            break
        held += more
    if held:
        yield Block(first, bytes(held))


def _after_line(stream: IO[bytes], step: int) -> bytearray:
    """Pass over the rest of a line, and return what was read of the next ones."""
    while more := stream.read(step):
        _, end, rest = more.partition(b"\n")
        if end:
            return bytearray(rest or stream.read(step))
    return bytearray()


def too_long(longest: int = LONGEST) -> str:
    return f"it is longer than {longest // 1024 // 1024} MB: give one claim a line, and a line break after each"

"""Blocks: whole lines of a stream of bytes, some at a time, whatever their length, in bounded memory."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

MB = 1024 * 1024
LONGEST = 8 * MB
"""The most bytes of a line that are read, room for a history of ten thousand events; what is longer is passed over."""
STEP = MB
"""How much is read at a time."""
LINES = 2_500
"""The most lines of a block: short ones take many times their room once they are read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, of which the first has the number `first`; or one of `passed` bytes, too long to be read."""

    first: int
    lines: bytes
    passed: int = 0

    def numbered(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that are not blank with their numbers, from 1."""
        for number, line in enumerate(self.lines.split(b"\n"), self.first):
            if line and not line.isspace():
                yield number, line


def blocks(stream: IO[bytes], *, step: int = STEP, longest: int = LONGEST) -> Iterator[Block]:
    """Yield the lines of a stream in blocks of about `step` bytes, or less where the lines are short."""
    for block in _by_size(stream, step, longest):
        if block.lines.count(b"\n") <= LINES:
            yield block
        else:
            yield from _few(block)


def _few(block: Block) -> Iterator[Block]:
    lines = block.lines.removesuffix(b"\n").split(b"\n")
    for at in range(0, len(lines), LINES):
        yield Block(block.first + at, b"\n".join(lines[at : at + LINES]))


def _by_size(stream: IO[bytes], step: int, longest: int) -> Iterator[Block]:
    first, held = 1, bytearray(stream.read(step).removeprefix(codecs.BOM_UTF8))
    while held:
        end = held.rfind(b"\n") + 1
        if len(held) > longest and not 0 <= held.find(b"\n") <= longest:
            passed, held = _past_line(stream, step, held)
            yield Block(first, b"", passed)
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


def _past_line(stream: IO[bytes], step: int, held: bytearray) -> tuple[int, bytearray]:
    """Pass over a line of which the start is held; returns its length, and what was read of the next ones."""
    passed, more = 0, bytes(held)
    while more:
        line, end, rest = more.partition(b"\n")
        passed += len(line)
        if end:
            return passed, bytearray(rest or stream.read(step))
        more = stream.read(step)
    return passed, bytearray()


def too_long(size: int, longest: int = LONGEST) -> str:
    """Say what is wrong with a line of so many bytes."""
    tenths = -(-size * 10 // MB)
    return (
        f"it has {tenths / 10:,.1f} MB where {longest // MB} MB is the most: "
        f"give one claim a line, and a line break after each"
    )

"""A power cut, played through: what was synced stays, and of everything else any part may have reached the disk."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HEAD = struct.Struct("@qqii")
SECTOR = 512
VOLATILE = ("-shm", "-queue")
"""Ends of files that are made anew when the machine is: nothing depends on what they held."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that was done to a file."""

    kind: str
    name: str
    offset: int
    length: int
    body: bytes


def recorded(log: Path) -> Iterator[Operation]:
    """Yield what was written down while a program ran."""
    body, at = log.read_bytes(), 0
    while at < len(body):
        offset, length, kind, named = HEAD.unpack_from(body, at)
        at += HEAD.size
        name = body[at : at + named].decode()
        at += named
        written = body[at : at + length] if chr(kind) == "w" else b""
        at += len(written)
        yield Operation(chr(kind), name, offset, length, written)


@dataclass
class Disk:
    """What has reached a disk for certain, and what is on its way."""

    safe: dict[str, bytes]
    pending: list[Operation] = field(default_factory=list)

    def take(self, operation: Operation) -> None:
        """Go one operation further."""
        if operation.kind == "d" or operation.name.endswith(VOLATILE):
            return
        if operation.kind != "s":
            self.pending.append(operation)
            return
        of_it = [each for each in self.pending if operation.name in (each.name, str(Path(each.name).parent))]
        files = {name: bytearray(body) for name, body in self.safe.items()}
        for each in of_it:
            if each.kind == "u" or operation.name == each.name:  # a synced folder is rid of what was removed from it
                _apply(files, each)
        self.safe = {name: bytes(body) for name, body in files.items()}
        gone = [each for each in of_it if each.kind == "u" or operation.name == each.name]
        self.pending = [each for each in self.pending if each not in gone]

    def cuts(self, chance: Random, times: int) -> Iterator[dict[str, bytes]]:
        """Yield what may be on the disk after a power cut now: nothing of what is on its way, all, any part of it."""
        parts = [sector for each in self.pending for sector in _sectors(each)]
        yield self.safe
        if not parts:
            return
        yield _with(self.safe, parts)
        for _ in range(times):
            share = chance.random()
            yield _with(self.safe, [each for each in parts if chance.random() < share])


def _sectors(operation: Operation) -> Iterator[Operation]:
    """Yield a write sector by sector: a disk may be stopped between two of them."""
    if operation.kind != "w":
        yield operation
        return
    at, end = operation.offset, operation.offset + len(operation.body)
    while at < end:
        to = min(end, (at // SECTOR + 1) * SECTOR)
        body = operation.body[at - operation.offset : to - operation.offset]
        yield Operation("w", operation.name, at, len(body), body)
        at = to


def _with(safe: dict[str, bytes], parts: list[Operation]) -> dict[str, bytes]:
    files = {name: bytearray(body) for name, body in safe.items()}
    for each in parts:
        _apply(files, each)
    return {name: bytes(body) for name, body in files.items()}


def _apply(files: dict[str, bytearray], each: Operation) -> None:
    if each.kind == "u":
        files.pop(each.name, None)
        return
    file = files.setdefault(each.name, bytearray())
    if each.kind == "t":
        del file[each.length :]
        file.extend(bytes(each.length - len(file)))
        return
    file.extend(bytes(max(0, each.offset - len(file))))
    file[each.offset : each.offset + len(each.body)] = each.body

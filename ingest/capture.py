"""Capture: the one place that opens files; gives the bytes, where they are from, and what they are called."""

import sys
from dataclasses import dataclass
from pathlib import Path

from claims.errors import InputFailed, shown
from claims.files import reading

LARGEST = 200 * 1024 * 1024
"""The most bytes of one document that are read."""
MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one input as they came."""

    name: str
    body: bytes
    media_type: str = "text/plain"


def capture(given: object) -> Capture:
    """Return the bytes of a path, of `-` (standard input), of bytes, or a Capture as it is.

    Raises InputFailed when there is nothing to read, with the next step.
    """
    if isinstance(given, Capture):
        return given
    if isinstance(given, bytes):
        return Capture("-", _bounded("the input", given))
    if str(given) == "-":
        return Capture("-", _bounded("standard input", sys.stdin.buffer.read(LARGEST + 1)))
    path = Path(str(given))
    with reading(path) as file:
        try:
            body = _bounded(shown(path), file.read(LARGEST + 1))
        except OSError as error:
            raise InputFailed(f"{shown(path)} cannot be read: {error.strerror or error}") from None
    return Capture(str(path), body, MEDIA_TYPES.get(path.suffix.casefold(), "text/plain"))


def _bounded(name: str, body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise InputFailed(f"{name} is larger than {LARGEST // 1024 // 1024} MB: split it")
    if not body.strip():
        raise InputFailed(f"{name} is empty: there is nothing to read")
    return body

"""Capture: the one place that opens files; gives the bytes, where they are from, and what they are called."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.errors import InputFailed, shown
from claims.files import reading
from ingest.size import LARGEST, require_size

MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one input as they came."""

    name: str
    body: bytes
    media_type: str = "text/plain"


def capture(given: object) -> Capture:
    """Return the bytes of a path, of `-` (standard input), of bytes, or a Capture as it is.

    Raises InputFailed when there is nothing to read, or more than a document may have, with the next step.
    """
    if isinstance(given, Capture):
        require_size(shown(given.name), len(given.body))
        return given
    if isinstance(given, bytes):
        require_size("the input", len(given))
        return Capture("-", _usable("the input", given))
    if str(given) == "-":
        body = sys.stdin.buffer.read(LARGEST + 1)
        require_size("standard input", len(body), known=False)
        return Capture("-", _usable("standard input", body))
    path = Path(str(given))
    with reading(path) as file:
        require_size(shown(path), _size(file))
        try:
            body = file.read(LARGEST + 1)
        except OSError as error:
            raise InputFailed(f"{shown(path)} cannot be read: {error.strerror or error}") from None
    require_size(shown(path), len(body), known=False)
    return Capture(str(path), _usable(shown(path), body), MEDIA_TYPES.get(path.suffix.casefold(), "text/plain"))


def _size(file: IO[bytes]) -> int:
    """How many bytes a file has; 0 for what has no size before it is read, such as a pipe."""
    told = os.fstat(file.fileno())
    return told.st_size if stat.S_ISREG(told.st_mode) else 0


def _usable(name: str, body: bytes) -> bytes:
    if not body.strip():
        raise InputFailed(f"{name} is empty: there is nothing to read")
    return body

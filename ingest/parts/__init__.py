"""Inputs of several documents, taken apart: feeds, web archives, archives of files; one file a kind."""

import atexit
from collections.abc import Iterator
from functools import cache
from typing import IO, TYPE_CHECKING

from claims.errors import ClaimtrackError, shown
from ingest.capture import Capture
from ingest.readers import require_library
from ingest.readers.kinds import Kind

if TYPE_CHECKING:
    from ingest.guard import Guard

DEEPEST = 2
"""How far archives may stand in archives."""


def taken_apart(kind: Kind, file: IO[bytes], name: str, depth: int = 0) -> Iterator[Capture]:
    """Yield the documents in a feed, a web archive or an archive; one that cannot be had says why.

    Raises InputFailed where a library is missing.
    """
    require_library(kind, name)
    if kind is Kind.FEED:
        yield from _entries(file, name)
    elif kind is Kind.WARC:
        from ingest.parts import warc

        yield from warc.pages(file, name)
    else:
        from ingest.parts import archive

        yield from archive.members(file, name, depth)


def _entries(file: IO[bytes], name: str) -> Iterator[Capture]:
    """Yield the entries of a feed, which a process of its own reads: its parser can be led astray like any other."""
    from ingest.parts import feed

    entries = _feeds().submit((file.read(feed.LARGEST + 1), name)).result()
    if isinstance(entries, ClaimtrackError):
        yield Capture(name, failed=f"{shown(name)}: {entries}")
    else:
        yield from entries


@cache
def _feeds() -> "Guard":
    """Return the guard of all feeds of this process: they are many and small, and a process takes longer to start."""
    from ingest.guard import Guard

    guard = Guard("ingest.parts.feed:read", list[Capture], at_once=1)
    atexit.register(guard.close)
    return guard

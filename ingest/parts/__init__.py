"""Inputs of several documents, taken apart: feeds, web archives, archives of files; one file a kind."""

from collections.abc import Iterator
from typing import IO

from ingest.capture import Capture
from ingest.readers import require_library
from ingest.readers.kinds import Kind

DEEPEST = 2
"""How far archives may stand in archives."""


def taken_apart(kind: Kind, file: IO[bytes], name: str, depth: int = 0) -> Iterator[Capture]:
    """Yield the documents in a feed, a web archive or an archive; one that cannot be had says why.

    Raises InputFailed where a library is missing.
    """
    require_library(kind, name)
    if kind is Kind.FEED:
        from ingest.parts import feed

        yield from feed.entries(file.read(feed.LARGEST + 1), name)
    elif kind is Kind.WARC:
        from ingest.parts import warc

        yield from warc.pages(file, name)
    else:
        from ingest.parts import archive

        yield from archive.members(file, name, depth)

"""The files that claims go out to and come in from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Place = str | Path | IO[bytes]
"""The path of a file, or an open stream of bytes."""


def called(place: Place) -> str:
    """Return what a file or a stream is called."""
    return str(place) if isinstance(place, str | Path) else str(getattr(place, "name", "-"))


@contextmanager
def reading(place: Place) -> Iterator[IO[bytes]]:
    """Yield a file as bytes; a stream as it is."""
    if not isinstance(place, str | Path):
        yield place
        return
    with Path(place).open("rb") as stream:
        yield stream


@contextmanager
def writing(place: Place) -> Iterator[IO[bytes]]:
    """Yield a file that is there when it is complete, or not at all; a stream as it is."""
    if not isinstance(place, str | Path):
        yield place
        place.flush()
        return
    half = Path(f"{place}.{os.getpid()}.part")
    try:
        with half.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)

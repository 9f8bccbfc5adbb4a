"""The files that claims go out to and come in from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from claims import files
from claims.core.binary import kind
from claims.errors import InputFailed, UnreadableDocument, shown

Place = str | Path | IO[bytes]
"""The path of a file, or an open stream of bytes."""
HEAD = 512
"""How many bytes tell what a file is."""


def called(place: Place) -> str:
    """Return what a file or a stream is called."""
    name = place if isinstance(place, str | Path) else getattr(place, "name", "-")
    return "-" if name == "<stdin>" or isinstance(name, int) else str(name)


@contextmanager
def reading(place: Place) -> Iterator[IO[bytes]]:
    """Yield a file as bytes; a stream as it is. Raises InputFailed for what holds no lines."""
    if not isinstance(place, str | Path):
        _look(place, "standard input" if called(place) == "-" else called(place))
        yield place
        return
    with files.reading(place) as stream:
        _look(stream, shown(Path(place)))
        yield stream


def _look(stream: IO[bytes], name: str) -> None:
    """Refuse what can be seen from its first bytes to be no lines of text; they are read again later."""
    if not hasattr(stream, "peek"):
        return
    try:
        head: bytes = stream.peek(HEAD)[:HEAD]
    except OSError as error:
        raise InputFailed(f"{name} cannot be read: {error.strerror or error}") from None
    if not head:
        raise InputFailed(f"{name} is empty: there is nothing to read")
    if (found := kind(head)) is not None:
        raise UnreadableDocument(f"{name} is {found}, not lines of JSON or CSV: `claims export` writes such lines")


@contextmanager
def writing(place: Place) -> Iterator[IO[bytes]]:
    """Yield a file that is there when it is complete, or not at all; a stream as it is."""
    if not isinstance(place, str | Path):
        yield place
        place.flush()
        return
    with files.writing(place) as stream:
        yield stream

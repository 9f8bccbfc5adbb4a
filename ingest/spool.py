"""A spool: many values in order, a few of them in memory and the others in a file that goes with it."""

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Generic, TypeVar

from claims.errors import StorageError

CHUNK = 1000
"""Values kept together; as many as fit into one chunk never leave the memory."""
Value = TypeVar("Value")


class Spool(Generic[Value]):
    """Values that come once, to be gone through again and again with one chunk of them in memory.

    Raises StorageError when there is no room for the file.
    """

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._last: list[Value] = []
        self._length = 0
        self._places: list[int] = []
        self._file: IO[bytes] | None = None
        rest = iter(values)
        while chunk := list(islice(rest, CHUNK)):
            if self._last:
                self._put_away(self._last)
            self._last = chunk
            self._length += len(chunk)

    def __reduce__(self) -> tuple[type["Spool[Value]"], tuple[list[Value]]]:
        return Spool, (list(self),)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Value]:
        for chunk in self.chunks():
            yield from chunk

    def chunks(self) -> Iterator[list[Value]]:
        """Yield the values a chunk at a time; none when there are none."""
        for place in self._places:
            assert self._file is not None
            self._file.seek(place)
            yield pickle.load(self._file)
        if self._last:
            yield self._last

    def _put_away(self, chunk: list[Value]) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it goes with the spool
                weakref.finalize(self, self._file.close)
            self._file.seek(0, 2)
            self._places.append(self._file.tell())
            pickle.dump(chunk, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise StorageError(
                f"{tempfile.gettempdir()} has no room for what was read ({error.strerror or error}): free some, "
                "or set TMPDIR to another folder"
            ) from None

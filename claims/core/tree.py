"""A Merkle tree over the history as it was recorded, in the shape of RFC 6962: one hash stands for all of it.

What was recorded once is under every later root too. Whoever kept a root can so be shown that a record was there then,
or that what is there now only adds to it, with a number of hashes that grows with the logarithm of the history.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

LEAF, NODE = b"\0", b"\1"
SIZE = 32
"""Bytes of a hash."""
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf(entry: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def split(entries: bytes) -> Iterator[bytes]:
    """Yield hashes that were put one after the other."""
    return (entries[at : at + SIZE] for at in range(0, len(entries), SIZE))


class Frontier:
    """The right edge of a tree: all that is needed to add to it, and its root; as many hashes as its size has ones."""

    def __init__(self, size: int = 0, peaks: bytes = b"") -> None:
        self.size = size
        self._peaks = list(split(peaks))
        if len(self._peaks) != size.bit_count():
            raise ValueError(f"{len(self._peaks)} hashes are no edge of a tree of {size}")

    def add(self, entries: Iterable[bytes]) -> None:
        """Add leaves at the end."""
        peaks, size = self._peaks, self.size
        for entry in entries:
            made, size = sha256(LEAF + entry).digest(), size + 1
            level = size
            while not level & 1:
                made, level = sha256(NODE + peaks.pop() + made).digest(), level >> 1
            peaks.append(made)
        self.size = size

    @property
    def peaks(self) -> bytes:
        return b"".join(self._peaks)

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY
        made = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            made = node(peak, made)
        return made


class Tree:
    """A whole tree, to prove something with."""

    def __init__(self, entries: Iterable[bytes]) -> None:
        self._levels = [[leaf(entry) for entry in entries]]
        while len(below := self._levels[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)
            self._levels.append([node(left, right) for left, right in pairs])

    def __len__(self) -> int:
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root, or the one that the first `size` leaves had."""
        wanted = len(self) if size is None else size
        return self._over(0, wanted) if wanted else EMPTY

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the hashes that lead from a leaf to the root over the first `size` leaves."""
        return self._path(index, 0, size)

    def consistency(self, first: int, size: int) -> list[bytes]:
        """Return the hashes that show that the first `size` leaves begin with the first `first`."""
        return self._kept(first, 0, size, True) if 0 < first < size else []

    def _over(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0:  # a power of two, and trees are only ever asked for where those are whole
            return self._levels[width.bit_length() - 1][start // width]
        middle = start + _left(width)
        return node(self._over(start, middle), self._over(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _left(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._over(middle, end)]
        return [*self._path(index, middle, end), self._over(start, middle)]

    def _kept(self, first: int, start: int, end: int, known: bool) -> list[bytes]:
        if first == end:
            return [] if known else [self._over(start, end)]
        middle = start + _left(end - start)
        if first <= middle:
            return [*self._kept(first, start, middle, known), self._over(middle, end)]
        return [*self._kept(first, middle, end, False), self._over(start, middle)]


def _left(width: int) -> int:
    """Return how many of so many leaves are left of the root: the largest power of two below."""
    return 1 << ((width - 1).bit_length() - 1)


def included(entry: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether a path leads from a leaf at `index` to the root of a tree of `size`."""
    if not 0 <= index < size:
        return False
    made, place, last = leaf(entry), index, size - 1
    for each in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            made = node(each, made)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            made = node(made, each)
        place, last = place >> 1, last >> 1
    return last == 0 and made == root


def consistent(first: int, size: int, path: Sequence[bytes], before: bytes, root: bytes) -> bool:
    """Return whether a path shows that a tree of `size` begins with the one of `first` leaves."""
    if first > size or first < 0:
        return False
    if first == size or first == 0:
        return not path and (before == root if first == size else before == EMPTY)
    hashes = [before, *path] if first & (first - 1) == 0 else list(path)
    if not hashes:
        return False
    place, last = first - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node(each, old), node(each, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, each)
        place, last = place >> 1, last >> 1
    return last == 0 and old == before and new == root

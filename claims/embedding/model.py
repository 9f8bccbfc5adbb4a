"""A model of what sentences mean, whatever library it comes from: vectors of one length, and how alike two of them are.

Each model has a likeness of its own to start from: to some any two sentences are alike. So that figures of different
models say the same, likeness is counted from what sentences have that are about nothing in common.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
TOGETHER = 64
"""So many sentences are given to a model at once."""
UNRELATED = (
    "The ferry to the island leaves twice a day in summer.",
    "Parliament passed the budget after a long night.",
    "Bees find their way home by the position of the sun.",
    "The striker scored twice in the second half.",
    "Wheat prices fell for the third month in a row.",
    "Doctors recommend eight hours of sleep.",
    "The painting was sold at auction to an unknown bidder.",
    "A new bridge across the river opens next year.",
    "The company replaced its chief executive on Monday.",
    "Heavy rain closed several mountain roads.",
    "The telescope found water on a distant planet.",
    "Her first novel was translated into thirty languages.",
)
"""Sentences that have nothing to do with each other."""


class Encoder(Protocol):
    """What a library gives: one row of numbers for each sentence."""

    def encode(self, texts: list[str], /) -> Any: ...


class Model:
    """A model, and the name its vectors are kept under."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        self.name = name
        self._encoder = encoder

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each text, in order."""
        parts = [self._encoded(texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)]
        return np.concatenate(parts) if parts else np.zeros((0, self.width), np.float32)

    def likeness(self, cosine: float) -> float:
        """Return from 0 to 1 how alike two texts are in meaning, by the cosine of their vectors."""
        return max(0.0, (cosine - self.unrelated) / (1 - self.unrelated))

    @cached_property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self._probed.shape[1])

    @cached_property
    def unrelated(self) -> float:
        """The cosine that sentences have which are about nothing in common."""
        alike = self._probed @ self._probed.T
        return min(0.9, max(0.0, float(alike[np.triu_indices(len(UNRELATED), 1)].mean())))

    @cached_property
    def _probed(self) -> Vectors:
        return self._encoded(UNRELATED)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        found = np.asarray(self._encoder.encode(list(texts)), np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        lengths[lengths == 0] = 1  # of what no word is known
        return found / lengths  # type: ignore[no-any-return]

"""Vectors: of length 1, a byte a number, and likeness counted from what sentences have about nothing in common."""

from collections.abc import Sequence

import numpy as np
import pytest

from claims.embedding.loading import PACKAGED, load
from claims.embedding.model import TOGETHER, Model, Vectors
from claims.embedding.packing import cosines, pack, unpack


class Lengths:
    """Vectors that say how long a text is; of nothing they are nothing."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def encode(self, texts: Sequence[str], /) -> list[list[float]]:
        self.asked.append(len(texts))
        return [[float(len(text)), 3.0 if text else 0.0] for text in texts]


def drawn(count: int, width: int = 96) -> Vectors:
    found = np.random.default_rng(7).normal(size=(count, width)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_vectors_have_length_one_and_those_of_nothing_none() -> None:
    model = Model("lengths", Lengths())
    assert np.linalg.norm(model.vectors(["abc", "", "a"]), axis=1).round(6).tolist() == [1, 0, 1]
    assert model.vectors([]).shape == (0, 2)


def test_many_texts_are_given_to_the_model_in_parts() -> None:
    encoder = Lengths()
    assert len(Model("lengths", encoder).vectors(["a"] * (TOGETHER * 2 + 1))) == TOGETHER * 2 + 1
    assert encoder.asked == [TOGETHER, TOGETHER, 1]


def test_packed_vectors_have_the_same_cosines_within_a_few_thousandths() -> None:
    vectors, wanted = drawn(300), drawn(5)
    packed = pack(vectors)
    assert {len(each) for each in packed} == {96 + 4}
    assert np.abs(cosines(packed, wanted) - vectors @ wanted.T).max() < 0.004
    assert np.abs(unpack(packed, 96) - vectors).max() < 0.004


def test_a_vector_of_nothing_is_like_nothing() -> None:
    nothing = np.zeros((1, 96), np.float32)
    assert cosines(pack(nothing), drawn(2)).tolist() == [[0, 0]]


def test_what_is_about_nothing_in_common_has_no_likeness() -> None:
    model = load(PACKAGED)
    assert model.likeness(model.unrelated) == 0
    assert model.likeness(model.unrelated - 0.1) == 0
    assert model.likeness(1) == pytest.approx(1)

"""The Merkle tree: as RFC 6962 defines it, proofs that hold, and none that hold for anything else."""

from hashlib import sha256
from itertools import combinations

import pytest

from claims.core.tree import EMPTY, Frontier, Tree, consistent, included

MOST = 26


def entries(count: int) -> list[bytes]:
    return [sha256(str(n).encode()).digest() for n in range(count)]


def by_the_book(leaves: list[bytes]) -> bytes:
    """Return the root as section 2.1 of RFC 6962 words it."""
    if len(leaves) == 0:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + by_the_book(leaves[:k]) + by_the_book(leaves[k:])).digest()


@pytest.mark.parametrize(
    ("leaves", "root"),
    [
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (["", "00"], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (["", "00", "10"], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ],
)  # the vectors that implementations of certificate transparency share
def test_roots_are_those_of_the_known_vectors(leaves: list[str], root: str) -> None:
    given = [bytes.fromhex(each) for each in leaves]
    tree = Frontier()
    tree.add(given)
    assert tree.root().hex() == Tree(given).root().hex() == root


@pytest.mark.parametrize("size", range(MOST))
def test_a_tree_grown_leaf_by_leaf_has_the_root_by_the_book(size: int) -> None:
    grown = Frontier()
    for each in entries(size):
        grown = Frontier(grown.size, grown.peaks)  # as it is kept between two commands
        grown.add([each])
    assert grown.root() == Tree(entries(size)).root() == by_the_book(entries(size))
    assert Tree(entries(MOST)).root(size) == grown.root()


def test_an_edge_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no edge"):
        Frontier(3, bytes(32))


def test_every_leaf_is_proved_in_every_tree_and_nowhere_else() -> None:
    tree, given = Tree(entries(MOST)), entries(MOST)
    for size in range(1, MOST):
        root = tree.root(size)
        for index in range(size):
            path = tree.inclusion(index, size)
            assert included(given[index], index, size, path, root)
            assert not included(given[index + 1], index, size, path, root)
            assert not included(given[index], (index + 1) % size, size, path, root) or size == 1
            assert not included(given[index], index, size, [*path, EMPTY], root)
            assert not included(given[index], index, size, path[:-1], root) or not path
            assert not included(given[index], index, size, path, EMPTY)


def test_every_earlier_tree_is_proved_a_beginning_and_no_other() -> None:
    tree = Tree(entries(MOST))
    other = Tree(entries(MOST)[1:])
    for first, size in combinations(range(1, MOST), 2):
        path = tree.consistency(first, size)
        assert consistent(first, size, path, tree.root(first), tree.root(size))
        assert not consistent(first, size, path, other.root(first), tree.root(size))
        assert not consistent(first, size, path, tree.root(first), other.root(min(size, MOST - 1)))
        assert not consistent(first, size, path[:-1], tree.root(first), tree.root(size))
        assert not consistent(first, size, [*path, EMPTY], tree.root(first), tree.root(size))
    assert consistent(5, 5, [], tree.root(5), tree.root(5))
    assert consistent(0, 5, [], EMPTY, tree.root(5))
    assert not consistent(6, 5, [], tree.root(6), tree.root(5))

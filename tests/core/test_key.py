"""Keys: the same on every machine for ever, and read as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.key import ALPHABET, LENGTH, derive, normal
from claims.errors import InvalidValue


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("claim", b"\x01" * 32, 3, 9, "The sky is blue."), "JWXQWFAAH3KP"),
        (("source", "reuters"), "8ZZVBBDCMWAP"),
        (("document", b"\x00" * 32), "5G8MKDXVSY3E"),
    ],
)
def test_a_key_never_changes(parts: tuple[str | bytes | int, ...], key: str) -> None:
    assert derive(*parts) == key


@given(st.lists(st.none() | st.integers() | st.text() | st.binary()))
def test_a_key_is_twelve_characters_without_look_alikes(parts: list[str | bytes | int | None]) -> None:
    key = derive(*parts)
    assert len(key) == LENGTH
    assert set(key) <= set(ALPHABET) - set("ILOU")
    assert normal(key) == key


def test_order_and_kind_of_the_parts_make_another_key() -> None:
    assert len({derive("a", "b"), derive("b", "a"), derive("ab"), derive(b"a", "b"), derive("a", "b", None)}) == 5


def test_a_lone_surrogate_has_a_key() -> None:
    assert derive("\ud800") != derive("\ud801")


@pytest.mark.parametrize(
    ("typed", "key"),
    [("7k2m", "7K2M"), (" 7K2M ", "7K2M"), ("7K2M-4QWE-RTY0", "7K2M4QWERTY0"), ("oilL", "0111")],
)
def test_case_hyphens_and_look_alikes_do_not_matter(typed: str, key: str) -> None:
    assert normal(typed) == key


@pytest.mark.parametrize("typed", ["", "7K2", "7K2M4QWERTY01", "7K2U", "7K2%", "７Ｋ２Ｍ", "7K\x002M", "----"])
def test_what_cannot_be_a_key_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="first 4 or more"):
        normal(typed)

"""What is no text is seen by its beginning or by its control characters; what may be text passes."""

from hashlib import blake2b

import pytest

from claims.core.binary import kind

NOISE = b"".join(blake2b(bytes([n])).digest() for n in range(40))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"SQLite format 3\0", "a SQLite database"),
        (b"\x1f\x8b\x08\0", "gzipped"),
        (NOISE, "binary"),
        (NOISE.replace(b"\0", b""), "binary"),
        (b"\0\0\0\0", "binary"),
        ("Sales rose.".encode("utf-16-le"), "binary"),
    ],
)
def test_what_is_no_text(data: bytes, name: str) -> None:
    assert kind(data) == name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Example Labs hired\0 50 researchers in 2025.",
        b"Caf\xe9 prices rose.\r\n\tBy 5%.\f",
        "薪酬上涨。".encode(),
        "薪酬上涨。".encode("utf-16"),
        b"\x1b[31mred\x1b[0m " * 50,
        b"a line of text " * 100 + b"\0" * 20,
    ],
)
def test_what_may_be_text(data: bytes) -> None:
    assert kind(data) is None

"""Keys: what claims, documents, sources and batches are called outside the database.

Twelve characters of Crockford's base 32 (Douglas Crockford, 2019: no I, L, O, U), 60 bits of a hash of what the
thing is, so that the same article ingested on two machines gives the same keys.
"""

from hashlib import blake2b

from claims.errors import InvalidValue

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
SHORTEST = 4
_READ = str.maketrans("ILO", "110")
_PAIRS = tuple(a + b for a in ALPHABET for b in ALPHABET)


def derive(*parts: str | bytes | int | None) -> str:
    """Return the key of a thing described by `parts`; the order and the kinds of the parts matter."""
    digest = blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    bits = int.from_bytes(digest, "big") >> 4
    return (
        _PAIRS[bits >> 50]
        + _PAIRS[bits >> 40 & 1023]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _PAIRS[bits & 1023]
    )


def normal(prefix: str) -> str:
    """Return a key or a prefix of one as it is stored: upper case, I and L read as 1, O as 0.

    Raises InvalidValue when it is not 4 to 12 characters of the alphabet.
    """
    text = readable(prefix)
    if not SHORTEST <= len(text) <= LENGTH or not set(text) <= set(ALPHABET):
        raise InvalidValue(
            "key", prefix, "a key has 12 letters and digits, or its first 4 or more; `claims list` shows them"
        )
    return text


def readable(typed: str) -> str:
    """Return what somebody typed as a key would be written, however short it is and whether or not it is one."""
    return typed.strip().upper().replace("-", "").translate(_READ)

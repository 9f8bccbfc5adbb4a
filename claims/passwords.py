"""Passwords: hashed with argon2id and its library's own parameters, compared in the same time whoever it is."""

from functools import cache
from typing import TYPE_CHECKING

from claims.errors import StorageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise StorageError("passwords need argon2: install it with `pip install 'claimtrack[web]'`") from None
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return the hash that a password is compared with where there is no user: it takes as long as with one."""
    return _hasher().hash("nobody has this one")


def hashed(password: str) -> str:
    """Return what of a password is stored; raises StorageError where the library is missing."""
    return _hasher().hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Return whether a password is the one that was stored; it never is where none was."""
    from argon2.exceptions import VerificationError

    hasher = _hasher()
    try:
        return hasher.verify(stored or _nobodys(), password) and stored is not None
    except VerificationError:
        return False


def outdated(stored: str) -> bool:
    """Return whether a hash was made with weaker parameters than are used now."""
    return _hasher().check_needs_rehash(stored)

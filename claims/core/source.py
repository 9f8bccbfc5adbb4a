"""Sources: by what name one is known."""

from functools import lru_cache

from claims.core.text import comparable
from claims.core.words import fold


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return the form of a source's name by which it is known: `Reuters` and ` REUTERS ` are one."""
    return comparable(" ".join(fold(name).split()))

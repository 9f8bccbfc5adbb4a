"""How large one document may be; nothing larger is read, so that memory stays small whatever is given."""

from claims.errors import InputFailed

LARGEST = 10_000_000
"""The most bytes of one document, as UTF-8 where it comes as text: more than any article, or book, of words has."""
LARGEST_FILE = 100_000_000
"""The most bytes of a file that holds a text among other things, such as a PDF with its pictures."""


def require_size(name: str, size: int, *, known: bool = True, text: bool = True) -> None:
    """Raise InputFailed for a document that is too large; `known` says that `size` is all of it."""
    largest = LARGEST if text else LARGEST_FILE
    if size <= largest:
        return
    most = f"{largest // 1_000_000} MB"
    told = f"{-(-size // 100_000) / 10:,} MB" if known else f"more than {most}"
    raise InputFailed(f"{name} is {told}, and a document may be {most} at most: give each article as a file of its own")


def bytes_of(text: str) -> int:
    """Return how many bytes a text has as UTF-8; a text that is too long is not counted to its end."""
    if text.isascii() or len(text) > LARGEST:
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))

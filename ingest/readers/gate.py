"""The one text gate: bytes become text here, and what had to be guessed or replaced is said."""

from pathlib import PurePath

from claims.core.binary import kind
from claims.core.text import REPLACEMENT
from claims.errors import UnreadableDocument, shown
from ingest.readers.encoding import BOMS, fit, guessed, replaced

_NAMES = {"cp1252": "Windows-1252"}


def decode(data: bytes, name: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and notes on what was guessed; UnreadableDocument for what is no text."""
    what = shown(PurePath(name)) if name else "the input"
    found = kind(data)
    if found == "binary" and (wide := _wide(data)) is not None:
        return fit(data.decode(wide), (f"does not say its encoding: read as {wide}",))
    if found == "binary":
        raise UnreadableDocument(
            f"{what} is binary, not text: give plain text, Markdown or UTF-16 with a byte order mark"
        )
    if found is not None:
        raise UnreadableDocument(f"{what} is {found}, not text: convert it to plain text or Markdown first")
    bom, encoding = next(((bom, name) for bom, name in BOMS if data.startswith(bom)), (b"", "utf-8"))
    return fit(*_read(data[len(bom) :], encoding))


def _read(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding, "surrogatepass"), ()
    except UnicodeDecodeError as error:
        text, place = data.decode(encoding, "replace"), error.start
    bad = text.count(REPLACEMENT)
    # Damaged UTF-8 still has many good characters beyond ASCII; text in another encoding has next to none.
    if encoding == "utf-8" and bad >= sum(not c.isascii() for c in text) - bad:
        guess = guessed(data) or "cp1252"
        return data.decode(guess, "replace"), (f"not UTF-8 (byte {place}): read as {_NAMES.get(guess, guess)}",)
    return text, (f"damaged {encoding.upper()} (byte {place}): {replaced(bad, 'character')}",)


def _wide(data: bytes) -> str | None:
    """Return the encoding of text in two or four bytes a character, which has no mark at its start."""
    if data.count(0) * 4 < len(data):
        return None
    guess = guessed(data)
    return guess if guess and guess.startswith(("utf_16", "utf_32")) else None

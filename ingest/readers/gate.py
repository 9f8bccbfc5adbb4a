"""The one text gate: bytes become text here, and what had to be guessed or replaced is said."""

from claims.errors import UnreadableDocument, shown

_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP (or an office document)",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z archive",
    b"\xd0\xcf\x11\xe0": "old office document",
    b"RIFF": "RIFF media file",
    b"SQLite format 3\x00": "SQLite database",
    b"\x7fELF": "program",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NUL_SHARE = 100  # more than one byte in a hundred: not text
REPLACEMENT = "\ufffd"


def decode(data: bytes, name: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and notes on what was guessed; UnreadableDocument for what is no text."""
    what = shown(name) if name else "the input"
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableDocument(f"{what} is a {kind}, not text: convert it to plain text or Markdown first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text, notes = _unmarked(data[len(bom) :], encoding)
            return _clean(text, notes)
    if data.count(0) * _NUL_SHARE > len(data):
        raise UnreadableDocument(
            f"{what} is binary, not text: give plain text, Markdown or UTF-16 with a byte order mark"
        )
    text, notes = _unmarked(data, "utf-8")
    return _clean(text, notes)


def _unmarked(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            note = f"not UTF-8 (byte {error.start}): read as Windows-1252"
            return data.decode("cp1252", errors="replace"), [note]
        return data.decode(encoding, errors="replace"), [f"damaged {encoding.upper()} (byte {error.start})"]


def _clean(text: str, notes: list[str]) -> tuple[str, tuple[str, ...]]:
    """Replace NULs and lone surrogates, one for one, and count them."""
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", REPLACEMENT)
        notes.append(f"{nuls} NUL character{'s' if nuls > 1 else ''} replaced")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        lone = sum("\ud800" <= c <= "\udfff" for c in text)
        text = "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in text)
        notes.append(f"{lone} lone surrogate{'s' if lone > 1 else ''} replaced")
    return text, tuple(notes)

"""What bytes are, when they are no text: told by how they begin, or by what stands in them."""

_BEGINNINGS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or an office document)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzipped",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"(\xb5/\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3\x00": "a SQLite database",
    b"\x7fELF": "a program",
}
_MARKED_TEXT = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ODD = bytes({*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
"""Control characters that no text needs; random bytes have one in nine."""
FEW, SHARE = 3, 50
"""So many of them are an accident, and so are those below one byte in so many."""


def kind(data: bytes) -> str | None:
    """Return what `data` is when it is no text, such as `a PDF`; None for what may be text."""
    for beginning, name in _BEGINNINGS.items():
        if data.startswith(beginning):
            return name
    if data.startswith(_MARKED_TEXT):
        return None
    odd = len(data) - len(data.translate(None, _ODD))
    return "binary" if odd > max(FEW, len(data) // SHARE) else None

"""Encodings: a byte order mark, what was told along, what marked-up text says of itself, else a guess."""

import codecs
import re

from claims.core.text import REPLACEMENT, gate

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_TOLD = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_SAMPLE = 1 << 17
_BEYOND_ASCII = bytes(range(128, 256)) + b"\0"
_TELLING = 40
"""Bytes beyond ASCII from which they tell of a language; fewer could be anything."""
# What pages call by these names is what the web makes of them (WHATWG Encoding Standard, labels).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
          "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "utf-16": "utf-8",
          "utf-16-le": "utf-8", "utf-16-be": "utf-8"}  # fmt: skip


def decoded(data: bytes, told: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of marked-up bytes, and notes on what had to be guessed; `told` is what came along with them."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name)
    match = _TOLD.search(data[:_HEAD])
    said = next((each.decode("ascii") for each in match.groups() if each), None) if match else None
    for named in (told, said):
        if (known := _codec(named)) is not None:
            text, notes = _read(data, str(known))
            if text.count(REPLACEMENT) * 200 <= len(text):
                return text, notes
    try:
        return fit(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    guess = guessed(data) or "cp1252"
    text, notes = _read(data, guess)
    return text, (f"does not say its encoding, or a wrong one: read as {guess}", *notes)


def guessed(data: bytes) -> str | None:
    """Return the encoding bytes are most likely in, by what their letters would be; None where none fits."""
    from charset_normalizer import from_bytes

    if len(data) - len(data.translate(None, _BEYOND_ASCII)) < _TELLING:
        return None
    best = from_bytes(data[:_SAMPLE]).best()
    return str(best.encoding) if best is not None else None


def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return _MEANT.get(known, known) if known else None


def _read(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return fit(data.decode(name))
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        bad = text.count(REPLACEMENT)
        return fit(text, (f"damaged {name.upper()}: {replaced(bad, 'character')}",))


def fit(text: str, notes: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return a text that any database can hold, and the notes with what had to be replaced for that."""
    nuls = text.count("\0")
    text, unfit = gate(text)
    found = [replaced(nuls, "NUL character")] if nuls else []
    found += [replaced(unfit - nuls, "lone surrogate")] if unfit > nuls else []
    return text, (*notes, *found)


def replaced(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''} replaced"

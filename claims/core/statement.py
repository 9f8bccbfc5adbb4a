"""The normal form of a statement: what stays the same however it is typed."""

import re
import unicodedata
from datetime import date
from hashlib import blake2b

from claims.core.quantity import canonical, parse

_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "‒": "-"}
    | {"–": "-", "—": "-", "−": "-", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
)
_NUMERIC = re.compile(r"\d")


def normal(statement: str) -> str:
    """Return the normal form: two statements with the same one say the same, word for word and figure for figure.

    Case, typography, spaces and the final stop are dropped; figures are replaced by their value, so that `$200M`
    and `200 million dollars` are one. Every other word counts, negations and names above all.
    """
    text = statement.translate(_TYPOGRAPHY)
    if not text.isascii() or _NUMERIC.search(text):
        text = _with_values(text)
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split()).rstrip(" .。!?;,")


def fingerprint(statement: str, due: date | str | None = None) -> bytes:
    """Return 16 bytes that are equal for statements with the same normal form and due date."""
    return blake2b(f"{normal(statement)}\0{due or ''}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _with_values(text: str) -> str:
    parts, last = [], 0
    for quantity in parse(text):
        parts += [text[last : quantity.start], f" {canonical(quantity)} "]
        last = quantity.end
    return "".join(parts) + text[last:]

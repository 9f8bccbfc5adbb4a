"""The normal form of a statement: what stays the same however it is typed."""

import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

from claims.core.quantity import Quantity, canonical, parse

_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "‒": "-"}
    | {"–": "-", "—": "-", "−": "-", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
)


def normal(statement: str, figures: Sequence[Quantity] | None = None) -> str:
    """Return the normal form: two statements with the same one say the same, word for word and figure for figure.

    Case, typography, spaces and the final stop are dropped; figures are replaced by their value, so that `$200M`
    and `200 million dollars` are one. Every other word counts, negations and names above all. `figures` are what
    `quantity.parse` finds in the statement, where that is known already.
    """
    parts: list[str] = []
    last = 0
    for quantity in parse(statement) if figures is None else figures:
        parts += (statement[last : quantity.start], " ", canonical(quantity), " ")
        last = quantity.end
    text = "".join((*parts, statement[last:]))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))
    return " ".join(text.casefold().split()).rstrip(" .。!?;,")


def fingerprint(statement: str, due: str | None = None, figures: Sequence[Quantity] | None = None) -> bytes:
    """Return 16 bytes that are equal for statements with the same normal form and due date (ISO 8601)."""
    form = f"{normal(statement, figures)}\0{due or ''}"
    return blake2b(form.encode("utf-8", "surrogatepass"), digest_size=16).digest()

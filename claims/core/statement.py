"""The normal form of a statement: what stays the same however it is typed."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

from claims.core.dates import plain_dates
from claims.core.quantity import Quantity, canonical, parse

_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "‹": "'", "›": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
    | {"«": '"', "»": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-"}
    | {"−": "-", "—": " - ", "―": " - ", "…": "...", "。": ".", "·": " ", "•": " "}
    | dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u202a\u202b\u202c\u202d\u202e")
    | dict.fromkeys("\u2066\u2067\u2068\u2069")
)
_CJK = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_SPELLED_OUT = re.compile(r"(?:\b[A-Za-z]\.){2,}")
_DASH = re.compile(r" ?(?:--+| -) ")
_QUOTES = re.compile(r"``|''")
_ALIKE = {"US": "U.S", "IT": "I.T", "WHO": "W.H.O", "AIDS": "A.I.D.S"}
"""Names that are words in small letters, as they are kept apart from those."""
_CAPITALS = re.compile(rf"\b(?:{'|'.join(_ALIKE)})\b")
_CLOCK = re.compile(r"(?<=[0-9]) ?([ap])\.? ?m\b\.?")
_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
"""3.1 and 3.10 are one number and two versions."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")
_ORDINAL_TOKENS = frozenset(word + end for word in _ORDINALS for end in ("", ",", ".", "-quarter", "-half", "-largest"))
_DIGIT = re.compile("[0-9]")
_NTH = {word: f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }" for n, word in enumerate(_ORDINALS, 1)}


def normal(statement: str, figures: Sequence[Quantity] | None = None) -> str:
    """Return the normal form: two statements with the same one say the same, word for word and figure for figure.

    Case, typography, spaces and the final stop are dropped; figures are replaced by their value, so that `$200M`
    and `200 million dollars` are one, and days by their date. Every other word counts, negations and names above
    all. `figures` are what `quantity.parse` finds in the statement, where that is known already.
    Whoever changes what comes out here adds a migration, and names it in `migrate.WORDED`.
    """
    parts: list[str] = []
    last = 0
    for quantity in parse(statement) if figures is None else figures:
        parts += (statement[last : quantity.start], " ", _token(quantity), " ")
        last = quantity.end
    text = "".join((*parts, statement[last:]))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))
        text = unicodedata.normalize("NFC", _BESIDE_CJK.sub("", text))
    return _small(text).rstrip(" .。!?;,")


def _token(quantity: Quantity) -> str:
    """Return a figure as it stands in the normal form; a bare number, which may be a part of a name, as itself."""
    if quantity.unit is None and _VERSION.fullmatch(quantity.text):
        return quantity.text
    return canonical(quantity).removesuffix("||=")


def _small(text: str) -> str:
    """Return text without its case, and what is written in several ways in one of them.

    Most statements hold none of that: what is cheap to see is looked at first.
    """
    if "``" in text or "''" in text:
        text = _QUOTES.sub('"', text)
    if any(name in text for name in _ALIKE) and not text.isupper():
        text = _CAPITALS.sub(lambda name: _ALIKE[name[0]], text)
    # not casefolded: in German, `in Maßen` is not `in Massen`
    tokens = text.lower().split()
    text = " ".join(tokens)
    if -1 < text.find(".") < len(text) - 1:
        text = _SPELLED_OUT.sub(_together, text)
    if "- " in text:
        text = _DASH.sub(" - ", text)
    if not _ORDINAL_TOKENS.isdisjoint(tokens):
        text = _ORDINAL.sub(lambda word: _NTH[word[0]], text)
    return plain_dates(_CLOCK.sub(r" \1m", text), tokens) if _DIGIT.search(text) else text


def _together(name: "re.Match[str]") -> str:
    """Return the letters of a name without the stops between them, unless it then were a word."""
    letters = name[0].replace(".", "")
    return letters if letters.upper() not in _ALIKE else name[0].rstrip(".")


def fingerprint(statement: str, due: str | None = None, figures: Sequence[Quantity] | None = None) -> bytes:
    """Return 16 bytes that are equal for statements with the same normal form and due date (ISO 8601)."""
    form = f"{normal(statement, figures)}\0{due or ''}"
    return blake2b(form.encode("utf-8", "surrogatepass"), digest_size=16).digest()

"""A passage: a text made ready for reading figures, every offset kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from claims.core.figures.pattern import Pattern
from claims.core.figures.words import FRACTIONS, HUNDREDS, LANGUAGES, SCALES, SIGNS, SMALL


@dataclass(slots=True)
class Passage:
    """A text in three forms of one length, so that an offset means the same in each."""

    original: str
    raw: str
    """With full-width forms, odd spaces and odd minus signs replaced by plain ones."""
    folded: str
    """`raw` in small letters."""
    language: str
    comma: bool
    """Whether a single comma is the decimal sign."""
    chinese: bool
    """Whether there are East Asian characters, between which numbers stand without spaces."""
    in_digits: bool
    """Whether every numeral is known to be in digits."""

    def window(self, start: int, end: int) -> str:
        """Return the folded characters of start..end, start clipped to the text."""
        return self.folded[max(0, start) : end]


_WIDE = str.maketrans(
    {0xFF01 + i: chr(0x21 + i) for i in range(94) if i != 11} | {0xFFE5: "¥", 0xFFE1: "£", 0x3000: " "}
)
_HAS_WIDE = Pattern("[\uff01-\uff5e\uffe5\uffe1\u3000]")
_EAST_ASIAN = Pattern("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDE_COMMA = Pattern("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_SIGN = Pattern(f"[{SIGNS}]")
_ODD = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "’": "'", "−": "-", "\u2011": "-", "\u2010": "-"}


def passage(text: str, language: str | None = None) -> Passage:
    """Prepare `text`; `language` is a code such as "de" or "de-CH", guessed from the words when None."""
    raw, chinese = text, False
    if not text.isascii():
        chinese = bool(_EAST_ASIAN.search(text))
        for odd, plain in _ODD.items():
            raw = raw.replace(odd, plain)
        if _HAS_WIDE.search(raw):
            raw = _WIDE_COMMA.sub(",", raw.translate(_WIDE))
    folded = raw.lower()
    if len(folded) != len(raw):  # İ grows when it is made small
        folded = "".join(low if len(low := character.lower()) == 1 else character for character in raw)
    found = set(_WORDS.findall(folded, 0, _TELLING_PART))
    if not language:
        known, comma = guess(folded, found), True
    else:
        known, tag = of_tag(language), language.lower()
        comma = not tag.endswith(("-ch", "-mx", "_ch", "_mx"))
    in_digits = (
        known != "de"
        and not chinese
        and len(folded) <= _TELLING_PART
        and found.isdisjoint(_NUMERALS[known])
        and (raw.isascii() or not _SIGN.search(folded))
    )
    return Passage(text, raw, folded, known, comma and known != "en", chinese, in_digits)


@lru_cache(maxsize=256)
def of_tag(tag: str) -> str:
    """Return the language whose words are read for a code such as "de-AT": "en" for one that is not known."""
    code = tag.lower().replace("_", "-").partition("-")[0]
    return code if code in LANGUAGES else "en"


_TELLING = {
    "en": "a an i the of and to in is was for that with on at by from are has have were will said it its this be or not"
    " you we they he she his her their as but more than can can't about up",
    "de": "der die das und ist im mit von den dem des für auf sich nicht als wird zu ein eine hat es sind bei nach"
    " über kostet mehr gibt um war haben wurde auch aus vor rund am euro",
    "fr": "le la les des est et du une dans en pour que qui sur au avec il par pas sont ce aux coûte à été"
    " ont cette ne se d l",
    "es": "el la los las de es y en del por que con una un para más no se su al lo como son cuesta entre ha fue",
    "it": "il la di che è e per del della con non una un sono gli le dei nel alla da più al lo ha costa",
    "pt": "o os as de é e do da em que para com não uma um dos das no na por mais ao são custa foi",
}
_COMMON: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _TELLING.items()}
_OWN: Mapping[str, frozenset[str]] = {
    code: frozenset({*SMALL[code], *SCALES[code], *HUNDREDS[code]}) for code in LANGUAGES
}
_ABROAD = frozenset().union(*(_COMMON[code] | _OWN[code] for code in LANGUAGES if code != "en"))
_TELLING_PART = 2000
"""Characters of a text whose words tell its language."""
_NUMERALS: Mapping[str, frozenset[str]] = {code: _OWN[code].union(FRACTIONS[code]) for code in LANGUAGES}
_GERMAN = Pattern(r"hundert|tausend|zig\b|zehn|einhalb|prozent|milliarde|millionen|isch|drittel|ß")
_WORDS = Pattern(r"\w+")


def guess(folded: str, found: set[str]) -> str:
    """Return the language most of the telling words of a lower-cased text belong to; "en" when none tell."""
    best, most, telling = "en", _score("en", found), found & _ABROAD
    if most > 3 * len(telling) + 2:  # no other language can have as much
        return best
    for code in LANGUAGES[1:]:
        score = _score(code, telling)
        if code == "de" and score >= most - 2 and _GERMAN.search(folded, 0, _TELLING_PART):
            score += 2 * sum(1 for word in found if _GERMAN.search(word))
        if score > most:
            best, most = code, score
    return best


def _score(code: str, found: set[str]) -> int:
    return 2 * len(found & _COMMON[code]) + len(found & _OWN[code])

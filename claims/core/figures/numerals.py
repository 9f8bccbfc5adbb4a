"""Numerals: a number read out of digits or words, and the scales that multiply it."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from claims.core.figures import words
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

EXACT = Context(prec=80)
"""Sums and products of the figures people write fit these digits exactly."""
_PARTS = Context(prec=28)

LONGEST = 40
"""Digits beyond which a run is an identifier, not a figure."""


@dataclass(slots=True)
class Figure:
    """A number read at start..end, to which its scale, its unit and its sign are added as they are read."""

    start: int
    end: int
    value: Decimal
    form: str
    """"digits", "words", "fraction" or "chinese"."""
    scaled: bool = False
    sure: bool = True
    """False for a word such as "one" or "half" that is a number only in the right company."""
    unit: str | None = None
    money: bool = False
    factor: int = 1
    """What the scale words multiplied by, for the first end of a range to share."""
    comparator: str | None = None
    """Set when the cue stands between number and unit: 200+ employees."""


def part(top: int | Decimal, bottom: int | Decimal) -> Decimal:
    """Return top/bottom; thirds and the like are rounded to 28 digits."""
    return _PARTS.divide(Decimal(top), Decimal(bottom))


def grow(numeral: Figure, factor: int, end: int) -> None:
    """Multiply a numeral by the scale that ends at `end`."""
    numeral.value = EXACT.multiply(numeral.value, Decimal(factor))
    numeral.end, numeral.scaled = end, True


def magnitude(value: Decimal) -> int:
    """Return the largest power of a thousand within a value: what `and a half` is half of."""
    return int(1000 ** max(value.adjusted() // 3, 0))


_OF_UNITS = frozenset("米克瓦卡赫帕")
"""What 千 and 兆 are a part of: 千米, 兆瓦."""
_SCALE = Pattern(r"( ?-?)([^\W\d_]{1,15})(\.?)")
_DOTTED = frozenset({"tsd", "mio", "mrd", "bio", "mn", "bn", "mln", "bln", "tn", "mld", "md", "mds", "cr"})
_UNIVERSAL = {
    word: factor
    for table in words.SCALES.values()
    for word, factor in table.items()
    if len(word) > 4 and not word.startswith(("billi", "trilli", "mille", "dozen", "hundert"))
}
_ENGLISH = {word: factor for word, factor in words.SCALES["en"].items() if factor > 1000}
"""Scale words that mean the same whatever language the text is in."""

_SCALES = frozenset("hundred k m b t".split()).union(words.SHORT_SCALES, *words.SCALES.values())
"""Whatever may multiply: most words behind a number do not."""


def scale(passage: Passage, numeral: Figure, *, money: bool) -> None:
    """Extend a numeral over the scales behind it: 1.2 million, 100 thousand million, 3 and a half billion.

    Beside money single letters count too ($5m), which elsewhere are metres and tonnes.
    """
    text = passage.folded
    if not text[numeral.end : numeral.end + 2].strip(" -.,"):
        return
    for _ in range(2):
        factor, end = _scale_at(passage, numeral, money)
        if not factor:
            break
        grow(numeral, factor, end)
    if numeral.form == "digits" and text[numeral.end : numeral.end + 1] in {" ", "-"}:
        add_tail(passage, numeral)


def _scale_at(passage: Passage, numeral: Figure, money: bool) -> tuple[int, int]:
    text, at = passage.folded, numeral.end
    if passage.chinese and text[at : at + 1] == " " and words.CJK_SCALES.get(text[at + 1 : at + 2], 0) > 1000:
        at += 1
    character = text[at : at + 1]
    factor = words.CJK_SCALES.get(character, 0)
    if 1 < factor < 1000 and words.CJK_SCALES.get(text[at + 1 : at + 2], 0) > 1000:  # 5百万
        return factor, at + 1
    if factor >= 1000:
        return (0, at) if text[at + 1 : at + 2] in _OF_UNITS and character in "千兆" else (factor, at + 1)
    match = _SCALE.match(text, at)
    if not match or match[2] not in _SCALES or match[1] == " -":
        return 0, at
    word = match[2]
    factor = words.SCALES[passage.language].get(word) or _ENGLISH.get(word, 0)
    if not factor and word == "hundred" and numeral.form == "digits":
        factor = 100
    if not factor:
        factor = _short_scale(passage, match, numeral, money) or _UNIVERSAL.get(word, 0)
    dotted = match[3] and word in _DOTTED and _abbreviated(passage, match.end())
    return factor, match.end() if dotted else match.end(2)


_COUNTED = Pattern(r" (?:people|[a-z]{3,20}s)\b(?<!metres)(?<!meters)(?<!this)")


def _short_scale(passage: Passage, match: re.Match[str], numeral: Figure, money: bool) -> int:
    """Return what K, M, bn, mln and the like multiply by, or 0 where they are more likely a unit or a word."""
    word, glued = match[2], not match[1]
    if "-" in match[1] and len(word) < 3:
        return 0
    if len(word) > 1:
        if (word == "mm" and not money) or (word in {"md", "cr", "mil", "bil"} and not (glued or money)):
            return 0
        return words.SHORT_SCALES.get(word, 0)
    following = passage.folded[match.end(2) : match.end(2) + 1]
    if numeral.form != "digits" or following in {"²", "³"} or following.isalnum():
        return 0
    if word == "k":
        return 1000
    if word == "m" and glued and passage.language == "en" and _COUNTED.match(passage.folded, match.end(2)):
        return 10**6
    if money:
        return {"m": 10**6, "b": 10**9, "t": 10**12}.get(word, 0)
    return {"M": 10**6, "B": 10**9, "b": 10**9}.get(passage.raw[match.start(2)], 0) if glued else 0


def _abbreviated(passage: Passage, end: int) -> bool:
    """Whether the full stop before `end` belongs to the abbreviation rather than to the sentence."""
    following = passage.raw[end : end + 3].lstrip()
    return bool(following) and (passage.language == "de" or following[0].islower() or following[0] in "$€£¥")


_TAIL_STARTS = frozenset({"an", "un", "et", "y ", "y-", "e ", "e-"})
_TAIL = Pattern(r"[ -](?:and|und|et|y|e)[ -](?:([^\W\d_]{1,12})[ -])?([^\W\d_]{3,14})\b(?:[ -]([^\W\d_]{3,14})\b)?")


def add_tail(passage: Passage, numeral: Figure) -> bool:
    """Take in "and a half", "and three quarters", "et demi", "y medio"; say whether there was one.

    After a scale it is a part of that scale (two million and a half) unless it brings its own (one billion and a
    half million).
    """
    text, end = passage.folded, numeral.end
    match = _TAIL.match(text, end) if text[end + 1 : end + 3] in _TAIL_STARTS else None
    if not match:
        return False
    top, name, following = match[1], match[2], match[3]
    fractions, scales = words.FRACTIONS[passage.language], words.SCALES[passage.language]
    bottom = fractions.get(name) or (fractions.get(name.removesuffix("s")) if passage.language == "en" else None)
    one = top is None or top in words.ONES[passage.language]
    count = 1 if one else words.SMALL[passage.language].get(top or "", 0)
    if not bottom or not count or (count > 1 and passage.language == "en" and not name.endswith("s")):
        return False
    if top is None and (passage.language == "en" or bottom != 2):
        return False  # 5 and half the team
    value, end = part(count, bottom), match.end(2)
    if following in scales and scales[following] < abs(numeral.value):
        value, end = EXACT.multiply(value, Decimal(scales[following])), match.end(3)
    elif numeral.scaled:
        value = EXACT.multiply(value, Decimal(magnitude(numeral.value)))
    numeral.value, numeral.end = EXACT.add(numeral.value, value), end
    if following in scales and end == match.end(2):
        grow(numeral, scales[following], match.end(3))
    return True

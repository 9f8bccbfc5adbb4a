"""Standing: whether a figure without a unit is a quantity, and not a label, a pronoun or a piece of a name."""

from functools import cache

from claims.core.figures import bounds, currencies, lookalikes, money, units, words
from claims.core.figures.numerals import Figure
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern


def stands(passage: Passage, figure: Figure) -> bool:
    """Whether a single figure is a quantity after all."""
    text = passage.folded
    if figure.unit is not None:
        return figure.sure or figure.form == "digits"
    if not figure.sure:
        if figure.form == "fraction" and bounds.before(passage, figure.start, None) != "=":
            return True
        return len(text) < 40 and text.strip(" .,!?\n") == text[figure.start : figure.end]
    if figure.scaled or figure.form in {"fraction", "chinese"} or figure.comparator:
        return True
    if figure.form == "words":
        if not figure.value and _ZERO.match(text, figure.end):
            return False
        return _counts(passage, figure) and not lookalikes.is_number_of(passage, figure.start)
    if figure.end - figure.start > _LONGEST_COUNT and text[figure.start : figure.end].isdigit():
        return False
    bare = figure.value < 10000 and text[figure.start : figure.end].replace(".", "").isdigit()
    return not bare or people_follow(passage, figure.end) or not lookalikes.is_label(passage, figure.start)


_LONGEST_COUNT = 15
"""Bare digits beyond which a run is the key of something: a message, an account."""
_ZERO = Pattern(r" ?- ?[^\W\d_]| tolerance\b")
"""Zero-coupon and zero tolerance count nothing."""
_COMPOUND = Pattern(r"-[^\W\d_]")


def _counts(passage: Passage, figure: Figure) -> bool:
    """Whether a numeral in words counts something: three factors, but not Five Eyes or two-faced."""
    text, raw, start = passage.folded, passage.raw, figure.start
    before = text[start - 1 : start]
    if before in {"-", "'"} or before.isalnum() or (_COMPOUND.match(text, figure.end) and figure.value < 20):
        return False
    if raw[start].isupper() and not raw[start : figure.end].isupper():
        ahead = raw[max(0, start - 4) : start].rstrip(" ")
        return not ahead or ahead[-1] in _SENTENCE_STARTS
    return True


_SENTENCE_STARTS = frozenset(".:!?;\"'“”„«([\n\t-–—•*·|")


_COUNTED = Pattern(
    r" (?:[^\W\d_]{1,20} )?(?:people|persons|men|women|children|employees|workers|users|jobs|staff|students|soldiers"
    r"|troops|patients|customers|companies|homes|deaths|cases|votes|residents|refugees|migrants|vehicles|cars|units"
    r"|gpus|chips|stores|shares|tests|words|times|menschen|personen|mitarbeiter|beschäftigte|kunden|personnes"
    r"|personas)\b"
)


def people_follow(passage: Passage, end: int) -> bool:
    """Whether a noun that is mostly counted follows: 2000 employees."""
    return passage.folded[end : end + 1] == " " and bool(_COUNTED.match(passage.folded, end))


_WORD_BEHIND = Pattern(r"[ -]{1,3}([^\W\d_]{1,20})")
_LINKS = frozenset(
    "over sobre sur su em de to till until bis à a or oder ou o in out and und et y e point komma virgule coma virgola"
    " vírgula".split()
)


@cache
def _company(language: str) -> frozenset[str]:
    """Return the words that may make a number of the article before them."""
    tables = (words.SCALES, words.HUNDREDS, words.FRACTIONS)
    numerals = {word for table in tables for code in (language, "en") for word in table[code]}
    return money.naming().union(numerals, _LINKS, words.SHORT_SCALES)


def is_article(passage: Passage, at: int, hit: str, end: int) -> bool:
    """Whether a word such as "one" or "eine" is certain to be an article: the word behind it counts nothing."""
    if hit not in words.ONES[passage.language]:
        return False
    match = _WORD_BEHIND.match(passage.folded, end)
    if match is None or match[1] in _company(passage.language):
        return False
    return lookalikes.word_before(passage.folded, at) not in words.MINUS


def unit_follows(passage: Passage, end: int) -> bool:
    """Whether a unit, scale or currency follows at `end`."""
    text = passage.folded
    sign = text[end : end + 2].strip()[:1]
    if sign in units.SIGNS or sign in currencies.SIGNS:
        return True
    match = units.WORDS.match(text, end)
    if not match:
        return False
    named = [word.rstrip(".") for word in match.groups() if word]
    first = named[0]
    if first in words.SCALES[passage.language] or first in words.SCALES["en"] or first in words.SHORT_SCALES:
        return True
    if money.of_code(passage, match.start(1), match.end(1)) or currencies.of_name(named):
        return True
    return (first in units.NAMES and first not in units.AMBIGUOUS) or " ".join(named[:2]) in units.PHRASES

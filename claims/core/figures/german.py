"""German numerals, which are written as one word: zweihundertfünfzig, dreieinhalb, tausendundeins."""

from decimal import Decimal
from functools import lru_cache

from claims.core.figures import lookalikes, words
from claims.core.figures.numerals import EXACT, Figure, grow, part, scale
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern
from claims.core.figures.spelled import Tokens

_SMALL, _SCALES, _FRACTIONS = words.SMALL["de"], words.SCALES["de"], words.FRACTIONS["de"]
_NOUNS = frozenset({"acht", "hundert", "tausend", "dutzend", "null"})
"""Words that, written large, are nouns: außer Acht lassen, Hunderte."""


def read(passage: Passage, at: int) -> Figure | None:
    """Read the numeral at `at`, with scale, fraction and decimals; None when the word is no numeral."""
    tokens = Tokens(passage.folded, at)
    word, _, end = tokens[0]
    value, unit = value_of(word), None
    if value is None and (lasting := _LASTING.search(word)):
        value, unit = value_of(word[: lasting.start()]), _LASTING_UNITS[lasting[1]]
    if value is None or (unit == "time" and value == 1):
        return _half(passage, at, tokens)
    if unit:
        return Figure(at, end, value, "words", unit=unit)
    numeral = Figure(at, end, value, "words")
    numeral.sure = word not in words.ONES["de"] and (word not in _NOUNS or passage.raw[at].islower())
    if word in {"million", "milliarde"} or (word in _NOUNS and _several(passage, at)):
        return None
    if tokens[1][0] in _FRACTIONS:
        return _fraction(numeral, tokens, 1)
    index = 1
    while index < 4 and (factor := _SCALES.get(tokens[index][0])):
        grow(numeral, factor, tokens[index][2])
        numeral.sure = True
        index += 1
    if tokens[index][0] == "komma":
        _decimals(passage, numeral, tokens, index + 1)
    elif tokens[index][0] == "und":
        top, bottom = value_of(tokens[index + 1][0]), _FRACTIONS.get(tokens[index + 2][0])
        if top is not None and bottom:
            numeral.value = EXACT.add(numeral.value, part(top, bottom))
            numeral.end, numeral.sure = tokens[index + 2][2], True
            scale(passage, numeral, money=False)
    return numeral


_SEVERAL = frozenset("mehrere mehreren mehrerer einige einigen einiger viele vielen paar".split())


def _several(passage: Passage, at: int) -> bool:
    """Whether a hundred or thousand is one of several: mehrere tausend."""
    return lookalikes.word_before(passage.folded, at) in _SEVERAL


_LASTING = Pattern("(jährig|monatig|wöchig|tägig|stündig|minütig|prozentig|köpfig|fach|mal)(?:e[rnsm]?)?$")
_LASTING_UNITS = {
    "jährig": "year", "monatig": "month", "wöchig": "week", "tägig": "day", "stündig": "hour", "minütig": "minute",
    "prozentig": "percent", "köpfig": "person", "fach": "time", "mal": "time",
}  # fmt: skip
"""What a numeral may grow into: zweijährig, dreitägige, fünfmal."""


def _fraction(numeral: Figure, tokens: Tokens, index: int) -> Figure:
    """Read "zwei Drittel", "eine halbe Million"."""
    name, _, end = tokens[index]
    numeral.value, numeral.end = part(numeral.value, _FRACTIONS[name]), end
    numeral.form, numeral.sure = "fraction", True
    if tokens[index + 1][0] in _SCALES:
        grow(numeral, _SCALES[tokens[index + 1][0]], tokens[index + 1][2])
    return numeral


_WHICH_HALF = [["erste"], ["ersten"], ["erster"], ["zweite"], ["zweiten"], ["zweiter"]]


def _half(passage: Passage, at: int, tokens: Tokens) -> Figure | None:
    word, _, end = tokens[0]
    if word == "hälfte":
        if passage.window(at - 10, at).split()[-1:] in _WHICH_HALF:
            return None
        return Figure(at, end, Decimal("0.5"), "fraction")
    if word in {"halbe", "halben"} and tokens[1][0] in _SCALES:
        return _fraction(Figure(at, end, Decimal(1), "words"), tokens, 0)
    return None


def _decimals(passage: Passage, numeral: Figure, tokens: Tokens, index: int) -> None:
    digits = ""
    while len(digits) < 12 and (digit := _SMALL.get(tokens[index][0], 10)) < 10:
        digits, numeral.end = digits + str(digit), tokens[index][2]
        index += 1
    if digits:
        numeral.value, numeral.sure = EXACT.add(numeral.value, Decimal(f"0.{digits}")), True
        scale(passage, numeral, money=False)


@lru_cache(maxsize=2048)
def value_of(word: str) -> Decimal | None:
    """Return the value of one lower-cased word, or None when it is no numeral."""
    if word in {"anderthalb", "eineinhalb"}:
        return Decimal("1.5")
    if word.endswith("einhalb"):
        whole = _below_million(word.removesuffix("einhalb"))
        return None if whole is None else Decimal(whole) + Decimal("0.5")
    if word in _NAMED:
        return Decimal(_NAMED[word])
    number = _below_million(word)
    return None if number is None else Decimal(number)


_NAMED = {"million": 10**6, "milliarde": 10**9, "dutzend": 12}


def _below_million(word: str) -> int | None:
    left, thousand, right = word.partition("tausend")
    if not thousand:
        return _below_thousand(word)
    head = _below_thousand(left) if left else 1
    rest = _below_thousand(right.removeprefix("und")) if right else 0
    return None if head is None or rest is None else head * 1000 + rest


def _below_thousand(word: str) -> int | None:
    left, hundred, right = word.partition("hundert")
    if not hundred:
        return _below_hundred(word)
    head = _below_hundred(left) if left else 1
    rest = _below_hundred(right.removeprefix("und")) if right else 0
    return None if head is None or rest is None else head * 100 + rest


def _below_hundred(word: str) -> int | None:
    small = _SMALL.get(word)
    if small is not None:
        return small
    ones, link, tens = word.rpartition("und")
    if not link:
        return None
    one, ten = _SMALL.get(ones, 0), _SMALL.get(tens, 0)
    return one + ten if 0 < one < 10 and ten >= 20 else None

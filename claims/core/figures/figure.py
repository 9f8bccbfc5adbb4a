"""A figure: a numeral with the currency or unit around it."""

import re
from decimal import Decimal
from functools import cache

from claims.core.figures import bounds, chinese, currencies, digits, german, lookalikes, money, spelled, units, words
from claims.core.figures.numerals import EXACT, Figure, scale
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern


def read(
    passage: Passage, at: int, hit: str, floor: int, paid: tuple[str, int] | None, *, linked: bool = False
) -> Figure | None:
    """Read the figure around the scanner's `hit` at `at`, not reaching back before `floor`.

    `paid` is the currency before a hit in digits, as `money.before` tells it; `linked` says that a dash before the
    digits joins a range, not a name.
    None when the hit is no number, or one that is part of a name.
    """
    if not "0" <= hit[0] <= "9":
        numeral = _in_words(passage, at, hit)
        if numeral is None or numeral.start < floor:
            return None
        return _attach(passage, numeral, money.before(passage, numeral.start, floor), floor)
    point = at > floor and passage.folded[at - 1]
    if (point == "." or (point == "," and passage.comma)) and not passage.folded[max(0, at - 2) : at - 1].isalnum():
        numeral = Figure(at - 1, at + len(hit), Decimal("0." + hit[:80]), "digits")
        return _attach(passage, numeral, money.before(passage, at - 1, floor), floor)
    if paid is None and not linked and lookalikes.glued_name(passage, at) and not _after_hyphen(passage, at, hit):
        return None
    numeral = digits.read(passage, at)
    return None if numeral is None else _attach(passage, numeral, paid, floor)


def _in_words(passage: Passage, at: int, hit: str) -> Figure | None:
    first = hit[0]
    if first in words.SIGN_FRACTIONS:
        return digits.read_sign(at, first)
    if first in words.CJK_SCALES or first in words.CJK_DIGITS or first == "半":
        return chinese.read(passage, at, hit)
    return german.read(passage, at) if passage.language == "de" else spelled.read(passage, at)


def _after_hyphen(passage: Passage, at: int, hit: str) -> bool:
    """Whether digits glued to a word by a hyphen still are a figure: sub-5%."""
    text = passage.folded
    return text[at - 1] == "-" and text.startswith("%", at + len(hit)) and text[at - 2].isalpha()


_JOINING = frozenset(" -")
"""What may stand between a number and its scale."""
_INSIDE = frozenset("+多余餘几幾")


def _attach(passage: Passage, figure: Figure, paid: tuple[str, int] | None, floor: int) -> Figure | None:
    """Add scale, currency, unit, minus and cents to a bare number."""
    text, plain = passage.folded, figure.value
    following = text[figure.end : figure.end + 1]
    if (following in _JOINING or following.isalpha()) and (not figure.scaled or figure.form == "chinese"):
        scale(passage, figure, money=paid is not None or money.sign_follows(text, figure.end))
    if passage.chinese and figure.form == "digits" and figure.scaled:
        chinese.add_lower(passage, figure)
    if plain and figure.form == "digits" and figure.scaled:
        figure.factor = int(figure.value / plain)
    inside = bounds.after(passage, figure.end) if text[figure.end : figure.end + 1] in _INSIDE else None
    bare_end = figure.end
    if inside:  # 200+ employees, 30多亿美元
        figure.comparator, figure.end = inside
        scale(passage, figure, money=paid is not None)
    share = figure.start - 3
    if paid:
        figure.unit, figure.start, figure.money = paid[0], paid[1], True
    if share >= floor and text.startswith("百分之", share):
        figure.start, figure.unit, figure.sure = share, "percent", True
    else:
        _take_unit(passage, figure)
    _take_minus(passage, figure, floor)
    if figure.money and not figure.scaled and figure.form != "fraction":
        money.add_cents(passage, figure)
    if inside and figure.end == inside[1]:
        figure.end = bare_end
    return None if _cut_short(passage, figure, inside is not None) else figure


_OF_ONE = Pattern(r" (?:of )?(?:an?|one|1) ([a-z]{3,12}(?: point| cent)?)(?![a-z])|( of (?:one|1)%)")
"""Half an hour, three quarters of a mile."""
_DEGREES = Pattern(r" ?([cf])\b")


def _take_unit(passage: Passage, figure: Figure) -> None:
    """Take in the unit or currency that follows."""
    text, end = passage.folded, figure.end
    symbol = text[end : end + 1]
    if symbol == " ":
        end += 1
        symbol = text[end : end + 1]
    if not symbol or symbol in ".,;:)]\"'\n?!":
        return
    if symbol == "d" and figure.scaled and text[end : end + 3] == "de " and text[end + 3 : end + 4] in currencies.SIGNS:
        end += 3
        symbol = text[end]
    if money.take_sign(passage, figure, symbol, end):
        return
    if symbol in units.SIGNS:
        if not figure.money:
            figure.unit, figure.end, figure.sure = units.SIGNS[symbol], end + 1, True
            match = _DEGREES.match(text, end + 1) if symbol == "°" else None
            if match:
                figure.unit = "degree_celsius" if match[1] == "c" else "degree_fahrenheit"
                figure.end = match.end()
    elif symbol > "⺀":
        _take_chinese(passage, figure, end)
    elif figure.form == "fraction" and (match := _OF_ONE.match(text, figure.end)) and (unit := _of_one(match)):
        figure.unit, figure.end, figure.sure = unit, match.end(), True
    elif (first := units.FIRST.match(text, figure.end)) and (
        first[1] in _opening() or text[first.end() : first.end() + 1] == "."
    ):
        match = units.WORDS.match(text, figure.end)
        named = [word for word in match.groups() if word] if match else []
        if match and not money.take_name(passage, figure, match, named) and not figure.money:
            _take_measure(passage, figure, match, named)


@cache
def _opening() -> frozenset[str]:
    """Return the words a unit or a currency may begin with: most words behind a number are none."""
    return money.naming().union(currencies.DOLLAR_PREFIXES, currencies.SAFE_LOWER, currencies.SPECIAL)


def _of_one(match: re.Match[str]) -> str | None:
    return "percent" if match[2] else units.NAMES.get(match[1]) or units.PHRASES.get(match[1])


_MEASURE_WORDS = frozenset(
    "个個名家位项項種种台臺辆輛座条條只隻件张張艘架所套份万间間支枝匹头頭枚颗顆粒册冊部栋棟幢组組批类類款卷集篇层層场場轮輪户戶口株棵"
)


def _take_chinese(passage: Passage, figure: Figure, at: int) -> None:
    text = passage.folded
    if chinese.take_tenths(passage, figure):
        return
    half = text[at : at + 2] in {"个半", "個半"}
    if half:
        chinese.add_half(figure, at + 2)
    for size in (5, 4, 3, 2, 1):
        name = f"个{text[at + 2 : at + 1 + size]}" if half else text[at : at + size]
        if len(name) != size:
            continue
        end = at + size + half
        if money.take_chinese(passage, figure, name, end):
            return
        unit = units.NAMES.get(name)
        if unit and not figure.money and not chinese.is_other_word(passage, figure, name, end):
            figure.unit, figure.end = unit, end
            figure.sure = figure.sure or figure.value != 1 or unit not in units.IDIOMATIC
            if unit in units.DURATIONS and text[end : end + 1] == "半" and text[end + 1 : end + 2] not in units.NAMES:
                chinese.add_half(figure, end + 1)
            return
    if figure.value > 1 and text[at : at + 1] in _MEASURE_WORDS:
        figure.sure = True
        if text[at + 1 : at + 2] == "人":
            figure.unit, figure.end = "person", at + 2


def _take_measure(passage: Passage, figure: Figure, match: re.Match[str], named: list[str]) -> None:
    for size in (3, 2):
        unit = units.PHRASES.get(" ".join(named[:size]).rstrip(".")) if len(named) >= size else None
        if unit:
            figure.unit, figure.end, figure.sure = unit, units.end_of_word(match, size), True
            return
    written = passage.raw[match.start(1) : match.end(1)]
    glued = match.start(1) == figure.end
    if written in units.CASED and figure.form == "digits":
        if glued or len(written) > 1 or written in "mgl" or (written == "t" and passage.language != "en"):
            figure.unit, figure.end = units.CASED[written], match.end(1)
        return
    word = named[0]
    unit = units.NAMES.get(word)
    if unit is not None and _is_unit(passage, figure, word):
        figure.unit, figure.end = units.with_hours(unit, passage.folded, match.end(1))
        english = passage.language == "en"
        figure.sure = figure.sure or unit not in (units.IDIOMATIC if english else units.DURATIONS)


def _is_unit(passage: Passage, figure: Figure, word: str) -> bool:
    if word not in units.AMBIGUOUS:
        return True
    language = units.AMBIGUOUS[word]
    return passage.language == language if language else figure.form == "digits"


_MINUS_ENDS = frozenset({word[-2:] for word in words.MINUS} | {word[-1] + c for word in words.MINUS for c in " #:"})
_EITHER = Pattern(r"\bplus(?: or | ou | o | oder |/|-| )$")
"""Plus or minus 3 points is a margin, no negative number."""


def _take_minus(passage: Passage, figure: Figure, floor: int) -> None:
    text, at = passage.folded, figure.start
    before = text[at - 1] if at > floor else ""
    if before == "-":
        if at < 2 or not (text[at - 2].isalnum() or text[at - 2] in "-)]$%"):
            figure.start, figure.value = at - 1, -figure.value
    elif before in {"负", "負", "下"}:
        start = at - 1 - (before == "下")
        if start >= floor and text[start:at] in {"负", "負", "零下"}:
            figure.start, figure.value = start, -figure.value
    elif before == " " and text[at - 3 : at - 1] in _MINUS_ENDS:
        word = lookalikes.word_before(text, at)
        start = at - len(word) - 1
        if word in words.MINUS and start >= floor and not _EITHER.search(text, max(0, start - 12), start):
            figure.start, figure.value, figure.sure = start, EXACT.minus(figure.value), True


_LETTER = Pattern(r"-[^\W\d_](?![^\W_])")


def _cut_short(passage: Passage, figure: Figure, inside: bool) -> bool:
    """Whether the figure's right edge shows it to be part of a name: 3D, 4o, 5G."""
    text, end = passage.folded, figure.end
    following = text[end : end + 1]
    if following == "-" and figure.form == "digits" and figure.unit is None and _LETTER.match(text, end):
        return True
    if not following or following > "⺀" or not (following.isalpha() or following in "_@\\"):
        return False
    if figure.form == "digits" and figure.unit is None and following == "x" and not text[end + 1 : end + 2].isalnum():
        figure.unit, figure.end = "time", end + 1
        return False
    return text[end - 1].isalnum() or not inside

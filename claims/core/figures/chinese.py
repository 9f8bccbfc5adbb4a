"""Chinese numerals: 三百五十, 两千万, 1亿2000万, 三点五, 六成, 一半."""

from decimal import Decimal

from claims.core.figures import numbered, words
from claims.core.figures.numerals import EXACT, LONGEST, Figure, part
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_IDIOMS = frozenset({"千万", "万一", "百千"})
_VAGUE = frozenset("数數几幾")
_NEARLY: dict[str, str] = {"上": ">=", "近": "~", "过": ">", "過": ">", "逾": ">", "超": ">", "约": "~", "约有": "~"}
"""What may stand before a lone 百, 千 or 万: 上百人, 近千人."""


def read(passage: Passage, at: int, run: str) -> Figure | None:
    """Read the run of numeral characters at `at`; a lone character is sure only before a unit or measure word."""
    share = _share(passage, at, run)
    if share is not None:
        return share
    if run == "半":
        return Figure(at, at + 1, Decimal("0.5"), "chinese", sure=False)
    if run == "一半":
        return Figure(at, at + 2, Decimal("0.5"), "fraction")
    digits = run[:LONGEST].rstrip("半")
    end, before = at + len(digits), passage.folded[at - 1 : at]
    value = value_of(digits)
    if value is None or before in {"统", "周", "期"} or numbered.end_of_numbered(passage.folded, at, end, value):
        return None
    figure = Figure(at, end, Decimal(value), "chinese", scaled=value >= 10**4, sure=len(digits) > 1)
    if digits[0] in words.CJK_SCALES and digits[0] != "十":
        if before not in _NEARLY or passage.folded[end : end + 1] in _OF_UNITS:
            return None
        figure.sure, figure.comparator = True, _NEARLY[before]
    if (before in _VAGUE and digits[0] in words.CJK_SCALES) or digits in _IDIOMS:
        return None
    _add_decimals(passage, figure)
    return figure


_OF_UNITS = frozenset("米克瓦卡赫帕禧")
"""What 千 and 兆 are a part of, not a number before: 千米, 兆瓦."""


def _share(passage: Passage, at: int, run: str) -> Figure | None:
    """Read 三分之二: the whole stands first."""
    text, end = passage.folded, at + len(run)
    if not text.startswith("分之", end) or len(run) > 4:
        return None
    stop = end + 2
    while stop < end + 6 and (text[stop : stop + 1] in words.CJK_DIGITS or text[stop : stop + 1] in words.CJK_SCALES):
        stop += 1
    bottom, top = 10**4 if run in {"万", "萬"} else value_of(run), value_of(text[end + 2 : stop])
    if not bottom or top is None or bottom == 100:
        return None
    return Figure(at, stop, part(top, bottom), "fraction")


_DECIMALS = Pattern("[点點]([〇零一二三四五六七八九]{1,12})(?!分(?!之|钟))")


def _add_decimals(passage: Passage, figure: Figure) -> None:
    """Take in the decimals of 三点五, but not the minutes of 三点五分."""
    match = _DECIMALS.match(passage.folded, figure.end)
    if match and not figure.scaled:
        decimals = "".join(str(words.CJK_DIGITS[character]) for character in match[1])
        figure.value, figure.end = EXACT.add(figure.value, Decimal(f"0.{decimals}")), match.end()
        figure.sure = True


_LOWER = Pattern("([0-9]{1,4})(千万|百万|十万|万|千|百)?(?![0-9.,%％])")


def add_lower(passage: Passage, figure: Figure) -> None:
    """Take in the lower part of a number in digits: 1亿2000万, 3万5千, 1万2000."""
    text = passage.folded
    last = words.CJK_SCALES.get(text[figure.end - 1], 0)
    while last >= 1000 and (match := _LOWER.match(text, figure.end)):
        factor = _product(match[2] or "")
        value = int(match[1]) * factor
        if value >= last or (factor == 1 and len(match[1]) < 3):
            return
        figure.value, figure.end, last = EXACT.add(figure.value, Decimal(value)), match.end(), factor


def _product(scales: str) -> int:
    factor = 1
    for scale in scales:
        factor *= words.CJK_SCALES[scale]
    return factor


_TENTHS = Pattern("成(?!员(?!工)|員(?!工)|[为爲為立功本果长長都型群分人就绩績交品份效])([一二三四五六七八九])?")


def take_tenths(passage: Passage, figure: Figure) -> bool:
    """Read 六成 as 60 percent and 六成五 as 65."""
    match = _TENTHS.match(passage.folded, figure.end) if figure.value <= 10 else None
    if not match:
        return False
    digit = words.CJK_DIGITS.get(match[1] or "", 0)
    figure.value = EXACT.add(EXACT.multiply(figure.value, Decimal(10)), Decimal(digit))
    figure.unit, figure.end, figure.sure = "percent", match.end(), True
    return True


def add_half(figure: Figure, end: int) -> None:
    """Take in the 半 before `end`: 3个半小时, 两年半."""
    figure.value, figure.end, figure.sure = EXACT.add(figure.value, Decimal("0.5")), end, True


def is_other_word(passage: Passage, figure: Figure, name: str, end: int) -> bool:
    """Whether a unit's characters are the beginning of another word, or no unit after a numeral in words."""
    following = passage.folded[end : end + 1]
    spelled = figure.form == "chinese"
    if name == "日":
        return following == "本" or figure.value <= 31
    if name == "度":
        return spelled and figure.value < 10
    if name in {"名", "位"}:
        return following in {"数", "數"} or (spelled and figure.value == 1)
    return name == "人" and following in {"民", "类", "類", "工", "造"}


def value_of(run: str) -> int | None:
    """Return the value of a Chinese numeral, or None when its characters make none."""
    total = section = digit = 0
    before, large, seen = 10**5, 10**30, False
    for character in run:
        if character in words.CJK_DIGITS:
            if digit:
                return None
            digit, seen = words.CJK_DIGITS[character], True
            continue
        factor = words.CJK_SCALES.get(character, 0)
        if not factor or (factor >= 10**4 and not seen) or (factor < 10**4 and factor >= before):
            return None
        if factor < 10**4:
            section, digit, before = section + (digit or 1) * factor, 0, factor
        elif factor < large:
            total, section, digit, before, large = total + (section + digit) * factor, 0, 0, 10**5, factor
        else:
            total, section, digit, before, large = (total + section + digit) * factor, 0, 0, 10**5, factor
        seen = True
        if total > 10**24:
            return None
    if digit and len(run) > 2 and (last := words.CJK_SCALES.get(run[-2], 0)) >= 100:
        digit *= last // 10  # 三万五 is 35,000; 30,005 is 三万零五
    return total + section + digit if seen else None

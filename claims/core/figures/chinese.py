"""Chinese numerals: 三百五十, 两千万, 一亿两千万, 一半."""

from decimal import Decimal

from claims.core.figures import words
from claims.core.figures.numerals import LONGEST, Figure, part
from claims.core.figures.passage import Passage

_IDIOMS = frozenset({"千万", "万一", "百千"})


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
    value = value_of(digits)
    if value is None or passage.folded[at - 1 : at] in {"第", "统", "周", "期"}:
        return None
    sure = len(digits) > 1 and digits not in _IDIOMS
    return Figure(at, at + len(digits), Decimal(value), "chinese", scaled=value >= 10**4, sure=sure)


def _share(passage: Passage, at: int, run: str) -> Figure | None:
    """Read 三分之二: the whole stands first."""
    text, end = passage.folded, at + len(run)
    if not text.startswith("分之", end) or len(run) > 4:
        return None
    stop = end + 2
    while stop < end + 6 and (text[stop : stop + 1] in words.CJK_DIGITS or text[stop : stop + 1] in words.CJK_SCALES):
        stop += 1
    bottom, top = value_of(run), value_of(text[end + 2 : stop])
    if not bottom or top is None or bottom == 100:
        return None
    return Figure(at, stop, part(top, bottom), "fraction")


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
    return total + section + digit if seen else None

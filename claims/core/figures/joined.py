"""Joined figures: two that are one, a range or a share: 2 to 3 percent, two or three years, one in five."""

from decimal import Decimal

from claims.core.figures import figure, lookalikes, money, words
from claims.core.figures.numerals import EXACT, LONGEST, Figure, part
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_OUT_OF = {
    "en": Pattern(r"(?P<whose>)(?: in |-in-)(every )?| (out of )(?:every )?| (?P<over>over) "),
    "fr": Pattern(r"(?: (?P<whose>[^\W\d_]{3,14}))? (sur) ()(?P<over>)"),
    "es": Pattern(r"(?P<whose>) (de)() cada | (?P<over>sobre) "),
    "pt": Pattern(r"(?P<whose>) (em)() cada (?P<over>)"),
    "it": Pattern(r"(?P<whose>) (su)() (?P<over>)"),
}
_ROUND = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100, 1000})
_ENDS = Pattern(r" ?(?:[.,;:!?)]|$)")


def take_ratio(text: Passage, first: Figure) -> None:
    """Turn one + in five and 2 + out of 3 into the fraction they are."""
    pattern = _OUT_OF.get(text.language) if text.folded[first.end : first.end + 1] in {" ", "-"} else None
    link = pattern.match(text.folded, first.end) if pattern else None
    if not link:
        return
    whole = _figure_at(text, link.end(), first.end)
    if whole is None or whole.unit or whole.scaled or not 0 < first.value < whole.value or whole.value > 1000:
        return
    spelled = first.form == "words" == whole.form
    if link["whose"]:
        stated = whole.value in _ROUND
    elif link["over"]:
        stated = bool(_ENDS.match(text.folded, whole.end))
    else:
        stated = bool(link[3] or link[2] or first.value == 1 or spelled)
    if stated:
        first.value, first.end = part(first.value, int(whole.value)), whole.end
        first.form, first.sure = "fraction", True


_LINK = Pattern(r" ?([-–—~～]) ?| (to|bis|à|a|und|and|et|y|e|till|until|or|oder|ou|o) |(至|到|和)")
_LINK_STARTS = frozenset(" -–—~～至到和")
_BOTH = frozenset({"and", "und", "et", "y", "e", "和"})
_EITHER = frozenset({"or", "oder", "ou", "o"})


def far_end(text: Passage, first: Figure) -> Figure | None:
    """Return the far end of the range that `first` opens, or None when it opens none.

    After "from" the two are a change and stay two figures, but the first still takes its scale and unit from the
    second: from $2 to $3 billion.
    """
    link = _LINK.match(text.folded, first.end) if text.folded[first.end : first.end + 1] in _LINK_STARTS else None
    if not link or (first.form == "words" and text.folded[first.start - 1 : first.start] == "-"):
        return None
    word = link[2] or link[3] or ""
    lead = lookalikes.word_before(text.folded, first.start)
    if word in _BOTH and lead not in words.BETWEEN and text.folded[first.start - 2 : first.start] != "介于":
        _share_unit(text, first, link.end())
        return None
    if word in {"a", "à", "e", "o"} and text.language == "en":
        return None
    second = _figure_at(text, link.end(), first.end)
    if second is None or not _agree(first, second):
        return None
    low, scaled = first.value, first.scaled
    if second.factor > 1 and not scaled and abs(low) < 1000 and low < second.value:
        low, scaled = EXACT.multiply(low, Decimal(second.factor)), True
    if word in _EITHER:
        if first.unit or second.money or not _near(low, second.value):
            return None
        first.comparator = "~"
    if not low < second.value or (first.form != second.form and second.unit is None):
        return None
    first.value, first.scaled, first.unit = low, scaled, first.unit or second.unit
    return None if word not in {"", "bis"} and lead in words.FROM else second


_SIGN = Pattern(r"(?:[a-z]{1,3})?[$€£¥₹₩] ?|[a-z]{3} ?(?=[0-9])")


def _near(low: Decimal, high: Decimal) -> bool:
    """Whether two numbers joined by "or" are one rough number: two or three, 20 or 30, but not 3 or 5."""
    return high == low + 1 or (low % 5 == 0 == high % 5 and low < high <= 2 * low)


def _share_unit(text: Passage, first: Figure, at: int) -> None:
    """Give the first of two figures the unit that only the second has: 94 and 85 metres."""
    if first.unit or first.scaled or not first.sure or first.form == "fraction":
        return
    second = _figure_at(text, at, first.end)
    if second is None or not second.unit or second.money or second.scaled or second.form != first.form:
        return
    if not lookalikes.is_label(text, first.start):
        first.unit = second.unit


def _figure_at(text: Passage, at: int, floor: int) -> Figure | None:
    sign = _SIGN.match(text.folded, at)
    begin = sign.end() if sign else at
    hit = words.scanner(text.language).match(text.folded, begin)
    if not hit or len(hit[0]) > LONGEST:
        return None
    second = figure.read(text, begin, hit[0], floor, money.before(text, begin, floor), linked=True)
    if second is None or second.start > at or (second.unit is None and lookalikes.end_of_date(text, begin, hit.end())):
        return None
    return second


def _agree(first: Figure, second: Figure) -> bool:
    if first.unit is None or second.unit is None:
        return first.unit is None or first.money
    return first.unit == second.unit

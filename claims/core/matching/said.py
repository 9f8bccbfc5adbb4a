"""A statement taken apart for comparing: its words, names, years, figures and what turns it round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.core.quantity import Quantity, parse
from claims.core.words import words

_STOP = frozenset(
    "a an the and or but nor of in on at by for from to with as into over under after before about between during"
    " than is are was were be been being am has have had having do does did doing will would shall should can could"
    " may might must it its he him his she her they them their we us our you your i me my this that these those"
    " there here which who whom whose what when where why how if then so such also just only very more most less"
    " least much many some any each every all both other another same own per up down out off again further once s t"
    " not no it's according said says say told last next overall yesterday today meanwhile earlier recently now new"
    " while since der die das den dem des ein eine einen einem einer und oder aber von im in am auf mit für bei zu"
    " aus nach vor über unter ist sind war waren hat haben hatte wird werden le la les un une des et ou de du au aux"
    " en dans par pour sur avec est sont était ont el los las una y o del con por para es son fue han"
    " 的 了 在 是 和 与 将 为 被".split()
)
STOP = frozenset(word for each in _STOP for word in words(each))
"""Words that say little about what a statement is about, as they are indexed."""
_YEAR = re.compile(r"(?<!constant )(?<![\w.,$€£¥])((?:1[89]|20)[0-9]{2})(?![\w%]|[.,][0-9])(?:[-/–]([0-9]{2,4}))?")
_CHINESE_YEAR = re.compile(r"((?:1[89]|20)[0-9]{2}) ?年")
_QUARTER = re.compile(
    r"\b([QH][1-4])\b|\b(first|second|third|fourth)[ -](quarter|half)\b|第?([一二三四])季度", re.IGNORECASE
)
_NAME = re.compile(r"(?<![\w'’])[A-ZÀ-ÖØ-Þ][\w&'’-]*|[A-Za-z]+[0-9][\w.-]*")
_NTH = {"first": "1", "second": "2", "third": "3", "fourth": "4", "一": "1", "二": "2", "三": "3", "四": "4"}
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday q1 q2 q3 q4 h1 h2".split()
)
_OUTER = 8
"""So many words before a figure, and half as many after it, tell what it counts."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement taken apart; all words as they are indexed."""

    text: str
    words: tuple[str, ...]
    content: frozenset[str]
    names: frozenset[str]
    opening: str | None
    years: frozenset[int]
    parts: frozenset[str]
    figures: tuple[Quantity, ...]
    around: tuple[frozenset[str], ...]


def said(text: str, figures: Sequence[Quantity] | None = None) -> Said:
    """Take a statement apart; `figures` are what it states, where they are known already."""
    found = tuple(parse(text) if figures is None else figures)
    plain = _without(text, found)
    all_words = tuple(words(text))
    content = frozenset(word for word in words(plain) if word not in STOP and not word.isdigit())
    names, opening = _names(plain)
    return Said(
        text, all_words, content, names, opening, _years(plain), _parts(plain), found,
        tuple(_around(text, each) for each in found),
    )  # fmt: skip


def _without(text: str, figures: Sequence[Quantity]) -> str:
    """Return the text with a gap where each figure stood."""
    parts: list[str] = []
    last = 0
    for each in figures:
        if text[each.start : each.end] == each.text:
            parts += (text[last : each.start], " ")
            last = each.end
    return "".join((*parts, text[last:]))


def _around(text: str, figure: Quantity) -> frozenset[str]:
    before = words(text[max(0, figure.start - 120) : figure.start])[-_OUTER:]
    after = words(text[figure.end : figure.end + 60])[: _OUTER // 2]
    return frozenset(word for word in (*before, *after) if word not in STOP and not word.isdigit())


def _names(text: str) -> tuple[frozenset[str], str | None]:
    """Return what is written as a name is, and the word a sentence opens with, which may be one."""
    found: set[str] = set()
    opening = None
    for match in _NAME.finditer(text):
        name = match[0].lower()
        if name in _NO_NAMES:
            continue
        kept = [word for word in words(match[0]) if word not in STOP]
        if not text[: match.start()].strip(" \"'“‘«(") and match[0][1:].islower():
            opening = kept[0] if kept else None
        else:
            found.update(word for word in kept if len(word) > 1)
    return frozenset(found), opening


def _years(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        found.add(int(match[1]))
        if match[2]:
            found.add(int(match[1][: 4 - len(match[2])] + match[2]))
    found.update(int(match[1]) for match in _CHINESE_YEAR.finditer(text))
    return frozenset(found)


def _parts(text: str) -> frozenset[str]:
    """Return the parts of years that are told: q3, h1."""
    found: set[str] = set()
    for quarter, nth, part, chinese in _QUARTER.findall(text):
        if quarter:
            found.add(quarter.lower())
        elif nth:
            found.add(("q" if part.lower() == "quarter" else "h") + _NTH[nth.lower()])
        else:
            found.add("q" + _NTH[chinese])
    return frozenset(found)

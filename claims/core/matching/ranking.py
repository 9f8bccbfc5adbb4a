"""Which of many statements say most of what another says: words weighed by how rare they are, and their order."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as Some
from dataclasses import dataclass
from math import fsum, log
from typing import Generic, TypeVar

from claims.core.matching.said import STOP
from claims.core.quantity import canonical, parse
from claims.core.words import words

Id = TypeVar("Id", bound=Hashable)

BUDGET = 10_000
"""So many claims, counted once for each word that leads to them, are looked at for candidates."""
MOST_WORDS = 20
"""So many words, at most, lead to candidates."""
CANDIDATES = 200
"""So many of the texts found, those with most of the rare words, are weighed in full."""
REPEATED, LONG = 2.0, 0.9
"""How soon a word said again counts no more, and how much a long text loses: the two constants of BM25."""
BEGINNINGS = 0.8
"""The weight of words that only begin the same, beside that of the words."""
BEGINNING = 6
SAID_AGAIN = 0.3
"""How much more a word weighs that the text itself says more than once, by the logarithm of how often."""
IN_ORDER = 0.6
"""The weight of words that follow each other in both."""
IN_MEANING = 3.0
"""The weight of meaning, where a model tells how alike it is."""
_JOINED = re.compile(r"\b([^\W\d_]+)-([^\W\d_]+)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|[a-z0-9-]+\.(?:com|org|net|ly|co)/)\S*", re.IGNORECASE)
_TAG = re.compile(r"[@#](\w+)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is ranked by."""

    words: tuple[str, ...]
    counted: Mapping[str, int]
    beginnings: Mapping[str, int]


def terms(text: str, *more: str) -> Terms:
    """Return what a text is ranked by; `more` are further texts of it, such as the title it stands under.

    Addresses are left out, tags and handles taken apart. Words joined by a hyphen count also as one, and figures by
    their value, so that 35 and thirty-five are the same.
    """
    ordered = tuple(_content(text))
    counted: Counter[str] = Counter()
    beginnings: Counter[str] = Counter()
    for each in (text, *more):
        plain = _plain(each)
        found = ordered if each is text else _content(each)
        counted.update(found)
        beginnings.update(word[:BEGINNING] for word in found)
        counted.update(one.lower() + other.lower() for one, other in _JOINED.findall(plain))
        counted.update("#" + canonical(figure).partition("|")[0] for figure in parse(plain))
    return Terms(ordered, counted, beginnings)


def vocabulary(text: str) -> frozenset[str]:
    """Return the words that count for how alike a text is to another."""
    joined = (one.lower() + other.lower() for one, other in _JOINED.findall(_plain(text)))
    return frozenset((*_content(text), *joined))


def alike(mine: Some[str], yours: Some[str], rarity: Callable[[str], float]) -> float:
    """Return from 0 to 1 how much of what either of two vocabularies says both say, by the weight of the words."""
    shared = fsum(map(rarity, mine & yours))
    alone, all_ = fsum(map(rarity, mine)), fsum(map(rarity, mine | yours))
    least = min(alone, fsum(map(rarity, yours)))
    return 0.5 * shared / all_ + 0.5 * shared / least if all_ and least else 0.0


def together(words: float, meaning: float) -> float:
    """Return how alike two texts are in words and meaning, from 0 to 1.

    Meaning adds to words and does not replace them: what is alike in it alone may be about one thing and say another.
    """
    return max(words, (words + meaning) / 2)


def fused(weighed: Iterable[tuple[Id, float]], meaning: Callable[[Id], float]) -> list[Id]:
    """Return candidates weighed by their words in order of what they share in words and in meaning."""
    weights = {row: weight + IN_MEANING * meaning(row) for row, weight in weighed}
    return sorted(weights, key=lambda row: -weights[row])


def rarest(found: Iterable[str], frequency: Mapping[str, int], budget: int = BUDGET) -> list[str]:
    """Return the words that lead to candidates: the rarest ones that are there at all, within the budget."""
    there = sorted({(frequency[word], word) for word in found if frequency.get(word)})
    chosen: list[str] = []
    spent = 0
    for often, word in there:
        if len(chosen) == MOST_WORDS or (chosen and spent + often > budget):
            break
        chosen.append(word)
        spent += often
    return chosen


def rarity(often: int, total: int) -> float:
    """Return how much a word weighs that so many of all texts have."""
    return log(1 + (total - often + 0.5) / (often + 0.5)) if often <= total else 0.0


class Ranking(Generic[Id]):
    """Candidates for one text, to be weighed against it.

    `frequency` tells how many of the `total` texts have a word; where it does not know, the candidates do.
    """

    def __init__(
        self, candidates: Sequence[tuple[Id, Terms]], frequency: Mapping[str, int] | None = None, total: int = 0
    ) -> None:
        self.candidates = candidates
        self.total = max(total, len(candidates), 1)
        self._known = frequency or {}
        self._words = Counter(word for _, each in candidates for word in each.counted)
        self._length = sum(sum(each.counted.values()) for _, each in candidates) / max(1, len(candidates)) or 1.0

    def rarity(self, word: str) -> float:
        """Return how much a word weighs."""
        return rarity(self._known.get(word) or self._words.get(word, 0), self.total)

    def weighed(self, text: Terms, limit: int) -> list[tuple[Id, float]]:
        """Return the candidates that say most of what `text` says, best first, each with its weight."""
        said = {word: self.rarity(word) * (1 + SAID_AGAIN * log(often)) for word, often in text.counted.items()}
        by_words = [self._bm25(said, each.counted) for _, each in self.candidates]
        begins: dict[str, float] = {}
        for word in text.words:
            begins[word[:BEGINNING]] = max(begins.get(word[:BEGINNING], 0.0), said[word])
        by_beginnings = [self._bm25(begins, each.beginnings) for _, each in self.candidates]
        pairs, mass = _pairs(text.words, 3), fsum(map(self.rarity, set(text.words))) or 1.0
        most, begun = max(by_words, default=0.0) or 1.0, max(by_beginnings, default=0.0) or 1.0
        found = []
        for (row, each), words_, beginnings in zip(self.candidates, by_words, by_beginnings, strict=True):
            shared = pairs & _pairs(each.words, 2)
            ordered = fsum(min(self.rarity(one), self.rarity(other)) for one, other in shared) / mass
            found.append((row, words_ / most + BEGINNINGS * beginnings / begun + IN_ORDER * ordered))
        found.sort(key=lambda pair: -pair[1])
        return found[:limit]

    def likeness(self, one: Terms, other: Terms) -> float:
        """Return from 0 to 1 how much of what either says both say, by the weight of the words.

        Figures count as words here, not once more by their value: they are judged for themselves.
        """
        mine, yours = ({word for word in each.counted if word[0] != "#"} for each in (one, other))
        return alike(mine, yours, self.rarity)

    def _bm25(self, wanted: Mapping[str, float], counted: Mapping[str, int]) -> float:
        room = REPEATED * (1 - LONG + LONG * sum(counted.values()) / self._length)
        found = ((weight, counted[word]) for word, weight in wanted.items() if word in counted)
        return sum(weight * often * (REPEATED + 1) / (often + room) for weight, often in found)


def _pairs(ordered: Sequence[str], reach: int) -> set[tuple[str, str]]:
    """Return the pairs of words that follow each other within `reach` words."""
    return {pair for n in range(1, reach + 1) for pair in zip(ordered, ordered[n:], strict=False)}


def _content(text: str) -> list[str]:
    return [word for word in words(_plain(text)) if word not in STOP]


def _plain(text: str) -> str:
    if "/" in text:
        text = _ADDRESS.sub(" ", text)
    if "@" in text or "#" in text:
        text = _TAG.sub(lambda tag: " " + _CAMEL.sub(" ", tag[1]).replace("_", " "), text)
    return text

"""What a search looks for in a text: words, phrases and beginnings, as the index keeps words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.core.places import Place, in_order, places
from claims.core.query import Form, Query, Said, beginning
from claims.core.words import IS_CJK, LONGEST, stem, words

_ENDINGS = ("", "s", "es", "ed", "ing", "ss", "ness")
"""What may follow the beginning of a word and be taken off with a part of it: `happine*` is to find happiness."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: all its `words`, and a word with the beginning `start` or one of `stems`.

    In a phrase, `order` are the words as they stand side by side, else as they were typed.
    """

    words: tuple[str, ...]
    order: tuple[str, ...]
    phrase: bool = False
    start: str | None = None
    stems: tuple[str, ...] = ()
    without: bool = False

    @property
    def in_order(self) -> bool:
        """Whether having the words is not enough: they must stand side by side."""
        return self.phrase and len(self.order) > 1

    def stands_in(self, text: "Text") -> bool:
        """Return whether one text alone has it."""
        if self.in_order and not text.has_phrase(self.order):
            return False
        return text.have.issuperset(self.words) and (self.start is None or any(map(self.begins, text.have)))

    def begins(self, word: str) -> bool:
        return self.start is not None and (word.startswith(self.start) or word in self.stems)


class Text:
    """A statement or a quote with its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.order = in_order(text)
        self.have = set(self.order) if text.isascii() else set(words(text))

    def has_phrase(self, order: Sequence[str]) -> bool:
        return f" {' '.join(order)} " in f" {' '.join(self.order)} "


def terms(query: Query) -> list[Term]:
    """Return what the words of a query look for, each once."""
    return list(dict.fromkeys(term for said in query.said for term in _terms(said)))


def _terms(said: Said) -> Iterator[Term]:
    if said.form is not Form.START:
        order = tuple(in_order(said.text))
        yield Term(tuple(dict.fromkeys(words(said.text))), order, said.form is Form.PHRASE, without=said.without)
        return
    start = beginning(said.text)[:LONGEST]
    before = tuple(in_order(said.text))[:-1]
    ended = (stem(start + ending) for ending in _ENDINGS)
    stems = tuple(dict.fromkeys(word for word in ended if not word.startswith(start)))
    pairs = words(said.text)[:-1] if before else []
    yield Term(tuple(dict.fromkeys(pairs)), before, start=start, stems=stems, without=said.without)


def score(wanted: Sequence[Term], statement: Text) -> float:
    """Return how well a statement answers: by the words it has itself, side by side as asked, and no others."""
    neighbours = set(pairwise(statement.order))
    beside = sum(pair in neighbours for pair in pairwise(word for term in wanted for word in term.order))
    return answers(wanted, statement) + 0.5 * beside + 1 / (1 + len(statement.order))


def answers(wanted: Sequence[Term], text: Text) -> int:
    """Return how many of the words wanted a text has, a phrase counting once more."""
    words_ = sum(word in text.have for term in wanted for word in term.words)
    starts = sum(any(map(term.begins, text.have)) for term in wanted if term.start is not None)
    return words_ + starts + sum(term.stands_in(text) for term in wanted if term.in_order)


def marks(wanted: Sequence[Term], text: Text) -> list[tuple[int, int]]:
    """Return which characters of a text answer, as spans that do not touch."""
    stand = places(text.text)
    hits = sorted(span for term in wanted for span in _spans(term, stand))
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spans(term: Term, stand: Sequence[Place]) -> Iterator[tuple[int, int]]:
    order = [place.word for place in stand]
    if term.in_order:
        size = len(term.order)
        for at in range(len(order) - size + 1):
            if tuple(order[at : at + size]) == term.order:
                yield stand[at].start, stand[at + size - 1].end
        return
    alone, pairs = _asked(term)
    for at, place in enumerate(stand):
        if place.word in alone or term.begins(place.word):
            yield place.start, place.end
        beside = stand[at + 1] if at + 1 < len(stand) else place
        if beside.start == place.end and place.word + beside.word in pairs:
            yield place.start, beside.end


def _asked(term: Term) -> tuple[set[str], set[str]]:
    """Return the words a term marks alone, and the pairs of characters it marks together."""
    pairs = {word for word in term.words if len(word) == 2 and IS_CJK.match(word)}
    return {word for word in term.words if word not in pairs and not any(word in pair for pair in pairs)}, pairs

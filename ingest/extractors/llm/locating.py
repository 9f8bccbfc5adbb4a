"""Where a model's quote stands in the text: exactly, else aligned, else nowhere."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from claims.core.quantity import Quantity, parse

CUTOFF = 90
"""Percent two stretches must be alike; paraphrases measure about 72, inventions 30 to 52."""
SHORTEST = 12
"""Characters of a quote that may be aligned: alike says little about a few letters."""
_MARKS = {ord(mark): plain for marks, plain in (("“”„«»", '"'), ("‘’‚‛´`", "'"), ("–—−‑", "-")) for mark in marks}
_NEGATION = re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot|hardly)\b|n't\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage, and how alike the quote is to it, 0 to 1."""

    start: int
    end: int
    likeness: float


class Folded:
    """A text with gaps and typographic marks made even, and where each character came from."""

    def __init__(self, text: str) -> None:
        characters: list[str] = []
        self.origin: list[int] = []
        for at, character in enumerate(text.translate(_MARKS)):
            if character.isspace():
                if characters and characters[-1] != " ":
                    characters.append(" ")
                    self.origin.append(at)
            else:
                characters.append(character)
                self.origin.append(at)
        self.text = "".join(characters)

    def place(self, start: int, end: int, likeness: float) -> Place:
        return Place(self.origin[start], self.origin[end - 1] + 1, likeness)


def locate(quote: str, passage: Folded) -> Place | None:
    """Return where a quote stands in a passage, None where it does not."""
    wanted = Folded(quote).text.strip()
    for words in dict.fromkeys((wanted, wanted.strip("\"' .…"))):
        if len(words) > 1 and (at := passage.text.find(words)) >= 0:
            return passage.place(at, at + len(words), 1.0)
    if not SHORTEST <= len(wanted) <= len(passage.text):
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(wanted, passage.text, score_cutoff=CUTOFF)
    if found is None:
        return None
    start, end = _whole_words(passage.text, found.dest_start, found.dest_end)
    if start >= end or not _says_the_same(wanted, passage.text[start:end]):
        return None
    return passage.place(start, end, found.score / 100)


def numbers(quantities: list[Quantity]) -> set[Any]:
    """Return the figures in quantities, whatever they are of."""
    return {number for each in quantities for number in (each.value, each.low, each.high) if number is not None}


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    while 0 < start < len(text) and text[start].isalnum() and text[start - 1].isalnum() and _spaced(text[start]):
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and _spaced(text[end]):
        end += 1
    return start, end


def _spaced(character: str) -> bool:
    """Whether words of this script stand between blanks."""
    return character < "\u2e80"


def _says_the_same(quote: str, words: str) -> bool:
    """Alike is not the same: another number, a `not` more or less, and it says something else."""
    if Counter(re.findall(r"\d+", quote)) != Counter(re.findall(r"\d+", words)):
        return False
    if numbers(parse(quote)) != numbers(parse(words)):
        return False
    return Counter(_NEGATION.findall(quote.lower())) == Counter(_NEGATION.findall(words.lower()))

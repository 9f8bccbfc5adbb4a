"""Where the words of a text stand in it, though they are compared in their normal form."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from claims.core.words import IS_CJK, POSSESSIVE, TOKEN, fold, stem, words

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """One word: its normal form, and the characters of the text it is made of. A CJK character is a word."""

    word: str
    start: int
    end: int


def in_order(text: str) -> list[str]:
    """Return the normal words of a text in order, each once for each time it stands there."""
    if text.isascii():
        return words(text)
    return [word for token in TOKEN.findall(POSSESSIVE.sub("", fold(text))) for word in _of_token(token)]


def places(text: str) -> list[Place]:
    """Return the words of a text, in order, with the characters they are made of."""
    folded, pieces = _aligned(text)
    starts = [start for start, _, _ in pieces]
    dropped = {at for found in POSSESSIVE.finditer(folded) for at in range(*found.span())}

    def span(start: int, end: int) -> tuple[int, int]:
        first, last = (pieces[bisect_right(starts, at) - 1] for at in (start, end - 1))
        return first[1], last[2]

    found = []
    for token in TOKEN.finditer(folded):
        end = next((at for at in range(token.start(), token.end()) if at in dropped), token.end())
        if IS_CJK.match(token[0]):
            found += [Place(folded[at], *span(at, at + 1)) for at in range(token.start(), end)]
        elif token.start() < end:
            found.append(Place(stem(folded[token.start() : end]), *span(token.start(), end)))
    return found


def _of_token(token: str) -> Iterator[str]:
    return iter(token) if IS_CJK.match(token) else iter((stem(token),))


def _aligned(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Return the folded text, and of its pieces where each begins in it and what it was in the text.

    Folding joins marks to the letter before them and hardly ever more; where it does, whole words are aligned.
    """
    if text.isascii():
        return text.lower(), [(at, at, at + 1) for at in range(len(text))]
    whole = fold(text)
    for edges in (_letters(text), [found.start() for found in _BLANK.finditer(text)]):
        pieces, folded = [], ""
        ends = sorted({0, *edges, len(text)})
        for start, end in pairwise(ends):
            piece = fold(text[start:end])
            if piece:
                pieces.append((len(folded), start, end))
            folded += piece
        if folded == whole:
            return whole, pieces
    return whole, [(0, 0, len(text))]


def _letters(text: str) -> list[int]:
    """Return where letters begin, with the marks that belong to them."""
    return [at for at, each in enumerate(text) if not unicodedata.combining(unicodedata.normalize("NFKD", each)[0])]

"""The words of a text as the search index keeps them: the same on both engines, for Latin scripts and CJK."""

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache, lru_cache

LONGEST = 64
"""The most characters of a word."""
MOST = 100_000
"""The most characters of the words of one claim, each counted once: PostgreSQL holds a megabyte of them."""
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"(?:(?!\W)[{_CJK}])+|[^\W_{_CJK}]+")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+")
IS_CJK = re.compile(rf"[{_CJK}]")
_ACCENTS = re.compile("[\u0300-\u036f]")
POSSESSIVE = re.compile(r"['’]s\b")


def words(text: str) -> list[str]:
    """Return the normal words of `text`, in order: folded, without accents, lightly stemmed.

    A run of CJK characters gives each character and each pair of neighbours, so that a search finds one
    character and ranks a longer word by its pairs.
    """
    if text.isascii():
        lower = text.lower()
        tokens = _ASCII_TOKEN.findall(POSSESSIVE.sub("", lower) if "'" in lower else lower)
        # numbers are told apart first: they would push the words, which come again, out of the cache
        return [token[:LONGEST] if token[0] <= "9" else stem(token) for token in tokens]
    found: list[str] = []
    for token in TOKEN.findall(POSSESSIVE.sub("", fold(text))):
        if IS_CJK.match(token):
            found += token
            found += (token[i : i + 2] for i in range(len(token) - 1))
        else:
            found.append(stem(token))
    return found


def kept(found: list[str], beside: Collection[str] = ()) -> list[str]:
    """Return the first of the words found, as many as the index holds of a claim `beside` those it has already."""
    room = MOST - sum(map(len, beside)) - len(beside)
    if sum(map(len, found)) + len(found) <= room:
        return found
    have: set[str] = set()
    for n, word in enumerate(found):
        if word not in have:
            have.add(word)
            room -= len(word) + 1
            if room < 0:
                return found[:n]
    return found


def fold(text: str) -> str:
    """Return `text` in compatibility form, case folded, without the accents of Latin, Greek and Cyrillic."""
    folded = unicodedata.normalize("NFKD", text).casefold()  # in this order: ᴬ is a capital only once decomposed
    decomposed = unicodedata.normalize("NFKD", folded)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded token as the index keeps it."""
    if len(word) < 4 or word[0].isdigit():
        return word[:LONGEST]
    if not word.isalpha():  # what things are called, such as h100: all there is to take off is their plural
        return (word[:-1] if word[-1] == "s" and word[-2].isdigit() else word)[:LONGEST]
    return _stemmer()(word[:LONGEST])


@cache
def _stemmer() -> Callable[[str], str]:
    # One stemmer for every language, so that a search needs no guess: the English one (Porter 2) leaves words
    # of other languages nearly as they are, and does the same to them on both sides.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem

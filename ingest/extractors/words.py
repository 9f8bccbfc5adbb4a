"""A sentence as words with a first guess at what each can be: enough grammar to find clauses, no model."""

import re
from itertools import accumulate, compress, count
from operator import ne

from ingest.extractors.clause import Clause
from ingest.extractors.finite import finite
from ingest.extractors.lexicon import CLOSED
from ingest.extractors.tags import TAGS

_TOKEN = re.compile(r"((?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+[^\W_]*%?|[^\W_]+(?:[-'’&][^\W_]+)*%?|``|''|--|\S)")
_CONTRACTED = frozenset("it he she that there here what who let".split())
_JOINTS = frozenset(", ; : — – -- and but although though while whereas".split())
_OPENING = frozenset('"“‘`:([')
_NEVER_NAMES = frozenset("RDMBHOSWPC")
_OFFICES = frozenset("ceo cfo cto coo ceos mp mps mep meps".split())
_TURNS = frozenset(",CSWdn")


class Sentence:
    """Words of `text[start:end]` with offsets into the text, tags, and the places of finite verbs.

    Tags: D determiner, P preposition, C and/or/but, S subordinator, W relative, R pronoun, M modal, B finite be,
    b be/been/being, H have, O do, T to, A adverb, J adjective, V third person, v base form, y base form or noun,
    z third person or plural noun, d past or participle, p past, n participle, G -ing, # number, E name, N other.
    `joints` and `turns` are the places where one clause or thought may end and another begin.
    """

    __slots__ = (
        "ands", "clauses", "end", "ends", "finite", "joints", "lows",
        "spans", "start", "starts", "tags", "text", "turns", "verbs", "words",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        body = text[start:end]
        pieces = _TOKEN.split(body)
        if "'" in body or "’" in body:
            pieces = _contracted(pieces)
        places = list(accumulate(map(len, pieces), initial=start))
        self.words = pieces[1::2]
        self.starts = places[1:-1:2]
        self.ends = places[2::2]
        self.lows = "\n".join(self.words).lower().split("\n") if self.words else []
        self.tags = list(map(TAGS.__getitem__, self.lows))
        self._name()
        if "since" in self.lows:
            self._has_since()
        self.joints = list(compress(count(), map(_JOINTS.__contains__, self.lows)))
        if self.joints and "(" in self.lows:
            self.joints = _outside(self.lows, self.joints)
        self.ands = _ands(self.lows, self.joints)
        self.turns = list(compress(count(), map(_TURNS.__contains__, self.tags)))
        self.clauses: dict[tuple[int, int], Clause | None] = {}
        self.spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.verbs = finite(self.tags, self.lows)
        self.finite = frozenset(self.verbs)

    def __len__(self) -> int:
        return len(self.words)

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a verb that carries a clause stands among words `first` to `last`."""
        return not self.finite.isdisjoint(range(first, last))

    def _has_since(self) -> None:
        """Tell `has since sold` from `since it sold`."""
        for k in compress(count(), map("since".__eq__, self.lows)):
            if k and self.tags[k - 1] == "H":
                self.tags[k] = "A"

    def _name(self) -> None:
        """Mark names: capitalised words past the first that are not sentence openers."""
        words, tags, lows = self.words, self.tags, self.lows
        last = len(words) - 1
        first = 0
        while first < last and not words[first][0].isalnum():
            first += 1
        for i in list(compress(count(), map(ne, words, lows))):
            word, tag = words[i], tags[i]
            if not word[0].isupper():
                continue
            opening = i <= first or words[i - 1][0] in _OPENING
            if not opening or (tag in "NJ" and len(word) > 1):
                if lows[i] in _OFFICES:
                    continue
                if (
                    tag not in _NEVER_NAMES
                    or (len(word) > 1 and word.isupper() and tag != "R")
                    or (lows[i] == "may" and not opening)
                ):
                    tags[i] = "E"
            elif tag in "yvzdGN" and i < last and words[i + 1][0].isupper() and lows[i + 1] not in CLOSED:
                tags[i] = "E"
            if i + 1 < last and tags[i] == "E" and words[i + 1] == "." and words[i + 2][0].isalnum():
                tags[i + 1] = "E"  # `Mr. Smith`, `Inc. said`


def _contracted(pieces: list[str]) -> list[str]:
    """Cut `it's`, `we'll`, `they've` into two words, with no gap between them."""
    marked = [k for k, piece in enumerate(pieces) if "'" in piece or "’" in piece]
    for k in reversed(marked):
        cut = _contraction(pieces[k])
        if cut:
            pieces[k : k + 1] = pieces[k][:cut], "", pieces[k][cut:]
    return pieces


def _contraction(word: str) -> int:
    """Where `it's`, `we'll`, `they've` fall into two words; 0 where a word is one (`Meta's`, `don't`)."""
    cut = max(word.rfind("'"), word.rfind("’"))
    if cut <= 0:
        return 0
    tail = word[cut + 1 :].lower()
    if tail in ("ll", "ve", "re", "m", "d") or (tail == "s" and word[:cut].lower() in _CONTRACTED):
        return cut
    return 0


def _outside(lows: list[str], joints: list[int]) -> list[int]:
    """The joints that stand in no bracket."""
    depth, deep = 0, []
    for low in lows:
        depth = max(0, depth + (low == "(") - (low == ")"))
        deep.append(depth)
    return [k for k in joints if not deep[k]]


def _ands(lows: list[str], joints: list[int]) -> list[tuple[int, int]]:
    """Where `and` and `as well as` stand, with the word after them."""
    found = [(k, k + 1) for k in joints if lows[k] == "and" and k and lows[k - 1] != "-"]
    if "well" in lows:
        found += [(k, k + 3) for k in range(len(lows) - 3) if lows[k : k + 3] == ["as", "well", "as"]]
        found.sort()
    return found

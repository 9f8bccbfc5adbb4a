"""The stretch of a text that is nearest to some words: found by its rare words, told by how much is the same."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BOUND = 0.7
"""The part of their characters, in order, that a quote and what it became must share (2 × shared ÷ both)."""
LONGEST = 3_000
"""Words of a quote up to which it is looked for when it does not stand there as it was."""
RARE, POSTINGS = 12, 1_500
"""How many of a quote's words are looked up, the rarest first, and how many places in all."""
PLACES = 4
"""How many stretches are compared with a quote, word by word."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{_CJK}]|[^\W\d_{_CJK}]+(?:'[^\W\d_]+)?")
_STOP = re.compile(r"[.!?](?=\s)|[。！？]")
_BEHIND = re.compile(r"[%°]?[.!?,;:\"')\]。，！？」]*")
_BEFORE = re.compile(r"[$€£¥+\-−\"'(\[「]*$")


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of a text, and how alike it is to what was looked for, 0 to 1."""

    start: int
    end: int
    likeness: float


class Words:
    """The words of a text, ready to be looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for n, found in enumerate(_TOKEN.finditer(text)):
            token = found[0].casefold()
            self.tokens.append(token)
            self.starts.append(found.start())
            self.ends.append(found.end())
            self._postings[token].append(n)

    def near(self, wanted: str, at: int) -> Iterator[Near]:
        """Yield the stretches most like some words, the most alike first; also the one `at` a place."""
        tokens = [found[0].casefold() for found in _TOKEN.finditer(wanted)]
        if not 1 < len(tokens) <= LONGEST:
            return
        here = bisect_left(self.starts, at)
        found = {self._aligned(wanted, tokens, begin) for begin in (*self._begins(tokens), here)}
        yield from sorted((each for each in found if each), key=lambda each: (-each.likeness, abs(each.start - at)))

    def _begins(self, tokens: Sequence[str]) -> list[int]:
        """Return the words at which the stretches begin that have most of the rare words at their places."""
        seen = {token: n for n, token in enumerate(tokens) if token in self._postings}
        wide = max(4, len(tokens) // 4)
        votes: Counter[int] = Counter()
        left = POSTINGS
        for token in sorted(seen, key=lambda each: len(self._postings[each]))[:RARE]:
            places = self._postings[token]
            if len(places) > left:
                break
            left -= len(places)
            votes.update({(place - seen[token]) // wide for place in places})
        both = Counter({slot: count + votes[slot + 1] for slot, count in votes.items()})
        return [slot * wide for slot, _ in both.most_common(PLACES)]

    def _aligned(self, wanted: str, tokens: Sequence[str], begin: int) -> Near | None:
        """Return the stretch around a word that the words looked for are best laid beside."""
        from rapidfuzz.distance import Indel

        slack = len(tokens) // 2 + 8
        first = max(0, begin - slack)
        window = self.tokens[first : max(0, begin) + len(tokens) + slack]
        best, run, low, span = 0.0, 0.0, 0, None
        blocks = [each for each in Indel.opcodes(tokens, window) if each.tag != "delete"]
        for n, each in enumerate(blocks):
            if each.tag == "insert":
                run -= (each.dest_end - each.dest_start) / 2
                continue
            if run <= 0:
                run, low = 0.0, n
            run += each.dest_end - each.dest_start
            if run > best:
                best, span = run, (blocks[low], each)
        if span is None:
            return None
        missed = span[0].src_start, len(tokens) - span[1].src_end
        start, end = self._whole(first + span[0].dest_start, first + span[1].dest_end - 1, missed)
        if not wanted[-1:].isalnum():
            behind = _BEHIND.match(self.text, end)
            end = behind.end() if behind else end
        if not wanted[:1].isalnum():
            before = _BEFORE.search(self.text, max(0, start - 5), start)
            start = before.start() if before else start
        return Near(start, end, Indel.normalized_similarity(wanted.casefold(), self.text[start:end].casefold()))

    def _whole(self, first: int, last: int, missed: tuple[int, int]) -> tuple[int, int]:
        """Return a stretch of words with as many at its ends as found no partner there, within the sentence."""
        text, starts, ends = self.text, self.starts, self.ends
        for _ in range(missed[0]):
            if first == 0 or _STOP.search(text, ends[first - 1], starts[first]):
                break
            first -= 1
        for _ in range(missed[1]):
            if last + 1 == len(starts) or _STOP.search(text, ends[last], starts[last + 1]):
                break
            last += 1
        return starts[first], ends[last]

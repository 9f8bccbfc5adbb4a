"""Anchors: what became of a quote in a later capture of its page, told from the two texts alone.

First the very words are looked for, then what stands between the words that stood before and behind them, then the
nearest stretch within a bound. What only looks otherwise (white space, quotation marks) is the same; a figure or a
word that is another one never is, and neither is one that goes on, or is denied, where it ended before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from claims.core.even import Even, even
from claims.core.nearest import BOUND, Words
from claims.core.vocabulary import Fate

NEIGHBOURS = 15
"""Characters beside a quote that, where they are the same on one side, make it the same place."""
KNOWN = 25
"""Characters on each side of a quote between which it is looked for when it is not there as it was."""
HITS = 1_000
"""Places where the very words stand that are looked at, besides those around the place where they stood."""

_STOP = re.compile(r"[.!?]['\")\]”’]*\s|[。！？]|\n\s*\n")
_ENDS = re.compile(r"[.!?。！？]['\")\]]*$")
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|hardly|denie[sd]|nicht|kein\w*|nie|niemals|ohne|ne|pas|jamais"
    r"|sans|nunca|jamás|sin|non|mai|senza|não|nem|sem)\b|n't\b|[不没沒未无無非]",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[.,:']?\d+|\s?%|[-\s]?[^\W\d_]{1,4}")
_LED_BY = re.compile(r"[^\s\"'(\[]*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a quote, where they stood, and what stood before and behind them."""

    words: str
    start: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of a quote, and the words that stand there now with their place; none where it is gone.

    `was` are the words to compare them with where those are more than the quote: it was denied beside it.
    """

    fate: Fate
    start: int | None = None
    end: int | None = None
    words: str | None = None
    was: str | None = None


GONE = Anchored(Fate.GONE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words may stand: how much of what stood beside them stands there too, and how far off it is."""

    start: int
    end: int
    left: int
    right: int
    off: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.left + self.right, -self.off


class Later:
    """The text of a later capture, in which quotes of an earlier one are looked for.

    With the text `before`, what stood in there beside a quote is not taken for what became of it.
    """

    def __init__(self, text: str, before: str | None = None) -> None:
        self.given = text
        self._even = Even(text)
        self._text = self._even.text
        self._before = before

    def anchor(self, quote: Quote) -> Anchored:
        """Return what became of a quote."""
        wanted = Quote(even(quote.words).strip(), quote.start, even(quote.prefix), even(quote.suffix))
        if not wanted.words:
            return GONE
        at = self._even_place(quote.start)
        hits = sorted(self._hits(wanted, at), key=lambda each: each.rank, reverse=True)
        whole = next((hit for hit in hits if self._is_whole(hit, wanted)), None)
        if whole is not None:
            return self._standing(whole, wanted, quote)
        found = self._between(wanted, at) or self._nearest(wanted, at)
        if found is None:
            return GONE
        start, end = found
        if self._text[start:end].strip() == wanted.words:  # it goes on, or begins before: so much more is told
            before, behind = _LED_BY.search(self._text, max(0, start - 12), start), _GOES_ON.match(self._text, end)
            start, end = before.start() if before else start, behind.end() if behind else end
        return self._told(Fate.ALTERED, self._even.start(start), self._even.end(end))

    @cached_property
    def _words(self) -> Words:
        return Words(self._text)

    @cached_property
    def _stood(self) -> str:
        return even(self._before or "")

    # ---- the very words ------------------------------------------------------------------------------------

    def _hits(self, wanted: Quote, at: int) -> Iterator[_Place]:
        """Yield where the very words stand: the nearest on either side of their place, and the first ones."""
        text, words = self._text, wanted.words
        near = (text.find(words, at), text.rfind(words, 0, at + len(words)))
        found = dict.fromkeys(place for place in near if place >= 0)
        place = -1
        while found and len(found) < HITS and (place := text.find(words, place + 1)) >= 0:
            found[place] = None
        for start in found:
            yield self._place(wanted, start, start + len(words), at)

    def _place(self, wanted: Quote, start: int, end: int, at: int) -> _Place:
        left = _shared(wanted.prefix[::-1], self._text[max(0, start - len(wanted.prefix)) : start][::-1])
        right = _shared(wanted.suffix, self._text[end : end + len(wanted.suffix)])
        return _Place(start, end, left, right, abs(start - at))

    def _is_whole(self, hit: _Place, wanted: Quote) -> bool:
        """Tell whether words end where they did: in no longer word, figure or amount."""
        text, words = self._text, wanted.words
        before, behind = text[max(0, hit.start - 12) : hit.start], text[hit.end : hit.end + 40]
        if _joined(before[-1:], words[0]) and before[-1:] != wanted.prefix[-1:]:
            return False
        if _joined(words[-1], behind[:1]) and behind[:1] != wanted.suffix[:1]:
            return False
        if words[0].isdigit() and _said(_LED_BY.search(before)) != _said(_LED_BY.search(wanted.prefix[-12:])):
            return False
        return not words[-1].isdigit() or _goes_on(behind) == _goes_on(wanted.suffix[:40])

    def _standing(self, hit: _Place, wanted: Quote, quote: Quote) -> Anchored:
        """Return that words stand where they did, or elsewhere; altered where they are denied now, or no longer."""
        text, low, high = self.given, self._even.start(hit.start), self._even.end(hit.end)
        lead, now_lead = _lead(quote.prefix), _lead(text[max(0, low - len(quote.prefix) - 12) : low])
        trail, now_trail = _trail(quote.suffix), _trail(text[high : high + len(quote.suffix) + 12])
        if _ENDS.search(wanted.words):
            trail = now_trail = ""
        if _denials(lead) == _denials(now_lead):
            lead = now_lead = ""
        if _denials(trail) == _denials(now_trail):
            trail = now_trail = ""
        if lead or now_lead or trail or now_trail:
            was = (lead + quote.words + trail).strip()
            return self._told(Fate.ALTERED, low - len(now_lead), high + len(now_trail), was)
        left, right = min(NEIGHBOURS, len(wanted.prefix)), min(NEIGHBOURS, len(wanted.suffix))
        same = hit.off == 0 or (left and hit.left >= left) or (right and hit.right >= right)
        return self._told(Fate.PRESENT if same else Fate.MOVED, low, high)

    # ---- other words ---------------------------------------------------------------------------------------

    def _between(self, wanted: Quote, at: int) -> tuple[int, int] | None:
        """Return what stands between the words that stood before and behind a quote; None where nothing does."""
        text, head, tail = self._text, wanted.prefix.rstrip()[-KNOWN:], wanted.suffix.lstrip()[:KNOWN]
        first = len(head) < KNOWN
        if first and at > len(head) + KNOWN:
            return None
        room = 2 * len(wanted.words) + 120
        best: _Place | None = None
        begin = text.find(head)
        for _ in range(1 if first else HITS):
            if begin < 0:
                break
            start = begin + len(head)
            end = text.find(tail, start, start + room + len(tail)) if tail else len(text)
            end = end if end - start <= room else -1
            if end >= 0:
                found = self._place(wanted, start, end, at)
                best = found if best is None or found.rank > best.rank else best
            begin = text.find(head, begin + 1)
        said = text[best.start : best.end].strip() if best else ""
        return (best.start, best.end) if best and said and not self._was_there(said, wanted) else None

    def _nearest(self, wanted: Quote, at: int) -> tuple[int, int] | None:
        """Return the stretch most like a quote, within the bound, that is not one which stood beside it before."""
        for near in self._words.near(wanted.words, at):
            if near.likeness < BOUND:
                return None
            if not self._was_there(self._text[near.start : near.end], wanted):
                return near.start, near.end
        return None

    def _was_there(self, words: str, wanted: Quote) -> bool:
        """Tell whether words stood in the text before, outside of the quote."""
        if self._before is None:
            return False
        mine = self._stood.find(wanted.prefix + wanted.words + wanted.suffix)
        low = mine + len(wanted.prefix) if mine >= 0 else self._stood.find(wanted.words)
        place = self._stood.find(words)
        while place >= 0:
            if not (low <= place and place + len(words) <= low + len(wanted.words)):
                return True
            place = self._stood.find(words, place + 1)
        return False

    # ---- what is told --------------------------------------------------------------------------------------

    def _told(self, fate: Fate, start: int, end: int, was: str | None = None) -> Anchored:
        """Return a stretch of the text as it was given, without the blanks around it."""
        said = self.given[start:end]
        start += len(said) - len(said.lstrip())
        return Anchored(fate, start, start + len(said.strip()), said.strip(), was)

    def _even_place(self, given: int) -> int:
        """Return about where a place of the text as it was given is in the even one."""
        return round(given * len(self._text) / len(self.given)) if len(self._text) != len(self.given) else given


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with together."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))


def _joined(one: str, other: str) -> bool:
    """Tell whether two characters stand in one word or figure; signs that are words by themselves do not."""
    return all(each.isalnum() and (each.isdigit() or ord(each) < 0x2E80) for each in (one or " ", other or " "))


def _goes_on(behind: str) -> str:
    """Return what a figure goes on with: further digits, its unit, the word behind it."""
    found = _GOES_ON.match(behind)
    return found[0].strip().casefold() if found else ""


def _said(found: "re.Match[str] | None") -> str:
    return found[0] if found else ""


def _denials(beside: str) -> int:
    return len(_DENIAL.findall(even(beside)))


def _lead(before: str) -> str:
    """Return what of the same sentence stands before."""
    return _STOP.split(before)[-1]


def _trail(behind: str) -> str:
    """Return what of the same sentence stands behind."""
    found = _STOP.search(behind)
    return behind[: found.start()] if found else behind

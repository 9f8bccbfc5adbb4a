"""Quotations that run over several sentences and paragraphs: the speaker named once speaks all of it."""

from collections.abc import Sequence

from ingest.extractors.attribution import Attribution
from ingest.extractors.cues import CLOSE_QUOTES, OPEN_QUOTES, QUOTING, REPORTING
from ingest.extractors.quoted import signed
from ingest.extractors.words import Sentence

_BOTH = OPEN_QUOTES & CLOSE_QUOTES
_MARKS = OPEN_QUOTES | CLOSE_QUOTES
_STATEMENT = frozenset("statement tweet letter email post interview remarks".split())


class Quotation:
    """Which sentences of a paragraph stand inside quotation marks, and whose they are.

    `speaking` is whose words the paragraph before left open, or announced with a colon.
    """

    def __init__(
        self, sentences: Sequence[Sentence], frames: Sequence[Sequence[Attribution]], speaking: str | None = None
    ) -> None:
        self._sentences = sentences
        named = [_name(s, f) for s, f in zip(sentences, frames, strict=True)]
        self._spoken = [bool(f) and f[-1].cue == ":" for f in frames]  # a transcript: no marks needed
        self._before = _nearest(named)
        self._after = _nearest(named[::-1])[::-1]
        self._is_open = False
        self._inside = self._find_inside()
        self._from_before = speaking if self._inside and self._inside[0] else None
        self.goes_on = self._left_open(named)

    def _find_inside(self) -> list[bool]:
        inside: list[bool] = []
        is_open = False
        for s in self._sentences:
            before = is_open
            if _MARKS.isdisjoint(s.lows):
                inside.append(before)
                continue
            first = next((k for k, low in enumerate(s.lows) if low[0].isalnum()), len(s))
            opened = any(low in OPEN_QUOTES for low in s.lows[:first])
            for low in s.lows:
                if low in _BOTH:
                    is_open = not is_open
                elif low in OPEN_QUOTES:
                    is_open = True
                elif low in CLOSE_QUOTES:
                    is_open = False
            inside.append(before or (opened and (is_open or s.lows[-1] in CLOSE_QUOTES)))
        self._is_open = is_open
        return inside

    def _left_open(self, named: Sequence[str | None]) -> str | None:
        """Whose words the next paragraph goes on with, if it opens with a quotation mark."""
        if not self._sentences:
            return None
        s = self._sentences[-1]
        if s.lows[-1] == ":":
            return named[-1] or announced(s)
        spoken = any(self._inside) or any(not OPEN_QUOTES.isdisjoint(s.lows) for s in self._sentences)
        if not spoken:
            return None
        return named[-1] or self._before[-1] or self._from_before

    def speaker_of(self, number: int) -> str | None:
        """Who speaks sentence `number`, when it is quoted and says so elsewhere in the paragraph or before it."""
        if any(self._spoken[:number]):
            return self._before[number]
        if not self._inside[number]:
            return None
        return self._before[number] or self._after[number] or self._from_before


def announced(s: Sentence) -> str | None:
    """Whose words a sentence announces: `In a 1963 speech, the governor declared:`."""
    for k in range(len(s) - 2, 0, -1):
        if s.lows[k] in REPORTING or s.lows[k] in QUOTING or s.lows[k] in _STATEMENT:
            verb = next((i for i in s.verbs if i > 0), k)
            first = verb
            while first > 0 and s.lows[first - 1] not in (",", ";", "and", "but", "when", "as", "while"):
                first -= 1
            return _words(s, first, verb) if first < verb else None
    return None


def _nearest(names: Sequence[str | None]) -> list[str | None]:
    """For each place the last name that stood before it."""
    found: list[str | None] = []
    last: str | None = None
    for name in names:
        found.append(last)
        last = name or last
    return found


def _name(s: Sentence, frames: Sequence[Attribution]) -> str | None:
    named = next((frame.speaker for frame in reversed(frames) if frame.speaker), None) or signed(s)
    return _words(s, *named) if named else None


def _words(s: Sentence, first: int, last: int) -> str:
    return " ".join(s.text[s.starts[first] : s.ends[last - 1]].replace("\0", "").split())

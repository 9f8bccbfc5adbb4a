"""Quotations that run over several sentences of a paragraph: the speaker named once speaks all of it."""

from collections.abc import Sequence

from ingest.extractors.attribution import CLOSE_QUOTES, OPEN_QUOTES, Attribution
from ingest.extractors.words import Sentence

_BOTH = OPEN_QUOTES & CLOSE_QUOTES


class Quotation:
    """Which sentences of a paragraph stand inside quotation marks, and whose they are."""

    def __init__(self, sentences: Sequence[Sentence], frames: Sequence[Sequence[Attribution]]) -> None:
        self._sentences = sentences
        named = [_name(s, f) for s, f in zip(sentences, frames, strict=True)]
        self._before = _nearest(named)
        self._after = _nearest(named[::-1])[::-1]
        self._inside = self._find_inside()

    def _find_inside(self) -> list[bool]:
        inside: list[bool] = []
        is_open = False
        for s in self._sentences:
            before = is_open
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
        return inside

    def speaker_of(self, number: int) -> str | None:
        """Who speaks sentence `number`, when it is quoted and says so elsewhere in the paragraph."""
        if not self._inside[number]:
            return None
        return self._before[number] or self._after[number]


def _nearest(names: Sequence[str | None]) -> list[str | None]:
    """For each place the last name that stood before it."""
    found: list[str | None] = []
    last: str | None = None
    for name in names:
        found.append(last)
        last = name or last
    return found


def _name(s: Sentence, frames: Sequence[Attribution]) -> str | None:
    if not frames:
        return None
    first, last = frames[-1].speaker
    return " ".join(s.text[s.starts[first] : s.ends[last - 1]].replace("\0", "").split())

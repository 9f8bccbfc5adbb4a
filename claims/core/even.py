"""Texts made even, to be compared: what only looks otherwise is the same, and every place leads back.

White space is one blank, quotation marks and apostrophes are the plain ones, and what has no width is not there.
Nothing else is: a figure, a sign or a word never becomes another one.
"""

import re
from bisect import bisect_right

_UNEVEN = re.compile("\\s{2,}|[^\\S ]|[“”„‟«»＂]|[‘’‚‛ʼ＇]|[\u00ad\u200b-\u200d\u2060\ufeff]")


class Even:
    """A text made even; places in it can be told as places in the text it was."""

    __slots__ = ("_evened", "_given", "text")

    def __init__(self, given: str) -> None:
        parts: list[str] = []
        self._evened, self._given = [0], [0]
        at = length = 0
        for found in _UNEVEN.finditer(given):
            put = _put(found[0][0])
            parts += (given[at : found.start()], put)
            length += found.start() - at + len(put)
            at = found.end()
            self._evened.append(length)
            self._given.append(at)
        self.text = "".join([*parts, given[at:]]) if parts else given

    def start(self, place: int) -> int:
        """Return where what starts here starts in the text as it was given."""
        n = bisect_right(self._evened, place) - 1
        return self._given[n] + place - self._evened[n]

    def end(self, place: int) -> int:
        """Return where what ends here ends in the text as it was given."""
        return self.start(place - 1) + 1 if place else 0


def even(given: str) -> str:
    """Return a text made even."""
    return Even(given).text


def _put(first: str) -> str:
    if first.isspace():
        return " "
    if first in "“”„‟«»＂":
        return '"'
    return "'" if first in "‘’‚‛ʼ＇" else ""

"""Plain text: the title is a first line above the text, or a last line in another script or with a site's name."""

import re
from collections import deque
from itertools import islice

from ingest.article import Article, Blocks
from ingest.lines import blocks, lines

_SITE_TAIL = re.compile(r"\s[|｜]\s*\S[^|｜]{1,38}$")
_BYLINE = re.compile(r"[Bb]y ((?:[A-Z][\w.'’-]*|and|,)(?: (?:[A-Z][\w.'’-]*|and|,)){0,8})$")
_STOPS = frozenset(".!?…:;,。！？；，")
_TITLE = 200


def read(text: str, notes: tuple[str, ...] = ()) -> Article:
    """Read plain text."""
    written = (span for span in lines(text) if span[0] < span[1])
    first = list(islice(written, 2))
    last = deque(written, 1) or first[1:]
    title = _first(text, first) or _last(text, [*first[:1], *last])
    skip = [title] if title else []
    byline = _byline(text, first[1:2] if title and first[0] == title else first[:1])
    if byline:
        skip.append(byline)
    return Article(
        text=text,
        title=text[slice(*title)] if title else None,
        byline=text[slice(*byline)][3:] if byline else None,
        blocks=Blocks(blocks(text, skip)),
        notes=notes,
    )


def _first(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A first line that is short, has no stop and is followed by an empty line or a much longer one."""
    if len(spans) < 2:
        return None
    (start, end), (following, stop) = spans[0], spans[1]
    line = text[start:end]
    if (
        end - start > _TITLE
        or (line[-1] in _STOPS and not line.endswith(";"))
        or (not line[0].isalnum() and line[0] not in '"“‘')
    ):
        return None
    gap = text.count("\n", end, following)
    if gap >= 2 or (len(line) < 120 and stop - following > 2 * len(line)) or _SITE_TAIL.search(line):
        return start, end
    return None


def _last(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A last line without a stop that ends ` | Site`, or stands in another script than the text."""
    if len(spans) < 2:
        return None
    start, end = spans[-1]
    line = text[start:end]
    if end - start > _TITLE or line[-1] in _STOPS:
        return None
    if _SITE_TAIL.search(line) or _wide(line) != _wide(text[spans[0][0] : spans[0][0] + 400]):
        return start, end
    return None


def _wide(words: str) -> bool:
    """Whether most letters are from a script without capitals: Chinese, Japanese, Korean, Arabic …"""
    letters = [c for c in words if c.isalpha()]
    return sum(ord(c) >= 0x590 for c in letters) * 2 > len(letters)


def _byline(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    return next(((s, e) for s, e in spans if e - s < 90 and _BYLINE.match(text[s:e])), None)

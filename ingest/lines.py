"""Plain lines into blocks: paragraphs joined over hard wraps, bullets, headings; tables left alone."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from ingest.article import Block, BlockKind

_MARKER = re.compile(r"[ \t]{0,12}(?:[-*•‣◦▪●–][ \t]+|\(?(?:\d{1,3}[.)]|[a-z][.)]|[A-Z]\))[ \t]+(?=\S))")
_HASHES = re.compile(r"#{1,6}[ \t]+")
_ENDS = frozenset(".!?…。！？:;,\"”’')]")
_RULE = frozenset("-=_*~ \t")
_WRAP = 50
_HEADING = 100
_HEADING_WORDS = 14


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line, white space at both ends left out."""
    at, length = 0, len(text)
    while at <= length:
        stop = text.find("\n", at)
        stop = length if stop < 0 else stop
        line = text[at:stop]
        body = line.strip()
        start = at + (len(line) - len(line.lstrip()) if body else 0)
        yield start, start + len(body)
        at = stop + 1


def blocks(text: str, skip: Iterable[tuple[int, int]] = ()) -> Iterator[Block]:
    """Yield the blocks of plain text; lines that start inside a span of `skip` are left out."""
    left_out = {start for start, _ in skip}
    spans = ((s, s if s in left_out else e) for s, e in lines(text))
    open_at: int | None = None
    kind = BlockKind.PROSE
    end = 0
    for (start, stop), following in _with_next(spans):
        line = text[start:stop]
        if not line or line[0] == "|" or _is_rule(line):
            if open_at is not None:
                yield Block(open_at, end, kind)
            open_at = None
            continue
        marker = _MARKER.match(line)
        hashes = _HASHES.match(line)
        if open_at is not None and not marker and not hashes and _continues(text, end, line):
            end = stop
            continue
        if open_at is not None:
            yield Block(open_at, end, kind)
            open_at = None
        if hashes or (not marker and _is_heading(line, text, following)):
            yield Block(start + (hashes.end() if hashes else 0), stop, BlockKind.HEADING)
            continue
        kind = BlockKind.BULLET if marker else BlockKind.PROSE
        open_at, end = start + (marker.end() if marker else 0), stop
    if open_at is not None:
        yield Block(open_at, end, kind)


def _with_next(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Sequence[tuple[int, int]]]]:
    """Yield each span with the two that follow it; fewer at the end."""
    ahead: deque[tuple[int, int]] = deque()
    for span in spans:
        ahead.append(span)
        if len(ahead) == 3:
            yield ahead.popleft(), ahead
    while ahead:
        yield ahead.popleft(), ahead


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and line[0] in _RULE and not line.strip("-=_*~ \t")


def _continues(text: str, end: int, line: str) -> bool:
    """Whether a line goes on where the one before broke off: a hard wrap, not a new thought."""
    last = text[end - 1]
    if line[0].islower() or last in ",;-–—":
        return True
    width = end - max(text.rfind("\n", 0, end) + 1, end - 200)
    return width >= _WRAP


def _is_heading(line: str, text: str, following: Sequence[tuple[int, int]]) -> bool:
    """A short line without a full stop that stands by itself above something else."""
    if len(line) > _HEADING or (line[-1] in _ENDS and not line.endswith(":")):
        return False
    if line[0].islower() or len(line.split()) > (_HEADING_WORDS if line[-1] != ":" else 7):
        return False
    if not following:
        return False
    start, stop = following[0]
    if start == stop:
        return len(following) == 2
    return _MARKER.match(text, start, stop) is not None

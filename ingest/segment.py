"""Blocks into sentences with exact offsets, their section and their citation marks, in linear time."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.article import Article, BlockKind
from ingest.lines import blocks as line_blocks

_CITATION = r"\[\^?[A-Za-z]{0,3}\d{1,4}(?:[ ]?[,–-][ ]?\d{1,4}){0,20}\]"
_MARK = re.compile(_CITATION)
_LEADING = re.compile(rf"(?:{_CITATION}[ \t]*)+")
_DASH_BULLET = re.compile(r"(?:^|[ \t\n])[-•*–][ \t](?=[^\W_]|[\"“'‘$€£])")
_DASHES = ("- ", "– ", "• ", "* ", "-\t")
_NUMBERED_HEADING = re.compile(r"(?:Group|Part|Section|Chapter|Step|Theme|Topic)\s+\d{1,3}\s*[:.–-]\s")
_INNER_STOP = re.compile(r"(?:(?<=[a-z0-9)][.!?])|(?<=[.!?]\)))[ \t\n\r]+(?=[A-Z“\"‘])")
_OPENERS = frozenset('"“„«「『(')
_LONE = re.compile("[\ud800-\udfff]")
_WIDE = re.compile(r"(?<=[。！？])(?![」』”’）])")
# `“Really?” Jane Doe said`: the splitter takes the speaker for a sentence of its own
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30} ){1,4}(?:said|says|asked|asks|added|told|wrote|replied|shouted|yelled)\b"
    r"|と(?!ころ|き|も)|って|[^，。！？\s]{0,6}[说道称表示]"
)
_ASKED = frozenset(
    ("。」", "！」", "？」", "。』", "。”", "！”", "？”", '?"', '!"', "?”", "!”", "?'", "!'", "?’", "!’")
)
_CLOSING = frozenset('].!?。！？”"')
_SHORT_FORM = 6
_ASIDE = 200
"""Characters between two dashes that still belong together."""
_WINDOW = 5000
_INLINE_WORDS = 14
_TOLD = frozenset("is are was were has have had will would said".split())
"""Words of a sentence rather than a title, in small letters."""
_TERMINAL = frozenset('.!?…。！？"”')
_ABBREVIATED = frozenset("mr mrs ms dr prof sen rep gov gen lt col sgt st jr sr vs no inc corp ltd co etc".split())


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, bullet or heading; citation marks at its end are cut from the span and kept as data."""

    start: int
    end: int
    block: int
    section: str | None = None
    citations: tuple[str, ...] = ()
    is_heading: bool = False
    is_bullet: bool = False


LONGEST = 4000
"""Characters of the longest sentence that is read; what is longer is no sentence, and is counted instead."""


def overlong(article: Article) -> int:
    """Return how many sentences are too long to be read."""
    blocks = tuple(block for block in article.blocks if block.end - block.start > LONGEST)
    return sum(each.end - each.start > LONGEST for each in segments(replace(article, blocks=blocks))) if blocks else 0


def segments(article: Article) -> Iterator[Segment]:
    """Yield the segments of an article in order; headings among them, marked."""
    text = article.prose
    language = (article.language or "en").partition("-")[0].lower()
    section: str | None = None
    for number, block in enumerate(article.blocks or line_blocks(article.text)):
        if block.kind is BlockKind.HEADING:
            section = " ".join(text[block.start : block.end].replace("\0", "").split())
            yield Segment(block.start, block.end, number, section, is_heading=True)
            continue
        for start, end, heading, bullet in _bullets(text, block.start, block.end):
            if heading:
                section = " ".join(text[start:end].split())
                for at, stop in _trimmed(text, start, end):
                    yield Segment(at, stop, number, section, is_heading=True)
            else:
                is_bullet = bullet or block.kind is BlockKind.BULLET
                yield from _cited(text, _sentences(text, start, end, language), number, section, is_bullet)


def _bullets(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Cut one long line ` - like - this` into bullets and the headings that stand between them."""
    if not any(text.find(mark, start, end) >= 0 for mark in _DASHES):
        yield start, end, False, False
        return
    starts, ends = array("I"), array("I")  # a line of dashes has millions
    for mark in _DASH_BULLET.finditer(text, start, end):
        if _opens_bullet(text, start, mark.start(), mark.end(), end):
            starts.append(mark.start())
            ends.append(mark.end())
    if len(starts) < 2 and not (starts and _is_title(text[start : starts[0]])):
        yield start, end, False, False
        return
    first = starts[0]
    if text[start:first].strip():
        yield start, first, _is_title(text[start:first]), False
    starts.append(end)
    for number, at in enumerate(ends, 1):
        stop = starts[number]
        cut = _heading_tail(text, at, stop) if number < len(ends) else stop
        yield at, cut, False, True
        if text[cut:stop].strip():
            at = cut + len(text[cut:stop]) - len(text[cut:stop].lstrip())
            yield at, at + len(text[cut:stop].strip()), True, False


def _opens_bullet(text: str, start: int, at: int, stop: int, end: int) -> bool:
    """Whether the dash from `at` to `stop` follows the end of something: a stop, a citation or a title."""
    before = text[max(start, at - 160) : at].rstrip()
    if not before or before[-1] in _CLOSING:
        return True
    tail = before[max(before.rfind("]"), before.rfind(". "), before.rfind(" - ")) + 1 :]
    return _is_title(tail.strip("- .")) and not _is_aside(text, at, stop, end)


def _is_aside(text: str, at: int, stop: int, end: int) -> bool:
    """Whether a dash behind a name puts something in: `Acme – a maker of pumps – sold`, and no list follows."""
    dash = text[at:stop].strip()
    close = text.find(f" {dash} ", stop, min(end, stop + _ASIDE))
    if close < 0:
        return text[stop].islower()
    return text[close - 1] not in _CLOSING and text[close + 3 : close + 4].islower()


def _heading_tail(text: str, start: int, end: int) -> int:
    """Where an inline heading begins at the end of a bullet; `end` when there is none."""
    body = text[start:end]
    cut = max(body.rfind("]"), body.rfind(". "), body.rfind("? "), body.rfind("! "))
    tail = body[cut + 1 :].strip()
    if cut < 0 or not tail or not _is_title(tail):
        return end
    return start + cut + 1


def _is_title(words: str) -> bool:
    """A few words, most of them capitalised, without a stop at the end."""
    words = words.strip()
    if not words or words[-1] in _TERMINAL or len(words) > 120 or words.count("(") > words.count(")"):
        return False
    if _NUMBERED_HEADING.match(words):
        return True
    parts = words.split()
    if not _TOLD.isdisjoint(parts):
        return False
    long = [p for p in parts if len(p) > 3]
    capital = sum(not p[0].islower() for p in long)
    return len(parts) <= _INLINE_WORDS and not parts[0][0].islower() and capital * 3 >= len(long) * 2


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for first, last in _windows(text, start, end):
        for at, stop in _boundaries(text, first, last, language):
            asked = held and text[held[1] - 2 : held[1]] in _ASKED and _SPEAKER.match(text, at, stop)
            if held and (asked or _goes_on(text, held[1], at)):
                held = held[0], stop
                continue
            if held:
                yield held
            held = at, stop
    if held:
        yield held


def _goes_on(text: str, end: int, at: int) -> bool:
    """Whether a sentence was cut behind a short form in a name: `bought Bell Cos. for $3 million`."""
    if text[end - 1] != "." or at - end != 1 or text[end] != " " or not text[at : at + 2].islower():
        return False
    word = text[max(0, end - 12) : end - 1].rpartition(" ")[2]
    return 1 < len(word) < _SHORT_FORM and word.isalpha() and word.istitle()


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any paragraph: the splitter is quadratic on text that is all quotes or has no spaces."""
    while end - start > _WINDOW:
        limit = start + _WINDOW
        cut = max(text.rfind(stop, start + 1, limit) for stop in (". ", ".\n", "! ", "? ", "。", "！", "？"))
        cut = cut + 1 if cut > 0 else text.rfind(" ", start + 1, limit)
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    body = text[start:end].replace("\0", " ").replace("\n", " ").replace("\r", " ")
    if not body.isascii():
        body = _LONE.sub("\ufffd", body)  # the splitter takes no half of a character
    for found in get_sentence_boundaries(language, body):
        for piece in _repaired(text, start + found["start_index"], start + found["end_index"]):
            yield from _trimmed(text, *piece)


def _repaired(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut inside long quotations and after 。！？, which the splitter keeps together."""
    body = text[start:end]
    cuts: list[int] = []
    if not body.isascii() and ("。" in body or "！" in body or "？" in body):
        cuts.extend(start + m.start() for m in _WIDE.finditer(body))
    elif ".)" in body or '"' in body or (not body.isascii() and not _OPENERS.isdisjoint(body)):
        cuts.extend(start + m.end() for m in _INNER_STOP.finditer(body) if not _abbreviated(body, m.start()))
    at = start
    for cut in cuts:
        if at < cut < end:
            yield at, cut
            at = cut
    yield at, end


def _abbreviated(body: str, at: int) -> bool:
    word = body[max(0, at - 12) : at].rstrip(".").rpartition(" ")[2].casefold()
    return word in _ABBREVIATED or len(word) == 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] == "\0"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\0"):
        end -= 1
    if start < end:
        yield start, end


def _cited(
    text: str, spans: Iterator[tuple[int, int]], block: int, section: str | None, bullet: bool
) -> Iterator[Segment]:
    """Attach citation marks: those that open a sentence belong to the one before it."""
    held: Segment | None = None
    for start, end in spans:
        marks: tuple[str, ...] = ()
        if text.find("[", start, end) >= 0:
            lead = _LEADING.match(text, start, end)
            if lead and held:
                held = _with(held, _marks(text[start : lead.end()]))
                start = lead.end()
            marks = _marks(text[start:end])
            end = _without_trailing_marks(text, start, end)
        if start >= end:
            continue
        if held:
            yield held
        held = Segment(start, end, block, section, marks, is_bullet=bullet)
    if held:
        yield held


def _without_trailing_marks(text: str, start: int, end: int) -> int:
    """Where a sentence ends once the marks that close it are cut (a stop behind them goes too)."""
    stop = end - 1 if text[end - 1] in ".,;:!?" else end
    for mark in reversed(list(_MARK.finditer(text, start, end))):
        if mark.end() != stop:
            break
        stop = mark.start()
        while stop > start and text[stop - 1] in " \t":
            stop -= 1
        end = stop
    return end


def _marks(words: str) -> tuple[str, ...]:
    found: list[str] = []
    for mark in _MARK.findall(words):
        found.extend(part.strip(" ^") for part in re.split(r",", mark[1:-1]))
    return tuple(dict.fromkeys(found))


def _with(segment: Segment, marks: tuple[str, ...]) -> Segment:
    return Segment(
        segment.start,
        segment.end,
        segment.block,
        segment.section,
        tuple(dict.fromkeys(segment.citations + marks)),
        segment.is_heading,
        segment.is_bullet,
    )

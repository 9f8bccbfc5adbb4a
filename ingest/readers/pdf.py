"""PDF: text in reading order with its pages; lines become paragraphs again, and words that were broken whole."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from ctypes import byref
from datetime import date
from functools import cache
from itertools import chain, pairwise
from statistics import median
from typing import Any, NamedTuple

from claims.errors import UnreadableDocument
from ingest.article import Article, BlockKind
from ingest.readers.laying import Layout, one_line

MOST_PAGES = 3_000
_TOLD = ("Title", "Author", "CreationDate", "ModDate")
_BROKEN = ("\ufffe", "\x02", "\u00ad")
"""What the library puts for a hyphen that only breaks a word at the end of a line."""
_UNBROKEN = dict.fromkeys(map(ord, _BROKEN))
_CONTROLS = bytes(range(10)) + bytes(range(11, 13)) + bytes(range(14, 32))
_ODD = re.compile("[\x85\xa0\u00ad\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffe\ud800-\udfff]")
"""What a page has, besides controls, where lines do not simply end, or do not stay as they are."""
_LINE_END = re.compile("(\r\n|\n|\r|(?<=[\ufffe\x02])(?![\r\n]))")
_BULLET = re.compile(r"(?:[•●▪■◦‣–*·]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_NUMBERS = re.compile(r"\d+")
_ENDS = frozenset('.!?:…。！？”"»)')
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_REPEATED = 3
"""Pages on which a first or last line stands, its numbers aside, from which it is no part of the text."""
_LONGEST_HEAD = 100
_WIDE = "\u2e80"
"""Where scripts begin that set no spaces."""
_HEADING = 1.12
"""How much larger than most of the text a heading is set."""
_GAP = 1.4
"""How much wider than usual the step to a paragraph's first line is."""
_FULL = 0.7
"""The share of the longest line's length from which a line is full."""


class _Line(NamedTuple):
    """A line of a page: how far above the page's foot it stands, and how large it is set, both in points."""

    text: str
    page: int
    height: float
    size: float
    broken: bool = False


def read(data: bytes) -> Article:
    """Read a PDF; raises UnreadableDocument where it is protected, damaged, or only pictures of text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        pages = [list(_lines(document, n)) for n in range(min(count, MOST_PAGES))]
        told = {name: document.get_metadata_value(name).strip() for name in _TOLD}
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableDocument("the PDF is protected by a password: save it without one first") from None
        raise UnreadableDocument("the PDF is damaged: open it elsewhere and print it to a new PDF") from None
    around = _around(pages)
    kept = chain.from_iterable(pages)
    layout, marks = _laid_out([line for line in kept if _shape(line) not in around] if around else list(kept))
    title = told["Title"]
    return Article(
        text=layout.text, title=title if title and title.casefold() not in ("untitled", "no title") else None,
        byline=told["Author"] or None, published=_day(told["CreationDate"]), modified=_day(told["ModDate"]),
        blocks=tuple(layout.blocks), marks=marks,
        notes=tuple(_notes(pages, count, len(around))),
    )  # fmt: skip


def _lines(document: Any, n: int) -> Iterator[_Line]:
    """Yield the lines of a page, from its top to its bottom, column by column as they were set."""
    import pypdfium2.raw as raw

    text_page = document[n].get_textpage()  # closed with its page when nobody has it any more
    find_box, find_size = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize
    handle, box, at, page = text_page.raw, raw.FS_RECTF(), 0, n + 1
    there, whole = byref(box), text_page.get_text_range()
    odd = _odd(whole)
    for line in _LINE_END.split(whole) if odd else whole.split("\n"):
        text = one_line(line.translate(_UNBROKEN)) if odd else line.strip()
        if text:
            index = at + len(line) - len(line.lstrip())
            find_box(handle, index, there)
            size = find_size(handle, index)
            yield _Line._make((text, page, box.bottom, size, odd and line.rstrip().endswith(_BROKEN)))
        at += len(line) + (not odd)


def _odd(page: str) -> bool:
    """Tell whether the lines of a page need a closer look; most pages' do not, and one look at them all is quick."""
    plain = page.encode("utf-8", "surrogatepass")
    controlled = len(plain.translate(None, _CONTROLS)) != len(plain) or plain.count(b"\r") != plain.count(b"\n")
    return controlled or b"  " in plain or not (page.isascii() or _ODD.search(page) is None)


def _around(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Return running heads and feet: what stands first or last on several pages, whatever its numbers."""
    if len(pages) < _REPEATED:
        return set()
    edges = Counter(_shape(line) for page in pages if page for line in {page[0], page[-1]} if _may_run(line.text))
    return {shape for shape, times in edges.items() if times >= max(_REPEATED, len(pages) // 3)}


def _may_run(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and text[-1] not in _ENDS


def _shape(line: _Line) -> str:
    return _NUMBERS.sub("#", line.text)


def _laid_out(lines: Sequence[_Line]) -> tuple[Layout, tuple[tuple[int, str], ...]]:
    """Lay out lines as paragraphs; returns them with where in them each page begins."""
    usual = _usual(lines)
    words = cache(lambda: {word.strip(",.;:()") for line in lines for word in line.text.split()})
    layout, marks, paged = Layout(), list[tuple[int, str]](), 0
    for paragraph in _paragraphs(lines, _Set.of(lines, usual)):
        text, starts = _joined(paragraph, words)
        kind, text, cut = _kind(text, paragraph, usual)
        begin = layout.add_line(text, kind)
        if paragraph[-1].page == paged:
            continue
        for line, start in zip(paragraph, starts, strict=True):
            if line.page != paged:
                marks.append((begin + max(0, start - cut), f"page {line.page}"))
                paged = line.page
    return layout, tuple(marks)


def _usual(lines: Sequence[_Line]) -> float:
    """Return how large most of the text is set, in points."""
    sizes = Counter({line.size: 0 for line in lines})
    if len(sizes) > 1:
        for line in lines:
            sizes[line.size] += 1 + len(line.text) // 20
    return median(sizes.elements() if len(sizes) > 1 else sizes or [0.0])


class _Set(NamedTuple):
    """How a text is set, in points: from when a line is large, a step wide; from how many characters it is full."""

    large: float
    wide: float
    full: float

    @classmethod
    def of(cls, lines: Sequence[_Line], usual: float) -> "_Set":
        steps = [one.height - next_.height for one, next_ in pairwise(lines) if one.page == next_.page]
        usual_step = median([step for step in steps if step > 0] or [0.0])
        longest = max((len(line.text) for line in lines), default=0)
        return cls(usual * _HEADING, usual_step * _GAP, longest * _FULL)


def _paragraphs(lines: Sequence[_Line], how: _Set) -> Iterator[list[_Line]]:
    held: list[_Line] = []
    for line in lines:
        if held and _apart(held[-1], line, how):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _apart(last: _Line, line: _Line, how: _Set) -> bool:
    """Tell whether a new paragraph begins with a line."""
    said, page, height, size, broken = last
    if broken:
        return False
    gap, same_page = height - line.height, page == line.page
    if same_page and abs(gap) < line.size / 2:
        return False  # one line, which something small in it has broken up
    large = line.size > how.large
    if (size > how.large) != large or _BULLET.match(line.text):
        return True
    ended = said[-1] in _ENDS
    if not same_page or gap <= 0:
        return ended or large  # a new page or column: the sentence may go on there
    if gap > (2 * line.size if large else how.wide):
        return ended or large or not line.text[0].islower()
    return ended and len(said) < how.full


def _joined(paragraph: Sequence[_Line], words: Callable[[], Collection[str]]) -> tuple[str, list[int]]:
    """Return the lines as one, and where in it each of them begins; `words` gives those the text has elsewhere."""
    if len(paragraph) == 1:
        return paragraph[0].text, [0]
    text, starts = paragraph[0].text, [0]
    for line, after in pairwise(paragraph):
        end = text[-1]
        if line.broken or (end == "-" and text[-2:-1].isalpha()):
            head, tail = text.rpartition(" ")[2].rstrip("-"), after.text.partition(" ")[0].rstrip(",.;:")
            hyphened = f"{head}-{tail}" in words() and head + tail not in words()
            text = text.rstrip("-") + ("-" if hyphened or not (head[-1:].isalpha() and tail[:1].islower()) else "")
        elif end < _WIDE:
            text += " "
        starts.append(len(text))
        text += after.text
    return text, starts


def _kind(text: str, paragraph: Sequence[_Line], usual: float) -> tuple[BlockKind, str, int]:
    """Return what a paragraph is, and its text without a bullet's mark, and how much that cut off."""
    least = usual * _HEADING
    large = paragraph[0].size > least and all(line.size > least for line in paragraph)
    if large and len(text) < 200 and not text.endswith((".", "。")):
        return BlockKind.HEADING, text, 0
    if mark := _BULLET.match(text):
        return BlockKind.BULLET, text[mark.end() :], mark.end()
    return BlockKind.PROSE, text, 0


def _notes(pages: Sequence[Sequence[_Line]], count: int, around: int) -> Iterator[str]:
    empty = [n for n, page in enumerate(pages, 1) if not page]
    if len(empty) == len(pages):
        raise UnreadableDocument(
            f"the PDF has no text on its {count} page{'s' if count > 1 else ''}: if they are scanned, have their text "
            "recognised (OCR) first"
        )
    if empty:
        shown = ", ".join(map(str, empty[:5])) + (", …" if len(empty) > 5 else "")
        yield f"no text on {len(empty)} of {count} pages ({shown}): scanned or empty ones are not read"
    if count > len(pages):
        yield f"only the first {MOST_PAGES:,} of {count:,} pages were read"
    if around:
        yield f"{around} running head{'s' if around > 1 else ''} or feet left out"


def _day(value: str | None) -> date | None:
    match = _DATE.match(value or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None

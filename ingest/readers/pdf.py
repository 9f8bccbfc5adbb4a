"""PDF: text in reading order with its pages; lines become paragraphs again, and words that were broken whole."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest
from statistics import median
from typing import Any

from claims.errors import UnreadableDocument
from ingest.article import Article, BlockKind
from ingest.readers.laying import Layout, one_line

MOST_PAGES = 3_000
_BROKEN = ("\ufffe", "\x02", "\u00ad")
"""What the library puts for a hyphen that only breaks a word at the end of a line."""
_UNBROKEN = dict.fromkeys(map(ord, _BROKEN))
_LINE_END = re.compile("(\r\n|\n|\r|(?<=[\ufffe\x02])(?![\r\n]))")
_BULLET = re.compile(r"(?:[•●▪■◦‣–*·]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_NUMBERS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "”", '"', "»", ")")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_REPEATED = 3
"""Pages on which a first or last line stands, its numbers aside, from which it is no part of the text."""
_LONGEST_HEAD = 100
_HEADING = 1.12
"""How much larger than most of the text a heading is set."""


@dataclass(frozen=True, slots=True)
class _Line:
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
        told = document.get_metadata_dict(skip_empty=True)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableDocument("the PDF is protected by a password: save it without one first") from None
        raise UnreadableDocument("the PDF is damaged: open it elsewhere and print it to a new PDF") from None
    around = _around(pages)
    kept = [line for page in pages for line in page if _shape(line) not in around]
    layout, marks = _laid_out(kept)
    title = told.get("Title", "").strip()
    return Article(
        text=layout.text, title=title if title and title.casefold() not in ("untitled", "no title") else None,
        byline=told.get("Author", "").strip() or None, published=_day(told.get("CreationDate")),
        modified=_day(told.get("ModDate")), blocks=tuple(layout.blocks), marks=marks,
        notes=tuple(_notes(pages, count, len(around))),
    )  # fmt: skip


def _lines(document: Any, n: int) -> Iterator[_Line]:
    """Yield the lines of a page, from its top to its bottom, column by column as they were set."""
    import pypdfium2.raw as raw

    page = document[n]
    text_page = page.get_textpage()
    at, box = 0, raw.FS_RECTF()
    for line in _LINE_END.split(text_page.get_text_range()):
        text = one_line(line.translate(_UNBROKEN)) if line and not line.isspace() else ""
        if text:
            index = at + len(line) - len(line.lstrip())
            raw.FPDFText_GetLooseCharBox(text_page.raw, index, box)
            size = raw.FPDFText_GetFontSize(text_page.raw, index)
            yield _Line(text, n + 1, box.bottom, round(size, 1), line.rstrip().endswith(_BROKEN))
        at += len(line)
    text_page.close()
    page.close()


def _around(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Return running heads and feet: what stands first or last on several pages, whatever its numbers."""
    edges = Counter(_shape(line) for page in pages if page for line in {page[0], page[-1]} if _may_run(line.text))
    return {shape for shape, times in edges.items() if times >= max(_REPEATED, len(pages) // 3)}


def _may_run(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and not text.endswith(_ENDS)


def _shape(line: _Line) -> str:
    return _NUMBERS.sub("#", line.text)


def _laid_out(lines: Sequence[_Line]) -> tuple[Layout, tuple[tuple[int, str], ...]]:
    """Lay out lines as paragraphs; returns them with where in them each page begins."""
    usual = median([line.size for line in lines for _ in range(1 + len(line.text) // 20)]) if lines else 0.0
    words = {word.strip(",.;:()") for line in lines for word in line.text.split()}
    layout, marks, paged = Layout(), list[tuple[int, str]](), 0
    for paragraph in _paragraphs(lines, usual):
        text, starts = _joined(paragraph, words)
        kind, text, cut = _kind(text, paragraph, usual)
        layout.add(text, kind)
        begin = layout.blocks[-1].start
        for line, start in zip(paragraph, starts, strict=True):
            if line.page != paged:
                marks.append((begin + max(0, start - cut), f"page {line.page}"))
                paged = line.page
    return layout, tuple(marks)


def _paragraphs(lines: Sequence[_Line], usual: float) -> Iterator[list[_Line]]:
    held: list[_Line] = []
    pitch = _pitch(lines)
    widest = max((len(line.text) for line in lines), default=0)
    for line in lines:
        if held and _apart(held[-1], line, usual, pitch, widest):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _pitch(lines: Sequence[_Line]) -> float:
    """Return the usual distance from line to line, in points."""
    steps = [one.height - next_.height for one, next_ in pairwise(lines) if one.page == next_.page]
    return median([step for step in steps if step > 0] or [0.0])


def _apart(last: _Line, line: _Line, usual: float, pitch: float, widest: int) -> bool:
    """Tell whether a new paragraph begins with a line."""
    if last.broken:
        return False
    if last.page == line.page and abs(last.height - line.height) < line.size / 2:
        return False  # one line, which something small in it has broken up
    large = line.size > usual * _HEADING
    if (last.size > usual * _HEADING) != large or _BULLET.match(line.text):
        return True
    ended = last.text.endswith(_ENDS)
    if last.page != line.page or last.height <= line.height:
        return ended or large  # a new page or column: the sentence may go on there
    gap = last.height - line.height
    if gap > (2 * line.size if large else 1.4 * pitch):
        return ended or large or not line.text[0].islower()
    return ended and len(last.text) < 0.7 * widest


def _joined(paragraph: Sequence[_Line], words: Collection[str]) -> tuple[str, list[int]]:
    """Return the lines as one, and where in it each of them begins; `words` are those the text has elsewhere."""
    text, starts = "", []
    for line, after in zip_longest(paragraph, paragraph[1:]):
        starts.append(len(text))
        text += line.text
        if after is None or not (line.broken or (line.text.endswith("-") and text[-2:-1].isalpha())):
            text += "" if _wide(text[-1]) else " "
            continue
        head, tail = text.rpartition(" ")[2].rstrip("-"), after.text.partition(" ")[0].rstrip(",.;:")
        hyphened = f"{head}-{tail}" in words and head + tail not in words
        text = text.rstrip("-") + ("-" if hyphened or not (head[-1:].isalpha() and tail[:1].islower()) else "")
    return text.rstrip(), starts


def _wide(character: str) -> bool:
    return character >= "\u2e80"


def _kind(text: str, paragraph: Sequence[_Line], usual: float) -> tuple[BlockKind, str, int]:
    """Return what a paragraph is, and its text without a bullet's mark, and how much that cut off."""
    large = all(line.size > usual * _HEADING for line in paragraph)
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

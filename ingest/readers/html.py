"""HTML: the article of a page, without what stands around it, and what the page says about itself."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from claims.core.text import gate
from claims.errors import UnreadableDocument
from ingest.article import Article, BlockKind
from ingest.readers import markup
from ingest.readers.about import About, about
from ingest.readers.laying import Layout

_HEADINGS = {"head", "h1", "h2", "h3", "h4", "h5", "h6"}
_BULLETS = {"item", "li", "dd", "dt"}
_SILENT = {"code", "pre", "table", "figcaption", "graphic"}
_AROUND = {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select",
           "iframe", "svg", "figure", "dialog", "menu"}  # fmt: skip
_LONG = 80
"""Characters from which a paragraph of a page is more than a caption or a link."""
_MISSED = 0.3
"""The share of a page's long paragraphs that may be left out without a word."""
_SPACE = re.compile(r"\s+")


def read(text: str, notes: tuple[str, ...] = (), url: str | None = None) -> Article:
    """Read a page; raises UnreadableDocument where it has no text."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    markup.require_sane(text)
    page = load_html(text)
    if page is None:
        raise UnreadableDocument("the page is empty: there is nothing in it")
    said, plainly = about(page), list(_plainly(page))
    found: Any = bare_extraction(page, url=url, include_comments=False, with_metadata=True)
    layout = Layout()
    if found is not None and found.body is not None:
        _lay(layout, found.body)
    if not layout.blocks:
        markup.lay(layout, page)
        notes += ("no article was found in the page: all of its text was read",)
    else:
        notes += _left_out(layout.text, plainly)
    if not layout.blocks:
        raise UnreadableDocument("the page has no text: it may need a browser to show it; save it as text or PDF")
    return _article(layout, said, found, notes)


def read_piece(text: str, notes: tuple[str, ...] = ()) -> Article:
    """Read a piece of a page that is all article, such as an entry of a feed."""
    layout, tree = Layout(), markup.parse(text)
    if tree is not None:
        markup.lay(layout, tree)
    if not layout.blocks:
        raise UnreadableDocument("it has no text: what it shows may be pictures, or on the page it leads to")
    return Article(text=layout.text, blocks=tuple(layout.blocks), notes=notes)


def _article(layout: Layout, said: About, found: Any, notes: tuple[str, ...]) -> Article:
    byline = ", ".join(said.authors) or (found.author if found is not None else None)
    guessed = date.fromisoformat(found.date[:10]) if found is not None and found.date else None
    return Article(
        text=layout.text,
        title=said.title or (found.title if found is not None else None),
        byline=byline.replace("; ", ", ") if byline else None,
        published=said.published or guessed,
        modified=said.modified,
        language=said.language,
        source=said.site,
        url=said.url,
        blocks=tuple(layout.blocks),
        notes=notes,
    )


def _lay(layout: Layout, body: Any) -> None:
    """Lay out the article's elements one under the other."""
    if body.text and body.text.strip():
        layout.add(body.text, BlockKind.PROSE)
    for each in body:
        _lay_element(layout, each)
        if each.tail and each.tail.strip():
            layout.add(each.tail, BlockKind.PROSE)


def _lay_element(layout: Layout, each: Any) -> None:
    tag = each.tag
    if not isinstance(tag, str) or tag in ("graphic", "lb"):
        return
    if tag == "table":
        for row in each.iter("row"):
            layout.silent(" | ".join(_inline(cell) for cell in row))
    elif tag in _SILENT:
        layout.silent("".join(each.itertext()))
    elif tag == "list" or (tag == "quote" and len(each.findall("p"))):
        _lay(layout, each)
    else:
        kind = BlockKind.HEADING if tag in _HEADINGS else BlockKind.BULLET if tag in _BULLETS else BlockKind.PROSE
        for line in _lines(each):
            layout.add(line, kind)


def _lines(each: Any) -> Iterator[str]:
    """Yield the lines of an element: a break ends one where what stands before it is ended, too."""
    held = ""
    for piece in _broken(each):
        if held and not held.rstrip().endswith((".", "!", "?", "…", ":", "。", "！", "？", "”", "“", '"', "»")):
            held += " " + piece
        else:
            if held.strip():
                yield held
            held = piece
    if held.strip():
        yield held


def _broken(each: Any) -> Iterator[str]:
    parts = [each.text or ""]
    for inner in each:
        if inner.tag == "lb":
            yield "".join(parts)
            parts = []
        elif isinstance(inner.tag, str):
            parts.append(_inline(inner))
        parts.append(inner.tail or "")
    yield "".join(parts)


def _inline(each: Any) -> str:
    return _SPACE.sub(" ", "".join(each.itertext())).strip() if each.tag == "cell" else "".join(each.itertext())


def _plainly(page: HtmlElement) -> Iterator[str]:
    """Yield the paragraphs of a page as they stand in it, wherever that is, but for what is surely around it."""
    stack = [page]
    while stack:
        each = stack.pop()
        if not isinstance(each.tag, str) or each.tag in _AROUND:
            continue
        if each.tag in ("p", "li", "blockquote", "dd") or (each.tag == "div" and _bare(each)):
            text = _SPACE.sub(" ", "".join(each.itertext())).strip()
            linked = sum(len("".join(link.itertext())) for link in each.iter("a"))
            if text and linked * 2 < len(text):
                yield gate(text)[0]
            continue
        stack.extend(reversed(each))


def _bare(each: HtmlElement) -> bool:
    """Tell whether a division holds words of its own."""
    own = (each.text or "") + "".join(inner.tail or "" for inner in each)
    return len(own.strip()) >= _LONG


def _left_out(text: str, plainly: list[str]) -> tuple[str, ...]:
    """Say when much of the page was left out: what finds the article drops paragraphs without a word."""
    kept = _SPACE.sub("", text)
    long = [each for each in dict.fromkeys(plainly) if len(each) >= _LONG]
    missed = [each for each in long if _SPACE.sub("", each)[:_LONG] not in kept]
    if sum(map(len, missed)) <= _MISSED * sum(map(len, long)):
        return ()
    start = missed[0][:40].rsplit(" ", 1)[0]
    return (
        f"{len(missed)} of {len(long)} longer paragraphs of the page were left out, from “{start} …”: look at them",
    )

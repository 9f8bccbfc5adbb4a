"""Markup laid out as it stands, for documents that are all article: chapters, entries of feeds, messages."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import UnreadableDocument
from ingest.article import BlockKind
from ingest.readers.laying import Layout, one_line

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BULLETS = frozenset(("li", "dd", "dt"))
_SILENT = frozenset(("pre", "code", "figcaption"))
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "svg", "nav", "form", "button", "select")
)
_INLINE = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins kbd label mark q ruby rb rp rt s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)


_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_MOST_ATTRIBUTES = 5_000
"""Attributes of one element; the parser compares each with all the others."""


def parse(text: str) -> HtmlElement | None:
    """Return a page or a piece of one as a tree, whatever it says of its encoding; None where it is empty."""
    require_sane(text)
    try:
        return document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (ValueError, AssertionError, SyntaxError):
        return None


def require_sane(text: str) -> None:
    """Raise UnreadableDocument for a page on which the parser would take hours."""
    if any(each[0].count("=") > _MOST_ATTRIBUTES for each in _LONG_TAG.finditer(text)):
        raise UnreadableDocument("the page has an element with thousands of attributes: it is damaged, or made to harm")


def lay(layout: Layout, root: Any) -> None:
    """Lay out all that is seen of a tree, from its first element to its last."""
    for kind, piece in _pieces(root):
        if kind is None:
            layout.silent(piece)
        else:
            layout.add(piece, kind)


def _pieces(root: Any) -> Iterator[tuple[BlockKind | None, str]]:
    """Yield paragraphs with what they are (None for what asserts nothing); without recursion, for trees are deep."""
    held: list[str] = []
    kinds: list[BlockKind | None] = [BlockKind.PROSE]

    def flush() -> Iterator[tuple[BlockKind | None, str]]:
        text = "".join(held)
        held.clear()
        if kinds[-1] is None:
            if text.strip():
                yield None, text
        elif line := one_line(text):
            yield kinds[-1], line

    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        each, leaving = stack.pop()
        tag = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else None
        if leaving:
            if tag not in _INLINE:
                yield from flush()
                kinds.pop()
            held.append(each.tail or "")
            continue
        if tag is None or tag in _UNSEEN:
            held.append(each.tail or "")
        elif tag == "br":
            held.append("\n" if kinds[-1] is None else " ")
            held.append(each.tail or "")
        elif tag == "table" and not _for_looks(each):
            yield from flush()
            for row in each.iter("tr", "{*}tr"):
                yield None, " | ".join(one_line("".join(cell.itertext())) for cell in row)
            held.append(each.tail or "")
        else:
            if tag not in _INLINE:
                yield from flush()
                kinds.append(_kind(tag, kinds[-1]))
            held.append(each.text or "")
            stack.append((each, True))
            stack.extend((inner, False) for inner in reversed(each))
    yield from flush()


def _kind(tag: str, around: BlockKind | None) -> BlockKind | None:
    if tag in _SILENT:
        return None
    if tag in HEADINGS:
        return BlockKind.HEADING
    return BlockKind.BULLET if tag in _BULLETS else around


def _for_looks(table: Any) -> bool:
    """Tell whether a table only puts things in place, as messages do: one column, or paragraphs in its cells."""
    rows = list(table.iter("tr", "{*}tr"))
    return all(len(row) <= 1 for row in rows) or next(table.iter("p", "table[2]"), None) is not None

"""Markdown: the stored text is the source itself; blocks say where its prose stands, markup inside it is hidden."""

import re
from collections.abc import Iterator
from datetime import date

from ingest.article import Article, Block, BlockKind

_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]*(.*)$")
_MARKUP = re.compile(
    r"!?\[(?=[^\]\n]{1,300}\]\([^)\s]{1,2000}\))"  # [ of a link or image
    r"|(?<=[^\s\[(])\]\([^)\s]{1,2000}\)"  # ](address)
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+"
    r"|<!--[^>]{0,2000}-->|</?[a-zA-Z][^<>]{0,300}>|\\(?=[*_`\[\]#.])"
)
_BARE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_OPENING = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]|\[[ xX]\][ \t])*")


def read(text: str, notes: tuple[str, ...] = ()) -> Article:
    """Read Markdown with optional front matter."""
    fields, body = _front_matter(text)
    found = list(_blocks(text, body))
    title = fields.get("title")
    if found and found[0].kind is BlockKind.HEADING and text[body : found[0].start].strip(" \t\r\n#") == "":
        is_top = text[: found[0].start].rstrip(" \t").endswith("#") and not text[: found[0].start].rstrip().endswith(
            "##"
        )
        heading = text[found[0].start : found[0].end]
        if is_top and title in (None, heading):
            title = heading
            found = found[1:]
    hidden = tuple(sorted({(m.start(), m.end()) for b in found for m in _markup(text, b)}))
    return Article(
        text=text,
        title=title,
        byline=fields.get("author") or fields.get("byline") or fields.get("authors"),
        published=_date(fields.get("date") or fields.get("published")),
        language=fields.get("language") or fields.get("lang"),
        source=fields.get("source") or fields.get("publisher"),
        url=fields.get("url") or fields.get("canonical"),
        blocks=tuple(found),
        hidden=hidden,
        notes=notes,
    )


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The `key: value` lines between two `---` lines at the very start, and where the body begins."""
    fields: dict[str, str] = {}
    if not text.startswith(("---\n", "---\r\n")):
        return fields, 0
    at = text.index("\n") + 1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].rstrip("\r")
        at = stop + 1
        if line.strip() in ("---", "..."):
            return fields, min(at, len(text))
        if m := _FIELD.match(line):
            fields[m[1].strip().casefold()] = m[2].strip().strip("\"'")
    return {}, 0


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _blocks(text: str, body: int) -> Iterator[Block]:
    """Headings, paragraphs and list items, by the parser's line map; code, tables and raw HTML left out."""
    from markdown_it import MarkdownIt

    starts = [body]
    at = text.find("\n", body)
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    starts.append(len(text))
    depth = 0
    heading = False
    in_table = False
    for token in MarkdownIt("commonmark").enable("table").parse(text[body:].replace("\r\n", " \n").replace("\r", " ")):
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline" and token.map and not in_table:
            yield from _inline(
                text, starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)], heading, depth > 0
            )


def _inline(text: str, start: int, end: int, heading: bool, bullet: bool) -> Iterator[Block]:
    """One block of the parser as ours: quotation, list and heading markers cut off."""
    body = text[start:end].rstrip(" \t\r\n#=-" if heading else " \t\r\n")
    at = start + len(m.group()) if (m := _OPENING.match(body)) else start
    stop = start + len(body)
    if at < stop:
        yield Block(at, stop, BlockKind.HEADING if heading else BlockKind.BULLET if bullet else BlockKind.PROSE)


def _markup(text: str, block: Block) -> Iterator[re.Match[str]]:
    last = -1
    for match in sorted(
        [*_MARKUP.finditer(text, block.start, block.end), *_BARE.finditer(text, block.start, block.end)],
        key=lambda m: m.span(),
    ):
        if match.start() >= last and match.start() < match.end():
            last = match.end()
            yield match

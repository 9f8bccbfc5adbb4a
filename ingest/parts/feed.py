"""Feeds (RSS, Atom, RDF, JSON Feed): each entry is a document, with its own title, author, date and address."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from ingest.capture import Capture, Told
from ingest.readers import markup
from ingest.readers.about import day
from ingest.readers.kinds import MEDIA_TYPES, Kind
from ingest.readers.laying import one_line

LARGEST = 20_000_000
"""Bytes of a feed that are read."""
MOST = 5_000
"""Entries of a feed that are taken."""

NO_ENTRIES = "is a feed without entries"


def read(piece: tuple[bytes, str]) -> list[Capture]:
    """Return the entries of a feed; raises UnreadableDocument for one on which the parser would take hours."""
    markup.require_sane(piece[0].decode("latin-1"))
    return list(entries(*piece))


def entries(data: bytes, name: str) -> Iterator[Capture]:
    """Yield the entries of a feed; what cannot be read as one says so."""
    if len(data) > LARGEST:
        yield Capture(name, failed=f"{name} is larger than {LARGEST:,} bytes: a feed that long is not read")
        return
    said = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = list(_json(said) if said.startswith(b"{") else _xml(data))
    if not found:
        yield Capture(name, failed=f"{name} {NO_ENTRIES}: there is nothing to read")
    for n, (key, body, said_of) in enumerate(found[:MOST], 1):
        told = replace(said_of, guid=key or None)
        label = f"{name}#{told.url or key or n}"
        if not body.strip():
            why = "the entry has no text of its own: add --full to fetch the page it leads to"
            yield Capture(label, told=told, failed=why, leads_to=told.url)
        else:
            yield Capture(
                label,
                body.encode("utf-8", "replace"),
                MEDIA_TYPES[Kind.ENTRY],
                told,
                leads_to=told.url,
                kind=Kind.ENTRY,
            )
    if len(found) > MOST:
        yield Capture(name, failed=f"only the first {MOST:,} of {len(found):,} entries of {name} were taken")


def _xml(data: bytes) -> Iterator[tuple[str, str, Told]]:
    import feedparser

    parsed = feedparser.parse(BytesIO(data))  # a text would be opened as an address or a file
    site = one_line(str(parsed.feed.get("title") or "")) or None
    language = parsed.feed.get("language")
    for entry in parsed.entries:
        contents = [each.get("value") or "" for each in entry.get("content") or ()]
        body = max([*contents, entry.get("summary") or ""], key=len)
        told = Told(
            title=one_line(str(entry.get("title") or "")) or None,
            byline=one_line(str(entry.get("author") or "")) or None,
            published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            source=site,
            url=_address(entry.get("link")),
            language=language if isinstance(language, str) else None,
        )
        yield str(entry.get("id") or ""), body, told


def _day(moment: Any) -> date | None:
    try:
        return date(*moment[:3]) if moment else None
    except (TypeError, ValueError):
        return None


def _json(data: bytes) -> Iterator[tuple[str, str, Told]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    home = _text(feed, "home_page_url") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        plain = _text(item, "content_text") or _text(item, "summary") or ""
        html = _text(item, "content_html") or "".join(
            f"<p>{escape(each)}</p>" for each in plain.split("\n\n") if each.strip()
        )
        authors = item.get("authors") or feed.get("authors") or [item.get("author") or {}]
        names = [_text(each, "name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
        link = _text(item, "url") or _text(item, "external_url")
        yield (
            str(item.get("id") or ""),
            html,
            Told(
                title=_text(item, "title"), byline=", ".join(each for each in names if each) or None,
                published=day(item.get("date_published")), source=_text(feed, "title"),
                url=_address(urljoin(home, link) if home and link else link),
                language=_text(item, "language") or _text(feed, "language"),
            ),
        )  # fmt: skip


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    return (value.strip() or None) if isinstance(value, str) else None


def _address(link: Any) -> str | None:
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None

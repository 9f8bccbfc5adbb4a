"""Kinds of documents: told by the bytes first, then by what came with them, then by the end of their name."""

import re
import zlib
from enum import StrEnum
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile


class Kind(StrEnum):
    """What a document is in; the word is the name of its reader, or of what it is taken apart by."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    ENTRY = "entry"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    MESSAGE = "message"
    CAPTIONS = "captions"
    FEED = "feed"
    WARC = "warc"
    ARCHIVE = "archive"
    READY = "ready"


SEVERAL = frozenset((Kind.FEED, Kind.WARC, Kind.ARCHIVE))
"""What holds several documents."""
TEXTS = frozenset((Kind.PLAIN, Kind.MARKDOWN, Kind.HTML, Kind.ENTRY, Kind.CAPTIONS))
"""What is text through and through."""
MEDIA_TYPES = {
    Kind.PLAIN: "text/plain",
    Kind.MARKDOWN: "text/markdown",
    Kind.HTML: "text/html",
    Kind.ENTRY: "application/vnd.claimtrack.entry+html",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.EPUB: "application/epub+zip",
    Kind.MESSAGE: "message/rfc822",
    Kind.CAPTIONS: "text/vtt",
    Kind.FEED: "application/feed+json",
    Kind.WARC: "application/warc",
    Kind.ARCHIVE: "application/zip",
    Kind.READY: "application/jsonl",
}
_BY_MEDIA_TYPE = {name: kind for kind, name in MEDIA_TYPES.items()} | {
    "text/x-markdown": Kind.MARKDOWN, "application/xhtml+xml": Kind.HTML, "application/x-pdf": Kind.PDF,
    "application/rss+xml": Kind.FEED, "application/atom+xml": Kind.FEED, "application/rdf+xml": Kind.FEED,
    "application/x-subrip": Kind.CAPTIONS, "text/srt": Kind.CAPTIONS, "application/x-tar": Kind.ARCHIVE,
    "application/warc-fields": Kind.WARC,
}  # fmt: skip
_BY_SUFFIX = {
    "md": Kind.MARKDOWN, "markdown": Kind.MARKDOWN, "mdown": Kind.MARKDOWN, "txt": Kind.PLAIN, "text": Kind.PLAIN,
    "html": Kind.HTML, "htm": Kind.HTML, "xhtml": Kind.HTML, "eml": Kind.MESSAGE, "srt": Kind.CAPTIONS,
    "vtt": Kind.CAPTIONS, "rss": Kind.FEED, "atom": Kind.FEED,
}  # fmt: skip
_BEFORE = r"""(?:\s|<\?xml(?:(?!\?>).){0,500}\?>|<!--(?:(?!-->).){0,2000}-->|<!DOCTYPE\s(?!html)[^>\[]{0,300}>)*"""
"""What may stand before the first element of a page or a feed."""
_PAGE = re.compile(_BEFORE + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_BEFORE + r"<(?:\w{1,20}:)?(?:rss|feed|RDF|channel)\b", re.IGNORECASE | re.DOTALL)
_JSON_FEED = re.compile(r'\s*\{[^{}]{0,2000}?"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/version/')
_CUE = re.compile(r"(?:\s*WEBVTT\b|\s*\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->)")
_READY = re.compile(
    r'\s*\{"schema_version"|\s*\{[^\n]{0,4000}"statement"\s*:|'
    r'(?=[^\n]*[,;\t])(?:"?[\w ]{1,40}"?[,;\t]){0,40}"?statement"?(?:[,;\t]"?[\w ]{1,40}"?){0,40}\r?(?:\n|$)'
)
_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_MAIL = re.compile(
    r"^(?:from|received|return-path|message-id|mime-version|date|subject):", re.IGNORECASE | re.MULTILINE
)
_HEAD = 8192
_ZIP_END = 65_557
"""The last bytes of a ZIP, among which stands how much of it lists its files."""
LARGEST_LISTING = 5_000_000
"""Bytes of a ZIP that may list its files: enough for some 40,000."""


def kind_of(data: bytes, name: str | None = None, media_type: str | None = None) -> Kind:
    """Return what a document is in. What its bytes show counts most: servers and names are often wrong."""
    told = _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().casefold())
    if told is Kind.ENTRY:  # made by us: a piece of a page can look like anything
        return told
    if (shown := _by_beginning(data)) is not None:
        return shown
    head = _text(data[:_HEAD])
    named = _BY_SUFFIX.get((name or "").rpartition(".")[2].casefold())
    if named not in (Kind.PLAIN, Kind.MARKDOWN) and (shown := _by_text(head)) is not None:
        return shown
    if told in (None, Kind.PLAIN):  # what programs say of any text
        return named or Kind.PLAIN
    # A name or a server may promise a format that needs its own beginning; without that it is text.
    return told if told in (Kind.MARKDOWN, Kind.HTML, Kind.MESSAGE, Kind.FEED, Kind.CAPTIONS) else Kind.PLAIN


def _by_beginning(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith((b"WARC/", b"\x1f\x8b")):
        return Kind.WARC if data.startswith(b"WARC/") or _gzipped(data).startswith(b"WARC/") else Kind.ARCHIVE
    if data[257:262] == b"ustar" or data.startswith((b"BZh", b"\xfd7zXZ")):
        return Kind.ARCHIVE
    return None


def _gzipped(data: bytes) -> bytes:
    """Return how gzipped bytes begin when they are unpacked."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:_HEAD], 64)
    except zlib.error:
        return b""


def _zipped(data: bytes) -> Kind:
    try:
        with unzipped(BytesIO(data)) as archive:
            names = archive.namelist()[:10_000]
            kind = b""
            if "mimetype" in names[:3]:
                with archive.open("mimetype") as file:  # as much as it takes: the whole may be gigabytes
                    kind = file.read(64)
    except (BadZipFile, KeyError, ValueError, RuntimeError, OSError):
        return Kind.ARCHIVE
    if kind.strip() == b"application/epub+zip" or "META-INF/container.xml" in names:
        return Kind.EPUB
    return Kind.DOCX if "word/document.xml" in names else Kind.ARCHIVE


def unzipped(file: IO[bytes]) -> ZipFile:
    """Open a ZIP; raises BadZipFile for one that lists millions of files, for all their names would be in memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _ZIP_END))
    end = file.read(_ZIP_END)
    at = end.rfind(b"PK\x05\x06")
    listed = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed > LARGEST_LISTING:
        raise BadZipFile("it lists too many files")
    file.seek(0)
    return ZipFile(file)


def _by_text(head: str) -> Kind | None:
    if _CUE.match(head):
        return Kind.CAPTIONS
    if _FEED.match(head) or _JSON_FEED.match(head):
        return Kind.FEED
    if _READY.match(head):
        return Kind.READY
    if _PAGE.match(head):
        return Kind.HTML
    headers = _HEADERS.match(head)
    return Kind.MESSAGE if headers and len(_MAIL.findall(headers[0])) >= 3 else None


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")

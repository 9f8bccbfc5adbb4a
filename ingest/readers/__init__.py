"""Readers: bytes in, an Article out; one file a format, chosen by what the bytes show."""

from email.message import Message
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath

from claims.errors import InputFailed, UnreadableDocument, shown
from ingest.article import Article
from ingest.readers.kinds import MEDIA_TYPES, Kind, kind_of
from ingest.size import bytes_of, require_size

__all__ = ["MEDIA_TYPES", "NEEDS", "VERSION", "Kind", "kind_of", "read"]

VERSION = "1"
NEEDS = {
    Kind.HTML: ("trafilatura", "html"), Kind.ENTRY: ("lxml", "html"), Kind.PDF: ("pypdfium2", "pdf"),
    Kind.DOCX: ("docx", "office"),
    Kind.EPUB: ("lxml", "office"), Kind.MESSAGE: ("lxml", "office"), Kind.CAPTIONS: ("pysubs2", "captions"),
    Kind.FEED: ("feedparser", "feeds"), Kind.WARC: ("warcio", "warc"),
}  # fmt: skip
"""The library a format is read with, and the extra that brings it."""


def read(
    data: bytes, *, name: str | None = None, media_type: str | None = None, url: str | None = None,
    kind: Kind | None = None,
) -> Article:  # fmt: skip
    """Read a document, of a kind that is known or shows; `url` is where it was found.

    Raises UnreadableDocument for what is no text, InputFailed where a library is missing.
    """
    kind = kind or kind_of(data, name, media_type)
    require_library(kind, name)
    try:
        article = _read(kind, data, name, media_type, url)
    except UnreadableDocument as error:
        what = shown(PurePath(name)) if name else "the input"
        raise error if what in str(error) else UnreadableDocument(f"{what}: {error}") from None
    require_size(f"the text of {shown(name) if name else 'the input'}", bytes_of(article.text))
    return article


def require_library(kind: Kind, name: str | None) -> None:
    """Raise InputFailed where a format cannot be read as claimtrack is installed here."""
    library, extra = NEEDS.get(kind, ("", ""))
    if library and find_spec(library) is None:
        raise InputFailed(
            f"{shown(name or 'the input')} is in a format ({kind}) whose reader is not installed: "
            f"pip install 'claimtrack[{extra}]'"
        )


def _read(kind: Kind, data: bytes, name: str | None, media_type: str | None, url: str | None) -> Article:
    if kind is Kind.READY:
        raise UnreadableDocument(
            "these are claims that are ready, and no article: take them in with `claims import FILE`"
        )
    if kind in (Kind.PDF, Kind.DOCX, Kind.EPUB, Kind.MESSAGE):
        article: Article = import_module(f"ingest.readers.{kind}").read(data)
        return article
    if kind in (Kind.HTML, Kind.ENTRY):
        from ingest.readers import html
        from ingest.readers.encoding import decoded

        text, notes = decoded(data, _charset(media_type))
        return html.read(text, notes, url) if kind is Kind.HTML else html.read_piece(text, notes)
    from ingest.readers.gate import decode

    text, notes = decode(data, name)
    article = import_module(f"ingest.readers.{kind}").read(text, notes)
    return article


def _charset(media_type: str | None) -> str | None:
    message = Message()
    message["content-type"] = media_type or ""
    return message.get_content_charset()

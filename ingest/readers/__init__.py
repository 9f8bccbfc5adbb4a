"""Readers: bytes in, an Article out; one file a format, chosen by media type or by the end of the name."""

from ingest.article import Article

_BY_SUFFIX = {"md": "markdown", "markdown": "markdown", "mdown": "markdown", "txt": "plain", "text": "plain"}
_BY_MEDIA_TYPE = {"text/markdown": "markdown", "text/x-markdown": "markdown", "text/plain": "plain"}


def read(data: bytes, *, name: str | None = None, media_type: str | None = None) -> Article:
    """Read a document; UnreadableDocument for what is no text."""
    from ingest.readers.gate import decode

    text, notes = decode(data, name)
    if reader_name(name, media_type) == "markdown":
        from ingest.readers import markdown

        return markdown.read(text, notes)
    from ingest.readers import plain

    return plain.read(text, notes)


def reader_name(name: str | None, media_type: str | None) -> str:
    """Which reader takes a document: the media type decides, `text/plain` leaves it to the name."""
    chosen = _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().casefold())
    suffix = (name or "").rpartition(".")[2].casefold()
    if chosen in (None, "plain"):
        return _BY_SUFFIX.get(suffix, chosen or "plain")
    return chosen

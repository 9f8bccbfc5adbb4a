"""EPUB: the chapters in the order they are read, and what the book says of itself."""

from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree

from claims.errors import UnreadableDocument
from ingest.article import Article
from ingest.readers import markup
from ingest.readers.about import day
from ingest.readers.encoding import decoded
from ingest.readers.laying import Layout
from ingest.size import LARGEST

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes) -> Article:
    """Read an EPUB; raises UnreadableDocument where it is protected, damaged or has no text."""
    try:
        with ZipFile(BytesIO(data)) as book:
            if "META-INF/encryption.xml" in book.namelist() and b"EncryptedKey" in book.read("META-INF/encryption.xml"):
                raise UnreadableDocument("the EPUB is protected against copying: it cannot be read")
            root = _xml(book.read(_CONTAINER)).find(".//{*}rootfile")
            where = root.get("full-path") if root is not None else ""
            package = _xml(book.read(where))
            return _article(book, package, dirname(where))
    except (BadZipFile, KeyError, etree.LxmlError, ValueError, TypeError, RuntimeError) as error:
        raise UnreadableDocument(f"the EPUB is damaged ({type(error).__name__}): get it anew") from None


def _article(book: ZipFile, package: Any, folder: str) -> Article:
    items = {each.get("id"): each for each in package.iter("{*}item")}
    names = set(book.namelist())
    layout, marks, missing = Layout(), list[tuple[int, str]](), 0
    for n, ref in enumerate(package.iter("{*}itemref"), 1):
        item = items.get(ref.get("idref"))
        name = normpath(join(folder, unquote(item.get("href") or ""))) if item is not None else ""
        if name not in names:
            missing += 1
            continue
        if layout.at > LARGEST or book.getinfo(name).file_size > LARGEST:
            raise UnreadableDocument(f"the EPUB has more than {LARGEST // 1_000_000} MB of text: give it in parts")
        tree = markup.parse(decoded(book.read(name))[0])
        before = len(layout.blocks)
        if tree is not None:
            markup.lay(layout, tree)
        if len(layout.blocks) > before:
            marks.append((layout.blocks[before].start, f"part {n}"))
    if not layout.blocks:
        raise UnreadableDocument("the EPUB has no text: what it shows may be pictures")
    told = {name: _first(package, name) for name in ("title", "creator", "date", "language", "publisher")}
    notes = (f"{missing} parts that the EPUB names are not in it",) if missing else ()
    return Article(
        text=layout.text, title=told["title"], byline=told["creator"], published=day(told["date"]),
        language=told["language"], source=told["publisher"], blocks=tuple(layout.blocks), marks=tuple(marks),
        notes=notes,
    )  # fmt: skip


def _first(package: Any, name: str) -> str | None:
    found = next((" ".join(each.itertext()).strip() for each in package.iter(f"{_DC}{name}")), "")
    return found or None


def _xml(data: bytes) -> Any:
    """Parse XML that may mean harm: no entities, no network, nothing huge."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser=parser)

"""DOCX: paragraphs, headings and lists by their styles; tables are kept and assert nothing."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from claims.errors import UnreadableDocument
from ingest.article import Article, BlockKind
from ingest.readers.laying import Layout


def read(data: bytes) -> Article:
    """Read a DOCX; raises UnreadableDocument where it is damaged or has no text."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        document = Document(BytesIO(data))
        layout, title = Layout(), None
        for each in document.iter_inner_content():
            if isinstance(each, Table):
                for row in each.rows:
                    layout.silent(" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)))
                continue
            style = str(each.style.name) if each.style is not None else ""
            if style == "Title" and title is None:
                title = each.text.strip() or None
            else:
                layout.add(each.text, _kind(style, each))
        if not layout.text:
            raise UnreadableDocument("the DOCX has no text: what it shows may be pictures")
        told = document.core_properties
        return Article(
            text=layout.text, title=title or (told.title or "").strip() or None,
            byline=(told.author or "").strip() or None, published=_day(told.created), modified=_day(told.modified),
            language=(told.language or "").strip() or None, blocks=tuple(layout.blocks),
        )  # fmt: skip
    except (OpcError, BadZipFile, LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError) as error:
        raise UnreadableDocument(
            f"the DOCX is damaged ({type(error).__name__}): open it elsewhere and save it anew"
        ) from None


def _kind(style: str, paragraph: Any) -> BlockKind:
    if style.startswith(("Heading", "Title", "Subtitle")):
        return BlockKind.HEADING
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return BlockKind.BULLET if numbered or style.startswith("List") else BlockKind.PROSE


def _day(moment: datetime | None) -> Any:
    return moment.date() if moment is not None else None

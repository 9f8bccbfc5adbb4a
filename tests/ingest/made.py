"""Documents made for tests, in the formats that articles come in."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZipFile

LINE = 14
ROOT = '<rootfile full-path="OPS/p.opf"/>'
SPACES = 'xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def pdf(pages: Iterable[Sequence[str | tuple[str, int]]], info: str = "") -> bytes:
    """Return a PDF with these lines on its pages; a line may say how large it is set, in points."""
    made = [_content(lines) for lines in pages]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for content in made:
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        stands = f"/MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {stands} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for n, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{n} 0 obj\n{each}\nendobj\n".encode("cp1252"))
    start = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _content(lines: Sequence[str | tuple[str, int]]) -> str:
    at, parts = 780, []
    for line in lines:
        text, size = line if isinstance(line, tuple) else (line, 11)
        at -= LINE if size <= 11 else size + 8
        if text:
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            parts.append(f"BT /F1 {size} Tf 60 {at} Td ({escaped}) Tj ET")
    return "\n".join(parts)


def epub(chapters: Sequence[str], **told: str) -> bytes:
    """Return an EPUB of chapters in XHTML; `told` are names of the Dublin Core."""
    out = BytesIO()
    items = "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="x"/>' for n in range(len(chapters)))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    facts = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in told.items())
    with ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", f"<container><rootfiles>{ROOT}</rootfiles></container>")
        inner = f"<metadata>{facts}</metadata><manifest>{items}</manifest><spine>{order}</spine>"
        book.writestr("OPS/p.opf", f"<package {SPACES}>{inner}</package>")
        for n, chapter in enumerate(chapters):
            page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{chapter}</body></html>'
            book.writestr(f"OPS/text/c {n}.xhtml", page)
    return out.getvalue()


def page(body: str, head: str = "") -> bytes:
    """Return an HTML page."""
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()

"""Files that are made to harm whoever reads them, each small to keep and large, deep or endless to read."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from tests.ingest import made

DEEP = 100_000
ENTITIES = '<!DOCTYPE x [<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11)
) + "]>"  # fmt: skip
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(300_000))
REFERENCE = "<itemref idref='c'/>"
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "/MediaBox [0 0 595 842]"


def zipped(*files: tuple[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, body in files:
            archive.writestr(name, body)
    return out.getvalue()


def docx(document: bytes | str) -> bytes:
    return zipped(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document))


def epub(package: str, chapter: bytes = b"") -> bytes:
    container = f"<container><rootfiles>{made.ROOT}</rootfiles></container>"
    named = (("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("OPS/p.opf", package))
    return zipped(*named, ("OPS/c.xhtml", chapter))


def pdf(*objects: str) -> bytes:
    """Return a PDF of objects, the first of which is its root."""
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n".encode()


def tar(*members: tarfile.TarInfo, rest: bytes = b"") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for each in members:
            archive.addfile(each, io.BytesIO(b"Lumen has raised $40 million.") if each.isfile() else None)
    return out.getvalue() + rest


def member(name: str, kind: bytes, size: int = 0, to: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.size, found.linkname = kind, size, to
    return found


def long_name() -> bytes:
    """Return a packed tar in which a name has 100 MB."""
    header = member("././@LongLink", tarfile.GNUTYPE_LONGNAME, 100_000_000).tobuf()
    return gzip.compress(header + bytes(100_000_000), 1)


def many_listed() -> bytes:
    """Return a ZIP that lists 300,000 files, as far as it says."""
    files = zipped(*[(f"{n}.txt", b"") for n in range(1_000)])
    at = files.rfind(b"PK\x05\x06")
    start = int.from_bytes(files[at + 16 : at + 20], "little")
    listing = files[start:at] * 300
    return files[:start] + listing + files[at : at + 12] + len(listing).to_bytes(4, "little") + files[at + 16 :]


def warc(length: int | str, body: bytes) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2025-08-05T10:00:00Z\r\n"
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return f"{head}Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n".encode() + http + body


def nested_message() -> bytes:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5_000))
    return (
        f"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Tue, 05 Aug 2025 10:00:00 +0000\n{parts}hi\n".encode()
    )


def quoted_printable() -> bytes:
    head = "From: a@b.example\nSubject: x\nDate: Tue, 05 Aug 2025 10:00:00 +0000\nMIME-Version: 1.0\n"
    return f"{head}Content-Transfer-Encoding: quoted-printable\n\n{'=' * 3_000_000}{'=3D' * 1_000_000}".encode()


def cues() -> Iterator[str]:
    for n in range(20_000):
        clock = f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}"
        yield f"{n + 1}\n{clock},000 --> {clock},900\n>> I\n\n"


def feed(inner: str, before: str = "") -> bytes:
    return f"<?xml version='1.0'?>{before}<rss><channel>{inner}</channel></rss>".encode()


def json_feed(items: str) -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1", "items": {items}'.encode()


def _loop(contents: str, more: str = "<< >>") -> bytes:
    page = f"<< /Type /Page /Parent 2 0 R {PAGE} {contents} >>"
    return pdf(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, more)


BOMBS: dict[str, Callable[[], bytes]] = {
    "nested.html": lambda: made.page("<div>" * DEEP + "Lumen has raised $40 million."),
    "nested_inline.html": lambda: made.page("<p>" + "<b><i>" * (DEEP // 2) + "Lumen has raised $40 million."),
    "tables.html": lambda: made.page("<table><tr><td>" * 30_000 + "x"),
    "attributes.html": lambda: made.page(f"<p {ATTRIBUTES}>Lumen.</p>"),
    "paragraph.html": lambda: made.page("<p>" + "Lumen has raised $40 million. " * 380_000 + "</p>"),
    "long_paragraph.html": lambda: made.page("<p>" + "Lumen and so on " * 600_000 + "</p>"),
    "one_word.html": lambda: made.page("<p>" + "a" * 1_000_000),
    "open_tags.html": lambda: made.page("<" * 300_000),
    "json_ld.html": lambda: made.page(
        "<p>Lumen has raised $40 million.</p>", f"<script type='application/ld+json'>{'[' * DEEP}</script>"
    ),
    "many.zip": many_listed,
    "large.zip": lambda: zipped(("a.html", b" " * 101_000_000)),
    "mimetype.zip": lambda: zipped(("mimetype", b" " * 300_000_000)),
    "large.txt.gz": lambda: gzip.compress(b" " * 101_000_000, 1),
    "name.tar.gz": long_name,
    "links.tar": lambda: tar(
        member("../../up.txt", tarfile.REGTYPE, 29), member("/root.txt", tarfile.REGTYPE, 29),
        member("soft.txt", tarfile.SYMTYPE, to="/etc/passwd"), member("hard.txt", tarfile.LNKTYPE, to="../../up.txt"),
        member("device", tarfile.CHRTYPE), member("pipe", tarfile.FIFOTYPE),
    ),
    "entities.docx": lambda: docx(
        f"{ENTITIES}<w:document {WORD}><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>"
    ),
    "large.docx": lambda: docx(f"<w:document {WORD}><w:body><w:p><w:r><w:t>".encode() + b"a " * 40_000_000),
    "nested.docx": lambda: docx(f"<w:document {WORD}><w:body>" + "<w:p>" * DEEP),
    "entities.epub": lambda: epub(
        f"{ENTITIES}<package {made.SPACES}><metadata><dc:title>&e10;</dc:title></metadata></package>"
    ),
    "large.epub": lambda: epub(
        f"<package {made.SPACES}><manifest><item id='c' href='c.xhtml'/></manifest><spine><itemref idref='c'/></spine>"
        "</package>", b"<p>" + b"a " * 40_000_000,
    ),
    "again.epub": lambda: epub(
        f"<package {made.SPACES}><manifest><item id='c' href='c.xhtml'/></manifest><spine>{REFERENCE * 50_000}"
        "</spine></package>", b"<p>" + b"Lumen has raised $40 million. " * 1_000,
    ),
    "entities.rss": lambda: feed("<item><description>&e10;</description></item>", ENTITIES),
    "attributes.rss": lambda: feed(f"<item {ATTRIBUTES}></item>"),
    "nested.rss": lambda: b"<rss>" + b"<a>" * DEEP,
    "nested.json": lambda: json_feed("[" * DEEP),
    "numbers.json": lambda: json_feed(f"{json.dumps([{'id': 'n'}] * 100_000)}}}"),
    "tree.pdf": lambda: pdf(CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>"),
    "parents.pdf": lambda: pdf(
        CATALOG, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 3 0 R /Contents 3 0 R >>",
    ),
    "object.pdf": lambda: _loop("/Contents 4 0 R", "4 0 R"),
    "form.pdf": lambda: _loop(
        "/Contents 4 0 R /Resources << /XObject << /A 4 0 R >> >>",
        f"<< /Type /XObject /Subtype /Form {PAGE.replace('Media', 'B')} /Resources << /XObject << /A 4 0 R >> >> "
        "/Length 10 >>\nstream\n/A Do /A Do\nendstream",
    ),
    "long.srt": lambda: "".join(cues()).encode(),
    "one_cue.vtt": lambda: b"WEBVTT\n\n00:00:00.000 --> 99:00:00.000\n" + b"<v " * 1_000_000,
    "large.warc": lambda: warc(1 << 60, b"<p>Lumen has raised $40 million.</p>"),
    "negative.warc": lambda: warc(-1, b"<p>Lumen has raised $40 million.</p>"),
    "small.warc": lambda: warc(60, b"<p>Lumen has raised $40 million.</p>" * 1_000),
    "header.warc": lambda: gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"x" * 50_000_000, 1),
    "nested.eml": nested_message,
    "quoted.eml": quoted_printable,
}  # fmt: skip
"""Each file by its name, made when it is asked for."""

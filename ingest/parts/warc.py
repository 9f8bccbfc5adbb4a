"""Web archives (WARC): each page that was answered is a document, as it was when it was fetched."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime
from io import StringIO
from typing import IO, Any

from claims.core.when import micros
from ingest.capture import Capture, Told
from ingest.size import LARGEST

TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/markdown")


def pages(file: IO[bytes], name: str) -> Iterator[Capture]:
    """Yield the pages of a web archive; a damaged record ends it, and that is said."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = other = 0
    archive = ArchiveIterator(file)
    records, aside = iter(archive), StringIO()
    while True:
        try:
            with redirect_stderr(aside):  # where the library writes what stands between the records, as it stands there
                record = next(records, None)
            if record is None:
                break
            page = _page(record, name)
        except (ArchiveLoadFailed, OSError, ValueError, EOFError, KeyError, AttributeError, IndexError) as error:
            why = f"{name} is damaged after {found} pages ({type(error).__name__}): what follows is not read"
            yield Capture(name, failed=why)
            return
        if page is None:
            other += 1
        else:
            found += 1
            yield page
    if aside.getvalue():
        yield Capture(name, failed=f"{name} is damaged: records are longer than they say, and the rest was left out")
    if file.tell() > archive.offset:
        yield Capture(name, failed=f"{name} is damaged: it ends in the middle of a record after {found} pages")
    elif not found:
        yield Capture(name, failed=f"{name} holds no page that was answered ({other} other records)")


def _page(record: Any, name: str) -> Capture | None:
    if record.rec_type not in ("response", "resource"):
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    http = record.http_headers
    if not url.startswith(("http://", "https://")) or (http is not None and http.get_statuscode() != "200"):
        return None
    told = (http or record.rec_headers).get_header("Content-Type") or ""
    media_type = told.partition(";")[0].strip().casefold()
    if media_type not in TYPES:
        return None
    label = f"{name}#{url}"
    body = record.content_stream().read(LARGEST + 1)
    if len(body) > LARGEST:
        return Capture(label, failed=f"{label} is larger than {LARGEST:,} bytes: save what you need of it first")
    if getattr(record.raw_stream, "limit", 0) > 0:  # there should be more
        return Capture(label, failed=f"{label} is cut short in {name}: the file is damaged; get it anew")
    if not body.strip():
        return None
    fetched = _stamp(record.rec_headers.get_header("WARC-Date"))
    return Capture(label, body, told or "text/html", told=Told(url=url, retrieved_at=fetched))


def _stamp(value: str | None) -> int | None:
    try:
        moment = datetime.fromisoformat((value or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return micros(moment) if moment.tzinfo else None

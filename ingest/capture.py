"""Capture: the one place that opens what a user names; gives bytes, what they are called, and what came with them."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from claims.core.text import gate
from claims.errors import ClaimtrackError, InputFailed, shown
from claims.files import reading
from ingest.readers.kinds import SEVERAL, TEXTS, Kind, kind_of
from ingest.size import LARGEST, LARGEST_FILE, require_size

if TYPE_CHECKING:
    from ingest.web import Door, Fetched

_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Told:
    """What came with a document, from the feed, archive or server that had it; `retrieved_at` in microseconds."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved_at: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    guid: str | None = None
    page: str | None = None
    """What it is a capture of, where neither it nor its address says so."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one document as they came; `failed` says why there are none, `leads_to` where more of it is.

    `media_type` is what it was said to be, with its parameters; `text/plain` says nothing. `kind` is what it is, once
    that was looked at. `path` is where the file it was read from is on this machine.
    """

    name: str
    body: bytes = b""
    media_type: str = "text/plain"
    told: Told = Told()
    failed: str | None = None
    leads_to: str | None = None
    kind: Kind | None = None
    path: str | None = None


def is_url(given: object) -> bool:
    """Tell whether an input is an address of the web."""
    return isinstance(given, str) and given.casefold().startswith(("http://", "https://"))


def expected(inputs: Iterable[object]) -> int:
    """Return how many documents inputs are, as far as that can be told before they are opened."""
    return sum(sum(1 for _ in _files(str(each))) if _is_folder(str(each)) else 1 for each in inputs)


def files_of(given: object) -> list[str] | None:
    """Return the files in a folder and in those in it, by name; None for what is no folder, or an empty one."""
    if not isinstance(given, str | Path) or not _is_folder(str(given)):
        return None
    return [str(each) for each in _files(str(given))] or None


def again(name: str) -> str | None:
    """Return the input an outcome is about: the archive or feed, for what is in one; None where it is gone."""
    start = name.partition("#")[0]
    if is_url(start):
        return start
    for place in (Path(name), Path(start), *Path(start).parents):
        if place.is_file():
            return str(place)
    return None


def captures(given: object, door: "Door | None" = None, *, full: bool = False) -> Iterator[Capture]:
    """Yield the documents of one input: a path or folder, `-` for standard input, a URL, bytes, or a Capture.

    A feed, a web archive or an archive of files is several documents; with `full`, the pages that a feed's entries
    lead to are fetched. What cannot be had is yielded, too, and says why.
    """
    try:
        for each in _opened(given, door):
            yield followed(each, door) if full and each.leads_to and door else each
    except ClaimtrackError as error:
        yield Capture("-" if isinstance(given, bytes) else str(given), failed=str(error))


def _opened(given: object, door: "Door | None") -> Iterator[Capture]:
    if isinstance(given, Capture):
        yield from _apart(given)
    elif isinstance(given, bytes):
        yield from _apart(Capture("-", given), "the input")
    elif str(given) == "-":
        yield from _read(sys.stdin.buffer, "-", "standard input")
    elif is_url(given):
        yield from _apart(_fetched(str(given), door))
    elif _is_folder(str(given)):
        yield from _folder(Path(str(given)))
    else:
        yield from _file(Path(str(given)))


def _is_folder(given: str) -> bool:
    try:
        return Path(given).is_dir()
    except (OSError, ValueError):  # what no disk can hold is told where it is opened
        return False


def _folder(path: Path) -> Iterator[Capture]:
    """Yield the files of a folder and of those in it, by name."""
    found = 0
    for file in _files(str(path)):
        found += 1
        yield from captures(file)
    if not found:
        raise InputFailed(f"{shown(path)} is an empty folder: there is nothing to read in it")


def _files(folder: str) -> Iterator[Path]:
    """Yield the files in a folder and in those in it, by name; hidden ones are left alone."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


def _file(path: Path) -> Iterator[Capture]:
    with reading(path) as file:
        try:
            for each in _read(file, str(path), shown(path), _size(file)):
                yield replace(each, path=_place_of(path)) if each.name == str(path) else each
        except OSError as error:
            raise InputFailed(f"{shown(path)} cannot be read: {error.strerror or error}") from None


def _place_of(path: Path) -> str | None:
    """Return where a file is, None for a name or a folder that is no text."""
    place = os.path.abspath(path)
    return place if gate(place) == (place, 0) else None


def _read(file: IO[bytes], name: str, what: str, size: int = 0) -> Iterator[Capture]:
    """Yield what is in a stream, of which no more is read than its kind may have; `size` is 0 where it is not known."""
    head = file.read(_HEAD)
    kind = kind_of(head, name)
    if kind in (Kind.WARC, Kind.ARCHIVE) and size > LARGEST_FILE:
        file.seek(0)
        yield from _parts(kind, file, name)
        return
    text = kind in TEXTS
    require_size(what, size, text=text)
    body = head + file.read((LARGEST if text else LARGEST_FILE) + 1 - len(head))
    require_size(what, len(body), known=False, text=text)
    yield from _apart(Capture(name, body), what)


def _apart(captured: Capture, called: str | None = None) -> Iterator[Capture]:
    """Yield a document, or the documents in it where it holds several."""
    found = _looked_at(captured, called or shown(captured.name))
    if found.kind in SEVERAL:
        yield from _parts(found.kind, BytesIO(found.body), found.name)
    else:
        yield found


def _looked_at(captured: Capture, what: str) -> Capture:
    """Return a capture with what it is; raises InputFailed for what is empty, or too large for its kind."""
    if captured.failed:
        return captured
    if not captured.body.strip():
        raise InputFailed(f"{what} is empty: there is nothing to read")
    kind = captured.kind or kind_of(captured.body, captured.name, captured.media_type)
    if kind not in SEVERAL:
        require_size(what, len(captured.body), text=kind in TEXTS)
    return replace(captured, kind=kind)


def _parts(kind: Kind, file: IO[bytes], name: str) -> Iterator[Capture]:
    """Yield the documents in a feed or an archive, held to the same bounds as others."""
    from ingest.parts import taken_apart

    for each in taken_apart(kind, file, name):
        try:
            yield _looked_at(each, shown(each.name))
        except InputFailed as error:
            yield replace(each, body=b"", failed=str(error))


def _fetched(url: str, door: "Door | None") -> Capture:
    if door is None:
        raise InputFailed(
            f"{shown(url)} is on the web, and nothing may be fetched here: save the page and give the file"
        )
    return as_fetched(door.fetch(url))


def as_fetched(page: "Fetched") -> Capture:
    """Return a page as it came."""
    told = Told(url=page.final_url, retrieved_at=page.retrieved_at, headers=page.headers)
    return Capture(page.url, page.body, page.headers.get("content-type", "application/octet-stream"), told)


def followed(entry: Capture, door: "Door") -> Capture:
    """Return the page an entry leads to, with what the feed tells of it; the entry itself where it is not had."""
    assert entry.leads_to is not None
    try:
        page = _fetched(entry.leads_to, door)
    except ClaimtrackError as error:
        return replace(entry, failed=str(error))
    told = replace(entry.told, url=page.told.url, retrieved_at=page.told.retrieved_at, headers=page.told.headers)
    return replace(page, name=entry.name, told=told)


def _size(file: IO[bytes]) -> int:
    """How many bytes a file has; 0 for what has no size before it is read, such as a pipe."""
    told = os.fstat(file.fileno())
    return told.st_size if stat.S_ISREG(told.st_mode) else 0

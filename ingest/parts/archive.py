"""Archives of files (ZIP, tar, gzip): each file in them is an input of its own; nothing is written to the disk."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from io import BufferedReader, BytesIO, RawIOBase
from posixpath import basename
from typing import IO, Any
from zipfile import BadZipFile

from ingest.capture import Capture
from ingest.parts import DEEPEST, taken_apart
from ingest.readers.kinds import SEVERAL, kind_of, unzipped
from ingest.size import LARGEST_FILE

MOST = 20_000
"""Files of one archive that are taken."""
LARGEST = 2_000_000_000
"""Bytes of one archive, unpacked: more is a bomb, or two archives."""
LISTED = 40_000
"""Members of a tar that are looked at, folders and hidden files too."""
LONGEST_NAME = 1_000_000
_NAMES = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_BROKEN = (
    OSError, EOFError, BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, RuntimeError, ValueError, KeyError,
)  # fmt: skip


def members(file: IO[bytes], name: str, depth: int) -> Iterator[Capture]:
    """Yield the files of an archive, and what is in archives among them; what cannot be read says why."""
    if depth >= DEEPEST:
        yield Capture(name, failed=f"{name} is an archive in an archive in an archive: unpack it first")
        return
    taken = size = 0
    try:
        for label, body in _files(file, name):
            taken, size = taken + 1, size + len(body or b"")
            if taken > MOST or size > LARGEST:
                yield Capture(name, failed=f"{name} holds more than is read at once: unpack it, and give it in parts")
                return
            yield from _member(label, body, depth)
    except _BROKEN as error:
        yield Capture(name, failed=f"{name} is damaged after {taken} files ({type(error).__name__}): pack it anew")
        return
    if not taken:
        yield Capture(name, failed=f"{name} is empty: there is nothing to read in it")


def _member(label: str, body: bytes | None, depth: int) -> Iterator[Capture]:
    if body is None:
        yield Capture(label, failed=f"{label} is larger than {LARGEST_FILE:,} bytes, or protected: unpack it first")
        return
    kind = kind_of(body, label)
    if kind in SEVERAL:
        yield from taken_apart(kind, BytesIO(body), label, depth + 1)
    else:
        yield Capture(label, body, kind=kind)


def _files(file: IO[bytes], name: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield names and contents; None for what is too large, or protected."""
    head = file.read(512)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        yield from _zipped(file, name)
    elif head[257:262] == b"ustar":
        yield from _tarred(file, name)
    else:
        with closing(BufferedReader(_Counted(_unpacking(file, head)), 1 << 16)) as stream:
            start = stream.peek(512)[:512]
            if start[257:262] == b"ustar":
                yield from _tarred(stream, name)
            else:
                yield f"{name}/{basename(name).rpartition('.')[0] or 'file'}", _bounded(stream)


def _unpacking(file: IO[bytes], head: bytes) -> Any:
    """Return a file as it is unpacked, by what it begins with."""
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    return bz2.BZ2File(file) if head.startswith(b"BZh") else lzma.LZMAFile(file)


def _zipped(file: IO[bytes], name: str) -> Iterator[tuple[str, bytes | None]]:
    with unzipped(file) as archive:
        for each in archive.infolist():
            if not each.is_dir() and _wanted(each.filename):
                label = f"{name}/{each.filename}"
                if each.file_size > LARGEST_FILE or each.flag_bits & 1:
                    yield label, None
                    continue
                with archive.open(each) as member:
                    yield label, _bounded(member)


def _tarred(file: IO[bytes], name: str) -> Iterator[tuple[str, bytes | None]]:
    with tarfile.open(fileobj=file, mode="r|", tarinfo=_Member) as archive:
        for n, each in enumerate(archive):
            if n > LISTED:
                raise tarfile.ReadError("it lists too many files")
            if each.isfile() and _wanted(each.name):
                member = archive.extractfile(each)
                yield f"{name}/{each.name}", _bounded(member) if member and each.size <= LARGEST_FILE else None


class _Member(tarfile.TarInfo):
    """A file as a tar names it; a name of megabytes, which would be read whole, makes the tar a damaged one."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        found = super().frombuf(buf, encoding, errors)
        if found.type in _NAMES and found.size > LONGEST_NAME:
            raise tarfile.ReadError("a name is too long")
        return found


class _Counted(RawIOBase):
    """A file as it is unpacked, up to the most that is read of one archive."""

    def __init__(self, file: Any) -> None:
        self._file, self._left = file, LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._file.read(len(buffer))
        self._left -= len(found)
        if self._left < 0:
            raise OSError("it unpacks to more than is read")
        buffer[: len(found)] = found
        return len(found)


def _bounded(stream: IO[bytes]) -> bytes | None:
    """Read a file in an archive, whatever size it says it has; None where it is too large."""
    body = stream.read(LARGEST_FILE + 1)
    return body if len(body) <= LARGEST_FILE else None


def _wanted(path: str) -> bool:
    """Tell whether a path is a file somebody put there: hidden ones are systems' own."""
    return not any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in path.split("/"))

"""Files of the user: read, or written whole; and what is wrong with one that cannot be."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from claims.errors import ClaimtrackError, InputFailed, InvalidValue, StorageError, shown

DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
"""What ails a disk, rather than what somebody wrote."""


@contextmanager
def reading(place: str | Path) -> Iterator[IO[bytes]]:
    """Yield a file as bytes; raises InputFailed when it cannot be opened, with the next step."""
    path = Path(place)
    try:
        if path.is_dir():
            raise InputFailed(f"{shown(path)} is a folder: name the files in it, such as {path}/*.md")
        stream = path.open("rb")
    except FileNotFoundError:
        raise InputFailed(f"{shown(path)} is not there: check the path") from None
    except ValueError:
        raise InputFailed(f"{shown(path)} is not a path: it holds a NUL") from None
    except OSError as error:
        raise InputFailed(f"{shown(path)} cannot be read: {error.strerror or error}") from None
    with stream:
        yield stream


@contextmanager
def writing(place: str | Path) -> Iterator[IO[bytes]]:
    """Yield a file that is there when it is complete, or not at all; a device or a pipe is written to as it is.

    Raises InvalidValue for a place no file can be at, StorageError when the disk is in trouble.
    """
    try:
        target = Path(os.path.realpath(place))  # where a link leads to
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            with target.open("wb") as stream:
                yield stream
            return
        with _replacing(target) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise unwritable(place, error) from None


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    half = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with half.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            half.chmod(stat.S_IMODE(target.stat().st_mode))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def fresh(place: str | Path) -> Iterator[Path]:
    """Yield an empty file to fill; when it is complete it gets its name, which no file may have had before.

    Raises InvalidValue for a place where something is or no file can be, StorageError when the disk is in trouble.
    """
    target = Path(place)
    half = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        if os.path.lexists(target):
            raise FileExistsError
        half.touch(exist_ok=False)
        yield half
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        _name(half, target)
    except FileExistsError:
        raise InvalidValue("file", target, "there is something of that name: give a new one") from None
    except (OSError, ValueError) as error:
        raise unwritable(place, error) from None
    finally:
        _remove(half)


def _name(half: Path, target: Path) -> None:
    try:
        os.link(half, target)  # unlike a renaming it replaces nothing
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        half.rename(target)


def _remove(half: Path) -> None:
    try:
        half.unlink()
    except (OSError, ValueError):  # it is gone, or never came to be
        return


def unwritable(place: str | Path, error: OSError | ValueError) -> ClaimtrackError:
    """Return what to tell the user about a file that cannot be written."""
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    if isinstance(error, OSError) and error.errno in DISK_TROUBLE:
        return StorageError(
            f"{shown(Path(place))} cannot be written ({why}): free some space, or name a file on another disk"
        )
    return InvalidValue("file", Path(place), f"it cannot be written ({why}); name a file in a folder you may write to")

"""Watching folders: what is there is taken in, and then what appears, each file once it is whole.

Folders are looked through again and again: no system tells of files that another machine writes into a folder both of
them share, and whether a file is whole has to be looked at in any case.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import InputFailed, shown
from claims.records import Report
from ingest import pipeline

if TYPE_CHECKING:
    from claims.book import Book

EVERY = 1.0
"""Seconds between two looks; more where a look takes long."""
SETTLED = 2.0
"""Seconds for which a file must stay as it is: a program that writes it rarely pauses longer."""
OLD = 60.0
"""Seconds since the last change after which a file that is there at the start is whole. Clocks of two machines may
differ; later on only this machine's clock counts, and how long it has seen a file as it is."""
SHARE = 5
"""The part of the time that may be spent on looking is one in so many."""
PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".swp", "~")
"""Endings of names that programs give to what they have not finished."""

Wait = Callable[[float], bool]
"""Waits so many seconds, or less, and tells whether to end."""
Mark = tuple[int, int, int, int]


@dataclass(slots=True)
class Arrivals:
    """One folder: which files in it are whole, and were not given before as they are now."""

    folder: Path
    clock: Callable[[], float] = time.monotonic
    _since: dict[Mark, float] = field(default_factory=dict)
    _given: dict[str, Mark] = field(default_factory=dict)
    _names: dict[tuple[int, int], str] = field(default_factory=dict)
    _looked: bool = False

    def look(self) -> list[str] | None:
        """Return the files that became whole, by name; None where the folder is not there at the moment."""
        if not self.folder.is_dir():
            return None
        now, old = self.clock(), time.time() - OLD
        since: dict[Mark, float] = {}
        names: dict[tuple[int, int], str] = {}
        given: dict[str, Mark] = {}
        whole = []
        for path, told in _files(str(self.folder)):
            mark = (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)
            since[mark] = self._since.get(mark, now)
            names[mark[:2]] = path
            if self._given.get(path) == mark:
                given[path] = mark
            elif told.st_size and not _is_partial(path):  # nothing is to be read in an empty one yet
                renamed = told.st_ino and self._names.get(mark[:2], path) != path
                here = not self._looked and told.st_mtime < old
                if renamed or here or now - since[mark] >= SETTLED:
                    given[path] = mark
                    whole.append(path)
        self._since, self._names, self._given, self._looked = since, names, given, True
        return whole


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files in a folder and those in it, by name, hidden ones too; what goes meanwhile is passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            path = os.path.join(place, name)
            try:
                told = os.stat(path)
            except OSError:
                continue
            yield path, told


def _is_partial(path: str) -> bool:
    name = os.path.basename(path)
    return name.startswith((".", "~$")) or name.casefold().endswith(PARTIAL)


def watch(
    book: "Book", folders: Sequence[str | Path], *, progress: pipeline.Progress | None = None,
    wait: Wait | None = None, say: Callable[[str], object] | None = None, **options: object,
) -> Iterator[Report]:  # fmt: skip
    """Take in what is in folders, and then what appears in them; yields what each group of files came to.

    Files that became whole between two looks are one batch. `wait` waits between two looks, and ends it all by saying
    so; `say` is told what happens to folders. A folder that goes meanwhile is waited for. Raises InputFailed for one
    that is not there at the start.
    """
    watched = [Arrivals(Path(each)) for each in folders]
    for each in watched:
        if not each.folder.is_dir():
            raise InputFailed(f"{shown(each.folder)} is no folder that is there: make it, or watch another one")
    wait, say = wait or _sleep, say or (lambda _: None)
    gone: set[Path] = set()
    pause = 0.0
    while not wait(pause):
        began = time.monotonic()
        arrived: dict[str, None] = {}
        for each in watched:
            found = each.look()
            if (found is None) != (each.folder in gone):
                gone ^= {each.folder}
                say(f"{shown(each.folder)} {'is not there any more: waiting for it' if found is None else 'is back'}")
            arrived |= dict.fromkeys(found or ())
        pause = max(EVERY, SHARE * (time.monotonic() - began))
        if arrived:
            stop = partial(wait, 0.0)
            yield pipeline.ingest(book, list(arrived), progress=progress, stop=stop, **options)  # type: ignore[arg-type]


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return False

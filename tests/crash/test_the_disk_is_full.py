"""The disk is full, in four ways: one line, nothing half done, and run again with more room it comes to the same."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash.broken import Broken
from tests.crash.desk import Desk
from tests.crash.faulty import Ran, Way, copy

PAGE = 4096
STEPS = (0, 6, 16, 40, 90, 1500)
"""How many pages there is room for: none, some, enough for a part of the command, and for all of it."""
NO_ROOM = "has no room left on its disk: free some space"
BOUND_PAGES = """
import os
from sqlalchemy import Engine, event
@event.listens_for(Engine, "engine_connect")
def bound(connection):
    connection.connection.driver_connection.execute("PRAGMA max_page_count = {pages}")
"""
BOUND_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
"""As `ulimit -f` does; Python ignores the signal that comes with it."""
HEEDLESS = """
import claims.cli.group
claims.cli.group.report = lambda error: 0
"""


NAMES = ("large", "import", "verify")


@pytest.fixture(params=NAMES)
def broken(request: pytest.FixtureRequest, desk: Desk) -> Broken:
    return begin(desk, request.param)


def begin(desk: Desk, name: str, base: Path | None = None) -> Broken:
    command = desk.command(name)
    return Broken(desk.driver, base or desk.base, command, ("ingest", "--resume") if command[0] == "ingest" else ())


def tried(broken: Broken, run: Callable[[int], Ran], grow: Callable[[], object] = lambda: None) -> Iterator[str]:
    """Run with ever more room; yields what is not as it must be. Not every run may succeed, and the last one must."""
    ran, failed = None, 0
    for pages in STEPS:
        copy(broken.before, broken.work)
        ran = run(pages)
        failed += ran.code != 0
        if ran.code and NO_ROOM not in ran.err:
            yield f"room for {pages} pages: said {ran.err}"
        grow()
        yield from (f"room for {pages} pages: {each}" for each in broken.judge(ran))
    if ran is None or ran.code or not failed:
        yield f"it was not broken off, or not gone on with: {failed} failed"


@pytest.mark.parametrize("broken", ["large"], indirect=True)  # the others find room in the pages there are
def test_the_file_may_have_no_more_pages(broken: Broken) -> None:
    before = broken.before.stat().st_size // PAGE

    def run(pages: int) -> Ran:
        return broken.driver.run(broken.work, broken.command, plant=BOUND_PAGES.format(pages=before + pages))

    assert list(tried(broken, run)) == []


def test_no_file_may_be_larger(broken: Broken) -> None:
    def run(pages: int) -> Ran:
        return broken.driver.run(broken.work, broken.command, plant=BOUND_FILES.format(size=(pages + 2) * PAGE))

    assert [each for each in tried(broken, run) if "said" not in each] == []


def test_no_write_finds_room_from_some_moment_on(broken: Broken) -> None:
    def run(pages: int) -> Ran:
        return broken.driver.run(broken.work, broken.command, at=1 + pages * 3, way=Way.FULL_FOR_GOOD)

    assert list(tried(broken, run)) == []


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount a disk of a few megabytes; skips where only root may."""
    place.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("to make a small disk takes root, and the right to mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def filled(place: Path, left: int) -> None:
    """Fill a disk but for so many bytes."""
    with (place / "filler").open("wb") as file:
        free = os.statvfs(place)
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - left)))


@pytest.mark.parametrize("name", NAMES)
def test_the_disk_itself_is_full(desk: Desk, tmp_path: Path, name: str) -> None:
    with small_disk(tmp_path / "small") as place:
        broken = begin(desk, name, copy(desk.base, place / "base.db"))

        def run(pages: int) -> Ran:
            filled(place, (pages * 3 + 16) * PAGE)  # the shared index of the log takes some by itself
            return broken.driver.run(broken.work, broken.command)

        assert list(tried(broken, run, (place / "filler").unlink)) == []


def test_what_is_broken_on_purpose_is_found(desk: Desk) -> None:
    broken = begin(desk, "verify")
    ran = broken.driver.run(
        copy(broken.before, broken.work), broken.command, at=20, way=Way.FULL_FOR_GOOD, plant=HEEDLESS
    )
    assert "exit 0, and it is not complete: 0 of 1" in list(broken.judge(ran))

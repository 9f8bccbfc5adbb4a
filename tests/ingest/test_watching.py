"""Watching folders: each file once, when it is whole, whatever writes it and whatever becomes of the folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.book import Book
from claims.errors import InputFailed
from claims.records import Outcome, Report
from ingest import pipeline
from ingest.watching import SETTLED, Arrivals

WORDS = "Lab 7 hired 27 people in 2025.\n"
LONG_AGO = 1_000_000_000


class Clock:
    """A clock that only the test moves on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def arrivals(folder: Path, clock: Clock) -> Arrivals:
    """An empty folder that was looked at once."""
    found = Arrivals(folder, clock)
    assert found.look() == []
    return found


def names(found: list[str] | None) -> list[str]:
    assert found is not None
    return [os.path.basename(each) for each in found]


def test_what_was_there_long_ago_is_whole_at_once(folder: Path, clock: Clock) -> None:
    for name in ("b.txt", "a.txt", "new.txt"):
        (folder / name).write_text(WORDS)
    for name in ("b.txt", "a.txt"):
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    assert names(Arrivals(folder, clock).look()) == ["a.txt", "b.txt"]


def test_a_file_being_written_is_waited_for(arrivals: Arrivals, folder: Path, clock: Clock) -> None:
    for n in range(1, 5):
        (folder / "a.txt").write_text(WORDS * n)
        assert arrivals.look() == []
        clock.now += SETTLED - 0.1
    assert arrivals.look() == []
    clock.now += 0.2
    assert names(arrivals.look()) == ["a.txt"]
    clock.now += 99
    assert arrivals.look() == []


def test_a_clock_elsewhere_says_nothing_of_what_came_later(arrivals: Arrivals, folder: Path) -> None:
    (folder / "a.txt").write_text(WORDS)
    os.utime(folder / "a.txt", (LONG_AGO, LONG_AGO))
    assert arrivals.look() == []


@pytest.mark.parametrize("name", [".a.txt.x7", "a.txt.part", "a.crdownload", "a.TMP", "~$a.docx", "a.txt~"])
def test_what_is_renamed_is_whole_at_once_and_not_before(
    name: str, arrivals: Arrivals, folder: Path, clock: Clock
) -> None:
    (folder / name).write_text(WORDS)
    assert arrivals.look() == []
    clock.now += 99
    assert arrivals.look() == []
    (folder / name).rename(folder / "a.txt")
    assert names(arrivals.look()) == ["a.txt"]


def test_an_empty_file_is_waited_for(arrivals: Arrivals, folder: Path, clock: Clock) -> None:
    (folder / "a.txt").touch()
    arrivals.look()
    clock.now += 99
    assert arrivals.look() == []


def test_what_is_changed_comes_again(arrivals: Arrivals, folder: Path, clock: Clock) -> None:
    for text in (WORDS, WORDS * 2):
        (folder / "a.txt").write_text(text)
        assert arrivals.look() == []
        clock.now += SETTLED
        assert names(arrivals.look()) == ["a.txt"]


def test_a_folder_that_goes_and_comes_back_brings_nothing_twice(
    arrivals: Arrivals, folder: Path, clock: Clock, tmp_path: Path
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.txt").write_text(WORDS)
    arrivals.look()
    clock.now += SETTLED
    assert names(arrivals.look()) == ["a.txt"]
    folder.rename(tmp_path / "away")
    assert arrivals.look() is None
    (tmp_path / "away").rename(folder)
    assert arrivals.look() == []


def test_hidden_folders_are_left_alone(folder: Path, clock: Clock) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text(WORDS)
    os.utime(folder / ".git" / "a.txt", (LONG_AGO, LONG_AGO))
    assert Arrivals(folder, clock).look() == []


# ---- taking in ----------------------------------------------------------------------------------------------


def put(file: Path, text: str) -> None:
    """Put a file there whole, as a move does."""
    (part := file.with_name(file.name + ".part")).write_text(text)
    os.utime(part, (LONG_AGO, LONG_AGO))
    part.rename(file)


def watched(
    book: Book, folders: list[Path], *steps: Callable[[], object], said: list[str] | None = None
) -> Iterator[Report]:
    """Watch folders, do a step between each two looks, and end after the last."""
    left = [*steps]

    def wait(seconds: float) -> bool:
        if seconds and not left:
            return True
        if seconds:
            left.pop(0)()
        return False

    return book.watch(folders, wait=wait, say=(said if said is not None else []).append, source="Labs")


def test_each_group_that_comes_is_one_batch_and_the_known_leave_none(book: Book, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    put(folder / "1.txt", "Lab 1 hired 21 people in 2025.\n")
    put(tmp_path / "more" / "2.txt", "Lab 2 hired 22 people in 2025.\n")

    def later() -> None:
        for n in (3, 4):
            (folder / f"{n}.part").rename(folder / f"{n}.txt")

    def parts() -> None:
        for n in (3, 4):
            (folder / f"{n}.part").write_text(f"Lab {n} hired 2{n} people in 2025.\n")

    def again() -> None:
        (folder / "1.txt").rename(folder / "same.txt")

    reports = list(watched(book, [folder, tmp_path / "more"], parts, later, again, lambda: None))
    told = [[(Path(each.name).name, each.outcome) for each in report.outcomes] for report in reports]
    assert told == [
        [("1.txt", "added"), ("2.txt", "added")], [("3.txt", "added"), ("4.txt", "added")], [("same.txt", "known")],
    ]  # fmt: skip
    assert [bool(report.batch) for report in reports] == [True, True, False]
    assert len(book.batches()) == 2 and all(batch.finished_at for batch in book.batches())


def test_a_file_that_fails_does_not_end_it_and_is_read_again_when_it_was_mended(book: Book, folder: Path) -> None:
    put(folder / "a.txt", " \n")

    def part() -> None:
        (folder / "b.part").write_text(WORDS)

    def mend() -> None:
        (folder / "b.part").rename(folder / "a.txt")

    reports = list(watched(book, [folder], part, mend))
    assert [each.outcome for report in reports for each in report.outcomes] == ["failed", "added"]


def test_a_folder_that_goes_is_said_once_and_waited_for(book: Book, folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    away = tmp_path / "away"
    steps = (lambda: folder.rename(away), lambda: None, lambda: away.rename(folder), lambda: None)
    assert list(watched(book, [folder], *steps, said=said)) == []
    assert [each.rpartition("' is ")[2] for each in said] == ["not there any more: waiting for it", "back"]


def test_a_folder_that_is_not_there_at_the_start_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(InputFailed, match="is no folder that is there"):
        next(watched(book, [tmp_path / "missing"]))


def test_told_to_end_it_ends_after_what_is_being_written(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 2)
    for n in range(5):
        put(folder / f"{n}.txt", f"Lab {n} hired 2{n} people in 2025.\n")
    asked: list[Outcome] = []
    reports = list(book.watch([folder], wait=lambda _: bool(asked), progress=asked.append, source="Labs"))
    assert [len(report.outcomes) for report in reports] == [2]
    assert book.batches()[0].finished_at and book.batches()[0].counts["added"] == 2

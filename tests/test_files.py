"""Files are written whole or not at all, and nothing but a file is ever replaced."""

import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from claims.errors import InputFailed, InvalidValue, StorageError
from claims.files import reading, writing
from tests.permissions import bound_by_permissions


def write(place: Path, text: bytes = b"new") -> None:
    with writing(place) as stream:
        stream.write(text)


def test_a_file_is_there_when_it_is_complete(tmp_path: Path) -> None:
    with writing(tmp_path / "out") as stream:
        stream.write(b"new")
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(RuntimeError), writing(tmp_path / "out") as stream:
        stream.write(b"new")
        raise RuntimeError
    assert (tmp_path / "out").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out"]


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out").touch(mode=0o600)
    write(tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_a_link_goes_on_leading_where_it_led(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    other = Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    other.start()
    write(tmp_path / "pipe")
    other.join(timeout=30)
    assert read == [b"new"]
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
def test_a_full_disk_is_storage_that_failed() -> None:
    with pytest.raises(
        StorageError, match=r"'/dev/full' cannot be written \(No space left on device\): free some space"
    ):
        write(Path("/dev/full"))


@pytest.mark.parametrize("place", ["", "missing/out", "file/out", "x" * 300, "nul\0"])
def test_a_place_no_file_can_be_at(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidValue, match="it cannot be written"):
        write(tmp_path / place)
    assert os.listdir(tmp_path) == ["file"]


def test_a_folder_one_may_not_write_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with bound_by_permissions(), pytest.raises(InvalidValue, match="Permission denied"):
        write(tmp_path / "out")


@pytest.mark.parametrize(
    ("place", "said"), [("missing", "is not there: check the path"), ("", "is a folder"), ("nul\0", "is not a path")]
)
def test_what_cannot_be_read(tmp_path: Path, place: str, said: str) -> None:
    with pytest.raises(InputFailed, match=said), reading(tmp_path / place):
        pass

"""Power is cut at any moment: what was told to be done is there, nothing is half done, and the file is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from tests.crash.desk import Desk
from tests.crash.faulty import copy
from tests.crash.power import Disk, recorded
from tests.crash.state import digest, wrong

STATES = 850
"""How many different states of the disk are looked at, at least."""
SMALL_LOG = """
from sqlalchemy import Engine, event
@event.listens_for(Engine, "engine_connect")
def often(connection):
    connection.connection.driver_connection.execute("PRAGMA wal_autocheckpoint = 25")
    connection.connection.driver_connection.execute("PRAGMA synchronous = {synchronous}")
"""
"""Has the log written back to the file after a few pages, so that cuts fall into that, too."""


@dataclass
class Cuts:
    """What came of the power cuts that were tried."""

    states: set[bytes] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)


def play(desk: Desk, synchronous: str, times: int) -> Cuts:
    """Run commands while all they write is recorded, and cut the power after each operation."""
    commands = [desk.command(name) for name in ("several", "verify", "import", "undo")]
    work, log, plant = desk.folder / "work.db", desk.folder / "log", SMALL_LOG.format(synchronous=synchronous)
    copy(desk.base, work)
    before = digest(work)
    ran, after = desk.driver.states(work, *commands, plant=plant)
    copy(desk.base, work)
    disk = Disk({str(work): work.read_bytes()})
    again = desk.driver.run(work, *commands, plant=plant, record=str(log))
    assert (ran.code, again.code) == (0, 0), again.err
    assert digest(work) == after[-1]
    cut, chance, done = Cuts(), Random(7), 0
    for number, operation in enumerate(recorded(log)):
        disk.take(operation)
        done += operation.kind == "d"
        for files in disk.cuts(chance, times):
            cut.violations += _look(cut, files, [before, *after][done : done + 2], f"operation {number}, {done} done")
    assert done == len(after)
    return cut


def _look(cut: Cuts, files: dict[str, bytes], allowed: list[str], where: str) -> Iterator[str]:
    named = sha256(repr((sorted((name, sha256(body).digest()) for name, body in files.items()), allowed)).encode())
    if named.digest() in cut.states:
        return
    cut.states.add(named.digest())
    for name in files:
        database = Path(name.removesuffix("-wal"))
    for end in ("", "-wal", "-shm"):
        Path(f"{database}{end}").unlink(missing_ok=True)
    for name, body in files.items():
        Path(name).write_bytes(body)
    if found := wrong(database):
        yield f"{where}: damaged: {found}"
    elif digest(database) not in allowed:
        yield f"{where}: neither what was told to be done nor what came next"


@pytest.mark.long
def test_what_was_told_to_be_done_survives(desk: Desk) -> None:
    cut = play(desk, "FULL", 3)
    assert cut.violations == []
    assert len(cut.states) >= STATES


@pytest.mark.long
def test_with_less_care_it_would_not(desk: Desk) -> None:
    assert play(desk, "NORMAL", 1).violations

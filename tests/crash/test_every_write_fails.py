"""Every single write, fsync, truncation and removal goes wrong in turn: nothing damaged, half done or lost."""

import re
from collections.abc import Iterator

import pytest

from tests.crash.broken import Broken
from tests.crash.desk import Desk
from tests.crash.faulty import Way

COMMANDS = {"ingest": 7, "import": 7, "verify": 7, "undo": 7, "create": 97}
"""Of each command each so-many-th case is taken in every run of the tests, the ways in turn; the long one takes all."""
# What is broken on purpose, to see that it is found.
NO_TRANSACTION = "import claims.db.engine; claims.db.engine._begins_soon = lambda *_: True"
NO_JOURNAL = """
from sqlalchemy import Engine, event
@event.listens_for(Engine, "engine_connect")
def unsafe(connection):
    connection.connection.driver_connection.execute("PRAGMA journal_mode = OFF")
"""
NO_FAILURE = """
import claims.cli.group
claims.cli.group.report = lambda error: 0
"""
EARLY = """
import ingest.pipeline, claims.cli.report
keep = ingest.pipeline.batches.keep
def told_first(ledger, outcomes):
    keep(ledger, outcomes)
    for each in outcomes:
        claims.cli.report.tell(each)
ingest.pipeline.batches.keep = told_first
"""


def begin(desk: Desk, name: str, plant: str = "") -> Broken:
    """Return a command to be broken off, and how it is gone on with; `create` begins without a database."""
    command = desk.command("several" if name == "create" else name)
    start = desk.folder / "none.db" if name == "create" else desk.base
    return Broken(desk.driver, start, command, ("ingest", "--resume") if command[0] == "ingest" else (), plant)


def found(broken: Broken, share: int, *ways: Way) -> Iterator[str]:
    cases = [(at, way) for at in range(1, broken.operations + 2) for way in ways or Way]
    for n, (at, way) in enumerate(cases):
        if n % share == 0:
            for each in broken.breaks(at, way, again=n % (share * 8) == 0 or share == 1):
                yield f"operation {at} of {broken.operations}, {way.name}: {each}"


@pytest.mark.parametrize(("name", "share"), COMMANDS.items())
def test_an_operation_that_fails_harms_nothing(desk: Desk, name: str, share: int) -> None:
    assert list(found(begin(desk, name), share)) == []


@pytest.mark.long
@pytest.mark.parametrize("way", Way, ids=lambda way: way.name)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_operation_that_fails_harms_anything(desk: Desk, name: str, way: Way) -> None:
    assert list(found(begin(desk, name), 1, way)) == []


@pytest.mark.parametrize(
    ("name", "plant", "ways", "said"),
    [
        ("verify", NO_TRANSACTION, (Way.KILLED,), "half"),
        ("verify", NO_JOURNAL, (Way.KILLED,), "half|damaged"),
        ("verify", NO_FAILURE, (Way.FULL_FOR_GOOD,), "exit 0, and it is not complete"),
        ("ingest", EARLY, (Way.ERROR,), "lost"),
    ],
    ids=["no transaction", "no journal", "no failure told", "told too early"],
)
def test_what_is_broken_on_purpose_is_found(
    desk: Desk, name: str, plant: str, ways: tuple[Way, ...], said: str
) -> None:
    broken = begin(desk, name, plant)
    assert any(re.search(said, each) for each in found(broken, 3, *ways))

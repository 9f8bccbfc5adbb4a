"""Every single write, fsync, truncation and removal goes wrong in turn: nothing damaged, half done or lost."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.crash.desk import Broken
from tests.crash.faulty import Driver, Way, driving
from tests.postgres_server import MEMORY

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


class Desk:
    """A driver and the databases that commands start from."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        self.files = [str(folder / f"{n}.txt") for n in range(3)]
        self.lines = str(folder / "claims.jsonl")
        self.base = folder / "base.db"

    def prepare(self) -> None:
        for n, name in enumerate(self.files):
            Path(name).write_text(
                f"Lab {n} hired {n + 20} researchers in 2025. Lab {n} has a budget of ${n + 3} million.\n"
            )
        Path(self.lines).write_text(
            "".join(f'{{"statement": "Plant {n} opens in 202{n}.", "source": "S"}}\n' for n in range(2))
        )

    def start(self) -> None:
        ran = self.driver.run(self.base, ["ingest", self.files[0], "--source", "Made"])
        found = re.search(r"undo with: claims undo (\w+)", ran.err)
        assert found, ran.err
        self.batch = found[1]
        self.claim = self.driver.run(self.base, ["list"]).out.split("\t")[0]

    def broken(self, name: str, plant: str = "") -> Broken:
        ingest = ["ingest", *self.files[1:], "--source", "Made"]
        command = {
            "ingest": ["ingest", *self.files[:2], "--source", "Made"], "create": ingest,
            "import": ["import", self.lines], "undo": ["undo", self.batch],
            "verify": ["verify", self.claim, "--note", "seen", "--evidence", "https://example.org/1"],
        }[name]  # fmt: skip
        start = self.folder / "none.db" if name == "create" else self.base
        return Broken(self.driver, start, command, ("ingest", "--resume") if command[0] == "ingest" else (), plant)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with TemporaryDirectory(prefix="claims-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield from _desk(Path(folder))


def _desk(folder: Path) -> Iterator[Desk]:
    named = Desk.__new__(Desk)
    Desk.__init__(named, None, folder)  # type: ignore[arg-type]
    named.prepare()
    warm = (
        ["ingest", *named.files, "--source", "Made"], ["import", named.lines], ["list"], ["ingest", "--resume"],
        ["verify", "ZZZZ", "--note", "x"], ["undo", "ZZZZ"],
    )  # fmt: skip
    with driving(folder, *warm) as driver:
        named.driver = driver
        named.start()
        yield named


def found(broken: Broken, share: int, *ways: Way) -> Iterator[str]:
    cases = [(at, way) for at in range(1, broken.operations + 2) for way in ways or Way]
    for n, (at, way) in enumerate(cases):
        if n % share == 0:
            for each in broken.breaks(at, way, again=n % (share * 8) == 0 or share == 1):
                yield f"operation {at} of {broken.operations}, {way.name}: {each}"


@pytest.mark.parametrize(("name", "share"), COMMANDS.items())
def test_an_operation_that_fails_harms_nothing(desk: Desk, name: str, share: int) -> None:
    assert list(found(desk.broken(name), share)) == []


@pytest.mark.long
@pytest.mark.parametrize("way", Way, ids=lambda way: way.name)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_operation_that_fails_harms_anything(desk: Desk, name: str, way: Way) -> None:
    assert list(found(desk.broken(name), 1, way)) == []


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
    broken = desk.broken(name, plant)
    assert any(re.search(said, each) for each in found(broken, 3, *ways))

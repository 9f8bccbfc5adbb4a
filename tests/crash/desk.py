"""What is worked on when things go wrong: a warm driver, some inputs, and a database that commands start from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.faulty import Driver, driving
from tests.postgres_server import MEMORY


@dataclass
class Desk:
    """A driver, and the database it starts from: one document taken in as a batch, with a claim of it."""

    driver: Driver
    folder: Path
    files: list[str]
    large: list[str]
    lines: str
    base: Path
    batch: str = ""
    claim: str = ""

    def __post_init__(self) -> None:
        ran = self.driver.run(self.base, ["ingest", self.files[0], "--source", "Made"])
        found = re.search(r"undo with: claims undo (\w+)", ran.err)
        assert found, ran.err
        self.batch = found[1]
        self.claim = self.driver.run(self.base, ["list"]).out.split("\t")[0]

    def command(self, name: str) -> list[str]:
        """Return a command by name; `several` takes in more documents than `ingest`, and `large` larger ones."""
        return {
            "large": ["ingest", *self.large, "--source", "Made"],
            "ingest": ["ingest", *self.files[:2], "--source", "Made"],
            "several": ["ingest", *self.files[1:], "--source", "Made"],
            "import": ["import", self.lines],
            "undo": ["undo", self.batch],
            "verify": ["verify", self.claim, "--note", "seen", "--evidence", "https://example.org/1"],
        }[name]


@contextmanager
def opened() -> Iterator[Desk]:
    """Yield a desk in a folder of its own, in memory where there is room: to sync a disk takes its time."""
    with TemporaryDirectory(prefix="claims-", dir=MEMORY if MEMORY.is_dir() else None) as made:
        folder = Path(made)
        files, lines = [str(folder / f"{n}.txt") for n in range(3)], str(folder / "claims.jsonl")
        for n, name in enumerate(files):
            said = f"Lab {n} hired {n + 20} researchers in 2025. Lab {n} has a budget of ${n + 3} million.\n"
            Path(name).write_text(said)
        large = [str(folder / f"large-{n}.txt") for n in range(2)]
        for n, name in enumerate(large):
            Path(name).write_text(f"Lab {n} built {n + 40} ships in 2025.\n\n" + "Nothing to be counted. " * 600)
        rows = (f'{{"statement": "Plant {n} opens in 202{n}.", "source": "S"}}\n' for n in range(2))
        Path(lines).write_text("".join(rows))
        warm = (
            ["ingest", *files, "--source", "Made"], ["import", lines], ["list"], ["ingest", "--resume"],
            ["verify", "ZZZZ", "--note", "x"], ["undo", "ZZZZ"],
        )  # fmt: skip
        with driving(folder, *warm) as driver:
            yield Desk(driver, folder, files, large, lines, folder / "base.db")

"""The demo, run as `make demo` runs it, from a folder that has nothing to do with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newcomer import DEMO as DEMO_SHOWN
from tests.newcomer import Newcomer

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "examples" / "demo.py"
ORDER = (
    "$ claims ingest superintelligence.md",
    "claims added",
    "$ claims list",
    "$ claims verify",
    "$ claims dispute",
    "disputed: credible sources conflict",
    "$ claims history",
    "--as-of",
    "unverified",
    "Error: status 'verifed' is not usable",
    "$ claims undo",
    "disputed → unverified",
    "docs/tutorial.md",
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo prints."""
    scratch = tmp_path_factory.mktemp("elsewhere")
    environment = os.environ | {"TMPDIR": str(scratch), "CLAIMS_ACTOR": "ann"}
    done = subprocess.run(
        [sys.executable, DEMO], cwd=scratch, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    return done.stdout


def test_the_story_is_told_in_order(said: str) -> None:
    at = 0
    for words in ORDER:
        at = said.find(words, at)
        assert at >= 0, words


def test_the_readme_shows_what_it_prints(said: str, tmp_path: Path) -> None:
    [shown] = DEMO_SHOWN.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    newcomer = Newcomer(tmp_path)
    assert newcomer.agrees(shown.splitlines(), said.splitlines()), "run python -m tests.newcomer README.md"
    assert newcomer.same_claims(shown)


def test_it_fits_a_terminal(said: str) -> None:
    paths = ("Error:", "$ cd ", "  cd ", "  /")
    assert not [line for line in said.splitlines() if len(line) > 80 and not line.startswith(paths)]


def test_it_is_plain_when_piped(said: str) -> None:
    assert "\033" not in said
    assert "Traceback" not in said


def test_it_says_where_everything_is(said: str) -> None:
    folder = Path(next(line for line in said.splitlines() if line.startswith("$ cd ")).removeprefix("$ cd "))
    assert (folder / "demo.db").exists()
    assert (folder / "superintelligence.md").exists()

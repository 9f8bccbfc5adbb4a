"""Taking in a document of the largest size keeps the memory under 300 MB, whatever the document is made of."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ingest.size import LARGEST

MOST = 300
ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "prose": "Vestra, a maker of pumps, hired {n} engineers from Siemens and Bosch, and its sales rose by {n}%.\n\n",
    "one line": "Vestra, a maker of pumps, hired {n} engineers from Siemens and Bosch, and its sales rose by {n}%. ",
    "Chinese": "韦斯特拉公司从西门子和博世招聘了{n}名工程师。",
    "bullets": "- The firm hired {n} people in 2025.\n",
    "short lines": "a\n",
    "quotes": '"',
    "quoted": "“The firm hired {n} people,” she said. ",
}
INGEST = """
import sys
sys.argv[0] = "claims"
from claims.cli import cli
try:
    cli(standalone_mode=False)
finally:
    with open("/proc/self/status") as told:  # getrusage would count what the parent had, too
        print(next(int(line.split()[1]) // 1024 for line in told if line.startswith("VmHWM")))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak is told in other ways")
@pytest.mark.parametrize("kind", KINDS)
def test_ingest_takes_little_memory(sqlite_template: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "claims.db").write_bytes(sqlite_template.read_bytes())
    (tmp_path / "text.txt").write_bytes(b"".join(pieces(KINDS[kind], LARGEST)))
    command = ["--db", str(tmp_path / "claims.db"), "ingest", str(tmp_path / "text.txt"), "--source", "Notes"]
    done = subprocess.run(
        [sys.executable, "-c", INGEST, *command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.stdout.startswith("added" if "{n}" in KINDS[kind] else "empty"), done.stderr
    assert int(done.stdout.split()[-1]) < MOST


def pieces(unit: str, size: int) -> Iterator[bytes]:
    """Yield a unit again and again, numbered so that no two say the same, up to `size` bytes."""
    for n in count(1):
        piece = unit.replace("{n}", str(n)).encode()
        size -= len(piece)
        if size < 0:
            return
        yield piece

"""Files that are made to harm end in an outcome: within the time, within the memory, and never as an error of ours."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.bombs import BOMBS

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 30, 1_500
WANTED = {
    "attributes.html": "thousands of attributes",
    "paragraph.html": "10 MB at most",
    "long_paragraph.html": "read ",
    "json_ld.html": "read 29",
    "many.zip": "damaged",
    "large.zip": "larger than 100,000,000 bytes",
    "mimetype.zip": "larger than",
    "large.txt.gz": "larger than",
    "name.tar.gz": "damaged",
    "links.tar": "read 29",
    "entities.docx": "damaged",
    "large.docx": "damaged",
    "entities.epub": "damaged",
    "large.epub": "more than 10 MB",
    "again.epub": "more than 10 MB",
    "entities.rss": "read 4",
    "attributes.rss": "thousands of attributes",
    "nested.json": "without entries",
    "numbers.json": "no text of its own",
    "tree.pdf": "damaged",
    "one_cue.vtt": "more than 20,000 characters",
    "large.warc": "cut short",
    "negative.warc": "damaged",
    "small.warc": "damaged",
    "nested.eml": "nested too deeply",
}
"""Words of the outcome; of some files it is another one with each version of a library, and any is good."""
READ = """
import json, resource, sys, time
from claims.errors import ClaimtrackError
from ingest import drafting
from ingest.capture import captures
from ingest.found import Found
from ingest.guard import Guard

def outcome(captured, guard):
    if captured.failed:
        return captured.failed
    try:
        answer = guard.submit((captured, drafting.Options(source="Ann"))).result()
        if isinstance(answer, ClaimtrackError):
            return str(answer)
        return drafting.finished(answer, captured, drafting.Options(source="Ann"))
    except ClaimtrackError as error:
        return str(error)

def peak():
    with open("/proc/self/status") as told:
        return next(int(line.split()[1]) // 1024 for line in told if line.startswith("VmHWM"))

with Guard("ingest.drafting:beside", Found, at_once=1) as guard:
    for path in sys.argv[1:]:
        open("/proc/self/clear_refs", "w").write("5")  # the peak is counted anew
        start = time.monotonic()
        found = [outcome(each, guard) for each in captures(path)]
        said = [each if isinstance(each, str) else f"read {len(each.document.text)}" for each in found]
        print(json.dumps([path, time.monotonic() - start, said[:50], peak()]), flush=True)
from ingest import parts
parts._feeds().close()
print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak is told in other ways")
def test_what_is_made_to_harm_ends_in_an_outcome(tmp_path: Path) -> None:
    for name, make in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    paths = [str(tmp_path / name) for name in BOMBS]
    done = subprocess.run([sys.executable, "-c", READ, *paths], capture_output=True, text=True, check=False, cwd=ROOT)
    *read, theirs = map(json.loads, done.stdout.splitlines())
    outcomes = {Path(path).name: said for path, _, said, _ in read}
    assert (done.returncode, [*outcomes], done.stderr) == (0, [*BOMBS], "")
    assert not {path: seconds for path, seconds, _, _ in read if seconds > SECONDS}
    assert not {path: peak for path, _, _, peak in read if peak + theirs > MEGABYTES}
    assert all(said for said in outcomes.values())
    assert not {name: said for name, said in outcomes.items() if WANTED.get(name, "") not in "\n".join(said)}

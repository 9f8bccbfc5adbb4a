"""A proof of one claim: whoever has a root can check it with the script that is shipped, and nothing else passes."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from claims.book import Book
from tests.audit import forging

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "check_proof.py"
check = run_path(str(SCRIPT))["check"]


@pytest.fixture
def proof(book: Book) -> dict[str, Any]:
    keys = forging.lived(book)
    older = book.anchor() or ""
    book.note(keys[0], "more")
    return {"anchors": older, "keys": keys, **book.prove(keys[0], anchors=older)}


def refused(proof: dict[str, Any], trusted: list[str]) -> bool:
    try:
        check(proof, trusted)
    except SystemExit as end:
        return str(end).startswith(("WRONG", "this is no anchor"))
    except (ValueError, TypeError, KeyError):
        return True
    return False


def test_a_proof_is_checked_by_the_script_alone(book: Book, proof: dict[str, Any], tmp_path: Path) -> None:
    for n, key in enumerate(proof["keys"]):  # one of them with words erased
        made, anchors = tmp_path / f"{n}.json", tmp_path / "anchors.txt"
        made.write_text(json.dumps(book.prove(key, anchors=proof["anchors"])), encoding="utf-8")
        anchors.write_text(proof["anchors"] + "\n", encoding="utf-8")
        command = [sys.executable, "-I", str(SCRIPT), str(made), str(anchors)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith("correct\n")


def test_a_proof_with_anything_changed_is_refused(proof: dict[str, Any]) -> None:
    trusted = [proof["anchors"], proof["anchor"]]
    assert not refused(proof, trusted)
    for n, event in enumerate(proof["events"]):
        for name, value in event.items():
            other = deepcopy(proof)
            other["events"][n][name] = _other(value)
            assert refused(other, trusted), name
    for change in ("claim", "anchor"):
        assert refused({**proof, change: _other(proof[change])}, trusted)
    assert refused({**proof, "events": proof["events"][1:]}, trusted)
    assert refused({**proof, "begins_with": [{**proof["begins_with"][0], "path": []}]}, trusted)
    assert refused(proof, [proof["anchors"].replace("root=", "root=A")])


def _other(value: Any) -> Any:
    if isinstance(value, list):
        return value[1:]
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "00" * 32
    return ("1" if value[:1] == "0" else "0") + value[1:]

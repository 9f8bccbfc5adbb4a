"""Many at once: a process that forks many others, which begin together and each tell what came of their work."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Told = dict[str, Any]


def gather(url: str, work: str, count: int, folder: Path, **given: Any) -> list[Told]:
    """Have so many processes do a work on a database at once; returns what each of them told."""
    asked = {"url": url, "work": work, "count": count, "folder": str(folder), **given}
    command = [sys.executable, "-m", "tests.crash.crowd", json.dumps(asked)]
    ran = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return [json.loads((folder / f"told {n}").read_text()) for n in range(count)]


# ---- what they do ------------------------------------------------------------------------------------------


def review(n: int, asked: Told) -> Iterator[Told]:
    """Change claims that others change at the same time, now and then with a version that is known to be old."""
    import claims
    from claims.errors import ClaimtrackError, Conflict

    chance = Random(n)
    with claims.open(asked["url"], actor=f"reviewer {n}") as book:
        for turn in range(asked["turns"]):
            key = chance.choice(asked["keys"])
            version = book.get(key).version
            stale = version > 1 and chance.random() < 0.2
            told: Told = {"key": key, "expected": version - stale, "stale": stale}
            try:
                change = book.assess(key, (turn * 7 + n) % 101, expect=version - stale)
                yield told | {"batch": change.batch}
            except Conflict as error:
                yield told | {"conflict": error.current, "said": str(error)}
            except ClaimtrackError as error:
                yield told | {"error": str(error)}


def ingest(n: int, asked: Told) -> Iterator[Told]:
    """Take in one and the same file, or with `apart` one that differs."""
    import claims

    body = Path(asked["file"]).read_bytes() + (b" " * n if asked.get("apart") else b"")
    with claims.open(asked["url"], actor=f"ingester {n}") as book:
        report = book.ingest(body, source="Made")
        yield {
            "outcomes": [each.outcome for each in report.outcomes],
            "added": sum(len(each.added) for each in report.outcomes),
        }


def steady(n: int, asked: Told) -> Iterator[Told]:
    """Take in one document after the other and verify a claim of each, until the server fails."""
    import claims
    from claims.errors import StorageError

    with claims.open(asked["url"], actor=f"writer {n}") as book:
        for turn in range(asked["turns"]):
            at = asked["first"] + n * asked["turns"] + turn
            body = f"Lab {at} hired {at + 20} researchers in 2025. Lab {at} has a budget of ${at + 3} million.\n"
            try:
                [outcome] = book.ingest(body.encode(), source="Made").outcomes
                yield {"document": outcome.document, "claims": list(outcome.added)}
                yield {"batch": book.verify(outcome.added[0], note="seen").batch}
            except StorageError as error:
                yield {"error": str(error)}
                return


WORKS: dict[str, Callable[[int, Told], Iterator[Told]]] = {"review": review, "ingest": ingest, "steady": steady}


# ---- how they are started ----------------------------------------------------------------------------------


def main(asked: Told) -> None:
    import claims
    import claims.cli.report
    import ingest.pipeline  # noqa: F401  # once, for all of them

    with claims.open("sqlite://", actor="warm") as book:
        book.assess(book.add("It opens.", source="Notes").claim.key, 10)
        book.ingest(b"Lab 1 hired 20 researchers in 2025.", source="Made")
    exec(asked.get("plant", ""), {})  # what is broken on purpose, to see that it is found
    gate, opened = os.pipe()
    children = [_begin(n, asked, gate, opened) for n in range(asked["count"])]
    os.close(opened)  # they all begin
    failed = [n for n, child in enumerate(children) if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]
    if failed:
        sys.exit(f"processes {failed} failed")


def _begin(n: int, asked: Told, gate: int, opened: int) -> int:
    if child := os.fork():
        return child
    code = 1
    try:
        os.close(opened)
        os.read(gate, 1)
        told = list(WORKS[asked["work"]](n, asked))
        (Path(asked["folder"]) / f"told {n}").write_text(json.dumps(told))
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
        raise
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

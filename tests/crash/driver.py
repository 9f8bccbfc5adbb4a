"""Runs the command again and again with something going wrong: a fresh process each time, forked from a warm one.

Started with the library before the C library; takes a line of JSON for each run and gives one back.
"""

import ctypes
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.crash.state import digest

LIBRARY = ctypes.CDLL(None)


def serve() -> None:
    """Warm up on a first line, then answer each further one."""
    for line in sys.stdin:
        asked = json.loads(line)
        answer = warm(asked) if asked.get("warm") else run(asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def warm(asked: dict[str, Any]) -> dict[str, Any]:
    """Run commands in this very process, so that what they import is there in each that is forked from it."""
    with _output(Path(asked["out"]), Path(asked["err"])):
        codes = [call(arguments) for arguments in asked["warm"]]
    gc.collect()
    gc.disable()
    gc.freeze()  # what is shared with those that are forked stays shared
    return {"codes": codes}


def call(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    from claims.cli import main

    sys.argv = ["claims", *arguments]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0


def run(asked: dict[str, Any]) -> dict[str, Any]:
    """Fork, run one command with a fault, and tell what came of it."""
    asked["log"] = os.open(asked["record"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if "record" in asked else -1
    if (child := os.fork()) == 0:
        code = 70
        try:
            with _output(Path(asked["out"]), Path(asked["err"])):
                code = _alone(asked)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if asked["log"] >= 0:
        os.close(asked["log"])
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "operations": LIBRARY.faulty_count(), "tripped": LIBRARY.faulty_tripped()}


def _alone(asked: dict[str, Any]) -> int:
    import ingest.pipeline

    ingest.pipeline.GROUP = 1  # each document is a transaction: there are more moments between two of them
    states: list[str] = []
    if "states" in asked:
        _watch(Path(asked["prefix"]), states)
    if "record" in asked:
        _mark()
    exec(asked.get("plant", ""), {})  # what is broken on purpose, to see that it is found
    LIBRARY.faulty_arm(asked["prefix"].encode(), asked.get("at", 0), asked.get("way", 0), asked["log"])
    code = 0
    for arguments in asked["arguments"]:
        code = call(arguments) or code
    if "states" in asked:
        Path(asked["states"]).write_text(json.dumps(states))
    return code


def _watch(file: Path, states: list[str]) -> None:
    """Note what the database holds after each transaction."""
    _after_each(lambda: states.append(digest(file)))


def _mark() -> None:
    """Note among what is written when a transaction is told to be done."""
    _after_each(LIBRARY.faulty_done)


def _after_each(work: Callable[[], object]) -> None:
    from claims.db.engine import Database

    write = Database.write

    @contextmanager
    def watched(database: Database) -> Iterator[Any]:
        with write(database) as connection:
            yield connection
        work()

    Database.write = watched  # type: ignore[method-assign]


@contextmanager
def _output(out: Path, err: Path) -> Iterator[None]:
    """Send both standard streams to files for a while."""
    sys.stdout.flush()
    before = os.dup(1), os.dup(2)
    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, kept in zip((1, 2), before, strict=True):
            os.dup2(kept, number)
            os.close(kept)


if __name__ == "__main__":
    serve()

"""A run that is killed again and again and gone on with, and what must be so at each of its ends."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import claims
from tests.ingest import made

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import ingest.pipeline; ingest.pipeline.GROUP = 7; {fault}\nfrom claims.__main__ import main; main()"
"""The command, with small groups: there are more moments between two of them."""
PATIENCE = 60

# What is broken on purpose, to see that it is found.
EARLY = """
import sys, claims.cli.report
keep = ingest.pipeline.batches.keep
def told_first(ledger, outcomes):
    keep(ledger, outcomes)
    for each in outcomes:
        claims.cli.report.tell(each)
    sys.stdin.read()
ingest.pipeline.batches.keep = told_first"""
"""Says that something is safe, and only then commits: it waits to be killed between the two."""
LOSING = "ingest.resuming.passed = lambda *_: True"
"""Takes for done whatever is left."""
ORPHANING = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])"""
"""Starts a process that nobody ends."""


def sentences(n: int) -> list[str]:
    """Return what a made document says: two things of its own, and one that others say, too."""
    return [
        f"Lab {n} hired {n + 20} researchers in 2025.",
        f"The budget of Lab {n} is ${n + 3} million a year.",
        f"Cloud {n % 9} opened {n % 9 + 2} data centers in 2024.",
    ]


def make(folder: Path, count: int) -> None:
    """Make files of several formats, one of them empty and one without a claim."""
    folder.mkdir()
    for n in range(count - 2):
        name, body = _file(n)
        place = folder / f"part {n % 3}" / f"{n:03} {name}"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(body)
    (folder / "empty.txt").touch()
    (folder / "heading.txt").write_text("Contents\n")


def _file(n: int) -> tuple[str, bytes]:
    said = sentences(n)
    text = " ".join(said)
    match n % 9:
        case 0:
            return "plain.txt", text.encode()
        case 1:
            return "marked.md", f"# Of Lab {n}\n\n{text}\n".encode()
        case 2:
            return "page.html", made.page(f"<article><h1>Of Lab {n}</h1><p>{text}</p></article>")
        case 3:
            return "mail.eml", f"Subject: Lab {n}\nFrom: a@example.org\n\n{text}\n".encode()
        case 4:
            items = [f"<item><title>Of {n}</title><guid>{n}-{i}</guid><description>{each}</description></item>"
                     for i, each in enumerate(said)]  # fmt: skip
            return (
                "feed.xml",
                f"<rss version='2.0'><channel><title>Lab</title>{''.join(items)}</channel></rss>".encode(),
            )
        case 5:
            return "talk.vtt", f"WEBVTT\n\n00:01.000 --> 00:09.000\n{text}\n".encode()
        case 6:
            return "several.zip", _zipped({f"{i}.txt": each for i, each in enumerate(said)})
        case 7:
            return "set.pdf", made.pdf([said])
        case _:
            return "typed.docx", _docx(said)


def _zipped(files: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _docx(lines: Sequence[str]) -> bytes:
    import docx

    made, out = docx.Document(), BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


@dataclass
class Runs:
    """Runs of the command over one folder into one database, each gone on with by the next."""

    url: str
    folder: Path
    fault: str = ""
    said: list[str] = field(default_factory=list)
    """Names of what was printed as done, in all runs."""
    kills: int = 0

    def run(self, *, lines: int | None = None, seconds: float | None = None, alone: bool = False) -> int:
        """Run or go on until killed, once so many lines were printed or seconds passed; without either to the end.

        Kills all of its processes, or that which was started `alone`. Returns when none of them is left.
        """
        what = ["--resume"] if self.batches() else [str(self.folder), "--source", "Made"]
        command = [sys.executable, "-c", PROGRAM.format(fault=self.fault), "--db", self.url, "--as", "tester", "ingest"]
        with subprocess.Popen(
            [*command, *what], cwd=self.folder.parent, env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            printed = [process.stdout.readline() for _ in range(lines or 0)]
            with suppress(subprocess.TimeoutExpired):
                if lines is None:
                    process.wait(seconds if seconds is not None else PATIENCE)
            if process.poll() is None:
                self.kills += 1
                os.kill(process.pid, signal.SIGKILL) if alone else os.killpg(process.pid, signal.SIGKILL)
            try:
                # Both pipes end when the last process that holds one of them does: an orphan keeps this waiting.
                rest, errors = process.communicate(timeout=PATIENCE if not self.fault else 3)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise AssertionError("a process stayed behind") from None
        assert b"Traceback" not in errors, errors.decode()
        self.said += [line.decode().split("  ")[1] for line in [*printed, *rest.splitlines()] if b"  " in line]
        self.check()
        return process.returncode

    def check(self) -> None:
        """What was printed as done is in the database."""
        with claims.open(self.url, actor="tester") as book:
            kept = {item.name for batch in book.batches() for item in book.batch(batch.key).items}
        assert set(self.said) <= kept, f"said to be done, and not there: {sorted(set(self.said) - kept)}"

    def batches(self) -> int:
        with claims.open(self.url, actor="tester") as book:
            return len(book.batches())

    def killed_at_random(self, times: int, seed: int) -> None:
        """Kill it so many times, at moments that the seed decides."""
        moments = random.Random(seed)
        while self.kills < times:
            alone = moments.random() < 0.5
            if moments.random() < 0.5:
                self.run(seconds=moments.uniform(0.2, 1.5), alone=alone)
            else:
                self.run(lines=moments.randint(1, 7), alone=alone)


def told(url: str) -> dict[str, Any]:
    """Return all there is in a database that no clock and no chance decides."""
    with claims.open(url, actor="tester") as book:
        [batch] = book.batches()
        return {
            "claims": dict(_claims(book)),
            "documents": sorted(
                (each.key, each.source, each.title or "", each.media_type) for each in book.documents()
            ),
            "inputs": sorted((each.name, each.outcome, each.document or "") for each in book.batch(batch.key).items),
            "counts": batch.counts,
            "finished": batch.finished_at is not None,
        }


def _claims(book: claims.Book) -> Iterator[tuple[str, Any]]:
    for claim in book.all(everything=True):
        whole = book.get(claim.key)
        places = [(each.document, each.start, each.end, each.quote) for each in whole.appearances]
        events = [(each.seq, each.kind, each.payload, each.actor, each.reason) for each in book.history(claim.key)]
        yield claim.key, (whole.statement, whole.status, whole.confidence, places, events)

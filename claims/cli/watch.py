"""Watching folders from the command line, until somebody ends it."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from claims.cli.failures import say_error
from claims.cli.report import FAILED, failure, tell
from claims.cli.width import oneline
from claims.errors import InputFailed
from claims.records import Outcome, Report
from claims.wording import counted

if TYPE_CHECKING:
    from claims.book import Book

NAP = 0.1
"""Seconds after which a signal is noticed at the latest, while nothing is read."""


def watch(book: "Book", folders: Sequence[str], told: dict[str, Any], *, as_json: bool) -> None:
    """Take in what is and what comes, until Ctrl-C or SIGTERM; then say what it came to."""
    batches = documents = claims = failed = 0

    def say(message: str) -> None:
        click.echo(message, err=True)

    with until_told() as wait:
        say(f"watching {', '.join(map(oneline, folders))}; end it with Ctrl-C")
        progress = None if as_json else _tell
        for report in book.watch(folders, progress=progress, wait=wait, say=say, **told):
            documents += len(report.outcomes)
            claims += sum(len(each.added) for each in report.outcomes)
            failed += report.failed
            batches += report.batch is not None
            if as_json:
                _print_line(report)
            elif report.count("added"):
                say(f"undo with: claims undo {report.batch}")
    ended = f"{counted(documents, 'document')} in {batches:,} batch{'' if batches == 1 else 'es'}"
    say(f"{ended}, {counted(claims, 'claim')} added" + (f", {counted(failed, 'document')} failed" if failed else ""))


def _tell(outcome: Outcome) -> None:
    tell(outcome)
    for note in outcome.notes:
        click.echo(f"{oneline(outcome.name)}: {oneline(note)}", err=True)
    if outcome.outcome == FAILED:
        say_error(InputFailed(failure(outcome)))


def _print_line(report: Report) -> None:
    from claims.schemas import ReportRecord

    click.echo(ReportRecord.of(report).model_dump_json().encode())


@contextmanager
def until_told() -> Iterator[Callable[[float], bool]]:
    """Yield what waits, and tells whether somebody asked to end; who asks a second time ends it at once."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def wait(seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(NAP, left))
        return asked

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield wait
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

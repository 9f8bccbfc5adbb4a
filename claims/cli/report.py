"""What a run over many inputs came to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

import click

from claims.cli.changes import SOME_FAILED, tell_undo
from claims.cli.failures import say_error
from claims.cli.output import print_object
from claims.cli.progress import Progress, bar
from claims.cli.width import oneline
from claims.core.vocabulary import LinkKind
from claims.errors import InputFailed, NothingExtracted, shown
from claims.records import Outcome, Report
from claims.wording import counted

ADDED, FAILED, EMPTY = "added", "failed", "empty"
NO_CLAIM = "no claim was found in what was read: is it an article, and in a language that is supported?"
NO_LINE = "no line of it holds a claim: give one JSON object a line, or a CSV whose first row names the columns"


@contextmanager
def resumable(how: str = "the same command goes on from there") -> Iterator[None]:
    """Say, when somebody stops a long work, that nothing is lost by it."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"what was taken in is safe; {how}", err=True)
        raise


class Telling:
    """Tells what became of each input once it is safe: by a bar where somebody watches, by lines where nobody does."""

    def __init__(self, bar: Progress | None, *, as_json: bool) -> None:
        self._bar = bar
        self.told = bar is None and not as_json

    def __call__(self, outcome: Outcome) -> None:
        if self._bar is not None:
            self._bar(outcome)
        elif self.told:
            tell(outcome)


@contextmanager
def told_as_done(doing: str, total: int | None, *, as_json: bool) -> Iterator[Telling]:
    """Yield what takes each outcome; lines go to whoever reads the output at once, and not only at the end."""
    with bar(doing, total) as shown:
        yield Telling(shown, as_json=as_json)


def tell(outcome: Outcome) -> None:
    """Print what became of an input; of what failed only that some of it did, the rest is an error."""
    if outcome.outcome != FAILED or outcome.failed:
        click.echo(line(outcome))


def finish(report: Report, *, as_json: bool, each: str = "input", told: bool = False) -> None:
    """Print what became of each input, unless that was `told`.

    Exits with 2 when some failed, with 4 when nothing was found in any.
    """
    if as_json:
        from claims.schemas import ReportRecord

        print_object(ReportRecord.of(report))
    elif not told:
        for outcome in report.outcomes:
            tell(outcome)
    for outcome in report.outcomes:
        for note in outcome.notes:
            click.echo(f"{oneline(outcome.name)}: {oneline(note)}", err=True)
        if outcome.outcome == FAILED and not outcome.failed:
            say_error(InputFailed(failure(outcome)))
    click.echo(summary(report, each), err=True)
    tell_suggestions(report)
    if report.count(ADDED):
        tell_undo([report.batch])
    judge(report, each)


def tell_suggestions(report: Report) -> None:
    """Say how many claims may repeat or contradict others, and where they are listed; nothing where none does."""
    repeats, against = report.suggestions(LinkKind.DUPLICATE), report.suggestions(LinkKind.CONTRADICTS)
    said, listed = [], []
    if repeats:
        said.append(f"{repeats:,} may repeat {'another' if repeats == 1 else 'others'}")
        listed.append("`claims duplicates`")
    if against:
        said.append(f"{against:,} may contradict {'another' if against == 1 else 'others'}")
        listed.append("`claims conflicts`")
    if said:
        click.echo(f"{', '.join(said)}: {', '.join(listed)}", err=True)


def failure(outcome: Outcome) -> str:
    """Return why an input failed, with its name."""
    return named(outcome.name, outcome.detail or "it could not be read")


def named(name: str, detail: str) -> str:
    """Return what is said of an input, after its name where that is not in it; of a very long name, the end."""
    short = shown(PurePath(name))
    if name == "-" or name in detail or short in detail:
        return detail
    return f"{name if len(name) < len(short) else short}: {detail}"


def judge(report: Report, each: str = "input") -> None:
    """Leave with the exit code a report deserves."""
    if report.failed:
        raise click.exceptions.Exit(SOME_FAILED)
    if report.outcomes and report.count(EMPTY) == len(report.outcomes):
        raise NothingExtracted(NO_LINE if each == "line" else NO_CLAIM)


def line(outcome: Outcome) -> str:
    """Return one line for an input: outcome, name, counts."""
    parts = []
    if outcome.added:
        parts.append(f"{len(outcome.added)} added")
    if outcome.appeared:
        parts.append(f"{len(outcome.appeared)} seen again")
    if outcome.known:
        parts.append(f"{outcome.known} already known")
    if outcome.document:
        parts.append(f"document {outcome.document}")
    if outcome.detail:
        parts.append(outcome.detail)
    return f"{outcome.outcome}  {oneline(outcome.name)}" + (f"  {oneline(', '.join(parts))}" if parts else "")


def summary(report: Report, each: str) -> str:
    """Return the whole run in a line."""
    claims = sum(len(outcome.added) for outcome in report.outcomes)
    again = sum(len(outcome.appeared) for outcome in report.outcomes)
    known = sum(outcome.known for outcome in report.outcomes)
    failed = report.failed
    parts = [f"{counted(claims, 'claim')} added"]
    parts += [f"{again} seen again"] if again else []
    parts += [f"{known} already known"] if known else []
    parts += [f"{counted(failed, each)} failed"] if failed else []
    return ", ".join(parts)

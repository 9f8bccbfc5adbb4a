"""Loading: parts of a file written one after the other, each in a transaction of its own."""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from claims.db.again import retried
from claims.interchange.assembly import Assembly
from claims.interchange.attempt import Fault, attempt, faults
from claims.interchange.part import Part
from claims.interchange.ready import Verdict
from claims.interchange.tally import Tally
from claims.ledger import Ledger, Run, intake, restoring, review, settling
from claims.ledger.entry import Entry
from claims.ledger.past import History
from claims.ledger.settling import Settled
from claims.records import Outcome, Report

if TYPE_CHECKING:
    from claims.book import Book

Groups = Callable[[], AbstractContextManager[Ledger]]
TOGETHER = 500
"""Histories that waited and are tried again together."""
WRITERS = list(settling.WRITERS)
"""The types of lines that are no claims, in the order they can be written in."""
IN_MEMORY = 8 * 1024 * 1024
"""Bytes of waiting histories that are kept in memory; more go to a file."""


def load(
    book: "Book", parts: Iterable[Part], *, name: str, format: str, source: str | None,
    progress: Callable[[int, int | None, Outcome], None] | None, dry_run: bool,
) -> Report:  # fmt: skip
    """Write the parts of a file and report what became of them; every part is safe before the next is written."""
    run = book.run("import", name=name, format=format, source=source)
    tally, assembly = Tally(name), Assembly()
    with _undisturbed(), Waiting() as waiting, _groups(book, run, dry_run) as group:
        for part in chain(parts, assembly.rest(), waiting.parts()):
            assembly.take(part)
            if dry_run or not _write_whole(group, part, tally, waiting):
                with group() as ledger:
                    _write(ledger, part, tally, waiting)
            last = part.last
            del part
            gc.collect()
            if progress is not None:
                progress(last, None, Outcome(name, "added"))
        with group() as ledger:
            restoring.note(ledger, tally.outcome(), tally.failures)
            ledger.finish(tally.counts())
    outcomes = (tally.outcome(), *tally.failures)
    return Report(run.key if run.row_id is not None and not dry_run else None, outcomes, dry_run)


class Waiting:
    """Histories that refer to claims further down the file; kept out of memory until all others are in."""

    def __init__(self) -> None:
        self._count, self._file = 0, _spool()

    def __enter__(self) -> "Waiting":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, line: int, history: History) -> None:
        pickle.dump((line, history), self._file)
        self._count += 1

    def parts(self) -> Iterator[Part]:
        """Yield what waits, until nothing of it finds what it refers to; then the rest as failed."""
        before = -1
        while self._count and self._count != before:
            before, file = self._count, self._file
            self._count, self._file = 0, _spool()
            with file:
                for some in _some(_read(file, before)):
                    yield Part(some[-1][0], histories=some)
        for some in _some(_read(self._file, self._count)):
            yield Part(some[-1][0], failed=[(line, _missing(history)) for line, history in some])


def _spool() -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(IN_MEMORY)


def _read(file: SpooledTemporaryFile[bytes], count: int) -> Iterator[tuple[int, History]]:
    file.seek(0)
    for _ in range(count):
        yield pickle.load(file)


def _some(found: Iterator[tuple[int, History]]) -> Iterator[list[tuple[int, History]]]:
    while some := list(islice(found, TOGETHER)):
        yield some


def _missing(history: History) -> str:
    return f"claim {history.key} was merged into {history.state.merged_into}, which is not here: import that one too"


class _Rehearsed(Exception):
    """Ends the transaction of a dry run."""


@contextmanager
def _groups(book: "Book", run: Run, dry_run: bool) -> Iterator[Groups]:
    """Yield what opens the ledger for a part: a transaction each, or a single one that is taken back."""
    if not dry_run:
        yield lambda: book.writing(run)
        return
    try:
        with book.writing(run) as ledger:

            @contextmanager
            def same() -> Iterator[Ledger]:
                yield ledger

            yield same
            raise _Rehearsed
    except _Rehearsed:
        pass


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the garbage collector from looking through all that is there, over and over, while much comes and goes."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


@retried
def _write_whole(group: Groups, part: Part, tally: Tally, waiting: Waiting) -> bool:
    """Write a part at once, without the cost of savepoints; for data at fault nothing is written, and False given."""
    try:
        with group() as ledger, faults(ledger):
            new = settling.settle(ledger, [line for _, line in part.settled])
            taken, left_alone = _take(ledger, part, tally.name)
            became = restoring.restore(ledger, [history for _, history in part.histories])
            new |= settling.settle(ledger, [line for _, line in part.items])
    except Fault:
        return False
    tally.settle(new, len(part.settled) + len(part.items))
    tally.take(taken, left_alone)
    _tell(part.histories, became, tally, waiting)
    _fail(part, tally)
    return True


def _write(ledger: Ledger, part: Part, tally: Tally, waiting: Waiting) -> None:
    """Write a part that holds data at fault, or may: what can be written is."""
    _settle_apart(ledger, part.settled, tally)
    _take_apart(ledger, part, tally)
    _restore_apart(ledger, part.histories, tally, waiting)
    _settle_apart(ledger, part.items, tally)
    _fail(part, tally)


def _fail(part: Part, tally: Tally) -> None:
    for line, reason in part.failed:
        tally.fail(line, reason)
    tally.ignored |= part.ignored


def _settle_apart(ledger: Ledger, lines: list[tuple[int, Settled]], tally: Tally) -> None:
    """Write lines that are no claims, each by itself: what one says does not stand or fall with another."""
    for number, line in sorted(lines, key=lambda each: WRITERS.index(each[1].type)):
        with attempt(ledger) as trial:
            new = settling.settle(ledger, [line])
        if trial.error is None:
            tally.settle(new, 1)
        else:
            tally.fail(number, trial.error)


def _restore_apart(ledger: Ledger, histories: list[tuple[int, History]], tally: Tally, waiting: Waiting) -> None:
    """Write histories together; where one is at fault, the halves apart, down to the one."""
    if not histories:
        return
    with attempt(ledger) as trial:
        became = restoring.restore(ledger, [history for _, history in histories])
    if trial.error is None:
        _tell(histories, became, tally, waiting)
    elif len(histories) == 1:
        tally.fail(histories[0][0], trial.error)
    else:
        middle = len(histories) // 2
        for half in (histories[:middle], histories[middle:]):
            _restore_apart(ledger, half, tally, waiting)


def _tell(
    histories: list[tuple[int, History]], became: list[str | restoring.Parted], tally: Tally, waiting: Waiting
) -> None:
    """Count what became of histories; what must wait does."""
    for (line, history), word in zip(histories, became, strict=True):
        if word == restoring.WAITS:
            waiting.add(line, history)
        else:
            tally.restore(line, history, word)


def _take_apart(ledger: Ledger, part: Part, tally: Tally) -> None:
    """Record ready-made claims together; where one is at fault, the halves apart, down to the one."""
    if not part.entries:
        return
    for entry in part.entries:
        entry.repeats.clear()  # of an attempt before
    with attempt(ledger) as trial:
        taken, left_alone = _take(ledger, part, tally.name)
    if trial.error is None:
        tally.take(taken, left_alone)
    elif len(part.entries) == 1:
        tally.fail(part.places[0], trial.error)
    else:
        for half in part.halves():
            _take_apart(ledger, half, tally)


def _take(ledger: Ledger, part: Part, name: str) -> tuple[intake.Taken, int]:
    """Record ready-made claims and what their lines say was found; returns also how many were left alone."""
    taken = intake.take_entries(ledger, part.entries)
    return taken, _judge(ledger, part, set(taken.added), name) if part.verdicts else 0


def _judge(ledger: Ledger, part: Part, added: set[str], name: str) -> int:
    """Record what the lines say was found, where nobody here decided; returns how many were left alone."""
    left_alone = 0
    for place, entry in zip(part.places, part.entries, strict=True):
        if (verdict := part.verdicts.get(place)) is not None:
            left_alone += not _say(ledger, entry, verdict, added, name)
    return left_alone


def _say(ledger: Ledger, entry: Entry, verdict: Verdict, added: set[str], name: str) -> bool:
    key = intake.take_entries(ledger, [entry]).same[0]  # it is there by now: this tells under which key
    standing = ledger.stand(key)
    if verdict.status is None:
        if verdict.note and key in added:
            review.remark(ledger, standing, verdict.note)
        return True
    if standing.state.reviewed:
        return standing.state.status is verdict.status
    note = verdict.note or (None if verdict.evidence else f"as imported from {name}")
    review.mark(ledger, standing, verdict.status, note=note, evidence=verdict.evidence)
    return True

"""Loading: parts of a file written one after the other, each in a transaction of its own, and what it came to."""

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, cast, overload

from sqlalchemy.exc import DBAPIError

from claims.core.key import ALPHABET, LENGTH
from claims.errors import ClaimtrackError, StorageError
from claims.interchange.part import Part
from claims.interchange.ready import Verdict
from claims.ledger import Ledger, Run, intake, restoring, review
from claims.ledger.entry import Entry
from claims.records import Outcome, Report

if TYPE_CHECKING:
    from claims.book import Book

SHOWN = 20
"""Failed lines that are named in the report; all are counted."""
Groups = Callable[[], AbstractContextManager[Ledger]]


class Keys(Sequence[str]):
    """Keys, many of them, in eight bytes each."""

    def __init__(self) -> None:
        self._numbers = array("Q")

    def extend(self, keys: Iterable[str]) -> None:
        self._numbers.extend(int("".join(map(_DIGITS.__getitem__, key)), 32) for key in keys)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(_written(number) for number in self._numbers[at])
        return _written(self._numbers[at])


_DIGITS = dict(zip(ALPHABET, "0123456789abcdefghijklmnopqrstuv", strict=True))


def _written(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


class Tally:
    """What a load came to so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.added, self.appeared = Keys(), Keys()
        self.known = self.failed = self.kept = 0
        self.failures: list[Outcome] = []
        self.ignored: set[str] = set()

    def take(self, taken: intake.Taken) -> None:
        self.added.extend(taken.added)
        self.added.extend(taken.restored)
        self.appeared.extend(taken.appeared)
        self.known += taken.known

    def fail(self, line: int, reason: str) -> None:
        self.failed += 1
        if len(self.failures) < SHOWN:
            self.failures.append(Outcome(f"{self.name}:{line}", "failed", detail=reason))

    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added), "appeared": len(self.appeared), "known": self.known, "failed": self.failed,
        }  # fmt: skip

    def outcome(self) -> Outcome:
        """Return what became of the file as a whole."""
        new = len(self.added) or len(self.appeared)
        word = "added" if new else "known" if self.known else "failed" if self.failed else "empty"
        notes = [f"ignored fields: {', '.join(sorted(self.ignored)[:SHOWN])}"] if self.ignored else []
        if self.kept:
            notes.append(f"{self.kept} statuses were left as people here decided; `claims mark` changes them")
        if self.failed > len(self.failures):
            notes.append(f"{self.failed} lines failed; the first {len(self.failures)} are named")
        return Outcome(
            self.name, word, added=cast(Any, self.added), appeared=cast(Any, self.appeared), known=self.known,
            detail=f"{self.failed} lines failed" if self.failed else None, notes=tuple(notes),
        )  # fmt: skip


def load(
    book: "Book", parts: Iterable[Part], *, name: str, format: str, source: str | None,
    progress: Callable[[int, int | None, Outcome], None] | None, dry_run: bool,
) -> Report:  # fmt: skip
    """Write the parts of a file and report what became of them; every part is safe before the next is read."""
    run = book.run("import", name=name, format=format, source=source)
    tally = Tally(name)
    with _undisturbed(), _groups(book, run, dry_run) as group:
        for part in parts:
            with group() as ledger:
                _write(ledger, part, tally)
            gc.collect()
            if progress is not None:
                progress(part.last, None, Outcome(name, "added"))
        with group() as ledger:
            restoring.note(ledger, tally.outcome(), tally.failures)
            ledger.finish(tally.counts())
    outcomes = (tally.outcome(), *tally.failures)
    return Report(run.key if run.row_id is not None and not dry_run else None, outcomes, dry_run)


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


def _write(ledger: Ledger, part: Part, tally: Tally) -> None:
    """Write one part, and count what became of its lines."""
    _take(ledger, part, tally)
    for line, reason in part.failed:
        tally.fail(line, reason)
    tally.ignored |= part.ignored


def _take(ledger: Ledger, part: Part, tally: Tally) -> None:
    """Record ready-made claims together; where one is at fault, the halves apart, down to the one."""
    if not part.entries:
        return
    with attempt(ledger) as trial:
        taken = intake.take_entries(ledger, part.entries)
        kept = _judge(ledger, part, set(taken.added), tally.name) if part.verdicts else 0
    if trial.error is None:
        tally.take(taken)
        tally.kept += kept
    elif len(part.entries) == 1:
        tally.fail(part.places[0], trial.error)
    else:
        for half in part.halves():
            for entry in half.entries:
                entry.repeats.clear()
            _take(ledger, half, tally)


def _judge(ledger: Ledger, part: Part, added: set[str], name: str) -> int:
    """Record what the lines say was found, where nobody here decided; returns how many were left alone."""
    kept = 0
    for place, entry in zip(part.places, part.entries, strict=True):
        if (verdict := part.verdicts.get(place)) is not None:
            kept += not _said(ledger, entry, verdict, added, name)
    return kept


def _said(ledger: Ledger, entry: Entry, verdict: Verdict, added: set[str], name: str) -> bool:
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


class Trial:
    """Whether a savepoint held; `error` says in a line why not."""

    error: str | None = None


@contextmanager
def attempt(ledger: Ledger) -> Iterator[Trial]:
    """Do something in a savepoint; what is wrong with the data takes back this alone."""
    trial, row_id = Trial(), ledger.run.row_id
    savepoint = ledger.connection.begin_nested()
    driver: Any = ledger.connection.dialect.dbapi
    try:
        yield trial
        savepoint.commit()
    except (ClaimtrackError, DBAPIError, driver.Error) as error:
        if isinstance(error, StorageError) or not _of_data(error, driver):
            raise
        savepoint.rollback()
        ledger.run.row_id = row_id
        trial.error = _in_a_line(error)


def _of_data(error: Exception, driver: Any) -> bool:
    """Return whether the data is at fault, not the database."""
    if isinstance(error, ClaimtrackError):
        return True
    original = error.orig if isinstance(error, DBAPIError) else error
    too_much = (getattr(original, "sqlstate", None) or "").startswith("54")  # a program limit, such as an index row's
    return too_much or isinstance(original, driver.IntegrityError | driver.DataError | driver.ProgrammingError)


def _in_a_line(error: Exception) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    said = " ".join(str(original).split())
    return said if isinstance(error, ClaimtrackError) else f"the database refuses it: {said[:200]}"

"""The tally of a load: what became of every line, in little memory whatever their number."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, cast, overload

from claims.core.key import ALPHABET, LENGTH
from claims.ledger import intake, restoring
from claims.ledger.past import History
from claims.records import Outcome

SHOWN = 20
"""Failed lines that are named in the report; all are counted."""
BESIDE = {
    "source": ("source", "sources"), "document": ("document", "documents"), "batch": ("batch", "batches"),
    "feed": ("feed", "feeds"), "item": ("", ""), "entry": ("", ""),
    "naming": ("decision about names", "decisions about names"),
}  # fmt: skip
"""Lines that are no claims, as they are called; what became of inputs goes with its batch, entries with their feed."""
_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")


class Keys(Sequence[str]):
    """Keys, many of them, in eight bytes each."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._numbers = array("Q")
        self.extend(keys)

    def extend(self, keys: Iterable[str]) -> None:
        self._numbers.extend([int(key.translate(_DIGITS), 32) for key in keys])

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


def _written(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


class Tally:
    """What a load came to so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.added, self.appeared = Keys(), Keys()
        self.known = self.failed = self.left_alone = self.went_on = 0
        self.beside = dict.fromkeys(BESIDE, 0)
        self.settled = 0
        self.failures: list[Outcome] = []
        self.ignored: set[str] = set()

    def settle(self, new: dict[str, int], lines: int) -> None:
        """Count lines that are no claims, and how many of each type were new."""
        self.settled += lines
        for what, count in new.items():
            self.beside[what] += count

    def take(self, taken: intake.Taken, left_alone: int) -> None:
        """Count ready-made claims."""
        self.left_alone += left_alone
        self.added.extend(taken.added)
        self.added.extend(taken.restored)
        self.appeared.extend(taken.appeared)
        self.known += taken.known

    def restore(self, line: int, history: History, became: str | restoring.Parted) -> None:
        """Count a history."""
        if isinstance(became, restoring.Parted):
            self.fail(line, became.reason)
        elif became in (restoring.ADDED, restoring.BACK):
            self.added.extend([history.key])
        else:
            self.known += became == restoring.KNOWN
            self.went_on += became == restoring.WENT_ON

    def fail(self, line: int, reason: str) -> None:
        self.failed += 1
        if len(self.failures) < SHOWN:
            self.failures.append(Outcome(f"{self.name}:{line}", "failed", detail=reason))

    def counts(self) -> dict[str, int]:
        told = {"added": len(self.added), "appeared": len(self.appeared), "known": self.known, "failed": self.failed}
        return told | ({"went on": self.went_on} if self.went_on else {})

    def outcome(self) -> Outcome:
        """Return what became of the file as a whole."""
        new = len(self.added) or len(self.appeared) or self.went_on or any(self.beside.values())
        word = "added" if new else "known" if self.known or self.settled else "failed" if self.failed else "empty"
        return Outcome(
            self.name, word, added=cast(Any, self.added), appeared=cast(Any, self.appeared), known=self.known,
            detail=f"{self.failed} {'line' if self.failed == 1 else 'lines'} failed" if self.failed else None,
            notes=tuple(self._notes()), failed=self.failed,
        )  # fmt: skip

    def _notes(self) -> Iterable[str]:
        if self.ignored:
            yield f"ignored fields: {', '.join(sorted(self.ignored)[:SHOWN])}"
        if self.went_on:
            yield f"{self.went_on} claims that were here got what happened to them elsewhere since"
        if self.left_alone:
            yield f"{self.left_alone} statuses were left as people here decided; `claims mark` changes them"
        told = {BESIDE[what]: number for what, number in self.beside.items() if number and what in BESIDE}
        if beside := [f"{number} {names[number != 1]}" for names, number in told.items() if names[0]]:
            yield f"taken in with them, new or filled in: {', '.join(beside)}"
        if self.failed > len(self.failures):
            yield f"{self.failed} lines failed; the first {len(self.failures)} are named"

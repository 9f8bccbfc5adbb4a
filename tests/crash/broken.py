"""What the commands that are broken into work on, and what must be so after each of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.faulty import Driver, Ran, Way, copy
from tests.crash.state import digest, wrong

STORAGE = 3
NOTHING_TO_RESUME = 1
LEFT_OPEN = ("batch", "batch_item")
"""What an import that is run again leaves as it was: the batch of the run that was broken off never finished."""
TOLD = re.compile(r"added  \S+\.txt")


@dataclass
class Broken:
    """A command, the database it starts from, and all that this may hold when the command was broken off."""

    driver: Driver
    before: Path
    command: Sequence[str]
    resume: Sequence[str] = ()
    plant: str = ""
    states: list[str] = field(default_factory=list)
    operations: int = 0
    whole: str = ""

    def __post_init__(self) -> None:
        self.work = self.before.with_name("work.db")
        copy(self.before, self.work)
        ran, after = self.driver.states(self.work, self.command)
        assert ran.code == 0, ran.err
        start = digest(self.before)
        self.states = [start, *(state for n, state in enumerate(after) if state != [start, *after][n])]
        assert len(self.states) > 1 and digest(self.work) == self.states[-1] and wrong(self.work) == []
        self.whole = digest(self.work, without=LEFT_OPEN if not self.resume else ())
        copy(self.before, self.work)
        self.operations = self.driver.run(self.work, self.command, plant=self.plant).operations

    def breaks(self, at: int, way: Way, *, again: bool = True) -> Iterator[str]:
        """Run it with one operation going wrong; yields what is not as it must be."""
        copy(self.before, self.work)
        ran = self.driver.run(self.work, self.command, at=at, way=way, plant=self.plant)
        yield from self.judge(ran, killed=way is Way.KILLED, again=again)

    def judge(self, ran: Ran, *, killed: bool = False, again: bool = True) -> Iterator[str]:
        """Yield what is not as it must be after a run that was broken off, and after running it again."""
        if damage := wrong(self.work):
            yield f"damaged: {damage}"
            return
        held = digest(self.work)
        if held not in self.states:
            yield "half: what it holds is neither before nor after"
            return
        yield from self._told(ran, self.states.index(held), killed=killed)
        if again and held != self.states[-1]:
            yield from self._again()

    def _again(self) -> Iterator[str]:
        """Go on, or where nothing was begun yet, run the command again: it comes to the same."""
        more = self.driver.run(self.work, self.resume) if self.resume else None
        if more is None or more.code == NOTHING_TO_RESUME:
            more = self.driver.run(self.work, self.command)
        if more.code or digest(self.work, without=LEFT_OPEN if not self.resume else ()) != self.whole:
            yield f"run again it is not whole: {more.code} {more.err}"

    def _told(self, ran: Ran, reached: int, *, killed: bool) -> Iterator[str]:
        last = len(self.states) - 1
        said = len(TOLD.findall(ran.out)) if self.command[0] == "ingest" else bool(ran.out.strip())
        if said > reached:
            yield f"lost: {said} were told as done, and {reached} are there"
        if ran.code == 0 and reached != last:
            yield f"exit 0, and it is not complete: {reached} of {last}"
        if "Traceback" in ran.err or "unexpected" in ran.err:
            yield f"a traceback: {ran.err}"
        if ran.code == -9 and killed:
            return
        errors = [line for line in ran.err.splitlines() if line.startswith("Error: ")]
        if ran.code not in (0, STORAGE) or len(errors) != (ran.code != 0):
            yield f"exit {ran.code}, and said {ran.err!r}"

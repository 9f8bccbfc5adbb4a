"""Everything a person can do to claims, one at a time, chosen at random; what the rules forbid is simply refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

from claims.book import Book
from claims.core.status import Status
from claims.errors import ClaimtrackError
from claims.ledger import drifting
from tests.ledger.desk import Clock, take_in

_documents = count(1)
Operation = Callable[["Work"], object]


@dataclass
class Work:
    """One person's work on claims of their own, led by dice."""

    book: Book
    dice: Random
    clock: Clock
    keys: list[str] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    number: int = field(default_factory=lambda: next(_documents))

    def key(self) -> str:
        return self.dice.choice(self.keys)

    def sentence(self) -> str:
        return f"Lab {self.number} offered ${self.dice.randint(1, 4)}M to {self.dice.choice(['Ann', '薪酬', 'Zoë'])}."

    def take_in(self) -> None:
        sentences = [self.sentence() for _ in range(self.dice.randint(1, 3))]
        source = self.dice.choice(["Notes", "Post"])
        taken = take_in(self.book, f"Paper {self.dice.randint(1, 3)} of {self.number}.", *sentences, source=source)
        self.keys += [key for key in taken.added if key not in self.keys]
        self.batches.append(taken.batch)

    def drift(self) -> None:
        """Find that one of a claim's appearances stands elsewhere, reads otherwise, is gone, or is as it was."""
        fate = self.dice.choice(["present", "moved", "altered", "gone"])
        words = {"words": self.dice.choice(["a", "b"])} if fate == "altered" else {}
        claim = self.book.get(self.key())
        places = [each.n for each in claim.appearances if each.claim == claim.key]
        with self.book.change("recheck") as ledger:
            standing = ledger.stand(claim.key, merged=True)
            drifting.drift(ledger, standing, self.dice.choice(places or [1]), {"to": fate, **words})
            self.batches += [ledger.run.key] if ledger.wrote else []

    def do(self, name: str) -> bool:
        """Do one operation; False when the rules refused it, which must leave everything as it was."""
        try:
            done = OPERATIONS[name](self)
        except ClaimtrackError as refused:
            if refused.exit_code != 1:
                raise
            return False
        batch = getattr(done, "batch", None)
        self.batches += [batch] if batch else []
        return True


OPERATIONS: dict[str, Operation] = {
    "take in": lambda w: w.take_in(),
    "add": lambda w: w.book.add(w.sentence(), source="Talk", tags=w.dice.choice([[], ["ai"]])),
    "mark": lambda w: w.book.mark(
        w.key(), w.dice.choice([*Status][:8]), note=w.dice.choice(["a", "b"]),
        evidence=w.dice.choice([[], ["https://x.org/1"]]),
    ),
    "supersede": lambda w: w.book.mark(w.key(), "superseded", by=w.key(), note="x"),
    "assess": lambda w: w.book.assess(w.key(), w.dice.choice([None, 10, 90])),
    "amend": lambda w: w.book.amend(w.key(), statement=w.sentence(), note="x"),
    "amend more": lambda w: w.book.amend(
        w.key(), kind=w.dice.choice(["fact", "forecast"]), due=w.dice.choice(["", "2027-01-01"]),
        subject=w.dice.choice(["", "Lab"]), note="x",
    ),
    "attach": lambda w: w.book.attach(w.key(), stance="context", url=f"https://x.org/{w.dice.randint(1, 2)}"),
    "withdraw": lambda w: w.book.withdraw_evidence(w.key(), w.dice.randint(1, 2)),
    "tag": lambda w: w.book.tag(w.key(), w.dice.choice(["ai", "pay"])),
    "untag": lambda w: w.book.untag(w.key(), w.dice.choice(["ai", "pay"])),
    "note": lambda w: w.book.note(w.key(), "hm"),
    "merge": lambda w: w.book.merge(w.key(), w.key()),
    "unmerge": lambda w: w.book.unmerge(w.key()),
    "drift": lambda w: w.drift(),
    "undo": lambda w: w.book.undo(w.dice.choice(w.batches)),
    "step back": lambda w: setattr(w.clock, "now", w.clock.now - 60_000_000),
}  # fmt: skip

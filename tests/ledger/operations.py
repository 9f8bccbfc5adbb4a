"""Everything a person can do to claims, one at a time, chosen at random; what the rules forbid is simply refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

from claims.book import Book
from claims.core.status import Status
from claims.core.vocabulary import RELATED, LinkKind, LinkState
from claims.errors import ClaimtrackError
from claims.ledger import drifting, linking
from tests.ledger.desk import Clock, take_in

DOCUMENTS = count(1)
Operation = Callable[["Work"], object]


@dataclass
class Work:
    """One person's work on claims of their own, led by dice."""

    book: Book
    dice: Random
    clock: Clock
    keys: list[str] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    number: int = field(default_factory=lambda: next(DOCUMENTS))

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

    def suggest(self) -> None:
        """Suppose that two claims repeat or contradict each other, as taking one in does; no pair that is linked."""
        one, other = self.key(), self.key()
        kind = self.dice.choice([LinkKind.DUPLICATE, LinkKind.CONTRADICTS])
        if one == other or {one, other} in [{each.claim, each.other} for each in self.book.get(one).links]:
            return
        with self.book.change("suggest") as ledger:
            ends = [ledger.stand(each, merged=True).id for each in (one, other)]
            if not linking.before(ledger, *ends, kind):
                linking.decide(ledger, *ends, kind, LinkState.SUGGESTED)

    def describe(self) -> None:
        said = {"kind": ["publisher", "person"], "origin": ["", "One House"], "homepage": ["", "https://x.org"]}
        column = self.dice.choice([*said])
        self.book.edit_source(self.dice.choice(["Notes", "Post"]), **{column: self.dice.choice(said[column])})

    def name(self) -> str:
        return self.dice.choice([f"Lab {self.number}", "Ann Meyer", "Zoë", "The Firm", "Firm Inc."])

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
    "link": lambda w: w.book.link(w.key(), w.key(), w.dice.choice(RELATED), note="x"),
    "unlink": lambda w: w.book.unlink(w.key(), w.key(), w.dice.choice(RELATED)),
    "suggest": lambda w: w.suggest(),
    "alias": lambda w: w.book.subjects.alias(w.name(), w.name(), w.name()),
    "unalias": lambda w: w.book.subjects.unalias(w.name(), w.name()),
    "merge names": lambda w: w.book.subjects.merge(w.name(), w.name(), note="x"),
    "unmerge names": lambda w: w.book.subjects.unmerge(w.name()),
    "describe": lambda w: w.describe(),
    "drift": lambda w: w.drift(),
    "undo": lambda w: w.book.undo(w.dice.choice(w.batches)),
    "step back": lambda w: setattr(w.clock, "now", w.clock.now - 60_000_000),
}  # fmt: skip
ASIDE = ("suggest", "describe", "alias", "unalias", "merge names", "unmerge names")
"""Operations that change something beside claims: links that are only supposed, sources, names."""

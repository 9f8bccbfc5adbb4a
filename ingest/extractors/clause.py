"""A clause: who or what it is about, its verb, and where it ends."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Clause:
    """An opening adjunct, the subject, the finite verb, and where it ends.

    The subject of a relative clause stands outside it: `begins` is then where its predicate begins.
    """

    first: int
    subject: Span
    verb: int
    group_end: int
    last: int
    insertion: Span | None = None
    begins: int | None = None

    @property
    def predicate(self) -> int:
        """The first word after the subject and what is put in behind it."""
        if self.begins is not None:
            return self.begins
        return self.insertion[1] + 1 if self.insertion else self.subject[1]

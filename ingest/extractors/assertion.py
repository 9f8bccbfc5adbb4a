"""What one stretch of a sentence asserts, before it is put into words."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Assertion:
    """What one stretch of a sentence asserts: `parts` make the statement, words `first` to `last` the quote."""

    first: int
    last: int
    parts: list[Span | str]
    role: str = "main"
    subject: Span | None = None
    verb: int | None = None
    is_whole: bool = False
    """Whether it goes on behind what is put in: it is not taken apart further."""

    def stretches(self) -> list[Span]:
        """Return the stretches of the sentence the statement is made of, those that follow on each other as one."""
        found: list[Span] = []
        for part in self.parts:
            if isinstance(part, str) or part[0] >= part[1]:
                continue
            if found and found[-1][1] == part[0]:
                found[-1] = found[-1][0], part[1]
            else:
                found.append(part)
        return found

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

"""What is wrong in one part of a database: counted, and the first few told. What cannot be read is wrong, too."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

TOLD = 100
"""So many places are told of each kind of finding."""
ENOUGH = 20
"""After so many places that cannot be read at all, no further ones are looked for."""


@dataclass(slots=True)
class Trouble:
    """How often something is wrong, and where it is first."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, said: str) -> None:
        self.count += 1
        if self.count <= TOLD:
            self.first.append(said)

    def __str__(self) -> str:
        more = f" (and {self.count - 1:,} more)" if self.count > 1 else ""
        return f"{self.first[0]}{more}"


def error_in_words(error: Exception) -> str:
    """Return what an error says, in one short line."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    said = " ".join(str(cause).split())[:160] or type(cause).__name__
    said = said if isinstance(error, DBAPIError) else f"{type(cause).__name__}: {said}"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in said)


@contextmanager
def apart(connection: Connection) -> Iterator[None]:
    """Let a statement fail alone: on a server, a transaction is of no use after one that did."""
    with connection.begin_nested() if connection.dialect.name == "postgresql" else nullcontext():
        yield


def looked(connection: Connection, troubles: Iterable[str]) -> Trouble:
    """Return what a part of the audit found; that it could not go on is found, too."""
    found = Trouble()
    try:
        with apart(connection):
            for each in troubles:
                found.add(each)
    except Exception as error:
        found.add(f"it cannot be read any further: {error_in_words(error)}")
    return found


def narrowed(
    connection: Connection, ids: Sequence[int], look: Callable[[Sequence[int]], Iterable[str]], what: str
) -> Iterator[str]:
    """Yield what is wrong with some rows; where something cannot be read, they are looked at in ever smaller parts."""
    parts, unreadable = [ids], 0
    while parts and unreadable < ENOUGH:
        part = parts.pop()
        try:
            with apart(connection):
                found = list(look(part))
        except Exception as error:
            if len(part) > 1:
                parts += [part[len(part) // 2 :], part[: len(part) // 2]]
                continue
            unreadable += 1
            found = [f"{what} in row {part[0]} cannot be read: {error_in_words(error)}"]
        yield from found

"""Pieces of statements with the values they need, to be put together; `?` stands for a value on both engines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement, and what its `?` stand for."""

    text: str
    given: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return self.text

    def negated(self) -> "Sql":
        return Sql(f"NOT ({self.text})", self.given)


NEVER = Sql("1 = 0")
ALWAYS = Sql("1 = 1")


def both(*parts: Sql) -> Sql:
    """Return the condition that all parts are."""
    return _joined(" AND ", parts) if parts else ALWAYS


def either(*parts: Sql) -> Sql:
    """Return the condition that one of the parts is enough for."""
    joined = _joined(" OR ", parts)
    return Sql(f"({joined.text})", joined.given) if parts else NEVER


def among(expression: str, values: Sequence[Any]) -> Sql:
    """Return the condition that an expression is one of some values."""
    if len(values) == 1:
        return Sql(f"{expression} = ?", tuple(values))
    return Sql(f"{expression} IN ({', '.join('?' * len(values))})", tuple(values)) if values else NEVER


def found(statement: Sql) -> Sql:
    """Return the condition that a statement finds a row.

    Not EXISTS: PostgreSQL would turn that into a join, and read all there is where a look at a few rows will do.
    """
    return Sql(f"({statement.text} LIMIT 1) IS NOT NULL", statement.given)


def _joined(word: str, parts: Iterable[Sql]) -> Sql:
    listed = list(parts)
    return Sql(word.join(part.text for part in listed), tuple(value for part in listed for value in part.given))

"""Who may work here: users, what they may do, and the tokens of programs."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from claims.core.people import Right, Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may work here; what they change is recorded under this name."""

    name: str
    role: Role
    disabled: bool
    password: bool
    """Whether there is one to log in with."""
    tokens: int
    """How many tokens of theirs are good."""
    added_at: datetime
    added_by: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows instead of a password; the secret itself is not kept."""

    key: str
    user: str
    name: str
    scopes: tuple[Right, ...]
    added_at: datetime
    added_by: str
    used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    good: bool
    """Whether it lets anybody in: not revoked, not expired, and of a user who is not disabled."""


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with its secret, which nobody can show again."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has just logged in, and the secret their browser shows from now on."""

    user: str
    role: Role
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whoever showed a good secret, and what they may do with it."""

    name: str
    role: Role
    rights: Set[Right]

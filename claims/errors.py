"""One tree of errors: a class for each thing a caller can do about it.

    ClaimtrackError                 1
    ├── InvalidValue                1   give another value
    │   └── UnknownChoice           1   give one of the allowed words
    ├── NotFound                    1   look the key up
    ├── Ambiguous                   1   give more characters
    ├── Conflict                    1   read again, decide again
    ├── Refused                     1   the rules of the field forbid it (or want it said out loud)
    ├── LoginFailed                 1   give the right name and password
    │   └── Throttled               1   wait, then try again
    ├── NotAllowed                  1   log in as somebody who may, or ask for a role or a scope
    ├── InputFailed                 2   some inputs failed, the others are in
    │   ├── FetchFailed             2   mend the address or the network, or try later
    │   └── UnreadableDocument      2   give a readable document
    ├── StorageError                3   mend the database, the disk or the connection
    │   └── SchemaError             3   migrate, or use the right version
    ├── NothingExtracted            4   no claim found
    └── AuditFailed                 5   the audit found something

The number is the exit code of the command line. Every message is one line: the value that was wrong, what is
allowed, and the next step.
"""

import os
from collections.abc import Iterable, Sequence


class ClaimtrackError(Exception):
    """Something a user can mend; `str(error)` is one line that says how."""

    exit_code = 1


class InvalidValue(ClaimtrackError):
    """A value is outside what is allowed."""

    def __init__(self, what: str, value: object, allowed: str) -> None:
        super().__init__(f"{what} {shown(value)} is not usable: {allowed}")
        self.what, self.value, self.allowed = what, value, allowed


class UnknownChoice(InvalidValue):
    """A word is not one of a closed list."""

    def __init__(self, what: str, value: object, choices: Iterable[str]) -> None:
        words = [str(choice) for choice in choices]
        super().__init__(what, value, f"allowed are {', '.join(words)}{nearest(str(value), words)}")
        self.choices = words


class NotFound(ClaimtrackError):
    """Nothing has this key."""

    def __init__(self, what: str, key: str, hint: str = "`claims list` shows the keys") -> None:
        super().__init__(f"no {what} {shown(key)}: {hint}")
        self.what, self.key = what, key


class Ambiguous(ClaimtrackError):
    """A shortened key fits several."""

    def __init__(self, what: str, prefix: str, keys: Sequence[str]) -> None:
        fits = ", ".join(keys[:5]) + (", …" if len(keys) > 5 else "")
        super().__init__(f"{what} {shown(prefix)} is ambiguous: it fits {fits}; give more characters")
        self.what, self.prefix, self.keys = what, prefix, list(keys)


class Conflict(ClaimtrackError):
    """Somebody changed the claim since it was read; nothing was written."""

    def __init__(
        self, key: str, expected: int | None = None, current: int | None = None, by: str | None = None
    ) -> None:
        who = f" by {by}" if by else ""
        versions = [f"you have version {expected}"] if expected is not None else []
        versions += [f"it is at {current}"] if current is not None else []
        told = f" ({', '.join(versions)})" if versions else ""
        super().__init__(
            f"claim {key} was changed{who} since you read it{told}: read it again with `claims show {key}` and decide "
            "again"
        )
        self.key, self.expected, self.current, self.by = key, expected, current, by


class Refused(ClaimtrackError):
    """A rule of the field forbids the change."""


class LoginFailed(ClaimtrackError):
    """No user has this name and password; which of the two is wrong is not told."""

    def __init__(self, message: str = "no user has this name and password: try again, or ask for a new one") -> None:
        super().__init__(message)


class Throttled(LoginFailed):
    """Too many logins failed; nothing was looked at. `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many logins failed: try again in {seconds} s")
        self.seconds = seconds


class NotAllowed(ClaimtrackError):
    """Whoever asks may not do that; `right` is what one needs for it."""

    def __init__(self, message: str, right: str | None = None) -> None:
        super().__init__(message)
        self.right = right


class InputFailed(ClaimtrackError):
    """An input could not be taken in; the others are not affected."""

    exit_code = 2


class FetchFailed(InputFailed):
    """A page could not be fetched; `status` is what its server answered, if it did."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class UnreadableDocument(InputFailed):
    """A document cannot be read as text."""


class StorageError(ClaimtrackError):
    """The database, the disk or the connection failed; nothing half was written."""

    exit_code = 3
    again = False
    """Whether the very same may work in a moment: others did something at the same time."""


class SchemaError(StorageError):
    """The database has another schema than this version of claimtrack expects."""


class NothingExtracted(ClaimtrackError):
    """The inputs were read and no claim was found in them."""

    exit_code = 4


class AuditFailed(ClaimtrackError):
    """The audit found something."""

    exit_code = 5


def nearest(given: str, words: Iterable[str]) -> str:
    """Return a guess at which of some words was meant, as it follows in a message; nothing where none is near."""
    from difflib import get_close_matches  # only where something went wrong already

    plain = given.strip().casefold().replace("-", "_").replace(" ", "_")
    near = get_close_matches(plain[:100], [*words], 1, 0.6)
    return f" (did you mean {near[0]}?)" if near and near[0] != plain else ""


def shown(value: object) -> str:
    """Return a value as a message may print it: quoted, escaped and cut to 60 characters; a path to its last 300."""
    text = value if isinstance(value, str) else str(value)
    if isinstance(value, os.PathLike):
        text = text if len(text) <= 300 else "…" + text[-299:]
    elif len(text) > 60:
        text = text[:57] + "…"
    return "'" + "".join(c if c.isprintable() else repr(c)[1:-1] for c in text) + "'"

"""Who may do what: roles, the rights each has, and the secrets people and programs show that they are who they say."""

from enum import StrEnum
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe

from claims.core.source import name_key
from claims.errors import InvalidValue


class Role(StrEnum):
    """What somebody is here for; each may do what those before it may."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Right(StrEnum):
    """What one needs to do something; also the scopes of a token."""

    READ = "read"
    CONTRIBUTE = "contribute"
    REVIEW = "review"
    ADMINISTER = "administer"


RIGHTS: dict[Role, frozenset[Right]] = {role: frozenset(list(Right)[: at + 1]) for at, role in enumerate((*Role,))}
SHORTEST, LONGEST = 12, 1000
"""How many characters a password may have."""
FREE_OF_NAME, FREE_OF_PLACE = 5, 20
"""How often a login may fail, under one name and from one address, before one has to wait."""
LONGEST_WAIT = 15 * 60
FORGOTTEN = 24 * 60 * 60
"""After how many seconds without another one failures are forgotten."""
PREFIX = "claims_"
"""What tokens begin with, so that programs that look for lost secrets know them."""


def check_password(name: str, password: str) -> None:
    """Raise InvalidValue for a password that is too easily guessed; it is never part of the message."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidValue("password", "*" * min(len(password), 3), f"give {SHORTEST} to {LONGEST:,} characters")
    if name_key(password) == name_key(name) or len(set(password)) < 5:
        raise InvalidValue("password", "***", "give one that is not your name, nor a few characters repeated")


def new_secret() -> str:
    """Return a session's or a token's secret: nobody guesses one of 256 random bits."""
    return token_urlsafe(32)


def digest(secret: str) -> bytes:
    """Return what of a secret is stored. It is random, so a plain hash says nothing about it."""
    return sha256(secret.encode("utf-8", "replace")).digest()


def of_name(name: str) -> str:
    """Return what failed logins under a name are counted under: it may be no user's, so it is not kept as it is."""
    return sha256(b"name " + name_key(name).encode("utf-8", "replace")).hexdigest()


def of_place(address: str) -> str:
    """Return what failed logins from an address are counted under; a network of IPv6 is one place."""
    try:
        found = ip_address(address)
        if isinstance(found, IPv6Address):
            address = str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    except ValueError:  # the name of a socket
        pass
    return sha256(b"place " + address.encode("utf-8", "replace")).hexdigest()


def wait(failures: int, free: int) -> int:
    """Return for how many seconds after the last of so many failures nothing may be tried: twice as long each time."""
    return 0 if failures < free else min(2 ** (failures - free), LONGEST_WAIT)

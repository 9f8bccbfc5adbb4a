"""Addresses: which URLs may be asked for, and to which network addresses a connection may go.

An article can name any URL, and a server any place to be redirected to. So a name is looked up once, each of its
addresses must be one of the public internet, and the connection goes to the address that was looked at: a name that
means something else a moment later (DNS rebinding) gains nothing.
"""

import ipaddress
import re
import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from claims.errors import FetchFailed, shown

PORTS = {"http": 80, "https": 443}
_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""Characters of a path or query that stay as they are; `%` because it escapes others already."""

_NUMERIC = re.compile(r"(?:(?:0[xX][0-9a-fA-F]*|\d+)(?:\.|$)){1,4}", re.ASCII)
"""An IPv4 address in one of the forms that programs take: whole, in hexadecimal, octal, with parts left out."""
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Public by the letter of the registries, and yet not a web server's: relays, translations and clouds' own services.
_NOT_PUBLIC: tuple[_Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24",  # protocol assignments; a cloud's metadata service among them
        "192.31.196.0/24",  # AS112, and below: answers for private names
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.175.48.0/24",
        "168.63.129.16/32",  # a cloud's own services, for each machine in it
        "100.64.0.0/10",  # carriers' networks; a cloud's metadata service among them
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48",
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart: whom to ask, and for what."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as the rules for robots are told for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """The host as a request names it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole URL, in one form."""
        return f"{self.origin}{self.path}"


def target(url: str) -> Target:
    """Take a URL apart; raises FetchFailed where it is not a plain http or https one."""
    what = shown(url)
    if any(character.isspace() or not character.isprintable() or character == "\\" for character in url.strip()):
        raise FetchFailed(f"URL {what} has spaces, backslashes or invisible characters in it: give it percent-encoded")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchFailed(f"URL {what} cannot be read ({error}): give one such as https://example.org/page") from None
    scheme = parts.scheme.casefold()
    if scheme not in PORTS:
        raise FetchFailed(f"URL {what} cannot be fetched: only http:// and https:// are; give a file by its path")
    if parts.username is not None or parts.password is not None:
        raise FetchFailed(
            f"URL with a name or password for {shown(host)} is not fetched: give the page's plain address"
        )
    if port == 0 or not host or "%" in host:
        raise FetchFailed(f"URL {what} names no host that can be asked: give one such as https://example.org/page")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(scheme, _ascii(host, what), port or PORTS[scheme], path)


def _ascii(host: str, what: str) -> str:
    """Return a host as the network knows it: in lower case, international names encoded."""
    try:
        return str(ipaddress.ip_address(socket.inet_ntoa(socket.inet_aton(host)) if _NUMERIC.fullmatch(host) else host))
    except (ValueError, OSError):
        pass
    try:
        encoded = idna.encode(host.rstrip("."), uts46=True).decode("ascii") if not host.isascii() else host.rstrip(".")
    except idna.IDNAError:
        encoded = ""
    if not encoded or not all(character.isalnum() or character in "-_." for character in encoded):
        raise FetchFailed(f"URL {what} names no host that can be asked: give one such as https://example.org/page")
    return encoded


def public(address: str) -> bool:
    """Tell whether an address is one of the public internet, and neither translated nor a cloud's own service."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified or "%" in address:
        return False
    # Mapped, compatible, NAT64 and site-local addresses all lie outside of what is given out for the internet.
    if found.version == 6 and (found not in _GLOBAL_UNICAST or (int(found) >> 32) & 0xFFFF_FFFF in _ISATAP):
        return False
    return not any(found in network for network in _NOT_PUBLIC if network.version == found.version)


def addresses(asked: Target, allowed: Collection[str] = ()) -> Sequence[str]:
    """Return the addresses of a target's host; raises FetchFailed when one of them is not public.

    `allowed` are hosts, or `host:port`, that a person has said may be asked whatever their address.
    """
    try:
        rows = socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise FetchFailed(f"host {shown(asked.host)} is not found ({why}): check the address and the network") from None
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if not is_allowed(asked, allowed):
        for each in found:
            if not public(each):
                raise refused(asked, each)
    return found


def is_allowed(asked: Target, allowed: Collection[str]) -> bool:
    """Tell whether a person has said that this host may be asked whatever its address."""
    named = {each.casefold().strip("[]") for each in allowed}
    return not named.isdisjoint({asked.host, f"{asked.host}:{asked.port}", f"[{asked.host}]:{asked.port}"})


def refused(asked: Target, address: str) -> FetchFailed:
    where = asked.host if asked.host == address else f"{asked.host} ({address})"
    return FetchFailed(
        f"{where} is not on the public internet, so it is not asked: --allow-host {asked.host} allows it"
    )

"""Which names this server answers to: a page elsewhere cannot reach it by a name of its own."""

from ipaddress import ip_address

from claims.errors import InvalidValue

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def require_loopback(host: str) -> str:
    """Return a host that only this machine can reach; raises InvalidValue for any other."""
    try:
        mine = host.casefold() == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        mine = False
    if not mine:
        allowed = "only this machine may reach it: give 127.0.0.1, ::1 or localhost; for others there is --name"
        raise InvalidValue("host", host, allowed)
    return host.strip("[]")


def name_of(netloc: str) -> str:
    """Return the name in `name:port`."""
    if netloc.startswith("["):
        return netloc[1:].partition("]")[0].casefold()
    return netloc.partition(":")[0].casefold()

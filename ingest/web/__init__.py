"""The one network door: nothing else in the project opens a connection to the world beyond this machine."""

from collections.abc import Collection

from ingest.web.address import Target, target
from ingest.web.door import AGENT, Door, Fetched
from ingest.web.exchange import Limits
from ingest.web.manners import Manners

__all__ = ["Door", "Fetched", "Limits", "Target", "door", "target"]


def door(allowed: Collection[str] = (), *, proxy: str | None = None, robots: bool = True) -> Door:
    """Return a door for one run; `robots=False` passes over what robots.txt asks for."""
    return Door(tuple(allowed), proxy, manners=Manners(AGENT, robots=robots))

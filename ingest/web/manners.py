"""Manners: what a host's robots.txt allows, and no more than one request a second to any host."""

import time
from collections.abc import Callable

from protego import Protego

from claims.errors import FetchFailed
from ingest.web.address import Target

PAUSE = 1.0
"""Seconds between two requests to one host, unless it asks for more."""
LONGEST_PAUSE = 30.0
LARGEST_ROBOTS = 500 << 10
"""Bytes of a robots.txt that are read; the rest says nothing (RFC 9309, 2.5)."""

Ask = Callable[[Target], tuple[int, bytes]]
"""Fetches a robots.txt: its status and what it says."""


class Manners:
    """Remembers when each host was asked last, and what it allows."""

    def __init__(
        self,
        agent: str,
        *,
        robots: bool = True,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._agent, self._robots = agent, robots
        self._clock, self._sleep = clock, sleep
        self._free_at: dict[str, float] = {}
        self._rules: dict[str, Protego | None] = {}

    def wait(self, asked: Target) -> None:
        """Wait until this host may be asked again."""
        now = self._clock()
        start = max(now, self._free_at.get(asked.host, now))
        self._free_at[asked.host] = start + self._pause(asked)
        if start > now:
            self._sleep(start - now)

    def pause(self, seconds: float) -> None:
        """Wait before a further try."""
        self._sleep(seconds)

    def require_welcome(self, asked: Target, ask: Ask) -> None:
        """Raise FetchFailed where the host's robots.txt asks programs to keep out."""
        if not self._robots:
            return
        if asked.origin not in self._rules:
            self._rules[asked.origin] = self._read(asked, ask)
        rules = self._rules[asked.origin]
        if rules is not None and not rules.can_fetch(asked.url, self._agent):
            raise FetchFailed(
                f"{asked.url} is closed to programs by {asked.origin}/robots.txt: save the page yourself, or add "
                "--ignore-robots if you may"
            )

    def _read(self, asked: Target, ask: Ask) -> Protego | None:
        """Return the rules of a host; none where it has none. One that cannot say is not asked further."""
        status, said = ask(Target(asked.scheme, asked.host, asked.port, "/robots.txt"))
        if status >= 500:
            raise FetchFailed(
                f"{asked.origin}/robots.txt answers {status}, so whether programs are welcome is not known: try later",
                status,
            )
        if len(said) >= LARGEST_ROBOTS:
            said = said[: said.rfind(b"\n") + 1]  # half a line would say something else, and maybe close everything
        return Protego.parse(said.decode("utf-8", "replace")) if status < 300 else None

    def _pause(self, asked: Target) -> float:
        rules = self._rules.get(asked.origin)
        wanted = rules.crawl_delay(self._agent) if rules is not None else None
        return min(max(PAUSE, wanted or 0.0), LONGEST_PAUSE)

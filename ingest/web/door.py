"""The door: fetches a URL by hand, step by step, so that each step is looked at before it is taken."""

import email.utils
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from urllib.parse import urljoin

import claims
from claims.core.when import now
from claims.errors import FetchFailed
from ingest.web.address import Target, addresses, is_allowed, public, refused, target
from ingest.web.exchange import Answer, Dropped, Limits, exchange
from ingest.web.manners import LARGEST_ROBOTS, Manners

AGENT = "claimtrack"
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
BUSY = (429, 502, 503, 504)
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.8,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `url` is what was asked for, `final_url` where it was found; `retrieved_at` in microseconds.

    `body` is empty and `unchanged` true when the server says that what one has is still so.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    retrieved_at: int
    unchanged: bool = False
    moved: str | None = None
    """Where it says it is from now on, for good."""

    @property
    def media_type(self) -> str:
        """The type the server names, without its parameters."""
        return _typed(self.headers).get_content_type() if "content-type" in self.headers else "application/octet-stream"

    @property
    def charset(self) -> str | None:
        """The encoding the server names."""
        return _typed(self.headers).get_content_charset()


@dataclass(slots=True)
class Door:
    """Fetches pages for one run; remembers hosts' rules and when each was asked last.

    `allowed` are hosts that may be asked although they are not on the public internet, each as `name` or `name:port`.
    `proxy` is the URL of a proxy all goes through; without it none is used, whatever the environment says.
    """

    allowed: Collection[str] = ()
    proxy: str | None = None
    limits: Limits = field(default_factory=Limits)
    manners: Manners = field(default_factory=lambda: Manners(AGENT))

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch a URL; with the marks of an earlier answer, only if it has changed since.

        Raises FetchFailed: the address is refused, nobody answers, or the answer is not the page.
        """
        marks = {}
        if etag:
            marks["If-None-Match"] = etag
        if modified:
            marks["If-Modified-Since"] = modified
        found = self._follow(target(url), marks, self.limits, self._require_welcome)
        if found is None:
            raise FetchFailed(
                f"{url} leads on and on, over {self.limits.redirects} redirects: look at it in a browser and give the "
                "page it ends at"
            )
        asked, answer, moved = found
        return replace(_accepted(url, asked, answer, bool(marks)), moved=moved)

    def _require_welcome(self, asked: Target) -> None:
        self.manners.require_welcome(asked, self._robots)

    def _robots(self, asked: Target) -> tuple[int, bytes]:
        """Fetch rules for robots, over redirects like any page."""
        limits = Limits(self.limits.seconds, LARGEST_ROBOTS, self.limits.redirects, 1, whole=False)
        found = self._follow(asked, {}, limits)
        return (found[1].status, found[1].body) if found else (HTTPStatus.NOT_FOUND, b"")

    def _follow(
        self, asked: Target, marks: Mapping[str, str], limits: Limits,
        allow: Callable[[Target], None] = lambda _asked: None,
    ) -> tuple[Target, Answer, str | None] | None:  # fmt: skip
        """Ask, and ask where that leads; returns the last place, what it answered, and where it moved for good.

        None where there is no end.
        """
        moved, for_good = None, True
        for _ in range(limits.redirects + 1):
            allow(asked)
            answer = self._persist(asked, marks, limits)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return asked, answer, moved
            asked = target(urljoin(asked.url, answer.headers["location"]))
            for_good = for_good and answer.status in FOR_GOOD
            moved = asked.url if for_good else moved
        return None

    def _persist(self, asked: Target, marks: Mapping[str, str], limits: Limits) -> Answer:
        """Ask, and ask again after a pause where that may help."""
        for tried in range(1, limits.tries + 1):
            last, wait = tried == limits.tries, 2.0 ** (tried - 1)
            try:
                answer = self._ask(asked, marks, limits)
            except Dropped as error:
                if last:
                    raise FetchFailed(f"{asked.url} {error}: check the address, or try later") from None
            else:
                wait = max(wait, _wanted_pause(answer))
                if last or answer.status not in BUSY or wait > limits.longest_wait:
                    return answer
            self.manners.pause(wait)
        raise AssertionError("unreachable")

    def _ask(self, asked: Target, marks: Mapping[str, str], limits: Limits) -> Answer:
        """Ask once: at each of the addresses of the host in turn, until one of them can be reached."""
        proxy = target(self.proxy) if self.proxy else None
        if proxy is None:
            found = addresses(asked, self.allowed)
        else:
            found = [asked.host]
            if _is_address(asked.host) and not public(asked.host) and not is_allowed(asked, self.allowed):
                raise refused(asked, asked.host)
        headers = {"User-Agent": user_agent(), "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"} | dict(marks)
        self.manners.wait(asked)
        for address in found[:-1]:
            try:
                return exchange(asked, address, headers, limits, proxy)
            except Dropped:
                continue
        return exchange(asked, found[-1], headers, limits, proxy)


def user_agent() -> str:
    """Return what every request says of who asks."""
    return f"{AGENT}/{claims.__version__} (fetches pages a person asked for, to keep what they say)"


def _accepted(url: str, asked: Target, answer: Answer, conditional: bool) -> Fetched:
    """Return an answer that is a page; raises FetchFailed for any other."""
    if answer.status == HTTPStatus.NOT_MODIFIED and conditional:
        return Fetched(url, asked.url, answer.status, answer.headers, b"", now(), unchanged=True)
    if not 200 <= answer.status < 300 or answer.status == HTTPStatus.PARTIAL_CONTENT:
        words = f"{answer.status} {answer.reason}".strip()[:80]
        raise FetchFailed(f"{asked.url} answers {words!r}: {_advice(answer.status)}", answer.status)
    if not answer.body.strip():
        raise FetchFailed(f"{asked.url} answers with nothing: look at it in a browser", answer.status)
    return Fetched(url, asked.url, answer.status, answer.headers, answer.body, now())


def _advice(status: int) -> str:
    if status in (401, 402, 403, 451):
        return "it is not open to everyone; save the page yourself and give the file"
    if status in (404, 410):
        return "the page is not there; check the address, or give an archived copy"
    return "try later"


def _wanted_pause(answer: Answer) -> float:
    """Return the seconds a server asks to wait for: a number, or until a date; 0 where it does not say."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _typed(headers: Mapping[str, str]) -> Message:
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    return message

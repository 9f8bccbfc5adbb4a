"""Entries of a feed: which of them were taken in before, whatever the feed changed about them since.

Feeds number their entries anew, move them, put other tracking marks into their links and rewrite their dates. So an
entry is known by its link, by its words, and by its identifier only where the words bear that out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from typing import TypeVar
from unicodedata import normalize

from claims.core.place import canonical_url
from claims.core.text import gate
from claims.ledger.feeds import Seen
from claims.queries.feeds import Known
from ingest.capture import Capture

ALIKE = 0.6
"""The part of an entry's words that stand in an earlier text, from which on it can be the same one, edited."""
FEW = 8
"""Words with which an entry is too short to be told by them."""
Each = TypeVar("Each")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sorted:
    """An entry and what is known of it: new where nothing is, edited where its words are others."""

    capture: Capture
    seen: Seen
    before: Known | None = None

    @property
    def new(self) -> bool:
        return self.before is None or self.before.withdrawn

    @property
    def edited(self) -> bool:
        return self.before is not None and not self.new and self.before.digest != self.seen.digest


def sort(captures: Sequence[Capture], known: Sequence[Known], text: Callable[[Known], str]) -> list[Sorted]:
    """Return each entry with what it was known as; no two of them are the same one, unless they say the same.

    `text` gives the text a known entry was taken in with.
    """
    seen = [_seen(each) for each in captures]
    found: dict[int, Known] = {}
    left = {each.n: each for each in known}

    def take(place: int, before: Known | None) -> None:
        if before is not None:
            found[place] = before
            left.pop(before.n, None)

    def open_places() -> Iterator[tuple[int, Seen]]:
        return ((place, each) for place, each in enumerate(seen) if place not in found)

    links = _only_once((each.link, each) for each in known)
    said_once = _only_once((each.link, each) for each in seen)
    for place, each in open_places():
        take(place, links.get(each.link or "") if each.link in said_once else None)
    words = {each.digest: each for each in reversed(left.values())}
    again = {each.digest: each for each in reversed(known)}
    for place, each in open_places():
        before = words.pop(each.digest, None) or again.get(each.digest)
        take(place, before)
    for place, each in open_places():
        take(place, _edited(each, captures[place], left.values(), text))
    return [
        Sorted(capture, _numbered(each, found.get(place)), found.get(place))
        for place, (capture, each) in enumerate(zip(captures, seen, strict=True))
    ]


def _seen(capture: Capture) -> Seen:
    told = capture.told
    words = _words(_TAG.sub(" ", unescape(capture.body.decode("utf-8", "replace"))))
    title = " ".join(_words(told.title or ""))
    digest = sha256(f"{title}\n{' '.join(words)}".encode()).digest()
    link = canonical_url(gate(told.url)[0]) if told.url else None
    return Seen(gate(told.guid)[0] if told.guid else None, link, title or None, digest)


def _numbered(seen: Seen, before: Known | None) -> Seen:
    return Seen(seen.guid, seen.link, seen.title, seen.digest, before.n if before else None)


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFKC", text).casefold())


def _only_once(pairs: Iterable[tuple[str | None, Each]]) -> dict[str, Each]:
    """Return what has a link that nothing else has: some feeds link every entry to the same page."""
    listed = [(link, each) for link, each in pairs if link]
    often = Counter(link for link, _ in listed)
    return {link: each for link, each in listed if often[link] == 1}


def _edited(seen: Seen, capture: Capture, left: Iterable[Known], text: Callable[[Known], str]) -> Known | None:
    """Return the earlier entry that has this one's identifier or path, and its title or most of its words."""
    path = (seen.link or "").partition("?")[0]
    near = [
        each for each in left if (seen.guid and each.guid == seen.guid)
        or (path and (each.link or "").partition("?")[0] == path)
    ]  # fmt: skip
    for each in near:
        if seen.title and seen.title == each.title:
            return each
    words = _words(_TAG.sub(" ", unescape(capture.body.decode("utf-8", "replace"))))
    if len(words) < FEW:
        return None
    for each in near:
        there = Counter(_words(text(each)))
        if sum((Counter(words) & there).values()) >= ALIKE * len(words):
            return each
    return None

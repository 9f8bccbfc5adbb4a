"""`clubs including A, B and C`: what is said of all of them is said of each that is named."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Span
from ingest.extractors.groups import group_end
from ingest.extractors.nouns import is_name, phrase_end
from ingest.extractors.words import Sentence

LISTING = frozenset(("including", "such"))
_NEGATIVE = frozenset("not never no without neither nor cannot".split())
_MANY = frozenset(
    "several many numerous multiple various some other all different number variety range series host dozens two three "
    "four five".split()
)


def each_member(s: Sentence, a: Assertion) -> Iterator[Assertion]:
    """Yield the assertion without its `including …`, and once for each thing named there."""
    part = a.parts[-1]
    k = _cue(s)
    if isinstance(part, str) or not part[0] + 2 < k < part[1] - 1:
        yield a
        return
    first, last = part
    while last > first and s.lows[last - 1] in ".,;":
        last -= 1
    end = k - (s.lows[k - 1] == ",")
    start = _whole(s, a, end, first)
    items = named(s, k + 1 + (s.lows[k] == "such"), last) if start else []
    if s.lows[k] == "such" and not all(is_name(s, item) for item in items):
        items = []
    if not items:
        yield a
        return
    yield replace(a, last=end, parts=[*a.parts[:-1], (first, end)])
    for item in items:
        yield replace(a, first=item[0], last=item[1], parts=[*a.parts[:-1], (first, start), item], role="item")


def _cue(s: Sentence) -> int:
    if "including" in s.lows:
        return s.lows.index("including")
    k = s.lows.index("such") if "such" in s.lows else 0
    return k if s.lows[k + 1 : k + 2] == ["as"] else 0


def _whole(s: Sentence, a: Assertion, end: int, first: int) -> int:
    """Where the object begins that the list belongs to, `several stars in Hollywood`; 0 when that is not sure."""
    verb = a.verb if a.verb is not None and first <= a.verb < end else None
    start = first if verb is None else group_end(s, verb, end)
    while start < end and s.tags[start] == "A":
        start += 1
    start += s.tags[start] == "P"
    few = start < end and any(s.tags[k] in "#$" and s.lows[k] not in _MANY for k in range(first, end))
    if start >= end or few or not _NEGATIVE.isdisjoint(s.lows[first:end]):
        return 0
    if any(k in s.finite or s.tags[k] in "TGWSC" for k in range(start, end)):
        return 0
    head = phrase_end(s, start, end)
    if head < end and s.lows[start] not in _MANY and s.lows[start : start + 1] != ["a"] and s.lows[head] != "of":
        return 0
    if not _MANY.isdisjoint(s.lows[start : start + 3]):
        return start
    noun = s.lows[max(head, start + 1) - 1]
    passive = verb is not None and s.tags[verb] == "B"
    return start if not passive and noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else 0


def named(s: Sentence, first: int, last: int) -> list[Span]:
    """The members of a list that fills words `first` to `last`; none when something else stands there."""
    found: list[Span] = []
    start = first
    owned = s.tags[first] == "D"
    for k in range(first, last + 1):
        inside = owned and k + 1 < last and s.tags[k + 1] != "D" and s.lows[k] == "and" and "of" in s.lows[start:k]
        if k < last and (s.lows[k] not in (",", ";", "and") or inside):
            if k in s.finite or s.tags[k] in "WS":
                return []
            continue
        if k > start:
            if phrase_end(s, start, k) == start:
                return []
            found.append((start, k))
        start = k + 1
    return [] if _is_mixed(s, found, first, last) else found


def _is_mixed(s: Sentence, found: list[Span], first: int, last: int) -> bool:
    """`arrests for assault and theft`, `A of B and C and D`: where one member ends, nobody can tell."""
    (a, b), (at, stop) = found[0], found[-1]
    if s.lows[first:last].count("and") - s.lows[a:b].count("and") - s.lows[at:stop].count("and") > 1:
        return True
    return len(found) == 2 and "P" in s.tags[a:b] and s.tags[at] not in "DE#$"

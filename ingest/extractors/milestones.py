"""Events that happen once to their subject: when, where and as what are facts of their own."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Span
from ingest.extractors.words import Sentence

ONCE = frozenset(
    "born died elected appointed released founded established retired graduated resigned married premiered "
    "inducted knighted drafted baptised baptized ordained enlisted emigrated debut assassinated inaugurated "
    "killed murdered executed buried joined debuted opened graduated won received earned awarded".split()
)
_COMPARED = frozenset("than compared time times again only each every between both not never no".split())
_ADJUNCT = frozenset("in on at by for with from as during after before until since following under".split())
_VERB_TAGS = frozenset("BHMOdpnVG")


def each_fact(s: Sentence, a: Assertion) -> Iterator[Assertion]:
    """`was born on 4 May 1961 in Rome` → the day and the place."""
    part = a.parts[-1]
    if isinstance(part, str) or a.role == "tail" or ONCE.isdisjoint(s.lows[part[0] : part[1]]):
        yield a
        return
    core, facts = _facts(s, part)
    if len(facts) < 2 or not any("#" in s.tags[b:e] for b, e in facts):
        yield a
        return
    for number, fact in enumerate(facts):
        at = (a.first, fact[1]) if number == 0 else fact
        parts = [*a.parts[:-1], core, fact]
        yield replace(a, first=at[0], last=at[1], parts=parts, role=a.role if number == 0 else "item")


def _facts(s: Sentence, part: Span) -> tuple[Span, list[Span]]:
    """The words that say what happened, and each phrase that says when, where or as what."""
    first, last = part
    while last > first and s.lows[last - 1] in ".,;":
        last -= 1
    k = next((i for i in range(first, last) if s.lows[i] in ONCE), last)
    opens = [i for i in range(k + 1, last - 1) if s.lows[i] in _ADJUNCT and s.tags[i - 1] not in "PTC"]
    opens = [i for i in opens if i == k + 1 or s.tags[i + 1] != "N" or s.tags[i - 1] not in "NzyJ"]  # `degree in law`
    if k > first and any(s.tags[i] in "WSTCP" or s.lows[i] == "," for i in range(first, k)):
        return part, []
    if not _COMPARED.isdisjoint(s.lows[first:last]):
        return part, []  # `earned $3 million for the first time since 2006`
    if any(s.tags[i] in "dnpV" and s.lows[i - 1] == "," for i in range(k + 1, last)):
        return part, []  # `born in Rome, died in Porto`
    if not opens or any(s.tags[i] in "WSC" or i in s.finite or s.tags[i] == "G" for i in range(k + 1, last)):
        return part, []
    found = [(b, e - (s.lows[e - 1] == ",")) for b, e in zip(opens, [*opens[1:], last], strict=True)]
    return (first, opens[0]), found

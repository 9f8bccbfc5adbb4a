"""What a sentence says before its subject: `Founded in 1946, …`, `After leaving the band in 2011, …`."""

from collections.abc import Iterator

from ingest.extractors import verbs
from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.inflection import finite_form, is_plural
from ingest.extractors.subordinate import is_past
from ingest.extractors.words import Sentence

_DONE = frozenset("after before since while upon".split())
_ONCE = frozenset(
    "born founded established released formed created published launched directed written produced built developed "
    "designed introduced discovered signed filed elected appointed acquired killed opened invented composed recorded "
    "drafted adopted bought sold shot raised awarded educated trained convinced made named".split()
)


_NO_OWNER = frozenset("it there i we you".split())
"""Whom an opening like `Based on what she did, I …` says nothing of."""


def opening(s: Sentence, clause: Clause) -> Iterator[Assertion]:
    """Yield what the opening adjunct says of the subject; nothing when it only says when or where."""
    first, last = clause.first, clause.subject[0]
    while last > first and s.lows[last - 1] == ",":
        last -= 1
    while first < last and (s.tags[first] == "C" or s.lows[first] in ("•", "-", '"', "“", "``")):
        first += 1
    if last - first < 3 or not _NO_OWNER.isdisjoint(s.lows[slice(*clause.subject)][:2]) or s.has_verb(first, last):
        return
    if s.tags[first] in "dn" and s.tags[first + 1] in "PTD#A":
        yield state(s, clause, first, last)
    elif s.lows[first] in _DONE and s.tags[first + 1] == "G" and is_past(s, clause.verb):
        yield deed(s, clause, first, last)


def deed(s: Sentence, clause: Clause, first: int, last: int) -> Assertion:
    """`after leaving the band` → the subject left the band."""
    said = verbs.past(verbs.lemma_of_gerund(s.lows[first + 1]))
    if said == "was" and is_plural(s, clause.subject):
        said = "were"
    parts: list[Span | str] = [clause.subject, said, (first + 2, last)]
    return Assertion(first + 1, last, parts, "tail", clause.subject, clause.verb)


def state(s: Sentence, clause: Clause, first: int, last: int) -> Assertion:
    """`born in Rome` → the subject was born in Rome."""
    plural = is_plural(s, clause.subject)
    done = s.lows[first] in _ONCE
    be = ("were" if plural else "was") if done else finite_form("be", s, clause.verb, plural)
    said: list[Span | str] = [(first, last)] if s.words[first] == s.lows[first] else [s.lows[first], (first + 1, last)]
    parts = [clause.subject, be, *said]
    return Assertion(first, last, parts, "participle", clause.subject, clause.verb)

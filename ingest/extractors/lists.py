"""Lists inside one predicate that are really several claims: named causes, objects with a figure each."""

from collections.abc import Iterator

from ingest.extractors import lexicon
from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.words import Sentence


def listed_causes(s: Sentence, clause: Clause, subject: list[Span | str], stop: int) -> Iterator[Assertion]:
    """`is due to three factors: a, b and c` → one assertion for each."""
    k, _, items = _list(s, clause, stop)
    start = clause.predicate
    for first, last in items:
        parts = [*subject, (start, k), (first, last)]
        yield Assertion(first, last, parts, "cause", clause.subject, clause.verb)


def counted_out(s: Sentence, clause: Clause) -> bool:
    """Whether a clause ends in as many things as it says: `three factors: a, b and stalled c` has no second verb."""
    _, told, items = _list(s, clause, clause.last)
    return told > 1 and len(items) == told


def _list(s: Sentence, clause: Clause, stop: int) -> tuple[int, int, list[Span]]:
    """Where the words for how many begin, how many they say there are, and the things; none where these differ."""
    colon = next((k for k in range(clause.group_end, stop) if s.lows[k] == ":"), None) if ":" in s.lows else None
    if colon is None or not (s.lows[colon - 1] in lexicon.COUNTED or _is_counted(s, colon)):
        return 0, 0, []
    k = colon - 1
    while k > clause.group_end and s.tags[k - 1] in "J#NyDA":
        k -= 1
    items = _items(s, colon + 1, stop)
    told = next((n for n, word in enumerate(_NUMBERS, 2) if word in s.lows[k:colon]), 0)
    fits = len(items) > 1 and told in (0, len(items)) and s.lows[clause.subject[0]] != "there"
    return k, told, items if fits else []


_NUMBERS = "two three four five six seven eight nine ten".split()


def _is_counted(s: Sentence, colon: int) -> bool:
    """Whether the words before the colon say how many things follow: `three failures:`, `several ports:`."""
    noun = s.lows[colon - 1]
    before = range(max(0, colon - 4), colon - 1)
    many = any(s.tags[k] == "#" or s.lows[k] in ("several", "following", "these") for k in before)
    return many and noun.endswith("s") and s.tags[colon - 1] in "Nzy"


def _items(s: Sentence, first: int, last: int) -> list[Span]:
    found: list[Span] = []
    start = first
    for k in range(first, last):
        if s.lows[k] in (",", ";") or (s.lows[k] in ("and", "or") and _joins_last(s, k, first, last)):
            if k > start:
                found.append((start, k))
            start = k + 1
    while last > start and s.lows[last - 1] in (".", ";"):
        last -= 1
    if start < last:
        found.append((start, last))
    return found


def _joins_last(s: Sentence, k: int, first: int, last: int) -> bool:
    """Whether this `and` is the one before the last item of a list that has commas."""
    commas = [c for c in range(first, last) if s.lows[c] in (",", ";")]
    return not commas or k > commas[-1]


def measured_objects(s: Sentence, clause: Clause, subject: list[Span | str], stop: int) -> Iterator[Assertion]:
    """`includes a $3 billion fund and a $2 billion budget` → one assertion for each figure."""
    verb_end = clause.group_end
    if verb_end >= stop or s.tags[verb_end] not in "D$#":
        return
    joints = [
        k
        for k in range(verb_end + 1, stop - 1)
        if s.lows[k] == "and"
        and s.tags[k + 1] == s.tags[verb_end]
        and "#" in s.tags[k + 1 : k + 5]
        and s.tags[k + 2] in "NyzJEA#$"
    ]
    if len(joints) != 1 or "#" not in s.tags[verb_end : verb_end + 4] or "between" in s.lows[verb_end - 1 : joints[0]]:
        return
    k = joints[0]
    if s.has_verb(verb_end, stop) or "respectively" in s.lows:
        return
    start = clause.predicate
    left = k - 1 if s.lows[k - 1] == "," else k
    yield Assertion(clause.first, left, [*subject, (start, left)], "main", clause.subject, clause.verb)
    parts = [*subject, (start, verb_end), (k + 1, stop)]
    yield Assertion(k + 1, stop, parts, "object", clause.subject, clause.verb)

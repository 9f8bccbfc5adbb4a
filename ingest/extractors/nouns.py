"""Where noun phrases begin and end: determiner, modifiers, head; names with `of` and years in brackets inside."""

from ingest.extractors.clause import Clause, Span
from ingest.extractors.words import Sentence

MONTHS = frozenset("january february march april may june july august september october november december".split())
_HEADS = frozenset("NEyz#")
_BEFORE_HEAD = frozenset("NEyzJ#$")
_NEEDS_HEAD = frozenset("dnGA")
_LINKS = frozenset("of de la von van der del di al ibn the &".split())


def phrase_end(s: Sentence, first: int, last: int) -> int:
    """Return the word after the noun phrase that begins at `first`; `first` when there is none."""
    tags, lows = s.tags, s.lows
    k = first
    while k < last and tags[k] == "D":
        k += 1
    head = first
    while k < last:
        tag = tags[k]
        if tag in _BEFORE_HEAD:
            k += 1
            if tag in _HEADS:
                head = k
        elif (tag in _NEEDS_HEAD and k + 1 < last and tags[k + 1] in _BEFORE_HEAD) or _links(s, k, first, last):
            k += 1
        elif lows[k] == "(" and head == k and (closing := _closing(s, k, last)):
            k = head = closing
        else:
            break
    return head


_BRACKET = 8


def _closing(s: Sentence, k: int, last: int) -> int:
    """Where the bracket at `k` ends that holds a year or another name, `(WHO)`; 0 when it holds more."""
    if s.lows[k] != "(":
        return 0
    stop = next((i for i in range(k + 1, min(last, k + _BRACKET)) if s.lows[i] == ")"), 0)
    held = range(k + 1, stop)
    return stop + 1 if held and not any(i in s.finite or s.lows[i] in (",", ";", "(") for i in held) else 0


def _links(s: Sentence, k: int, first: int, last: int) -> bool:
    """Whether `of`, `the` or `von` stands inside a name: `Player of the Year`."""
    if s.lows[k] not in _LINKS or k <= first or k + 1 >= last:
        return False
    left = k - 1 if s.lows[k] == "the" and s.lows[k - 1] == "of" else k
    right = k + 1 if s.lows[k] == "of" and s.lows[k + 1] == "the" else k
    return left > first and right + 1 < last and s.tags[left - 1] == "E" and s.tags[right + 1] == "E"


def phrase_start(s: Sentence, end: int, floor: int) -> int:
    """Return where the noun phrase that ends before `end` begins; `end` when no noun stands there."""
    tags, lows = s.tags, s.lows
    k = end
    if lows[k - 1] == ")":
        k = next((i for i in range(k - 2, max(floor, k - _BRACKET), -1) if _closing(s, i, end) == end), k)
    if k <= floor or tags[k - 1] not in _HEADS:
        return end
    k -= 1
    while k > floor:
        tag = tags[k - 1]
        part = tag in _BEFORE_HEAD or tag in _NEEDS_HEAD or _links(s, k - 1, floor, end)
        if not part or k - 1 in s.finite:
            break
        k -= 1
    while k < end and (  # `playing Romeo`, `was called Romeo`: the verb is no part of its object
        (tags[k] in "GA" and (k == floor or tags[k - 1] != "D")) or (tags[k] in "dn" and k and tags[k - 1] in "BbH")
    ):
        k += 1
    if tags[k - 1] == "T" and k > floor and k < end - 1 and tags[k] in "Ny":
        k += 1  # `to decorate walls`
    while k > floor and tags[k - 1] == "D":
        k -= 1
    return k


def is_name(s: Sentence, span: Span) -> bool:
    """Whether a phrase is a name and nothing else, an article aside."""
    first, last = span
    while first < last and s.lows[first] == "the":
        first += 1
    return (
        first < last
        and s.tags[first] == "E"
        and all(s.tags[k] in "E#J" or s.lows[k] in _LINKS or s.lows[k] in "()" for k in range(first, last))
    )


def antecedent(s: Sentence, relative: int, end: int, floor: int) -> Span:
    """What `which` or `who` stands for: the phrase before it; `who` never only the place a person is from."""
    start = phrase_start(s, end, floor)
    earlier = phrase_start(s, start - 1, floor) if start < end and _is_time(s, start, end) else start
    if earlier < start - 1 and s.lows[start - 1] in ("in", "on", "since") and is_name(s, (earlier, start - 1)):
        start, end = earlier, start - 1  # `joined Ajax in 2015, where …`
    if s.lows[relative] not in ("who", "whose") or (end - start > 1 and is_name(s, (start, end))):
        return start, end
    while start - 2 > floor and s.lows[start - 1] in _BELONGING:
        further = phrase_start(s, start - 1, floor)
        if further == start - 1:
            break
        start = further
    return start, end


def _is_time(s: Sentence, first: int, end: int) -> bool:
    return all(s.tags[k] == "#" or s.lows[k] in MONTHS or s.lows[k] == "," for k in range(first, end))


def described(s: Sentence, comma: int, clause: Clause) -> Span | None:
    """What `, adopted in 1954` behind the comma says something of: the noun before it, else the subject."""
    named = s.tags[clause.subject[0]] == "E" or clause.subject[1] - clause.subject[0] == 1
    if named and "known" in s.lows[comma + 1 : comma + 3]:
        return clause.subject
    if s.tags[comma - 1] not in _HEADS or (s.tags[clause.verb] == "B" and s.lows[clause.group_end] in ("a", "an")):
        return clause.subject
    start = phrase_start(s, comma, clause.group_end)
    while start - 2 > clause.group_end and s.lows[start - 1] == "of":
        start = phrase_start(s, start - 1, clause.group_end)
    near = start <= clause.group_end + 1 or s.tags[clause.group_end] == "A"
    return (start, comma) if near and start < comma and s.lows[start - 1] not in ("and", ",") else None


_BELONGING = frozenset("of from in at for".split())

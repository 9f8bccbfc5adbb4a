"""The items a conjunction joins, when they are things to be said one by one: names, roles, each with its article."""

from dataclasses import dataclass

from ingest.extractors.clause import Span
from ingest.extractors.doubt import doubtful
from ingest.extractors.nouns import is_name, phrase_end, phrase_start
from ingest.extractors.words import Sentence

_ROLE_VERBS = frozenset("is was are were be been being become becomes became as remains remained".split())
TOGETHER = frozenset(
    "together respectively each between among combined combination merger merged merging mix mixture blend both "
    "relationship difference equal total sum marriage border".split()
)
NEGATIVE = frozenset("not never no without neither nor cannot".split())
_PHRASAL = frozenset("for in at on by with from as to against about into through".split())
_OWN = frozenset("a an the his her its their".split())
_MOST = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list; whether what follows is said of all of them; the article all roles take."""

    items: list[Span]
    is_shared: bool = False
    article: str = ""


def list_at(s: Sentence, k: int, after: int, floor: int, last: int) -> Listing | None:
    lows = s.lows
    low_floor = max(floor, k - 60)
    if not TOGETHER.isdisjoint(lows[low_floor:last]) or not NEGATIVE.isdisjoint(lows[low_floor:k]):
        return None
    if s.tags[after] == "P" and lows[after] in _PHRASAL:
        return _phrases(s, k, after, floor, last)
    if s.tags[after] == "G" or (s.tags[after] in "dn" and s.tags[after + 1 : after + 2] != ["N"]):
        return None  # a verb, not a thing
    article = _long_roles(s, k, after, floor, last)
    if article:
        return article
    right = phrase_end(s, after, last)
    if right == after or right in s.finite or (right < last and s.tags[right] not in _MAY_FOLLOW):
        return None
    owned = right + 1 < last and lows[right] == "of"
    items = _items(s, k, floor, owned)
    if not items:
        return None
    if owned and lows[items[-1][0] : items[-1][1]].count("of") > lows[after:right].count("of"):
        right = phrase_end(s, right + 1, last)
    items.append((after, right))
    if len(items) > _MOST or lows[items[0][0] - 1] == ",":
        return None
    return _kind(s, items, last, floor)


def _long_roles(s: Sentence, k: int, after: int, floor: int, last: int) -> Listing | None:
    """`is a professor at Leeds and a member of the council`: an article opens both, a form of `be` stands before."""
    if s.lows[after] not in ("a", "an", "one"):
        return None
    start = next((i for i in range(k - 1, floor, -1) if s.lows[i - 1] in _ROLE_VERBS), None)
    while start is not None and s.tags[start] == "A":
        start += 1
    if start is None or s.lows[start] not in ("a", "an", "one", "the"):
        return None
    if any(s.tags[i] in "TGCWS" or s.lows[i] in ("a", "an") for i in range(start + 1, k)):
        return None
    if s.has_verb(start, last):
        return None
    return Listing([(start, k - (s.lows[k - 1] == ",")), (after, last)])


def _phrases(s: Sentence, k: int, after: int, floor: int, last: int) -> Listing | None:
    """`known for his wit and for his speed`: the same preposition opens both."""
    left = next((i for i in range(k - 1, floor, -1) if s.lows[i] == s.lows[after]), None)
    if left is None or any(i in s.finite or s.tags[i] in "CW" for i in range(left, k)):
        return None
    if s.has_verb(after, last):
        return None
    return Listing([(left, k - (s.lows[k - 1] == ",")), (after, last)])


def _items(s: Sentence, k: int, floor: int, owned: bool) -> list[Span]:
    """The items before the conjunction at `k`, in order; `owned` when the last one is `X of Y`."""
    found: list[Span] = []
    end = k - 1 if s.lows[k - 1] == "," else k
    while end > floor:
        start = phrase_start(s, end, floor)
        if owned and start - 2 > floor and s.lows[start - 1] == "of":
            start = min(start, phrase_start(s, start - 1, floor))
        if start == end or start <= floor:
            return []
        found.append((start, end))
        if s.lows[start - 1] != "," or start - 1 <= floor:
            break
        end = start - 1
    return found[::-1]


def _kind(s: Sentence, items: list[Span], last: int, floor: int) -> Listing | None:
    lows, tags = s.lows, s.tags
    start = items[0][0]
    before = lows[start - 1]
    stop = items[-1][1]
    follows = lows[stop] if stop < last else ""
    if doubtful(s, items, floor, last):
        return None
    of_all = follows in _OF_ALL or (follows == "of" and not _DONE_OF.isdisjoint(s.lows[floor:start]))
    shared = stop < last and of_all and not any(stop < k < last for k, _ in s.ands)
    if all(is_name(s, item) for item in items):
        offices = before in _ROLE_VERBS and follows == "of" and all(b - a == 1 for a, b in items)
        return Listing(items, shared or offices)
    if before in _ROLE_VERBS and not any(tags[a] == "E" for a, _ in items[1:]):
        article = lows[start] if lows[start] in ("a", "an", "the") and lows[items[-1][0]] not in _OWN else ""
        if article or all(lows[a] in _OWN for a, _ in items) or before == "as":
            own = any("of" in lows[a:b] for a, b in items)
            return Listing(items, follows in ("of", "for", "at", "in") and bool(article) and not own, article)
    if all(lows[a] in _OWN or tags[a] in "#$" for a, _ in items) and _is_object(s, start, floor):
        return Listing(items, shared and follows == "of")
    if not any(lows[a] in _OWN for a, _ in items[len(items) > 2 :]):
        return Listing(items, shared)
    return None


_DONE_OF = frozenset("accuse accuses accused accusing convicted suspected cleared deprived robbed stripped".split())
"""What is done to each `of` something: `accused A and B of fraud`."""
_OF_ALL = frozenset("in on at during since after before until by from under within throughout across".split())
"""What may follow all items: `for`, `of` and `with` belong to the last."""
_MAY_FOLLOW = frozenset('PASWTCGdn,;:.()—–-"”')
"""What can stand behind a list; behind anything else its last item was not read to its end."""


def _is_object(s: Sentence, start: int, floor: int) -> bool:
    """Whether a phrase stands right behind its verb, or behind the one preposition that follows it."""
    before = s.tags[start - 1]
    return before in "dpnVvyzG" or (before == "P" and (start - 2 <= floor or s.tags[start - 2] in "BbdpnVvzG"))


def is_described(s: Sentence, item: Span) -> bool:
    """Whether a noun has an adjective of its own: `strong sales and weak margins` are two things."""
    first = item[0] + (s.tags[item[0]] == "D")
    return item[1] - first > 1 and (s.tags[first] in "JdGA" or s.lows[first].endswith(_ADJECTIVAL))


_ADJECTIVAL = ("al", "ic", "ary", "ent", "ant", "ish", "ern", "ese")

"""Why a list is left as it is: a shared head, a count, a beginning or an end that cannot be told."""

from ingest.extractors.clause import Span
from ingest.extractors.nouns import MONTHS, is_name
from ingest.extractors.words import Sentence


def doubtful(s: Sentence, items: list[Span], floor: int, last: int) -> bool:
    """Whether saying the items one by one could say something else."""
    return (
        _begins_nowhere(s, items[0][0])
        or _is_span(s, items, floor)
        or _bounded(s, items)
        or _asked(s, items, floor)
        or _shares_head(s, items)
        or _nested(s, items, last, floor)
        or _counted(s, items, floor)
        or _in_title(s, items, floor)
        or _long_name(s, items)
    )


def _begins_nowhere(s: Sentence, start: int) -> bool:
    """Whether more stands before the first item that may belong to it; after `ships to:` it does begin."""
    before = s.lows[start - 1]
    return before in _NO_BEGINNING or (before == ":" and s.tags[start - 2] not in "PBVT")


def _is_span(s: Sentence, items: list[Span], floor: int) -> bool:
    """`topics from music to art, law and trade`, `raids on the islands 16 and 17 May`: ends and days, not things."""
    first, last = items[0][0], items[-1]
    if "to" in s.lows[first - 2 : first] and "from" in s.lows[floor:first]:
        return True
    return last[1] - last[0] > 1 and s.lows[last[0] + 1] in MONTHS and s.tags[items[-2][1] - 1] == "#"


_NO_BEGINNING = frozenset(("and", "or", "&", "—", "–", "-", "--", "(", "between"))
_ASKS = frozenset("how what why whether if".split())
_INSIDE = frozenset("of on in".split())


def _bounded(s: Sentence, items: list[Span]) -> bool:
    """`over 200 pumps and 30 valves`: whether there are over 30 valves is not said."""
    start = items[0][0]
    return (s.lows[start - 1] in _BOUNDS or s.lows[start] in _BOUNDS) and any("#" in s.tags[a:b] for a, b in items[1:])


_BOUNDS = frozenset("over under about around nearly almost approximately roughly than least most to only some".split())


def _asked(s: Sentence, items: list[Span], floor: int) -> bool:
    """`showed how many plants and yards close` asserts neither; `Porto- and Oslo-based` is half a word."""
    words = s.lows[floor : items[-1][1]]
    return not _ASKS.isdisjoint(words) or "-" in s.lows[items[0][0] : items[-1][1]]


def _in_title(s: Sentence, items: list[Span], floor: int) -> bool:
    """`Snakes on a Plane, Rain and …`: a name may begin before its preposition."""
    start = items[0][0]
    name = start - 2 > floor and s.lows[start - 1] in _INSIDE and s.tags[start - 2] == "E"
    return name and s.lows[start] in ("a", "an", "the") and is_name(s, (start + 1, items[0][1]))


def _long_name(s: Sentence, items: list[Span]) -> bool:
    """`the Union of Teachers and Parents`, `Economic, Social and Cultural Rights`: one name or two, who can tell?"""
    (first, end), (at, stop) = items[-2], items[-1]
    bare = s.tags[at] == "E" and stop - at == 1
    if bare and "of" in s.lows[first:end] and s.tags[end - 1] == "E" and len(items) == 2:
        return True
    endings = [s.lows[a].endswith(_ADJECTIVAL) and s.tags[a] == "E" for a, _ in items]
    return all(endings) and stop - at > 1 and all(b - a == 1 for a, b in items[:-1])


_ADJECTIVAL = ("al", "ic", "ical", "ive", "ous", "ary", "ish", "ern", "ese")


def _shares_head(s: Sentence, items: list[Span]) -> bool:
    """`the British and European titles`: the noun at the end belongs to all of them."""
    last = items[-1]
    if any(b - a > 1 and s.lows[b - 2] in _GRADED and not _is_plural(s, (a, b)) for a, b in items[:-1]):
        return True  # `a more complex and strict religion`
    if any(all(s.tags[k] == "#" for k in range(*item)) for item in items):
        return True
    if len({tuple(s.lows[a:b]) for a, b in items}) < len(items):
        return True
    if s.tags[_head(s, last)] != "E":
        if any(s.tags[_head(s, item)] in "EJ" for item in items[:-1]):
            return True
        plural = [_is_plural(s, item) for item in items]
        return plural[-1] and last[1] - last[0] > 1 and not all(plural[:-1])
    opens = [s.lows[a] == "the" for a, _ in items]
    return opens[0] and not opens[-1] and last[1] - last[0] > 1 and items[0][1] - items[0][0] < 3


def _head(s: Sentence, item: Span) -> int:
    """The last word of an item, a bracket aside."""
    first, last = item
    return s.lows.index("(", first) - 1 if s.lows[last - 1] == ")" and "(" in s.lows[first + 1 : last] else last - 1


def _counted(s: Sentence, items: list[Span], floor: int) -> bool:
    """`two sons, Max and Leo`, `the founders are Ada and Rosa`: what was counted or named before is all of them."""
    start = items[0][0]
    low, k = s.lows[start], start - 1
    while k > floor and (s.tags[k] in "E," or s.lows[k] == "and"):
        k -= 1
    if s.lows[k] in _NAMED or (s.lows[k] in ("are", "were") and all(is_name(s, item) for item in items)):
        return True
    several = (s.tags[start] == "#" and low != "one") or low in _SEVERAL
    return several and len(items) > 1 and all(is_name(s, item) for item in items[1:])


_GRADED = frozenset("more most less least very so too as".split())
_NAMED = frozenset("named called entitled titled dubbed nicknamed namely".split())
_SEVERAL = frozenset("several both some many these those".split())


def _is_plural(s: Sentence, item: Span) -> bool:
    low = s.lows[item[1] - 1]
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _nested(s: Sentence, items: list[Span], last: int, floor: int) -> bool:
    """Whether the list may begin further left than it seems: `A with B, C and D`, `from A to B and C`."""
    start, stop = items[0][0], items[-1][1]
    before = s.lows[start - 1]
    if s.tags[start - 1] not in "PT":
        return before == "/"
    if s.lows[stop : stop + 1] == [before] and stop < last:
        return True
    return "," in s.lows[floor : start - 1] or (before == "to" and "from" in s.lows[floor:start])

"""One assertion for each thing a predicate lists, and for each thing it says is to be done."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Span
from ingest.extractors.clauses import in_quotes
from ingest.extractors.conjuncts import NEGATIVE, TOGETHER, Listing, is_described, list_at
from ingest.extractors.groups import group_end
from ingest.extractors.nouns import MONTHS
from ingest.extractors.words import Sentence

_STOPS = frozenset(".,;")


def distributed(s: Sentence, a: Assertion) -> Iterator[Assertion]:
    """Yield an assertion once for each item of the first list in its predicate; as it is when there is none."""
    said = predicate(s, a) if s.ands and not _is_whole(s, a) else None
    found = (_verbs(s, a, said) or _infinitives(s, said) or _first_list(s, a, said)) if said else None
    if said is None or found is None:
        yield a
        return
    items = found.items
    rest = items[-1][1], said[1]
    for number, item in enumerate(items):
        is_last = number == len(items) - 1
        parts: list[Span | str] = [*a.parts[:-1], (said[0], items[0][0] - (s.lows[items[0][0] - 1] == ":"))]
        if found.article:
            parts.append(_article(s, found.article, item, number))
        parts.append((item[0] + 1, item[1]) if found.article and number == 0 else item)
        if rest[0] < rest[1] and (found.is_shared or is_last):
            parts.append(rest)
        first = item[0] if number else a.first
        last = max(item[1], a.last) if is_last and not found.is_shared else item[1]
        yield replace(a, first=first, last=last, parts=parts, role="item" if number else a.role)


def _is_whole(s: Sentence, a: Assertion) -> bool:
    """`the offices are in Oslo and Rome`, `its owners are A and B`: said of all of them at once."""
    if a.verb is None or s.lows[a.verb] not in ("are", "were") or a.verb + 1 >= len(s):
        return False
    return s.tags[a.verb + 1] not in "dnGAb"


def predicate(s: Sentence, a: Assertion) -> Span | None:
    """The last words of an assertion, up to the stop; None when they are not words of the sentence."""
    part = a.parts[-1]
    if isinstance(part, str) or a.subject is None:
        return None
    first, last = part
    while last > first and s.lows[last - 1] in _STOPS:
        last -= 1
    return first, last


def _article(s: Sentence, article: str, item: Span, number: int) -> str:
    """`an American singer and actor`: each role takes the article of the first."""
    if number == 0 or article not in ("a", "an"):
        return article
    return "an" if s.lows[item[0]][0] in "aeiou" else "a"


def _first_list(s: Sentence, a: Assertion, said: Span) -> Listing | None:
    first, last = said
    for k, after in s.ands:
        if first < k < last - 1 and after < last and not in_quotes(s, first, k):
            found = list_at(s, k, after, first, last)
            if found is None or _is_counted(s, first, found.items[0][0]):
                continue
            if len(found.items) > 2 or not _is_bare(s, found) or _is_governed(s, a, first, found):
                return found
    return None


def _is_counted(s: Sentence, first: int, start: int) -> bool:
    """`employs 300 people in Oslo, Rome and Bonn`: so many in all of them, and nobody knows how many in each."""
    for k in range(first, start - 1):
        if s.lows[k] in _SEVERAL:
            return True
        if s.tags[k] == "#" and not (s.lows[k].isdecimal() and (len(s.lows[k]) == 4 or s.lows[k + 1] in MONTHS)):
            return True
    return False


_SEVERAL = frozenset("several many few both dozens hundreds thousands millions billions".split())


def _is_bare(s: Sentence, found: Listing) -> bool:
    """Whether the items are plain nouns, `tea and coffee`: nothing shows that they are two things."""
    plain = all(s.tags[first] not in "DE#$P" for first, _ in found.items)
    return plain and not all(is_described(s, item) for item in found.items)


def _is_governed(s: Sentence, a: Assertion, first: int, found: Listing) -> bool:
    """Whether plain nouns are what the asserted verb itself is about: `makes tea and coffee`."""
    start = found.items[0][0]
    if a.verb is None or not first <= a.verb < start:
        return False
    end = group_end(s, a.verb, start)
    return start == end or (start == end + 1 and s.tags[end] == "P" and s.tags[end - 1] in "dnVzp")


def _verbs(s: Sentence, a: Assertion, said: Span) -> Listing | None:
    """`has written and directed plays`: each was done to all of them."""
    if a.verb is None or not said[0] <= a.verb < said[1] - 3 or s.tags[a.verb] == "B":
        return None
    k = group_end(s, a.verb, said[1])
    if s.lows[k] != "and" or s.lows[k - 1] not in _MAKING or s.lows[k + 1] not in _MAKING:
        return None
    plain = s.tags[k + 2] in "DJ#N$Ezy" and s.tags[k - 1] + s.tags[k + 1] in _ALIKE
    return Listing([(k - 1, k), (k + 1, k + 2)], True) if plain and "not" not in s.lows[a.verb : k] else None


_ALIKE = frozenset(("dd", "dn", "nd", "nn", "pp", "pd", "dp", "VV", "Vz", "zV", "zz"))
_MAKING = frozenset(
    "write writes wrote written direct directs directed produce produces produced design designs designed build builds "
    "built develop develops developed create creates created make makes made publish publishes published edit edits "
    "edited record records recorded release releases released own owns owned operate operates operated buy buys bought "
    "sell sells sold manufacture manufactures manufactured found founded finance finances financed distribute "
    "distributes distributed import imports imported export exports exported compose composed test tested".split()
)
"""Verbs that want an object; without one behind them, it stands further on."""


def _infinitives(s: Sentence, said: Span) -> Listing | None:
    """`plans to build a plant and (to) hire 300 people`: each is planned."""
    first, last = said
    for k, after in s.ands:
        if not first < k < last - 2 or in_quotes(s, first, k):
            continue
        verb = after + (s.tags[after] == "T")
        told = verb > after or s.tags[after] == "v" or (s.tags[after] == "y" and s.tags[after + 1] in "DR#$")
        if s.tags[verb] not in "vy" or not told:
            continue
        to = next((i for i in range(k - 1, first, -1) if s.tags[i] in "TWSCG"), first)
        if (
            s.tags[to] != "T"
            or s.tags[to + 1] not in "vyN"
            or ":" in s.lows[to:k]
            or not NEGATIVE.isdisjoint(s.lows[first:k])
        ):
            continue
        if not s.has_verb(to, last) and TOGETHER.isdisjoint(s.lows[first:last]):
            return Listing([(to + 1, k - (s.lows[k - 1] == ",")), (verb, last)])
    return None

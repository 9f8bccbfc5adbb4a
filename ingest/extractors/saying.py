"""Beside a verb of saying: who stands before it, and where what is said begins."""

from ingest.extractors.clause import Clause, Span
from ingest.extractors.clauses import find_clause, opens_clause
from ingest.extractors.cues import OPEN_QUOTES, TELLING
from ingest.extractors.words import Sentence

BOUNDARY = frozenset("; : — – -- ( \" “ ” '' `` while whereas although though because whether if when after since "
                      "unless before until as once where so".split())  # fmt: skip
_FARTHEST = 40
_SUBJECT = frozenset("DENJRz#yP$")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_CLAUSAL = frozenset(
    "say says said saying think thinks thought believe believes argue argues argued insist insists".split()
)
_STATING = frozenset("said says stated told argued argues insisted insists".split())
_ASKING = frozenset("how what why whom whether".split())
_ASIDE = frozenset("however though also too".split())


def by_name(s: Sentence, clause: Clause) -> Span:
    """Who speaks: of `the minister, Ola Berg, said` it is Ola Berg."""
    apart = clause.insertion is not None and s.lows[clause.subject[1]] == ","
    return clause.insertion if clause.insertion and apart and _is_named(s, *clause.insertion) else clause.subject


def _is_named(s: Sentence, first: int, last: int) -> bool:
    """Whether nothing but a name of two words or three stands there."""
    return last - first in (2, 3) and all(s.tags[k] == "E" for k in range(first, last))


def subject_before(s: Sentence, first: int, verb: int) -> Span | None:
    """The noun phrase that ends at a verb; past an insertion between commas; that of the clause before an `and`."""
    if s.tags[verb - 1] == "C":
        clause = find_clause(s, first, verb - 1)
        return clause.subject if clause else None
    end = verb
    if s.lows[verb - 1] == ",":  # `Jane Doe, its director, said`
        end = next((k for k in range(verb - 2, max(first, verb - _FARTHEST), -1) if s.lows[k] == ","), first)
        if first < end and _is_named(s, end + 1, verb - 1):
            return end + 1, verb - 1
    k = end
    while (
        k > first
        and (s.tags[k - 1] not in "CW," or _joins_names(s, first, k - 1))
        and s.lows[k - 1] not in BOUNDARY
        and s.lows[k - 1] != "that"
    ):
        k -= 1
    if k > first and s.lows[k - 1] in _ASKING:
        return None
    while k < end and s.tags[k] == "A" and s.tags[k + 1] != "#":
        k += 1
    where = s.tags[k : k + 1] == ["P"] and "#" not in s.tags[k + 1 : k + 4]  # `In politics`, but `Around 300 people`
    return (k, end) if k < end and s.tags[k] in _SUBJECT and not where and not s.has_verb(k, end) else None


def _joins_names(s: Sentence, first: int, k: int) -> bool:
    """Whether an `and` stands inside a name, or between two who speak: `Acme and Beta said`."""
    inside = s.lows[k] == "and" and k > first and s.tags[k - 1] == "E" and s.tags[k + 1] == "E"
    return inside and not s.has_verb(first, k)


def _behind_place(s: Sentence, k: int, last: int) -> int:
    """Where what is said begins in `said on CNN, where he often speaks, that …`; 0 where it begins at once."""
    k += s.lows[k] == ","
    comma = next((i for i in range(k, min(last - 1, k + _FARTHEST)) if s.lows[i : i + 2] == [",", "that"]), 0)
    return comma + 2 if comma and s.lows[k:comma].count(",") < 2 else 0


def content_after(s: Sentence, k: int, last: int) -> int | None:
    """Where the reported clause begins: after `that`, a colon or an opening quotation mark, or at once."""
    verb = s.lows[k - 1]
    day = k + (s.lows[k] == "on")
    if day < last and s.lows[day] in _DAYS:  # `said on Monday his …`
        k = day + 1
    for i in range(k, min(last - 1, k + 12)):
        low = s.lows[i]
        near = i == k or s.tags[k] in "PA" or verb in TELLING
        if low == "that" and near:
            return i + 1 if s.tags[i + 1] not in ";,:.)" else None  # `disputes that; …`
        if low == ":" or (low in OPEN_QUOTES and near and s.starts[i + 1] == s.ends[i]):
            return i + 1
        if low == "," and s.lows[i + 1] in OPEN_QUOTES:
            return i + 2
        if low == "," and i == k and s.lows[i + 1] in _ASIDE:
            continue
        if i in s.finite or low in (";", ",", "that"):
            break
    apart = s.tags[k] == "P" or s.tags[k : k + 2] == [",", "S"]
    if apart and verb in _STATING and (that := _behind_place(s, k, last)):
        return that
    if verb in TELLING:
        return k + 1 if s.tags[k] in "RNE" and opens_clause(s, k + 1, last) else None
    if verb in _CLAUSAL and s.tags[k] in "DREN#J$GPy":
        return k
    return k if opens_clause(s, k, last) else None

"""Clauses inside a clause that hold by themselves: concessions, reasons, times gone by, relatives with a subject."""

from collections.abc import Iterator

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.clauses import SPOKEN, find_clause, opens_clause
from ingest.extractors.nouns import antecedent
from ingest.extractors.words import Sentence

_CONCESSIVE = frozenset("although though while whereas".split())
_FACTUAL = _CONCESSIVE | frozenset("because since as after when where".split())
_FIRSTS = frozenset("first only last most least best worst".split())
_NO_MOST = frozenset("west interest request test protest guest forest invest rest contest harvest arrest quest".split())
_PAST = frozenset("was were had did".split())
_DOUBTFUL = frozenset("if unless whether not never want wants need needs would should could may might".split())


def conceded(s: Sentence, first: int, last: int) -> Iterator[Span]:
    """The clause of an opening `Although …,` before the main clause it leads to."""
    at = first + 1 if s.lows[first] == "even" else first
    if s.lows[at : at + 1] and s.lows[at] in _FACTUAL and s.lows[at] != "where":
        clause = find_clause(s, first, last)
        inner = find_clause(s, at + 1, clause.subject[0]) if clause else None
        spoken = (
            inner is not None and s.lows[at] == "as" and not SPOKEN.isdisjoint(s.lows[inner.verb : inner.group_end])
        )
        if clause and inner and not spoken and inner.subject[0] == at + 1 and holds(s, at, inner, clause):
            yield at + 1, clause.subject[0]
            first = clause.subject[0]
    yield first, last


def holds(s: Sentence, at: int, inner: Clause, main: Clause) -> bool:
    """Whether both clauses are said to be so: `when` and `as` only of what is past."""
    if s.lows[at] in _CONCESSIVE or s.lows[at] in ("because", "since"):
        return True
    if s.lows[at] == "as" and at and s.lows[at - 1] == ",":
        return True
    return is_past(s, inner.verb) and is_past(s, main.verb)


def is_past(s: Sentence, verb: int) -> bool:
    """Whether a finite verb is past tense."""
    return s.tags[verb] in "pd" or s.lows[verb] in _PAST


def joins_fact(s: Sentence, clause: Clause, k: int) -> bool:
    """Whether word `k` begins a subordinate clause that holds by itself."""
    low = s.lows[k]
    if low not in _FACTUAL or k + 2 >= clause.last or low == "where":
        return False
    if s.lows[k - 1] in ("not", "just", "only", "such", "so", "even", "than", "starting") or s.tags[k - 1] in "PCMBb":
        return False
    if low == "since" and s.lows[clause.subject[0]] == "it":
        return False  # `it has been ten days since he spoke`
    if low in ("since", "when") and _is_record(s.lows[clause.group_end : k]):
        return False  # `the biggest drop since it listed`
    if "as" in (low, s.lows[k - 1]) and {"though", "if"} & set(s.lows[k : k + 2]):
        return False  # `as though he were ill`: he is not said to be
    if low == "as" and (s.tags[k - 1] in "AJ" or "as" in s.lows[max(clause.group_end, k - 5) : k]):
        return False  # `as far as`
    if not opens_clause(s, k + 1, clause.last):
        return False
    if low not in _CONCESSIVE and low != "because" and not _DOUBTFUL.isdisjoint(s.lows[clause.verb : k]):
        return False
    inner = find_clause(s, k + 1, clause.last)
    if inner is None or inner.subject[0] != k + 1 or inner.group_end in s.finite:
        return False  # `the time spent as the roof was burning was lost`
    return holds(s, k, inner, clause)


def _is_record(lows: list[str]) -> bool:
    """Whether something is called the first or most of its kind, which needs what it is compared with."""
    return not _FIRSTS.isdisjoint(lows) or any(low.endswith("est") and low not in _NO_MOST for low in lows)


def after_noun(s: Sentence, clause: Clause, start: int, stop: int) -> Iterator[Assertion]:
    """`(the army), where he served`, `(the band), which he joined in 1987`: clauses with a subject of their own."""
    inner = find_clause(s, start + 1, stop)
    end = start - (s.lows[start - 1] == ",")
    noun = antecedent(s, start, end, clause.group_end)
    if inner is None or inner.subject[0] != start + 1 or noun[0] == noun[1]:
        return
    words: list[Span | str] = [inner.subject]
    parts: list[Span | str]
    if s.lows[start] == "whose":
        owner = s.text[s.starts[noun[0]] : s.ends[noun[1] - 1]]
        parts = [f"{owner}'s", (start + 1, stop)]
        yield Assertion(start, stop, parts, "relative", noun, inner.verb)
        return
    if s.lows[start] == "where":
        parts = [*words, (inner.subject[1], stop), "in", noun]
    else:
        parts = [*words, (inner.subject[1], inner.group_end), noun, (inner.group_end, stop)]
    yield Assertion(start + 1, stop, parts, "relative", inner.subject, inner.verb)

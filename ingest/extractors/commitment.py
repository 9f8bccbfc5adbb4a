"""Verbs by which their subject takes a stand: `called for a vote`, `plans to hire`, `rejected the offer`."""

from ingest.extractors.assertion import Assertion
from ingest.extractors.cues import COMMITTING, NOUNLIKE, TO_DO
from ingest.extractors.standing import is_doubtful
from ingest.extractors.words import Sentence

_OWN = frozenset("i we you it there this that which who".split())
_NONE = frozenset("no none nobody neither few".split())
_THROUGH = "AHMOBbGT"


def commitment(s: Sentence, assertion: Assertion) -> int | None:
    """The word that commits the subject of an assertion to it, or None; the passive commits nobody."""
    subject, verb = assertion.subject, assertion.verb
    if subject is None or verb is None or s.lows[subject[0]] in _OWN or is_doubtful(s, subject, verb):
        return None
    if s.lows[subject[0] - 1 : subject[0]] == ["not"] or s.lows[subject[0]] in _NONE:
        return None  # `not all lawmakers welcome it`
    if assertion.role == "tail":
        return assertion.first if _commits(s, assertion.first) else None
    if assertion.role not in ("main", "predicate"):
        return None
    k, passive = verb, False
    while k < assertion.last - 1 and s.lows[k] not in COMMITTING and s.tags[k] in _THROUGH:
        passive = s.tags[k] in "Bb" or (passive and s.tags[k] == "A")
        k += 1
    if not _commits(s, k) or (passive and s.tags[k] != "G"):
        return None
    has = s.tags[k - 1] in "HM" and s.lows[k][-1] != "s"  # `has forecast …`, not `has plans`
    return None if s.lows[k] in NOUNLIKE and k not in s.finite and not has else k


def _commits(s: Sentence, k: int) -> bool:
    return s.lows[k] in COMMITTING and (s.lows[k] not in TO_DO or s.lows[k + 1 : k + 2] == ["to"])

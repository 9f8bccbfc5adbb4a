"""The verb of a clause, among those of its relative clauses, and the words that make one group with it."""

from ingest.extractors.words import Sentence


def main_verb(s: Sentence, p: int, last: int) -> int | None:
    """The first finite verb from `p` that no relative or subordinate clause owns."""
    owned = 0
    relative = False
    for k in range(p, last):
        if k in s.finite:
            if not owned and not (relative and _goes_on(s, k, last)):
                return k
            owned = max(0, owned - 1)
        elif s.tags[k] in ("W", "S") and k > p and not (s.tags[k] == "S" and _is_prepositional(s, k, last)):
            owned = 1
            relative = s.tags[k] == "W" and "," in s.lows[p:k]
    return None


def _goes_on(s: Sentence, k: int, last: int) -> bool:
    """`Acme, which makes pumps and employs 90, said`: the second verb is the first one's, where a comma closes both."""
    if s.tags[k - 1] != "C":
        return False
    comma = next((i for i in range(k + 1, last - 1) if s.lows[i] == ","), 0)
    return bool(comma) and (comma + 1 in s.finite or s.tags[comma + 1] in "dpV")


def _is_prepositional(s: Sentence, k: int, last: int) -> bool:
    """`as a move`, `since 2019`, `after the failure`: no verb of its own before the main one."""
    return s.lows[k] in ("as", "since", "before", "after", "once", "so") and k + 1 < last


def group_end(s: Sentence, verb: int, last: int) -> int:
    """The word after the verb group that starts at `verb`: `has also been expected to rise`."""
    k = verb
    auxiliary = s.tags[verb] in "MBHO"
    while k + 1 < last and auxiliary:
        tag = s.tags[k + 1]
        if tag in "AbHdnGvyp" and not (tag == "y" and s.tags[k] not in "MOT"):
            k += 1
            if tag in "dnGvy":
                break
        else:
            break
    return k + 1

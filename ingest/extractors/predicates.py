"""What follows the first predicate of a clause: further predicates, tails, relatives, appositions."""

from collections.abc import Iterator

from ingest.extractors import lexicon
from ingest.extractors.clauses import Clause
from ingest.extractors.words import Sentence

TAIL_ADVERBS = frozenset(
    "thereby thus further also therefore hence potentially effectively possibly often instead".split()
)
_ATTRIBUTIVE_ED = frozenset("based known located headquartered compared".split())


def pieces(s: Sentence, clause: Clause) -> Iterator[tuple[int, int, int, str]]:
    """Yield what follows the first predicate, as (cut, start, stop, kind)."""
    marks: list[tuple[int, int, str]] = []
    k = clause.group_end
    current = "main"
    while k < clause.last:
        found = _boundary(s, clause, k, current)
        if found:
            marks.append((k, found[0], found[1]))
            current = found[1]
            k = found[0]
        k += 1
    for here, after in zip(marks, [*marks, None][1:], strict=True):
        yield here[0], here[1], after[0] if after else clause.last, here[2]


def _boundary(s: Sentence, clause: Clause, k: int, current: str) -> tuple[int, str] | None:
    low = s.lows[k]
    if low == ",":
        q = k + 1
        if q < clause.last and s.tags[q] == "C":
            q += 1
        kind = _predicate_kind(s, clause, q, k, current) if q > k + 1 else None
        if kind:
            return q, kind
        adverb = q
        while adverb < clause.last and s.lows[adverb] in TAIL_ADVERBS:
            adverb += 1
        return _after_comma(s, clause, k, q, adverb, current)
    if low in ("who", "which", "that") and current == "main" and _defines(s, clause, k):
        return k, "defining"
    if s.tags[k] == "C" and low in ("and", "but", "or") and k + 1 < clause.last:
        kind = _predicate_kind(s, clause, k + 1, k, current)
        return (k + 1, kind) if kind else None
    return None


def _after_comma(s: Sentence, clause: Clause, k: int, q: int, verb: int, current: str) -> tuple[int, str] | None:
    if verb < clause.last and _is_tail(s, clause, verb, k):
        return q, "tail"
    if q >= clause.last or q > k + 1:
        return None
    if s.lows[q] == "with" and _is_with_tail(s, q, clause.last):
        return q, "with"
    if s.lows[q] in ("which", "who") and q + 1 < clause.last and current in ("main", "predicate"):
        verb = q + 2 if s.tags[q + 1] == "A" else q + 1
        return (q, "relative") if verb in s.finite else None
    if s.tags[q] in ("d", "n") and q + 1 < clause.last and s.tags[q + 1] == "P" and current == "main":
        return None if s.lows[q] in _ATTRIBUTIVE_ED else (q, "participle")
    if s.lows[q] in ("a", "an", "the") and s.tags[k - 1] == "E" and current in ("main", "predicate"):
        return (q, "apposition") if _is_apposition(s, q, clause.last) else None
    return None


def _is_tail(s: Sentence, clause: Clause, q: int, comma: int) -> bool:
    if s.tags[q] != "G" or s.lows[q] in lexicon.PREPOSITIONS_IN_ING or q + 1 >= clause.last:
        return False
    if s.tags[q + 1] in (",", "C", "B", "M", "H") or q + 1 in s.finite:
        return False
    recent = s.tags[max(clause.group_end, comma - 4) : comma]
    return "G" not in recent


def _is_with_tail(s: Sentence, q: int, last: int) -> bool:
    heads = [s.lows[k] for k in range(q + 1, min(q + 6, last)) if s.tags[k] in "NEyzJ#$DGdnv"]
    if not heads or any(head in lexicon.MANNER_HEADS for head in heads[:4]):
        return False
    return any(
        s.tags[k] in "Gz#$" or (s.tags[k] == "N" and s.lows[k][-1] == "s") for k in range(q + 1, min(q + 8, last))
    )


def _is_apposition(s: Sentence, q: int, last: int) -> bool:
    """`, a maker of chips` to the next comma: a noun phrase, no verb, no list."""
    for k in range(q, min(last, q + 14)):
        if s.lows[k] == "," or k == last - 1:
            after = s.lows[k + 1] if k + 1 < last else ""
            return after not in ("and", "or", "a", "an", "the")
        if k in s.finite and s.tags[k - 1] != "W":
            return False
        if s.lows[k] in ("and", "or") and s.lows[k - 1] == ",":
            return False
    return False


def _predicate_kind(s: Sentence, clause: Clause, q: int, joint: int, current: str) -> str | None:
    """Whether the words after a conjunction are a further predicate of the same subject."""
    spoken = q
    while q < clause.last and s.tags[q] == "A" and s.lows[q] not in ("about", "almost", "nearly"):
        q += 1
    if q >= clause.last - 1 or current in ("relative", "apposition", "with", "participle"):
        return None
    tag, first = s.tags[q], s.tags[clause.verb]
    if current == "tail":
        lone = s.lows[joint] == "," or "," not in s.lows[max(clause.group_end, joint - 4) : joint]
        return "tail" if tag == "G" and lone else None
    if s.lows[joint] != "," and _subordinate(s, clause.group_end, joint):
        return None
    if tag in "VpMBHO":  # `should he win` is a condition
        return "predicate" if s.tags[q + 1] != "R" else None
    if tag == "z":
        return "predicate" if (first in "Vz" or q > spoken) and s.tags[q + 1] in "DT#$EJ" else None
    infinitive = any(s.tags[k] == "T" and s.tags[k + 1] in "vy" for k in range(clause.verb, joint))
    if tag in "dn":
        if first in "MT" or s.tags[q + 1] in "NyzE" or infinitive:
            return None
        if first in "BH" and (s.tags[clause.group_end - 1] in "dn" or s.lows[q + 1] == "by"):
            return "shared"
        return "predicate" if tag == "d" and s.lows[q + 1] != "by" else None
    if tag == "G" and first == "B" and s.tags[clause.group_end - 1] == "G":
        return "shared"
    if tag in "vy" and first == "M" and not infinitive and not _negative(s, clause) and s.tags[q + 1] in "DPT#$EJ":
        return "shared"
    return None


def _subordinate(s: Sentence, first: int, last: int) -> bool:
    """Whether a relative or subordinate clause with a verb of its own stands in between."""
    owner = next((k for k in range(first, last) if s.tags[k] in ("W", "S")), last)
    return any(k in s.finite for k in range(owner, last))


def _negative(s: Sentence, clause: Clause) -> bool:
    """`cannot look back and see`: the two hold only together."""
    return any(low == "not" or low.startswith("cannot") or low.endswith(("n't", "n’t"))
               for low in s.lows[clause.verb : clause.group_end])  # fmt: skip


def _defines(s: Sentence, clause: Clause, k: int) -> bool:
    """`X is a maker of chips that employs 300`: what the relative says, it says of X."""
    low = s.lows[clause.verb]
    if low not in ("is", "was", "are", "were") or clause.group_end >= k or k - clause.group_end < 2:
        return False
    if s.lows[clause.group_end] not in ("a", "an") or any(i in s.finite for i in range(clause.group_end, k)):
        return False
    verb = k + 2 if s.tags[k + 1 : k + 2] == ["A"] else k + 1
    return verb in s.finite and s.lows[clause.subject[0]] not in ("it", "this", "that", "there")

"""What follows the first predicate of a clause: further predicates, tails, relatives, appositions."""

from ingest.extractors import lexicon
from ingest.extractors.clause import Clause
from ingest.extractors.clauses import find_clause, opens_clause
from ingest.extractors.inflection import is_plural
from ingest.extractors.nouns import phrase_start
from ingest.extractors.subordinate import is_past, joins_fact
from ingest.extractors.words import Sentence

TAIL_ADVERBS = frozenset(
    "thereby thus further also therefore hence potentially effectively possibly often instead".split()
)
_NEVER_TAILS = lexicon.PREPOSITIONS_IN_ING | {"meaning"}  # `was nicknamed Ko, meaning “fox”`: the name means it
_ADDING = frozenset(("and", "but"))  # `fell or rose` says of neither that it is so
_ATTRIBUTIVE_ED = frozenset("compared used needed required given".split())


def pieces(s: Sentence, clause: Clause) -> list[tuple[int, int, int, str]]:
    """Return what follows the first predicate, as (cut, start, stop, kind)."""
    marks: list[tuple[int, int, str]] = []
    past = clause.group_end
    current = "main"
    for k in s.turns:
        if k < past:
            continue
        if k >= clause.last:
            break
        found = _boundary(s, clause, k, current)
        if found:
            marks.append((k, found[0], found[1]))
            current = found[1]
            past = found[0] + 1
    ends = [*(cut for cut, _, _ in marks[1:]), clause.last]
    return [(cut, start, end, kind) for (cut, start, kind), end in zip(marks, ends, strict=True)] if marks else []


def _boundary(s: Sentence, clause: Clause, k: int, current: str) -> tuple[int, str] | None:
    low = s.lows[k]
    if low == ",":
        q = k + 1
        if q < clause.last and s.lows[q] in _ADDING:
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
    if low == "whose" and current in ("main", "predicate") and _is_open(s, k, clause.last):
        return k, "after noun"
    if low in ("who", "which", "that") and current in ("main", "predicate") and _describes(s, clause, k):
        return k, "relative"
    if current in ("main", "predicate") and s.tags[k + 1 : k + 2] == ["G"] and k + 3 < clause.last:
        if low == "while" and s.lows[clause.verb] not in ("'s", "’s"):
            return k + 1, "tail"
        if low in ("after", "before") and is_past(s, clause.verb) and s.tags[k - 1] not in "APSJB":
            return k, "deed"
    if current == "main" and s.tags[k] in "dn" and k > clause.group_end and _is_state(s, clause, k):
        return k, "state"
    if s.tags[k] == "S" and current in ("main", "predicate", "clause") and joins_fact(s, clause, k):
        return k, "clause"
    if low in _ADDING and k + 1 < clause.last:
        kind = _predicate_kind(s, clause, k + 1, k, current)
        return (k + 1, kind) if kind else None
    return None


def _after_comma(s: Sentence, clause: Clause, k: int, q: int, verb: int, current: str) -> tuple[int, str] | None:
    if verb < clause.last and _is_tail(s, clause, verb, k):
        return q, "tail"
    if q >= clause.last or q > k + 1:
        return None
    if s.lows[q] == "with" and current in ("main", "predicate") and _is_with_tail(s, q, clause.last):
        return q, "with"
    if s.lows[q] in ("which", "who", "where", "whose") and q + 1 < clause.last and current in ("main", "predicate"):
        verb = q + 2 if s.tags[q + 1] == "A" else q + 1
        if verb in s.finite and s.lows[q] not in ("where", "whose"):
            return q, "relative"
        return (q, "after noun") if _is_open(s, q, clause.last) else None
    if s.tags[q] == "S" and joins_fact(s, clause, q):
        return q, "clause"
    if s.tags[q] in ("d", "n") and q + 1 < clause.last and s.tags[q + 1] == "P" and current == "main":
        return None if s.lows[q] in _ATTRIBUTIVE_ED else (q, "participle")
    if s.lows[q] in ("a", "an", "the") and s.tags[k - 1] == "E" and current in ("main", "predicate"):
        return (q, "apposition") if _is_apposition(s, q, clause.last) else None
    return None


def _is_state(s: Sentence, clause: Clause, k: int) -> bool:
    """`is an actor born in Rome`: what the participle says, it says of the subject."""
    if s.tags[clause.verb] != "B" or s.lows[clause.group_end : clause.group_end + 1] not in (["a"], ["an"]):
        return False
    alone = (
        s.tags[k - 1] in "NEzy," and k not in s.finite and not any(i in s.finite for i in range(clause.group_end, k))
    )
    whole = s.lows[k - 1] == "," or phrase_start(s, k, clause.group_end - 1) == clause.group_end
    return (
        alone and whole and s.tags[k + 1 : k + 2] == ["P"] and k + 2 < clause.last and s.lows[k] not in _ATTRIBUTIVE_ED
    )


def _is_open(s: Sentence, q: int, last: int) -> bool:
    """`, which he joined in 1987`: a subject and its verb, and no object behind it."""
    inner = find_clause(s, q + 1, last) if opens_clause(s, q + 1, last) else None
    if inner is None or inner.subject[0] != q + 1 or inner.insertion:
        return False
    return s.lows[q] in ("where", "whose") or inner.group_end >= last or s.tags[inner.group_end] in "P.,SAT"


def _describes(s: Sentence, clause: Clause, k: int) -> bool:
    """`released a model that beats them all`: an indefinite noun, said to be there, and what it does."""
    verb = k + 2 if s.tags[k + 1 : k + 2] == ["A"] else k + 1
    if verb not in s.finite or verb + 1 >= clause.last or s.lows[clause.subject[0]] in ("it", "there"):
        return False
    if not _HYPOTHETICAL.isdisjoint(s.lows[clause.verb : k]) or s.tags[verb] == "M":
        return False
    start = phrase_start(s, k, clause.group_end - 1)
    if start == k:
        return False
    plural = s.tags[clause.verb] == "B" and s.tags[start] != "D" and s.lows[k - 1].endswith("s")
    return plural or s.lows[start] in _SOME or s.tags[start] == "#"


_SOME = frozenset("a an several many some numerous dozens hundreds thousands".split())
_HYPOTHETICAL = frozenset(
    "not never no without if any want wants wanted need needs needed seek seeks sought would should could may might "
    "must like hope hopes plan plans propose proposed will can than as".split()
)


def _is_tail(s: Sentence, clause: Clause, q: int, comma: int) -> bool:
    if s.tags[q] != "G" or s.lows[q] in _NEVER_TAILS or q + 1 >= clause.last:
        return False
    if s.tags[q + 1] in (",", "C", "B", "M", "H", "(") or q + 1 in s.finite:
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
        if s.lows[k] in ("and", "or") and (s.lows[k - 1] == "," or s.tags[q + 1] == "E"):
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
        near = range(max(clause.group_end, joint - 4), joint)
        lone = s.lows[joint] == "," or all(s.tags[k + 1] in "GA" for k in near if s.lows[k] == ",")
        return "tail" if tag == "G" and lone else None
    if s.lows[joint] != "," and _subordinate(s, clause.group_end, joint):
        return None
    if tag in "VpMBHO":  # `should he win` is a condition
        return "predicate" if s.tags[q + 1] != "R" else None
    if tag == "z":
        return "predicate" if (first in "Vz" or q > spoken) and s.tags[q + 1] in "DT#$EJ" else None
    infinitive = any(s.tags[k] == "T" and s.tags[k + 1] in "vyNbdn" for k in range(clause.verb, joint))
    if tag in "dn":
        if _acts(s, clause, q):
            return "predicate"
        bare = s.tags[q + 1] in "NyzE" and s.lows[joint] != "," and s.lows[q] not in _DEEDS
        if first in "MT" or bare or (infinitive and not _ends_infinitive(s, clause, q, joint)):
            return None
        if first in "BH" and (s.tags[clause.group_end - 1] in "dn" or s.lows[q + 1] == "by"):
            return "shared"
        return "predicate" if tag == "d" and s.lows[q + 1] != "by" else None
    if tag == "G" and first == "B" and s.tags[clause.group_end - 1] == "G":
        return "shared"
    if tag == "v" and first not in "MO" and not infinitive and is_plural(s, clause.subject):
        return "predicate" if s.tags[q + 1] in "TDP#$" else None  # `they were freed and continue to live there`
    if tag in "vy" and first == "M" and not infinitive and not _negative(s, clause) and s.tags[q + 1] in "DPT#$EJ":
        return "shared"
    return None


_DEEDS = frozenset(
    "gained entered joined received attended played earned became won graduated worked studied moved served taught "
    "represented lost spent sold bought began founded led wrote directed hosted starred achieved obtained competed "
    "lived died retired married returned remained appeared helped reached".split()
)
"""Past forms that hardly ever describe the noun behind them: `and entered politics`, but not `and used cars`."""


def _ends_infinitive(s: Sentence, clause: Clause, q: int, joint: int) -> bool:
    """`tried to find jobs and worked as …`: the past tense cannot go on the infinitive, unless that is passive."""
    passive = any(s.tags[k] == "T" and s.tags[k + 1] in "bHG" for k in range(clause.verb, joint))
    return is_past(s, clause.verb) and not passive and s.tags[q] in "dp" and s.tags[q + 1] in "PDTR#SA"


def _acts(s: Sentence, clause: Clause, q: int) -> bool:
    """`was drafted in May and spent ten years`: an object behind it, and no name or office it is given."""
    if s.tags[clause.verb] != "B" or s.tags[clause.group_end - 1] not in "dn" or s.lows[q] in _GIVEN:
        return False
    if s.lows[q] in _ITSELF or (s.lows[q] in _DEEDS and s.tags[q + 1] in "NyzJ"):
        return True
    return s.tags[q] == "d" and s.tags[q + 1] in "DR#$E" and s.lows[q + 1] != "by"


_ITSELF = frozenset("graduated worked lived died remained appeared returned starred competed became".split())


_GIVEN = frozenset(
    "named called made awarded given elected appointed granted paid sent offered voted crowned declared considered "
    "dubbed denied titled nominated shown told taught promised left".split()
)


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

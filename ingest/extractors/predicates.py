"""What follows the first predicate of a clause: further predicates, tails, relatives, appositions."""

from ingest.extractors import lexicon
from ingest.extractors.clause import Clause, Span
from ingest.extractors.clauses import QUOTES, find_clause, in_quotes, opens_clause
from ingest.extractors.inflection import is_plural
from ingest.extractors.joined import lacks_object, predicate_kind
from ingest.extractors.lists import counted_out
from ingest.extractors.nouns import MONTHS, antecedent, described, phrase_start
from ingest.extractors.subordinate import is_past, joins_fact
from ingest.extractors.words import Sentence

TAIL_ADVERBS = frozenset(
    "thereby thus further also therefore hence potentially effectively possibly often instead".split()
)
# `was nicknamed Ko, meaning “fox”`: the name means it; `raised $5 million, valuing it at …`: the price does
_NEVER_TAILS = lexicon.PREPOSITIONS_IN_ING | {"meaning", "valuing"}
_ADDING = frozenset(("and", "but"))  # `fell or rose` says of neither that it is so
_ATTRIBUTIVE_ED = frozenset("compared used needed required given".split())


Piece = tuple[int, int, int, str]


def pieces(s: Sentence, clause: Clause) -> list[Piece]:
    """Return what follows the first predicate, as (cut, start, stop, kind)."""
    if counted_out(s, clause):
        return []
    marks: list[tuple[int, int, str]] = []
    past = clause.group_end
    current = "main"
    quoted = not QUOTES.isdisjoint(s.lows)
    for k in s.turns:
        if k < past:
            continue
        if k >= clause.last:
            break
        if quoted and in_quotes(s, clause.begins or clause.subject[0] + 1, k):
            continue  # words quoted inside a sentence are not taken apart
        found = _boundary(s, clause, k, current)
        if found:
            marks.append((min(k, found[0]), found[0], found[1]))
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
        kind = predicate_kind(s, clause, q, k, current) if q > k + 1 else None
        if kind:
            return q, kind
        adverb = q
        while adverb < clause.last and s.lows[adverb] in TAIL_ADVERBS:
            adverb += 1
        return _after_comma(s, clause, k, q, adverb, current)
    apart = low != "who" and s.lows[k - 1] == ","
    if low in ("who", "which", "that") and current == "main" and not apart and _defines(s, clause, k):
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
    if current == "main" and s.tags[k] in "dn" and k > clause.group_end:
        at = k - (s.lows[k - 1] in _BETTER)
        return (at, "state") if at > clause.group_end and _is_state(s, clause, at, k) else None
    if s.tags[k] == "S" and current in ("main", "predicate", "clause") and joins_fact(s, clause, k):
        return k, "clause"
    if low in _ADDING and k + 1 < clause.last and not lacks_object(s, clause, k):
        kind = predicate_kind(s, clause, k + 1, k, current)
        return (k + 1, kind) if kind else None
    return None


def _after_comma(s: Sentence, clause: Clause, k: int, q: int, verb: int, current: str) -> tuple[int, str] | None:
    if verb < clause.last and _is_tail(s, clause, verb, k):
        return q, "tail"
    if q >= clause.last or q > k + 1:
        return None
    if s.lows[q] == "with" and current in ("main", "predicate") and _is_with_tail(s, q, clause.last):
        return q, "with"
    told = current in ("main", "predicate") or (current == "apposition" and s.lows[q] in ("which", "who"))
    if s.lows[q] in ("which", "who", "where", "whose") and q + 1 < clause.last and told:
        verb = q + 2 if s.tags[q + 1] == "A" else q + 1
        noun = antecedent(s, q, k, clause.group_end)
        if _is_no_thing(s, noun) or (s.lows[noun[0] - 1] == "and" and s.lows[q] == "which"):
            return None  # `the Bergen and Turku plants, which closed`
        if verb in s.finite and s.lows[q] not in ("where", "whose"):
            agrees = _agrees(s, clause, q, verb)
            return (q, "relative" if agrees else "defining") if agrees or _defines(s, clause, q) else None
        return (q, "after noun") if _is_open(s, q, clause.last) else None
    if s.tags[q] == "S" and joins_fact(s, clause, q):
        return q, "clause"
    verb = q + (s.lows[q] in _BETTER)
    if s.tags[verb] in ("d", "n") and verb + 1 < clause.last and s.tags[verb + 1] == "P" and current == "main":
        return None if s.lows[q] in _ATTRIBUTIVE_ED or not described(s, k, clause) else (q, "participle")
    if s.lows[q] in ("a", "an", "the") and s.tags[k - 1] == "E" and current in ("main", "predicate"):
        return (q, "apposition") if _is_apposition(s, q, clause.last) else None
    return None


def _is_no_thing(s: Sentence, noun: Span) -> bool:
    """`released in 2010, which was a success`: it was not the year, nor the sum of `bought for $3 million, which …`."""
    return all(s.tags[k] in "#$€£" or s.lows[k] in _NO_THINGS for k in range(*noun))


_NO_THINGS = MONTHS | frozenset("thousand million billion trillion percent".split())


def _agrees(s: Sentence, clause: Clause, q: int, verb: int) -> bool:
    """Whether noun and verb of `…, which makes …` fit; if not, something before is meant, or all that was said."""
    start, end = antecedent(s, q, q - 1, clause.group_end)
    if s.lows[q] != "which" or start == end or s.tags[end - 1] not in "Nzy":
        return True
    singular = s.tags[verb] in "Vz" or s.lows[verb] in _SINGULAR
    return not (singular if is_plural(s, (start, end)) else s.lows[verb] in _PLURAL)


_BETTER = frozenset("best better well".split())
_SINGULAR = frozenset("is was has does".split())
_PLURAL = frozenset("are were have do".split())


def _is_state(s: Sentence, clause: Clause, k: int, verb: int) -> bool:
    """`is an actor born in Rome`: what the participle says, it says of the subject."""
    if s.tags[clause.verb] != "B" or s.lows[clause.group_end : clause.group_end + 1] not in (["a"], ["an"]):
        return False
    alone = s.tags[k - 1] in "NEzy," and k not in s.finite and not s.has_verb(clause.group_end, k)
    listed = all(tag in "DJNEyz#,C" for tag in s.tags[clause.group_end : k])
    whole = s.lows[k - 1] == "," or listed or phrase_start(s, k, clause.group_end - 1) == clause.group_end
    return (
        alone
        and whole
        and s.tags[verb + 1 : verb + 2] == ["P"]
        and verb + 2 < clause.last
        and s.lows[verb] not in _ATTRIBUTIVE_ED
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
    if start == k or s.lows[k - 1] in _HOW:
        return False
    plural = s.tags[clause.verb] == "B" and s.tags[start] != "D" and s.lows[k - 1].endswith("s")
    return plural or s.lows[start] in _SOME or s.tags[start] == "#"


_HOW = frozenset("way manner fashion sense extent degree level point pace rate moment time kind sort type".split())
"""What `a way that …` says of it, it says of what is done: `A way implies …` says nothing."""
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
    return "G" not in recent and not _is_listed(s, q, clause.last)


def _is_listed(s: Sentence, q: int, last: int) -> bool:
    """`known for his speed, tackling ability, and range`: a thing among others, nothing that is done."""
    k = q + 1
    while k < last and s.tags[k] in "NEzyJ":
        k += 1
    return s.lows[k : k + 2] == [",", "and"] and k > q + 1 and k + 2 < last and s.tags[k + 2] in "NEJDzG#"


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
            return after not in ("and", "or", "a", "an", "the") and s.lows[k + 1 : k + 3] != ["as", "well"]
        if k in s.finite and s.tags[k - 1] != "W":
            return False
        if s.lows[k] in ("and", "or") and (s.lows[k - 1] == "," or s.tags[q + 1] == "E"):
            return False
    return False


def _defines(s: Sentence, clause: Clause, k: int) -> bool:
    """`X is a maker of chips that employs 300`: what the relative says, it says of X."""
    low = s.lows[clause.verb]
    if low not in ("is", "was", "are", "were") or clause.group_end >= k or k - clause.group_end < 2:
        return False
    if s.lows[clause.group_end] not in ("a", "an") or s.has_verb(clause.group_end, k):
        return False
    verb = k + 2 if s.tags[k + 1 : k + 2] == ["A"] else k + 1
    of_many = s.tags[verb] == "v" or s.lows[verb] in _PLURAL  # `is a company with 300 workers who build ships`
    return verb in s.finite and not of_many and s.lows[clause.subject[0]] not in ("it", "this", "that", "there")

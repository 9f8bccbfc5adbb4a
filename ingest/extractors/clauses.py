"""One sentence into its assertions: clauses, shared predicates, tails, relatives, appositions, lists of causes."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extractors import lexicon
from ingest.extractors.inflection import finite_form, is_plural
from ingest.extractors.words import Sentence

Span = tuple[int, int]
_REACH = 18
_TAIL_ADVERBS = frozenset(
    "thereby thus further also therefore hence potentially effectively possibly often instead".split()
)
_JOINING = frozenset("and but so yet while whereas nor or".split())
_DASHES = frozenset(("—", "–", "--"))
_CLOSERS = frozenset("\"”’'")
_ATTRIBUTIVE_ED = frozenset("based known located headquartered compared".split())


@dataclass(slots=True)
class Assertion:
    """What one stretch of a sentence asserts: `parts` make the statement, words `first` to `last` the quote."""

    first: int
    last: int
    parts: list[Span | str]
    role: str = "main"
    subject: Span | None = None
    verb: int | None = None


@dataclass(slots=True)
class Clause:
    """A main clause: an opening adjunct, the subject, the finite verb, and where it ends."""

    first: int
    subject: Span
    verb: int
    group_end: int
    last: int
    insertion: Span | None = None


def split(s: Sentence, first: int, last: int) -> list[Assertion]:
    """Return the assertions of words `first` to `last`, in reading order."""
    found: list[Assertion] = []
    for start, stop in independent(s, first, last):
        clause = find_clause(s, start, stop)
        if clause is None:
            found.append(Assertion(start, stop, [(start, stop)], role="fragment"))
        else:
            found.extend(_clause(s, clause))
    return found


def independent(s: Sentence, first: int, last: int) -> Iterator[Span]:
    """Cut where one main clause ends and the next begins with a subject and verb of its own."""
    start, k = first, first
    dashes = sum(s.lows[i] in _DASHES for i in range(first, last))
    while k < last:
        n = 0
        low = s.lows[k]
        if low == ";" or (low in _DASHES and dashes == 1):
            n = k + 1
            if n < last and s.lows[n] in _JOINING:
                n += 1
        elif low in (",", ":") and k + 1 < last and s.lows[k + 1] in _JOINING:
            n = k + 2
        elif low in ("and", "but") and k + 1 < last and (s.tags[k + 1] == "R" or low == "but"):
            n = k + 1
        if n and opens_clause(s, n, last) and find_clause(s, start, k) is not None:
            yield start, k
            start = k = n
        else:
            k += 1
    yield start, last


def opens_clause(s: Sentence, n: int, last: int) -> bool:
    """Whether a subject and its finite verb stand at word `n`."""
    while n < last and s.tags[n] == "A":
        n += 1
    if n >= last or s.tags[n] not in 'DREN#JyzG$"“d':
        return False
    for k in range(n, min(last, n + _REACH)):
        if k in s.finite:
            return k > n
        tag = s.tags[k]
        if tag in (",", ";", ":", "S", "W", "T") or (tag == "R" and k > n):
            return False
    return False


def find_clause(s: Sentence, first: int, last: int) -> Clause | None:
    """Find subject and main verb of words `first` to `last`."""
    p = _after_adjuncts(s, first, last)
    verb = _main_verb(s, p, last)
    if verb is None or verb == p:
        return None
    end = verb
    while end > p + 1 and s.tags[end - 1] == "A":
        end -= 1
    clause = Clause(first, (p, end), verb, _group_end(s, verb, last), last)
    comma = _first_comma(s, p, end)
    if comma is not None:
        closing = s.lows[end - 1] == ","
        clause.subject = (p, comma)
        clause.insertion = (comma + 1, end - 1 if closing else end)
        if not closing:  # a list of subjects, or an adjunct: all of it is the subject
            clause.subject, clause.insertion = (p, end), None
    return clause


def _first_comma(s: Sentence, first: int, last: int) -> int | None:
    for k in range(first + 1, last):
        if s.lows[k] == ",":
            return k
    return None


def _after_adjuncts(s: Sentence, first: int, last: int) -> int:
    """Skip `In 2020,`, `Despite setbacks,`, `When it rained,` and the conjunction a sentence opens with."""
    p = first
    while p < last and (s.tags[p] == "C" or s.lows[p] in ('"', "“", "‘", "``", ",", "-", "•")):
        p += 1
    for _ in range(3):
        if p >= last or (s.tags[p] not in "PSGTAdnv" and s.lows[p] not in ("last", "next", "earlier", "this")):
            break
        comma = _first_comma(s, p - 1, last)
        verb = next((k for k in range(p, last) if k in s.finite), last)
        if s.tags[p] == "S" and comma is not None and verb < comma:
            pass
        elif s.tags[p] == "S" and verb < last:
            comma = next((k for k in range(verb, last) if s.lows[k] == ","), None)
        elif comma is not None and comma > verb:
            comma = None
        if comma is not None and any(k in s.finite for k in range(comma + 1, last)):
            p = comma + 1
        elif s.tags[p] == "P" and p + 2 < verb and s.tags[p + 1] == "#" and s.tags[p + 2] in "DRE":
            p += 2
        elif s.tags[p] == "A" and s.tags[p] != "S" and p + 1 < verb:
            p += 1
        else:
            break
    return p


def _main_verb(s: Sentence, p: int, last: int) -> int | None:
    """The first finite verb from `p` that no relative or subordinate clause owns."""
    owned = 0
    for k in range(p, last):
        if k in s.finite:
            if not owned:
                return k
            owned -= 1
        elif s.tags[k] in ("W", "S") and k > p and not (s.tags[k] == "S" and _is_prepositional(s, k, last)):
            owned = 1
    return None


def _is_prepositional(s: Sentence, k: int, last: int) -> bool:
    """`as a move`, `since 2019`, `after the failure`: no verb of its own before the main one."""
    return s.lows[k] in ("as", "since", "before", "after", "once", "so") and k + 1 < last


def _group_end(s: Sentence, verb: int, last: int) -> int:
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


def _clause(s: Sentence, clause: Clause) -> Iterator[Assertion]:
    pieces = list(_pieces(s, clause))
    main_end = pieces[0][0] if pieces else clause.last
    lead: list[Span | str] = []
    if clause.first < clause.subject[0]:
        lead.append((clause.first, clause.subject[0]))
    bare = pieces and main_end <= clause.group_end + 1 and pieces[0][3] == "tail"
    if bare:  # `has transformed, moving from A to B`: neither half says it alone
        main_end = pieces[0][2]
        pieces = pieces[1:]
    yield from _main(s, clause, lead, main_end)
    if clause.insertion:
        yield from _insertion(s, clause.insertion, clause.subject, clause.verb)
    keep = lead if _binding(s, clause) else []
    for _, start, stop, kind in pieces:
        yield from _piece(s, clause, keep, start, stop, kind)


def _binding(s: Sentence, clause: Clause) -> bool:
    """Whether the opening adjunct conditions or dates everything after it."""
    first, last = clause.first, clause.subject[0]
    return any(s.lows[k] in ("if", "unless", "once", "when", "until") or s.tags[k] == "#" for k in range(first, last))


def _pieces(s: Sentence, clause: Clause) -> Iterator[tuple[int, int, int, str]]:
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
        while adverb < clause.last and s.lows[adverb] in _TAIL_ADVERBS:
            adverb += 1
        return _after_comma(s, clause, k, q, adverb, current)
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
    return any(s.tags[k] in "GzN#" for k in range(q + 1, min(q + 8, last)))


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
    while q < clause.last and s.tags[q] == "A" and s.lows[q] not in ("about", "almost", "nearly"):
        q += 1
    if q >= clause.last - 1 or current in ("relative", "apposition", "with", "participle"):
        return None
    tag, first = s.tags[q], s.tags[clause.verb]
    if current == "tail":
        return "tail" if tag == "G" else None
    if s.lows[joint] != "," and _subordinate(s, clause.group_end, joint):
        return None
    if tag in "VpMBHO":
        return "predicate"
    if tag == "z":
        return "predicate" if first in "Vz" and s.tags[q + 1] in "DT#$EJ" else None
    infinitive = any(s.tags[k] == "T" and s.tags[k + 1] in "vy" for k in range(clause.verb, joint))
    if tag in "dn":
        if first in "MT" or s.tags[q + 1] in "NyzE" or infinitive:
            return None
        return (
            "shared" if first in "BH" and s.tags[clause.group_end - 1] in "dn" else "predicate" if tag == "d" else None
        )
    if tag == "G" and first == "B" and s.tags[clause.group_end - 1] == "G":
        return "shared"
    if tag in "vy" and first == "M" and not infinitive and s.tags[q + 1] in "DPT#$EJ":
        return "shared"
    return None


def _subordinate(s: Sentence, first: int, last: int) -> bool:
    """Whether a relative or subordinate clause with a verb of its own stands in between."""
    owner = next((k for k in range(first, last) if s.tags[k] in ("W", "S")), last)
    return any(k in s.finite for k in range(owner, last))


def _main(s: Sentence, clause: Clause, lead: list[Span | str], stop: int) -> Iterator[Assertion]:
    subject: list[Span | str] = [clause.subject]
    insertion = clause.insertion
    if insertion and not _removable(s, insertion):
        subject = [(clause.subject[0], insertion[1] + 1)]
    listed = list(_listed_causes(s, clause, subject, stop)) or list(_measured_objects(s, clause, subject, stop))
    if listed:
        for item in listed:
            item.parts = [*lead, *item.parts]
        yield from listed
        return
    first = clause.first
    while first < stop and (s.tags[first] == "C" or s.lows[first] in (",", "-", "•")):
        first += 1
    opening: list[Span | str] = [(first, clause.subject[0])] if first < clause.subject[0] else []
    tail_start = clause.subject[1] if not insertion else insertion[1] + 1
    parts = [*opening, *subject, (tail_start, stop)]
    yield Assertion(first, stop, parts, "main", clause.subject, clause.verb)


def _removable(s: Sentence, insertion: Span) -> bool:
    return s.lows[insertion[0]] in ("which", "who", "a", "an", "the") or s.tags[insertion[0]] in "dnG#"


def _insertion(s: Sentence, insertion: Span, subject: Span, verb: int) -> Iterator[Assertion]:
    """What stands between subject and verb asserts something of the subject."""
    first, last = insertion
    if last - first < 2:
        return
    yield from _about(s, first, last, [subject], subject, verb)


def _about(s: Sentence, first: int, last: int, noun: list[Span | str], subject: Span, verb: int) -> Iterator[Assertion]:
    """`who founded X`, `a maker of chips`, `based in Y`: said of the noun before it."""
    low, tag = s.lows[first], s.tags[first]
    if low in ("which", "who"):
        at = first + 2 if s.tags[first + 1] == "A" else first + 1
        if at in s.finite:
            yield Assertion(first, last, [*noun, (first + 1, last)], "relative", subject, at)
        return
    be = finite_form("be", s, verb, is_plural(s, subject))
    if low in ("a", "an", "the") and not any(k in s.finite for k in range(first, last)):
        yield Assertion(first, last, [*noun, be, (first, last)], "apposition", subject, verb)
    elif tag in "dn" and s.tags[min(first + 1, last - 1)] in "PTD#":
        yield Assertion(first, last, [*noun, be, (first, last)], "participle", subject, verb)


def _piece(
    s: Sentence, clause: Clause, lead: list[Span | str], start: int, stop: int, kind: str
) -> Iterator[Assertion]:
    while stop > start and s.lows[stop - 1] in (",", ";", ".", ":"):
        stop -= 1
    if stop - start < 2:
        return
    base: list[Span | str] = [*lead, clause.subject]
    if kind == "tail":
        yield _tail(s, clause, base, start, stop)
    elif kind == "with":
        yield _with(s, clause, lead, start, stop)
    elif kind == "predicate":
        yield Assertion(start, stop, [*base, (start, stop)], "predicate", clause.subject, start)
    elif kind == "shared":
        auxiliary = (clause.verb, clause.group_end - 1)
        yield Assertion(start, stop, [*base, auxiliary, (start, stop)], "predicate", clause.subject, clause.verb)
    elif kind in ("relative", "apposition"):
        noun = _noun_before(s, start - 1, clause.verb)
        if noun:
            yield from _about(s, start, _until_comma(s, start, stop), [noun], noun, clause.verb)
    elif kind == "participle":
        be = finite_form("be", s, clause.verb, is_plural(s, clause.subject))
        yield Assertion(start, stop, [*base, be, (start, stop)], "participle", clause.subject, clause.verb)


def _until_comma(s: Sentence, start: int, stop: int) -> int:
    return next((k for k in range(start, stop) if s.lows[k] == ","), stop)


def _noun_before(s: Sentence, end: int, floor: int) -> Span | None:
    """The noun phrase that ends at word `end`: back to its determiner, a preposition or a verb."""
    k = end
    while k - 1 > floor and s.tags[k - 1] in "ENJ#yzG" and end - k < 8:
        k -= 1
    if k - 1 > floor and s.tags[k - 1] == "D":
        k -= 1
    return (k, end) if k < end else None


def _tail(s: Sentence, clause: Clause, base: list[Span | str], start: int, stop: int) -> Assertion:
    verb = start
    while s.lows[verb] in _TAIL_ADVERBS or s.tags[verb] == "A":
        verb += 1
    said = finite_form(s.lows[verb], s, clause.verb, is_plural(s, clause.subject))
    adverbs: list[Span | str] = [(start, verb)] if verb > start else []
    return Assertion(start, stop, [*base, *adverbs, said, (verb + 1, stop)], "tail", clause.subject, clause.verb)


def _with(s: Sentence, clause: Clause, lead: list[Span | str], start: int, stop: int) -> Assertion:
    """`, with offers reaching $200 million` → offers reach …; `, with large investments` → has large …"""
    noun = start + 1
    verb = next((k for k in range(noun + 1, min(stop - 1, noun + 7)) if s.tags[k] == "G"), None)
    if verb is not None and s.tags[verb - 1] in "NEzy#":
        owner = _owner(s, clause.subject) if s.tags[noun] in "NzyJ" and s.lows[noun] in _ACTS else ""
        said = finite_form(s.lows[verb], s, clause.verb, is_plural(s, (noun, verb)))
        parts: list[Span | str] = [*lead, owner, (noun, verb), said, (verb + 1, stop)]
        return Assertion(noun, stop, [p for p in parts if p], "tail", (noun, verb), clause.verb)
    has = finite_form("have", s, clause.verb, is_plural(s, clause.subject))
    return Assertion(start, stop, [*lead, clause.subject, has, (noun, stop)], "tail", clause.subject, clause.verb)


_ACTS = frozenset("offers investments plans bids deals purchases hires salaries packages prices sales".split())


def _owner(s: Sentence, subject: Span) -> str:
    """`Meta's` of `Meta's strategy`: what else is said of its offers is said of Meta's offers."""
    first = s.words[subject[0]]
    return first if first.endswith(("'s", "’s")) else ""


def _listed_causes(s: Sentence, clause: Clause, subject: list[Span | str], stop: int) -> Iterator[Assertion]:
    """`is due to three factors: a, b and c` → one assertion for each."""
    colon = next((k for k in range(clause.group_end, stop) if s.lows[k] == ":"), None)
    if colon is None or s.lows[colon - 1] not in lexicon.COUNTED:
        return
    k = colon - 1
    while k > clause.group_end and s.tags[k - 1] in "J#NyDA":
        k -= 1
    items = _items(s, colon + 1, stop)
    if len(items) < 2 or s.lows[clause.subject[0]] == "there":
        return
    start = clause.subject[1] if not clause.insertion else clause.insertion[1] + 1
    for first, last in items:
        parts = [*subject, (start, k), (first, last)]
        yield Assertion(first, last, parts, "cause", clause.subject, clause.verb)


def _items(s: Sentence, first: int, last: int) -> list[Span]:
    found: list[Span] = []
    start = first
    for k in range(first, last):
        if s.lows[k] in (",", ";") or (s.lows[k] in ("and", "or") and _joins_last(s, k, first, last)):
            if k > start:
                found.append((start, k))
            start = k + 1
    while last > start and s.lows[last - 1] in (".", ";"):
        last -= 1
    if start < last:
        found.append((start, last))
    return found


def _joins_last(s: Sentence, k: int, first: int, last: int) -> bool:
    """Whether this `and` is the one before the last item of a list that has commas."""
    commas = [c for c in range(first, last) if s.lows[c] in (",", ";")]
    return not commas or k > commas[-1]


def _measured_objects(s: Sentence, clause: Clause, subject: list[Span | str], stop: int) -> Iterator[Assertion]:
    """`includes a $3 billion fund and a $2 billion budget` → one assertion for each figure."""
    verb_end = clause.group_end
    if verb_end >= stop or s.tags[verb_end] not in "D$#":
        return
    joints = [
        k
        for k in range(verb_end + 1, stop - 1)
        if s.lows[k] == "and" and s.tags[k + 1] == s.tags[verb_end] and "#" in s.tags[k + 1 : k + 5]
    ]
    if len(joints) != 1 or "#" not in s.tags[verb_end : verb_end + 4] or "between" in s.lows[verb_end - 1 : joints[0]]:
        return
    k = joints[0]
    if any(i in s.finite for i in range(verb_end, stop)):
        return
    start = clause.subject[1] if not clause.insertion else clause.insertion[1] + 1
    left = k - 1 if s.lows[k - 1] == "," else k
    yield Assertion(clause.subject[0], left, [*subject, (start, left)], "main", clause.subject, clause.verb)
    parts = [*subject, (start, verb_end), (k + 1, stop)]
    yield Assertion(k + 1, stop, parts, "object", clause.subject, clause.verb)

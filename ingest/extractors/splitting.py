"""One sentence into its assertions, each with the words that carry it."""

from collections.abc import Iterator

from ingest.extractors.assertion import Assertion
from ingest.extractors.clauses import Clause, Span, find_clause, independent
from ingest.extractors.inflection import finite_form, is_plural
from ingest.extractors.lists import listed_causes, measured_objects
from ingest.extractors.predicates import TAIL_ADVERBS, pieces
from ingest.extractors.words import Sentence


def split(s: Sentence, first: int, last: int) -> list[Assertion]:
    """Return the assertions of words `first` to `last`, in reading order."""
    found: list[Assertion] = []
    for start, stop in _conceded(s, first, last):
        clause = find_clause(s, start, stop)
        if clause is None:
            found.append(Assertion(start, stop, [(start, stop)], role="fragment"))
        else:
            found.extend(_clause(s, clause))
    return found


def _conceded(s: Sentence, first: int, last: int) -> Iterator[Span]:
    """The main clauses, and before each the clause of an opening `Although …,`."""
    for start, stop in independent(s, first, last):
        clause = find_clause(s, start, stop)
        at = start + 1 if s.lows[start] == "even" else start
        if clause and s.lows[at] in ("although", "though", "while", "whereas"):
            inner = find_clause(s, at + 1, clause.subject[0])
            if inner and inner.subject[0] == at + 1:
                yield at + 1, clause.subject[0]
                start = clause.subject[0]
        yield start, stop


def _clause(s: Sentence, clause: Clause) -> Iterator[Assertion]:
    rest = list(pieces(s, clause))
    main_end = rest[0][0] if rest else clause.last
    lead: list[Span | str] = []
    if clause.first < clause.subject[0]:
        lead.append((clause.first, clause.subject[0]))
    bare = rest and rest[0][3] == "tail" and all(tag == "A" for tag in s.tags[clause.group_end : main_end])
    if bare:  # `has transformed, moving from A to B`: neither half says it alone
        main_end = rest[0][2]
        rest = rest[1:]
    yield from _main(s, clause, lead, main_end)
    if clause.insertion:
        yield from _insertion(s, clause.insertion, clause.subject, clause.verb)
    keep = lead if _binding(s, clause) else []
    for _, start, stop, kind in rest:
        yield from _piece(s, clause, keep, start, stop, kind)


def _binding(s: Sentence, clause: Clause) -> bool:
    """Whether the opening adjunct conditions or dates everything after it."""
    first, last = clause.first, clause.subject[0]
    return any(s.lows[k] in ("if", "unless", "once", "when", "until") or s.tags[k] == "#" for k in range(first, last))


def _main(s: Sentence, clause: Clause, lead: list[Span | str], stop: int) -> Iterator[Assertion]:
    subject: list[Span | str] = [clause.subject]
    insertion = clause.insertion
    if insertion and not _removable(s, insertion):
        subject = [(clause.subject[0], insertion[1] + 1)]
    listed = list(listed_causes(s, clause, subject, stop)) or list(measured_objects(s, clause, subject, stop))
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
        at = _verb_after(s, first)
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
        auxiliary = (clause.verb, max(clause.verb + 1, clause.group_end - (s.tags[clause.group_end - 1] in "dnGvy")))
        yield Assertion(start, stop, [*base, auxiliary, (start, stop)], "predicate", clause.subject, clause.verb)
    elif kind == "defining":
        yield Assertion(start + 1, stop, [*base, (start + 1, stop)], "relative", clause.subject, _verb_after(s, start))
    elif kind in ("relative", "apposition"):
        noun = _noun_before(s, start - 1, clause.verb)
        if noun:
            yield from _about(s, start, _until_comma(s, start, stop), [noun], noun, clause.verb)
    elif kind == "participle":
        be = finite_form("be", s, clause.verb, is_plural(s, clause.subject))
        yield Assertion(start, stop, [*base, be, (start, stop)], "participle", clause.subject, clause.verb)


def _verb_after(s: Sentence, relative: int) -> int:
    return relative + 2 if s.tags[relative + 1] == "A" else relative + 1


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
    while s.lows[verb] in TAIL_ADVERBS or s.tags[verb] == "A":
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

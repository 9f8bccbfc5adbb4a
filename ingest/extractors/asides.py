"""What a sentence says in passing: appositions, relative clauses, participles, `with …`, tails in -ing."""

from collections.abc import Iterator

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.clauses import told_of
from ingest.extractors.inflection import finite_form, is_plural
from ingest.extractors.openings import state
from ingest.extractors.predicates import TAIL_ADVERBS
from ingest.extractors.words import Sentence

_ACTS = frozenset("offers investments plans bids deals purchases hires salaries packages prices sales".split())


def insertion(s: Sentence, span: Span, subject: Span, verb: int) -> Iterator[Assertion | Clause]:
    """What stands between subject and verb asserts something of the subject."""
    if span[1] - span[0] > 1:
        yield from about(s, *span, _meant(s, s.lows[span[0]], subject), verb)


def _meant(s: Sentence, relative: str, subject: Span) -> Span:
    """Of `the support of McCain, who chairs …` it is McCain; of `the head of Acme, who lives …` it is the head."""
    first, last = subject
    start = last
    while start > first and s.tags[start - 1] == "E":
        start -= 1
    if relative != "who" or start == last or start - 2 < first or s.lows[start - 1] not in _OF:
        return subject
    head = next((k for k in range(first + 1, start) if s.tags[k] == "P"), start) - 1
    is_person = s.lows[head].endswith(_PERSONAL) or s.lows[head] in _PERSONS
    return subject if is_person or is_plural(s, subject) else (start, last)


_OF = frozenset("of at for from".split())
_PERSONAL = ("er", "or", "ist", "man", "woman", "ent")
_PERSONS = frozenset("head chief boss chair son wife husband child mother friend ally rival aide coach star".split())


def about(s: Sentence, first: int, last: int, noun: Span, verb: int) -> Iterator[Assertion | Clause]:
    """`who founded X`, `a maker of chips`, `based in Y`: said of the noun before it."""
    low, tag = s.lows[first], s.tags[first]
    if low in ("which", "who", "that"):
        clause = told_of(s, noun, first + 1, last)
        if clause:
            yield clause
        return
    if low in ("a", "an", "the") and not s.has_verb(first, last):
        be = finite_form("be", s, verb, is_plural(s, noun))
        yield Assertion(first, last, [noun, be, (first, last)], "apposition", noun, verb)
    elif tag in "dn" and s.tags[min(first + 1, last - 1)] in "PTD#E":
        yield state(s, Clause(first, noun, verb, verb + 1, last), first, last)


def tail(s: Sentence, clause: Clause, base: list[Span | str], start: int, stop: int) -> Assertion:
    """`…, improving cash flow` → the subject improves cash flow."""
    verb = start
    while s.lows[verb] in TAIL_ADVERBS or s.tags[verb] == "A":
        verb += 1
    said = finite_form(s.lows[verb], s, clause.verb, is_plural(s, clause.subject))
    adverbs: list[Span | str] = [(start, verb)] if verb > start else []
    return Assertion(start, stop, [*base, *adverbs, said, (verb + 1, stop)], "tail", clause.subject, clause.verb)


def with_phrase(s: Sentence, clause: Clause, lead: list[Span | str], start: int, stop: int) -> Assertion:
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


def _owner(s: Sentence, subject: Span) -> str:
    """`Meta's` of `Meta's strategy`: what else is said of its offers is said of Meta's offers."""
    first = s.words[subject[0]]
    return first if first.endswith(("'s", "’s")) else ""

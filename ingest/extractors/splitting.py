"""One sentence into its assertions, each with the words that carry it."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.extractors import asides, openings
from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.clauses import find_clause, independent
from ingest.extractors.coordination import distributed
from ingest.extractors.lists import listed_causes, measured_objects
from ingest.extractors.lives import lives, nationality
from ingest.extractors.members import LISTING, each_member
from ingest.extractors.milestones import ONCE, each_fact
from ingest.extractors.nouns import antecedent, described
from ingest.extractors.predicates import Piece, pieces
from ingest.extractors.subordinate import after_noun, conceded
from ingest.extractors.words import Sentence

_DEPTH = 4
_SHORT = 16


def split(s: Sentence, first: int, last: int) -> list[Assertion]:
    """Return the assertions of words `first` to `last`, in reading order."""
    said = _said(s, first, last, 0)
    if not s.ands and _LISTED.isdisjoint(s.lows):
        return list(said)
    return [part for one in said for part in _parted(s, one)]


_LINKING = frozenset("however moreover meanwhile nevertheless nonetheless furthermore additionally besides".split())
_LISTED = LISTING | ONCE


def _parted(s: Sentence, one: Assertion) -> Iterator[Assertion]:
    """Lists and dates inside a predicate, each item a claim of its own."""
    if one.is_whole or _orders(s, one):
        yield one
        return
    for member in each_member(s, one):
        for item in distributed(s, member):
            yield from each_fact(s, item)


def _orders(s: Sentence, one: Assertion) -> bool:
    """`told firms including A and B to stop`: what is to be done is said of all of them."""
    return one.verb is not None and "T" in s.tags[one.verb : one.last] and s.lows[one.verb] in _ORDERING


_ORDERING = frozenset(
    "told asked ordered urged warned allowed forced invited persuaded instructed advised encouraged required tells "
    "asks orders urges warns allows forces invites requires wants wanted expects expected".split()
)


def _said(s: Sentence, first: int, last: int, depth: int) -> Iterator[Assertion]:
    for span in independent(s, first, last):
        for start, stop in conceded(s, *span):
            clause = find_clause(s, start, stop)
            if clause:
                yield from _clause(s, clause, depth)
            elif depth == 0:
                yield Assertion(start, stop, [(start, stop)], role="fragment")


def _clause(s: Sentence, clause: Clause, depth: int) -> Iterator[Assertion]:
    rest = pieces(s, clause)
    main_end = rest[0][0] if rest else clause.last
    if rest and _is_reason(s, clause, rest[0]):
        main_end = rest[0][2]
    lead: list[Span | str] = []
    if s.lows[clause.first] in _LINKING and s.lows[clause.first + 1] == "," and clause.first + 1 < clause.subject[0]:
        clause = replace(clause, first=clause.first + 2)
    if clause.first < clause.subject[0]:
        lead.append((clause.first, clause.subject[0]))
    bare = rest and rest[0][3] == "tail" and all(tag == "A" for tag in s.tags[clause.group_end : main_end])
    if bare:  # `has transformed, moving from A to B`: neither half says it alone
        main_end = rest[0][2]
        rest = rest[1:]
    before = list(openings.opening(s, clause)) if lead else []
    if before:
        yield from before
        clause, lead = replace(clause, first=clause.subject[0]), []
    rest, resumed = _resumed(s, rest)
    for one in _main(s, clause, lead, main_end):
        yield _going_on(one, resumed.get(-1))
    yield from nationality(s, clause)
    if clause.insertion and not _is_unsure(s, clause):
        yield from lives(s, clause)
        yield from _told(s, asides.insertion(s, clause.insertion, clause.subject, clause.verb), depth)
    keep = lead if rest and lead and _binding(s, clause) else []
    for number, (_, start, stop, kind) in enumerate(rest):
        for said in _told(s, _piece(s, clause, keep, start, stop, kind), depth):
            yield _going_on(said, resumed.get(number))


def _resumed(s: Sentence, rest: list[Piece]) -> tuple[list[Piece], dict[int, Span]]:
    """`sold it to Orrin, a maker of pumps, for $5 million`: what is put in ends at its comma, and the rest goes on.

    Returns the pieces so cut, and the words that go on with the main predicate (-1) or with the piece of a number.
    """
    cut: list[Piece] = []
    found: dict[int, Span] = {}
    owner = -1
    for number, (at, start, stop, kind) in enumerate(rest):
        if kind in ("predicate", "shared"):
            owner = number
        comma = _closing(s, start, stop, kind) if kind in _PUT_IN and owner not in found else 0
        if comma:
            found[owner] = comma + 1, stop
            stop = comma
        cut.append((at, start, stop, kind))
    return cut, found


_PUT_IN = frozenset(("apposition", "relative", "participle"))


def _closing(s: Sentence, start: int, stop: int, kind: str) -> int:
    """The comma behind which the clause goes on; 0 where it ends with what is put in."""
    while stop > start and s.lows[stop - 1] in ".,;:":
        stop -= 1
    commas = [k for k in range(start, stop - 1) if s.lows[k] == ","]
    if kind == "apposition":
        return commas[0] if commas else 0
    for k in reversed(commas):
        if s.has_verb(k, stop) and s.tags[k + 1] != "S":
            return 0
        if s.tags[k + 1] in "PT":
            return k
    return 0


def _going_on(one: Assertion, words: Span | None) -> Assertion:
    return replace(one, last=words[1], parts=[*one.parts, words], is_whole=True) if words else one


def _is_reason(s: Sentence, clause: Clause, piece: Piece) -> bool:
    """Whether a short `because …` follows: that one thing is the reason of the other is a claim as well."""
    _, start, stop, kind = piece
    return kind == "clause" and s.lows[start] == "because" and stop - clause.first <= _SHORT


def _told(s: Sentence, found: Iterator[Assertion | Clause | Span], depth: int) -> Iterator[Assertion]:
    """Read on inside the clauses among what was found."""
    for one in found:
        if isinstance(one, Assertion):
            yield one
        elif depth < _DEPTH:
            yield from _clause(s, one, depth + 1) if isinstance(one, Clause) else _said(s, *one, depth + 1)


def said_of(s: Sentence, noun: Span, first: int, last: int, verb: int) -> list[Assertion]:
    """Return what words `first` to `last`, put in behind a noun, assert of it."""
    return list(_told(s, asides.about(s, first, last, noun, verb), 1))


def _binding(s: Sentence, clause: Clause) -> bool:
    """Whether the opening adjunct conditions or dates everything after it."""
    first, last = clause.first, clause.subject[0]
    return any(s.lows[k] in ("if", "unless", "once", "when", "until") or s.tags[k] == "#" for k in range(first, last))


def _main(s: Sentence, clause: Clause, lead: list[Span | str], stop: int) -> Iterator[Assertion]:
    subject: list[Span | str] = [clause.subject]
    insertion = clause.insertion
    if insertion and not ((_removable(s, insertion) and not _is_unsure(s, clause)) or any(lives(s, clause))):
        subject = [(clause.subject[0], clause.predicate)]
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
    role = "relative" if clause.first == clause.begins else "main"
    yield Assertion(first, stop, [*opening, *subject, (clause.predicate, stop)], role, clause.subject, clause.verb)


def _is_unsure(s: Sentence, clause: Clause) -> bool:
    """`revenue at Acme, founded in 2021, rose`, `the price of gas, which fell, …`: of which of the two it is said."""
    first = clause.insertion[0] if clause.insertion else 0
    belongs = any(s.tags[k] == "P" for k in range(*clause.subject))
    return belongs and (s.lows[first] == "which" or s.tags[first] in "dn")


def _removable(s: Sentence, insertion: Span) -> bool:
    return s.lows[insertion[0]] in ("which", "who", "a", "an", "the") or s.tags[insertion[0]] in "dnG#"


def _piece(
    s: Sentence, clause: Clause, lead: list[Span | str], start: int, stop: int, kind: str
) -> Iterator[Assertion | Clause | Span]:
    while stop > start and s.lows[stop - 1] in (",", ";", ".", ":"):
        stop -= 1
    if stop - start < 1 + (kind not in ("predicate", "shared")):
        return
    base: list[Span | str] = [*lead, clause.subject]
    if kind in ("tail", "deed") and s.lows[clause.subject[0]] == "there" and s.lows[start] != "adding":
        return  # what there is does not do it: `there were strikes, leading to losses`
    if kind == "tail":
        yield asides.tail(s, clause, base, start, stop)
    elif kind == "with" and s.has_verb(clause.group_end, start):
        return  # `the truth was he ran a state, with an economy of its own`: whose it is, is another clause's
    elif kind == "with":
        yield asides.with_phrase(s, clause, lead, start, stop)
    elif kind == "predicate":
        yield Assertion(start, stop, [*base, (start, stop)], "predicate", clause.subject, start)
    elif kind == "shared":
        auxiliary = (clause.verb, max(clause.verb + 1, clause.group_end - (s.tags[clause.group_end - 1] in "dnGvy")))
        yield Assertion(start, stop, [*base, auxiliary, (start, stop)], "predicate", clause.subject, clause.verb)
    elif kind == "defining":
        yield from asides.about(s, start, stop, clause.subject, clause.verb)
    elif kind in ("relative", "apposition"):
        comma = s.lows[start - 1] == ","
        noun = antecedent(s, start, start - comma, clause.group_end)
        if kind == "relative" and s.lows[noun[0]] in ("a", "an", "the") and s.lows[noun[0] - 1] == ",":
            named = antecedent(s, noun[0], noun[0] - 1, clause.group_end)  # `Acme, a maker of pumps, which …`
            noun = named if named[0] < named[1] and s.tags[named[1] - 1] == "E" else noun
        if noun[0] < noun[1]:
            yield from asides.about(s, start, _until(s, start, stop, kind), noun, clause.verb)
    elif kind == "deed":
        yield openings.deed(s, clause, start, stop)
    elif kind == "state":
        yield openings.state(s, clause, start, stop)
    elif kind == "after noun":
        yield from after_noun(s, clause, start, stop)
    elif kind == "clause":
        yield start + 1, stop
    elif kind == "participle":
        owner = described(s, start - 1, clause)
        if owner:
            yield openings.state(s, replace(clause, subject=owner), start, stop)


def _until(s: Sentence, start: int, stop: int, kind: str) -> int:
    """An apposition ends at its comma; a relative clause may have commas of its own."""
    return next((k for k in range(start, stop) if s.lows[k] == ","), stop) if kind == "apposition" else stop

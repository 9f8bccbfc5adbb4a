"""Where the clauses of a sentence begin and end, their subjects and their verbs."""

from ingest.extractors.clause import Clause
from ingest.extractors.groups import group_end, main_verb
from ingest.extractors.words import Sentence

Span = tuple[int, int]

_REACH = 18
_JOINING = frozenset("and but so yet while whereas although though".split())
_CONCESSIVE = frozenset("although though while whereas".split())
_SUBJECT_TAGS = frozenset("DREN#JyzG$d") | {"“", '"'}
SPOKEN = frozenset(
    "say says said think thinks thought believe believes believed know knows knew hope hopes hoped argue argues "
    "argued claim claims claimed mean means feel feels felt guess add adds added tell tells told note notes noted "
    "show shows showed find finds found report reports reported suggest suggests suggested write "
    "writes wrote ask asks asked".split()
)
_CONDITIONAL = frozenset("if unless whether".split())
QUOTES = frozenset(('"', "“", "”", "``", "''"))
_DASHES = frozenset(("—", "–", "--"))
_OPENING_MARKS = frozenset(('"', "“", "‘", "``", ",", "-", "•"))


def told_of(s: Sentence, noun: Span, first: int, last: int) -> Clause | None:
    """The clause of words `first` to `last` whose subject is `noun`: `(a firm) that makes chips`."""
    verb = first
    while verb < last and s.tags[verb] == "A":
        verb += 1
    if verb >= last - 1 or verb not in s.finite:
        return None
    return Clause(first, noun, verb, group_end(s, verb, last), last, begins=first)


def in_quotes(s: Sentence, first: int, k: int) -> bool:
    """Whether a quotation that opens at word `first` or behind it is still open at word `k`."""
    return sum(low in QUOTES for low in s.lows[first:k]) % 2 == 1


def independent(s: Sentence, first: int, last: int) -> list[Span]:
    """Cut where one main clause ends and the next begins with a subject and verb of its own."""
    known = s.spans.get((first, last))
    if known is None:
        known = s.spans[first, last] = _independent(s, first, last)
    return known


def _independent(s: Sentence, first: int, last: int) -> list[Span]:
    found: list[Span] = []
    start = first
    for k in s.joints:
        if not start <= k < last:
            continue
        n = _next_clause(s, k, first, last)
        if n and s.lows[k] != ";" and not _CONDITIONAL.isdisjoint(s.lows[start:k]) and s.lows[n - 1] != "but":
            continue  # `if A, B and C`: C holds no more than B without A
        if n and find_clause(s, start, k) is not None:
            found.append((start, k - (s.lows[k - 1] == "even")))
            start = n
    found.append((start, last))
    return found


def _next_clause(s: Sentence, k: int, first: int, last: int) -> int:
    """Where a clause begins that word `k` (a comma, semicolon, dash or conjunction) leads to; 0 if none does."""
    low = s.lows[k]
    n = k + 1
    if n >= last or (low == "though" and s.lows[k - 1] == "as"):  # `as though he were ill`
        return 0
    joined = s.lows[n] in _JOINING
    if low == ";":
        n += joined
        return n if find_clause(s, n, last) is not None else 0
    if low in _DASHES:
        alone = sum(s.lows[i] in _DASHES for i in range(first, last)) == 1
        return n if alone and s.tags[n] in "RD" and opens_clause(s, n, last) else 0
    if joined and low == "," and s.lows[n + 1 : n + 2] == ["that"] and opens_clause(s, n + 2, last):
        return n + 2
    if low in ("and", "but") and s.lows[n] == "that" and k > first and opens_clause(s, n + 1, last):
        return n + 1
    if low in (",", ":") and joined:
        return n + 1 if opens_clause(s, n + 1, last) or _opens_after_phrase(s, n + 1, last) else 0
    if low == "," and s.lows[n : n + 2] == ["however", ","] and _is_plain(s, first, k):
        return n + 2 if opens_clause(s, n + 2, last) else 0
    if (
        low == ","
        and s.tags[n] in "RD"
        and s.lows[n] not in ("a", "an")  # `the H20, a chip Acme had designed`
        and s.tags[first + (s.tags[first] == "C")] not in "SPTG"
        and _is_plain(s, first, k)
        and opens_clause(s, n, last)
    ):
        return n if _next_verb(s, n, last) not in SPOKEN and s.tags[k - 1] not in "ASC" else 0
    if low == "and" and (_joins_adjectives(s, k) or _of_two_names(s, k, last)):
        return 0
    if s.tags[k - 1] != "," and (low in ("and", "but") or (low in _CONCESSIVE and k > first)):
        points = s.lows[n] == "that" and s.tags[n + 1 : n + 2] in (["M"], ["B"]) and _is_plain(s, first, k)
        named = _name_and_verb(s, n, last) or _complete(s, first, k)
        sure = points or s.tags[n] == "R" or low != "and" or (named and not _lists(s, first, k))
        return n if sure and opens_clause(s, n, last) else 0
    return 0


def _joins_adjectives(s: Sentence, k: int) -> bool:
    """`a long and expensive process`: what stands before the `and` is not whole yet."""
    return k > 1 and s.tags[k - 1] == "J" and s.tags[k + 1] == "J" and s.tags[k - 2] in "DA"


def _of_two_names(s: Sentence, k: int, last: int) -> bool:
    """`the headache Rubio and Bush have`, `after he and Cardin came`: what two do, and no clause of the second one."""
    first = k
    while first > 1 and s.tags[first - 1] == "E":
        first -= 1
    if s.tags[first - 1] == "R" and first > 1 and s.tags[first - 2] in "SW":
        return True  # `after he and Cardin came`
    verb = next((i for i in range(k + 1, last) if s.tags[i] != "E"), last)
    return first < k and s.tags[first - 1] in "Nzy" and k + 1 < verb < last and s.lows[verb] in ("have", "are", "were")


def _opens_after_phrase(s: Sentence, n: int, last: int) -> bool:
    """`, but in the end, there are …`: a short phrase in front of the subject."""
    if n >= last:
        return False
    comma = next((k for k in range(n, min(last, n + 10)) if s.lows[k] == ","), last)
    phrase = s.tags[n] == "P" or s.tags[n : n + 2] == ["S", "G"] or s.lows[n : n + 2] == ["because", "of"]
    if comma + 2 >= last or not phrase:
        return False
    return s.tags[comma + 1] in "RDE" and opens_clause(s, comma + 1, last) and not s.has_verb(n, comma)


def _is_plain(s: Sentence, first: int, k: int) -> bool:
    """Whether no subordinate or relative clause stands before word `k`."""
    return not any(tag in "SW" for tag in s.tags[first:k])


def _next_verb(s: Sentence, n: int, last: int) -> str:
    return next((s.lows[k] for k in range(n, last) if k in s.finite), "")


def _complete(s: Sentence, first: int, k: int) -> bool:
    """Whether no clause is open before the `and` at `k` that a noun after it could belong to."""
    for i in range(k - 1, first, -1):
        if i in s.finite:
            return SPOKEN.isdisjoint(s.lows[i : min(k, i + 2 + (s.tags[i] in "MHO"))])
        if s.tags[i] in "SW" or s.lows[i] in ("between", "both"):
            return False
    return False


def _lists(s: Sentence, first: int, k: int) -> bool:
    """Whether the `and` at `k` joins names: `why investors including Acme and Beta valued it`."""
    for i in range(k - 1, first, -1):
        if i in s.finite:
            return False
        if s.lows[i] in ("including", "both", "between", "why", "whether", "how"):
            return True
    return False


def _name_and_verb(s: Sentence, n: int, last: int) -> bool:
    """`… and Zero confronts X`: a name with its verb right behind it."""
    k = n
    while k < last and s.tags[k] == "E":
        k += 1
    return n < k < last and k in s.finite and s.tags[k] in "VpdH"


def opens_clause(s: Sentence, n: int, last: int) -> bool:
    """Whether a subject and its finite verb stand at word `n`."""
    while n < last and s.tags[n] == "A":
        n += 1
    if n >= last or s.tags[n] not in _SUBJECT_TAGS:
        return s.lows[n : n + 1] == ["that"] and n + 1 in s.finite
    if s.tags[n] == "d" and s.tags[n + 1 : n + 2] not in (["N"], ["E"], ["z"], ["y"], ["J"]):
        return False  # `and stumbled through it` goes on with the same subject
    k = n
    while k < min(last, n + _REACH):
        if k in s.finite:
            return k > n and s.tags[k - 1] != "C" and not _is_reduced(s, n, k, last)
        tag = s.tags[k]
        if tag == ",":
            k = _after_insertion(s, k, last)
            continue
        if tag in (";", ":", "S", "W", "T") or (tag == "R" and k > n):
            return False
        k += 1
    return False


def _is_reduced(s: Sentence, n: int, verb: int, last: int) -> bool:
    """`(compared to) the time and resources used`: a participle of a bare noun behind `and`, and no verb."""
    if s.lows[n - 1] != "and" or s.tags[verb] != "d" or s.tags[n] not in "NzyJ" or s.lows[verb] in ITSELF:
        return False
    return verb + 1 >= last or s.tags[verb + 1] in "P.S"


ITSELF = frozenset(
    "graduated worked lived died remained appeared returned starred competed became moved left stayed waited resigned "
    "retired arrived fell rose grew increased declined improved continued protested agreed responded failed".split()
)
"""Past forms of what is not done to anybody."""


def _after_insertion(s: Sentence, comma: int, last: int) -> int:
    """Past `, Keith Brion,` when a verb follows it; else past the end."""
    if s.tags[comma + 1 : comma + 2] == ["S"]:
        return last
    closing = next((k for k in range(comma + 1, min(last, comma + 10)) if s.lows[k] == ","), last)
    return closing + 1 if closing + 1 < last and closing + 1 in s.finite else last


def find_clause(s: Sentence, first: int, last: int) -> Clause | None:
    """Find subject and main verb of words `first` to `last`."""
    key = first, last
    if key in s.clauses:
        return s.clauses[key]
    found = s.clauses[key] = _find_clause(s, first, last)
    return found


def _find_clause(s: Sentence, first: int, last: int) -> Clause | None:
    p = _after_adjuncts(s, first, last)
    verb = main_verb(s, p, last)
    if verb is None or verb == p or s.lows[p] == "than":
        return None
    end = verb
    while end > p + 1 and s.tags[end - 1] == "A":
        end -= 1
    clause = Clause(first, (p, end), verb, group_end(s, verb, last), last)
    comma = _first_comma(s, p, end)
    if s.lows[end - 1] == ")" and "(" in s.lows[p + 1 : comma or end]:
        at = s.lows.index("(", p + 1)
        clause.subject, clause.insertion, clause.begins = (p, at), (at, end), end
    elif comma is not None:
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
        if s.tags[p] != "S" and comma is not None and comma > verb:
            comma = None
        if comma is not None and s.tags[comma + 1] == "W" and (past := _past_relative(s, comma, last)):
            p = past
        elif comma is not None and s.has_verb(comma + 1, last):
            p = _past_places(s, comma, verb) + 1
        elif s.tags[p] == "P" and p + 2 < verb and s.tags[p + 1] == "#" and s.tags[p + 2] in "DRE":
            p += 2
        elif s.tags[p] == "A" and s.tags[p] != "S" and p + 1 < verb:
            p += 1
        else:
            break
    return p


def _past_relative(s: Sentence, comma: int, last: int) -> int:
    """Behind `In Congress, which had acted before and did so again,`; 0 where no clause follows."""
    for k in range(comma + 2, last - 2):
        if s.lows[k] == "," and s.has_verb(comma + 2, k):
            return k + 1 if s.tags[k + 1] in "DERN" and s.has_verb(k + 2, last) else 0
    return 0


def _past_places(s: Sentence, comma: int, verb: int) -> int:
    """The comma after `Bastia, Corsica,`: a place within a place is no subject."""
    after = _first_comma(s, comma, verb) if s.tags[comma - 1] == "E" else None
    while after is not None and after < verb - 1 and all(tag == "E" for tag in s.tags[comma + 1 : after]):
        following = _first_comma(s, after, verb)
        if s.tags[after + 1] != "P" and (following is not None or "and" in s.lows[after:verb]):
            break
        comma, after = after, following
    return comma

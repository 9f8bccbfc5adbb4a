"""Whether words say something, and whether they say it without what stood before them."""

from ingest.extractors import lexicon
from ingest.extractors.assertion import Assertion
from ingest.extractors.reference import COMPANY, Substitution, plain
from ingest.extractors.said_dates import is_relative
from ingest.extractors.words import Sentence


def stands_alone(s: Sentence, assertion: Assertion, reads: list[Substitution]) -> bool:
    """Whether nobody has to look back to know whom the words mean."""
    if assertion.subject is None:
        return False
    first, last = assertion.first, assertion.last
    if not first <= assertion.subject[0] < last and any(
        s.lows[k] == "the" and _points_outside(s, k) and not any(r.first <= k < r.last for r in reads)
        for k in range(*assertion.subject)
    ):
        return False
    if not _POINTERS.isdisjoint(s.lows[first:last]):
        for k in range(first, last):
            if s.lows[k] in _POINTERS and _points_outside(s, k) and not any(r.first <= k < r.last for r in reads):
                return False
    at = assertion.subject[0]
    read = next((r.name.casefold() for r in reads if r.first == at), None)
    if read is not None:  # `the company said it will …` is read as `the company will …`: whose it is, nobody knows
        return not (read.startswith("the ") and plain(read.split()[-1]) in COMPANY)
    return s.lows[at] not in lexicon.UNRESOLVED


def is_doubtful(s: Sentence, subject: tuple[int, int], verb: int | None) -> bool:
    """`Single offers reach …`, `Meta offers help …`: which word is the verb, and so whose it is, nobody can tell."""
    first, last = subject
    if verb is None or verb != last or s.tags[first] in "DR":
        return False
    if last - first == 1:
        return s.tags[verb] == "z" and s.tags[verb + 1 : verb + 2] in (["y"], ["v"])
    return last - first == 2 and s.tags[last - 1] == "z" and s.tags[verb] in "yv"


def says_when(s: Sentence, first: int, last: int, reads: list[Substitution]) -> bool:
    """Whether a word like `yesterday` or `this week` stands in these words unresolved."""
    return any(is_relative(s, k) and not any(r.first <= k < r.last for r in reads) for k in range(first, last))


_OBJECTS = frozenset("them him it".split())
_POINTERS = _OBJECTS | {"the"}
_EMPTY = frozenset("to that easier harder cheaper safer faster simpler".split())
_BELONGING = ("-based", "-listed", "-owned", "-backed")
_TELLING = frozenset("of that which who".split())


def _points_outside(s: Sentence, k: int) -> bool:
    """`… match them`, `… spend it on chips`, `the company`: whom these mean is said elsewhere."""
    low, after = s.lows[k], k + 1
    if low == "the":
        after += after < len(s) and s.lows[after].endswith(_BELONGING)
        named = after < len(s) and plain(s.lows[after]) in COMPANY and (k == 0 or s.lows[k - 1] != ",")
        if named and s.lows[after].endswith(("'s", "’s")):
            return True
        return named and not (after + 1 < len(s) and (s.tags[after + 1] in "NEyW" or s.lows[after + 1] in _TELLING))
    if low not in _OBJECTS or k == 0 or s.tags[k - 1] not in "vyVzdpnGP":
        return False
    empty = low == "it" and after < len(s) and (s.tags[after] in "JA" or s.lows[after] in _EMPTY)
    return not empty  # `makes it easier to …`: this it means nothing


def says_something(s: Sentence, first: int, last: int) -> bool:
    """Whether words without a clear clause may still assert: long enough, with something like a verb."""
    if s.tags[first] == "R" and last - first > 3:  # `They hack into banks.`: a verb we do not know, but a verb
        return True
    if last - first < 5 or (s.tags[first] in "vyG" and s.words[first][0].isupper()):
        return False
    return any(s.tags[k] in "dzyvpVMBHO" for k in range(first + 1, last - 1))

"""Whether words say something, and whether they say it without what stood before them."""

from ingest.extractors import lexicon
from ingest.extractors.assertion import Assertion
from ingest.extractors.reference import Substitution
from ingest.extractors.said_dates import is_relative
from ingest.extractors.words import Sentence


def stands_alone(s: Sentence, assertion: Assertion, reads: list[Substitution]) -> bool:
    """Whether nobody has to look back to know whom the words mean."""
    if assertion.subject is None:
        return False
    first, last = assertion.first, assertion.last
    if not _OBJECTS.isdisjoint(s.lows) and any(_points_outside(s, k) for k in range(first + 1, last)):
        return False
    at = assertion.subject[0]
    if any(r.first == at for r in reads):
        return True
    return s.lows[at] not in lexicon.UNRESOLVED


def says_when(s: Sentence, first: int, last: int, reads: list[Substitution]) -> bool:
    """Whether a word like `yesterday` or `this week` stands in these words unresolved."""
    return any(is_relative(s, k) and not any(r.first == k for r in reads) for k in range(first, last))


_OBJECTS = frozenset(("them", "him"))


def _points_outside(s: Sentence, k: int) -> bool:
    """`… match them`: an object right after its verb is never the subject of that verb."""
    return s.lows[k] in _OBJECTS and s.tags[k - 1] in "vyVzdpnG"


def says_something(s: Sentence, first: int, last: int) -> bool:
    """Whether words without a clear clause may still assert: long enough, with something like a verb."""
    if last - first < 5 or (s.tags[first] in "vyG" and s.words[first][0].isupper()):
        return False
    return any(s.tags[k] in "dzyvpVMBHO" for k in range(first + 1, last - 1))

"""What defines a person: life dates in brackets, `(born 4 May 1961)`, and the country in `a Polish poet`."""

import re
from collections.abc import Iterator

from ingest.extractors.assertion import Assertion
from ingest.extractors.clause import Clause, Span
from ingest.extractors.nouns import MONTHS
from ingest.extractors.words import Sentence

_PERSONS = frozenset(
    """
    academic activist actor actress admiral animator anthropologist archaeologist architect artist astronaut astronomer
    athlete author banker biologist bishop botanist boxer businessman businesswoman cartoonist chemist coach comedian
    composer conductor cricketer criminal critic cyclist dancer designer diplomat director doctor drummer economist
    editor engineer entrepreneur executive explorer filmmaker footballer general geographer geologist golfer governor
    guitarist historian illustrator inventor investor journalist judge king lawyer linguist lyricist mathematician
    merchant minister missionary model monk murderer musician nobleman novelist nurse officer organist painter
    pharmacist philosopher photographer physician physicist pianist pilot pioneer player playwright poet politician
    president priest prince princess producer professor programmer psychologist publisher queen racer rapper
    revolutionary runner saint scholar scientist screenwriter sculptor senator singer skier sociologist soldier
    songwriter statesman suffragette surgeon swimmer theologian translator violinist winner wrestler writer zoologist
    """.split()
)
_YEARS = re.compile(r"(\d{4})\s?[-–—]\s?(\d{4})$")
_DASHES = frozenset(("-", "–", "—"))


def lives(s: Sentence, clause: Clause) -> Iterator[Assertion]:
    """Yield the birth and death a bracket behind the subject tells of; nothing for any other bracket."""
    if clause.insertion is None or s.lows[clause.insertion[0]] != "(":
        return
    first, last = clause.insertion[0] + 1, clause.insertion[1] - 1
    born = s.lows[first] in ("born", "b")
    if born:
        first += 1 + (s.lows[first + 1 : first + 2] == ["."])
    dash = next((k for k in range(first, last) if s.lows[k] in _DASHES), None)
    if born or (dash is not None and _is_person(s, clause)):
        yield from _dated(s, clause, first, dash, last, born)
    elif last - first == 1 and (m := _YEARS.match(s.words[first])) and _is_person(s, clause):
        for said, year in (("was born in", m[1]), ("died in", m[2])):
            yield _said(clause, (first, last), [said, year])


def _dated(s: Sentence, clause: Clause, first: int, dash: int | None, last: int, born: bool) -> Iterator[Assertion]:
    stop = last if dash is None else dash
    if first < stop and (s.tags[first] == "#" or s.lows[first] in MONTHS or born):
        yield _said(clause, (first, stop), [f"was born{_when(s, first, stop)}", (first, stop)])
    if dash is not None and dash + 1 < last and (s.tags[dash + 1] == "#" or s.lows[dash + 1] in MONTHS):
        yield _said(clause, (dash + 1, last), [f"died{_when(s, dash + 1, last)}", (dash + 1, last)])


def _when(s: Sentence, first: int, stop: int) -> str:
    """` on` a day, ` in` a year; nothing where the text has its own preposition."""
    if s.tags[first] == "#" and stop - first == 1:
        return " in"
    return " on" if s.tags[first] == "#" or s.lows[first] in MONTHS else ""


def _said(clause: Clause, span: Span, words: list[Span | str]) -> Assertion:
    return Assertion(*span, [clause.subject, *words], "aside", clause.subject, clause.verb)


def nationality(s: Sentence, clause: Clause) -> Iterator[Assertion]:
    """`Maria Lind is a Swedish poet` → she is Swedish: another fact than her trade."""
    k = clause.group_end + 1
    if clause.insertion and s.lows[clause.insertion[0]] == "(":
        k = clause.verb + 2
    k += s.lows[k : k + 1] in (["former"], ["retired"])
    if k + 1 >= clause.last or not s.words[k][0].isupper() or not s.lows[k].endswith(_COUNTRY):
        return
    if s.lows[k + 1] in _TAUGHT:
        return  # `an English teacher`, `an American football coach`
    if s.lows[k + 1][0].isalpha() and (_is_person(s, clause) or _is_doer(s, clause, k + 1)):
        parts: list[Span | str] = [clause.subject, (clause.verb, clause.verb + 1), (k, k + 1)]
        yield Assertion(k, k + 1, parts, "aside", clause.subject, clause.verb)


_COUNTRY = ("an", "ish", "ese", "nch", "tch", "elsh", "eek", "iss", "aqi", "ani", "eli", "emeni", "mani", "ndic")


_TAUGHT = frozenset(
    "football horn teacher professor lecturer translator tutor language literature studies rules".split()
)


def _is_doer(s: Sentence, clause: Clause, k: int) -> bool:
    """`is a British racing driver`: somebody by name, and a trade told by its ending."""
    if s.tags[clause.verb] != "B" or s.tags[clause.subject[0]] != "E" or s.lows[clause.verb + 1] not in ("a", "an"):
        return False
    end = next((i for i in range(k, clause.last) if s.tags[i] not in "NyzJG"), clause.last)
    return k < end and s.lows[end - 1].endswith(("er", "or", "ist", "ian", "man", "woman", "ess"))


def _is_person(s: Sentence, clause: Clause) -> bool:
    """Whether the clause says the subject is an actor, a poet, …: a state has years in brackets too."""
    k = clause.verb + 1
    if s.tags[clause.verb] != "B" or s.tags[clause.subject[0]] != "E" or s.lows[k : k + 1] not in (["a"], ["an"]):
        return False
    return not _PERSONS.isdisjoint(s.lows[k : k + 9])

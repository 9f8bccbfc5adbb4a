"""The names of organisations and people that a statement mentions, where their writing makes it sure.

A name is told by its capitals, so none is told in a language that has no capitals, or that gives them to every noun;
there, what a claim is about has to say it. A capital that only begins a sentence ("Meta rose", "Profits rose") tells
that there may be a name, which is one where it is surely one elsewhere.
"""

import re
from functools import lru_cache

from claims.core.subject import subject_key
from claims.core.text import NAME

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-Я"  # among small letters in part: they are looked at one by one
_WORD = rf"[{_CAPITAL}](?:[\w'’&+-]|\.(?=\w))*"
_LINK = "& |(?:(?:de|du|da|del|della|di|la|le|van|von|der|den|al|el|bin) )+|of "
_RUN = re.compile(rf"(?<![\w$€£¥@#/.'’-]){_WORD}\.?(?: (?:{_LINK})?{_WORD}\.?)*")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BEFORE = " \t\"'“‘„«([*•-"
_ENDS = ".!?:;…»”\n"
_GERMAN = frozenset("der die das und den dem des ein eine einer ist wird werden nicht mit für im zum zur auf".split())
_OF = frozenset(("Bank", "University", "Ministry", "Department", "House", "Court", "Institute", "College", "Republic"))
"""Words after which `of` belongs to the name."""
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president chancellor minister prime vice deputy senator "
    "governor mayor secretary judge justice chief executive officer chairman chairwoman chair ceo cfo coo cto cio "
    "vp evp svp former analyst king queen prince princess pope general colonel captain spokesman spokeswoman herr "
    "frau monsieur madame señor señora".split()
)
_NONE = frozenset(
    "i the a an this that these those it its he she they we you his her their our my your who what which when where "
    "why how if but and or so yet nor for as at by in of on to with from into over under after before since until "
    "while although though because once both either neither each every all any some most more many few several no "
    "not only even just also still then there here now today yesterday tomorrow meanwhile however according about "
    "around nearly last next other another such one two three four five six seven eight nine ten first second third "
    "fourth half monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm est pst "
    "cet utc gmt q1 q2 q3 q4 h1 h2 fy usd eur gbp jpy cny chf gw mw kw twh gwh mwh kwh gb tb mb km kg ai ipo gdp "
    "eps ebitda etf tv pc hr pr api llm gpu gpus cpu cpus cio esg ev evs covid bn mn tn le la les un une des el los "
    "las una il lo gli en dans selon pour según para nel nella".split()
)

_SHORT = frozenset(("inc.", "co.", "corp.", "ltd."))


Named = tuple[str, str, bool]
"""A name as it is known, as it is written, and whether it surely is one."""


def named(statement: str, subject: str | None = None) -> list[Named]:
    """Return the names in a claim, first whom or what the claim is about."""
    found: dict[str, tuple[str, bool]] = {}
    for name, sure in ([(subject, True)] if subject else []) + mentioned(statement):
        key = subject_key(name)
        if key and len(name) <= NAME and (key not in found or sure):
            found[key] = (found[key][0] if key in found else _POSSESSIVE.sub("", name), sure)
    return [(key, *told) for key, told in found.items()]


def mentioned(statement: str) -> list[tuple[str, bool]]:
    """Return the names that a text mentions, in order, as they are written there, and whether each surely is one."""
    if not _tells(statement.split()):
        return []
    found: list[tuple[str, bool]] = []
    for run in _RUN.finditer(statement):
        before = statement[: run.start()].rstrip(_BEFORE) if run.start() else ""
        found += _names(run[0].split(" "), not before or before[-1] in _ENDS)
    return found


def _tells(words: list[str]) -> bool:
    """Return whether capitals tell names here: not in German, and not in headlines, where most words have one."""
    if len(words) > 4 and not any(len(word) > 2 and word.islower() and word not in _NONE for word in words):
        return False
    return len(_GERMAN.intersection(words)) < 2


def _names(words: list[str], starts: bool) -> list[tuple[str, bool]]:
    """Return the names in a run of words with capitals; `starts` where the first of them begins a sentence."""
    found: list[tuple[str, bool]] = []
    name: list[str] = []
    begins = starts
    for n, word in enumerate(words):
        capital = word[0].isupper()
        high = capital and _bare(word) not in _NONE
        link = bool(name) and (name[-1] in _OF if word == "of" else not capital)
        if high or link:
            name.append(word)
        if name and (not (high or link) or _owns(word)):
            found += _name(name, begins)
            name = []
        begins = begins and not n and bool(name)
    return found + _name(name, starts and len(name) == len(words))


def _name(words: list[str], starts: bool) -> list[tuple[str, bool]]:
    """Return the name that some words make, without titles, and whether it does more than begin a sentence."""
    alone = len(words) == 1
    while words and (not words[0][0].isupper() or _bare(words[0]) in _TITLES):
        words = words[1:]
    while words and not words[-1][0].isupper():
        words = words[:-1]
    name = " ".join(words)
    if len(_bare(name)) < 2:
        return []
    name = name if name.count(".") > 1 or words[-1].casefold() in _SHORT else name.rstrip(".")
    return [(name, not (alone and starts) or _tells_itself(name))]


def _tells_itself(word: str) -> bool:
    """Return whether one word is a name also where it begins a sentence: by further capitals, or as an owner."""
    return any(map(str.isupper, word[1:])) or _owns(word)


def _owns(word: str) -> bool:
    return word[-1] in "s'’" and _POSSESSIVE.search(word) is not None


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold()).rstrip(".")

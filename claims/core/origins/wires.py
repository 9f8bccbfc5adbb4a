"""Wires: agencies whose stories many papers print, by the names and the letters they are credited with."""

import re
from functools import lru_cache

from claims.core.source import name_key

WIRES = {
    "Agence France-Presse": ("AFP",),
    "Agencia EFE": ("EFE",),
    "Anadolu Agency": ("Anadolu", "Anadolu Ajansı"),
    "ANSA": (),
    "Associated Press": ("AP", "The Associated Press", "AP News"),
    "Austria Presse Agentur": ("APA",),
    "Belga": (),
    "Bloomberg": ("Bloomberg News",),
    "Canadian Press": ("The Canadian Press",),
    "China News Service": ("CNS", "中新社", "中国新闻社"),
    "Deutsche Presse-Agentur": ("dpa", "dpa-AFX"),
    "Dow Jones Newswires": ("Dow Jones",),
    "Interfax": (),
    "Jiji Press": ("Jiji", "時事通信"),
    "Keystone-SDA": ("SDA", "sda"),
    "Kyodo News": ("Kyodo", "共同通信"),
    "Press Trust of India": ("PTI",),
    "Reuters": ("Thomson Reuters", "路透社", "路透"),
    "United Press International": ("UPI",),
    "Xinhua": ("Xinhua News Agency", "新华社", "新華社"),
    "Yonhap": ("Yonhap News Agency",),
}
"""Two letters that are also a place or a company on their own, such as PA, are no wire."""
NAMES = {name: wire for wire, others in WIRES.items() for name in (wire, *others)}
_KEYS = {name_key(name): wire for name, wire in NAMES.items()}
_CHINESE = "|".join(name for name in NAMES if not name.isascii() and name[0] > "\u3000")
_LATIN = "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True) if name[0] < "\u3000")
_ANY = rf"(?<!\w)(?:{_LATIN})(?!\w)|{_CHINESE}"
_BYLINE = re.compile(_ANY)
_DATELINE = re.compile(
    rf"^[^\n.!?]{{0,60}}\((?:[^()\n]{{0,20}}/)??({_LATIN})(?:/[^()\n]{{1,20}})?\)|^({_LATIN}) ?[-–—]{{1,2}} "
    rf"|^({_CHINESE})[^\n。]{{0,20}}电"
)
"""How a story begins: `LONDON, March 3 (Reuters) - `, `AP — `."""
_CREDIT = re.compile(
    rf"^\W*(?:(?i:source|quelle|credit|来源)\s*[:：]\s*)?({_ANY})(?:\s*/\s*(?:{_ANY}|\w{{2,12}}))*\W*$"
    rf"|[(\[](?:[^()\[\]\n]{{0,20}}/)??({_LATIN})(?:/[^()\[\]\n]{{1,20}})?[)\]]\W*$"
)
"""How a story ends, on a line of its own or behind its last sentence: `dpa/AFP`, `Source: Reuters`, `(AP)`."""
_REPORTING = re.compile(r"^\W*Reporting (?:and writing )?by .{2,200}?[;.] *(?:\w+ ){0,2}[Ee]diting by ", re.DOTALL)
"""The end of a Reuters story, which names it only by this habit."""
FIRST, LAST, LINE = 3, 3, 400
"""Lines that are looked at, and how much of each."""


@lru_cache(maxsize=4096)
def wire_named(name: str) -> str | None:
    """Return the wire that a name or its letters mean."""
    return _KEYS.get(name_key(name))


def credited(byline: str | None, text: str) -> str | None:
    """Return the wire a document credits: in its byline, its dateline or its last lines."""
    if byline and (found := _BYLINE.search(byline)):
        return NAMES[found[0]]
    for line in _lines(text, FIRST):
        if found := _DATELINE.search(line) or _CREDIT.fullmatch(line):
            return _wire(found)
    for line in _lines(text, -LAST):
        if found := _CREDIT.search(line):
            return _wire(found)
        if _REPORTING.search(line):
            return "Reuters"
    return None


def _wire(found: re.Match[str]) -> str:
    return next(NAMES[each] for each in found.groups() if each)


def _lines(text: str, count: int) -> list[str]:
    """Return so many of the first lines that are not empty, or of the last where it is negative."""
    part = text[: LINE * FIRST * 4] if count > 0 else text[-LINE * LAST * 4 :]
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    return [line[:LINE] for line in lines[:count]] if count > 0 else [line[-LINE:] for line in lines[count:]]


@lru_cache(maxsize=4096)
def origin_key(name: str) -> str:
    """Return what a name is compared by as an origin: a wire's letters mean the wire, an article means nothing."""
    return name_key(wire_named(name) or name).removeprefix("the ")


def keys_of(name: str) -> list[str]:
    """Return the names, as sources are known by them, that mean the same origin as this one."""
    key, wire = origin_key(name), wire_named(name)
    also = [name_key(each) for each in (wire, *WIRES[wire])] if wire else []
    return list(dict.fromkeys([key, f"the {key}", *also]))

"""`this year`, `last month`: read as the year or month they name on the day an article was published."""

from datetime import date

from ingest.extractors.reference import Substitution
from ingest.extractors.words import Sentence

_WHICH = {"last": -1, "this": 0, "next": 1}
_UNITS = frozenset("year quarter month week year's quarter's month's".split())
_MONTHS = "January February March April May June July August September October November December".split()
_LEADING = frozenset("in by of for until since during through before after within from to over throughout".split())
_DAYS = frozenset("yesterday today tonight tomorrow".split())


def resolve_calendar(s: Sentence, published: date | None) -> tuple[list[Substitution], bool]:
    """Return what the words are read as, and whether something relative is left over."""
    found: list[Substitution] = []
    left = not _DAYS.isdisjoint(s.lows)
    for k in range(len(s) - 1) if not _UNITS.isdisjoint(s.lows) else ():
        if s.lows[k] not in _WHICH or s.lows[k + 1] not in _UNITS:
            continue
        unit, _, owned = s.lows[k + 1].partition("'")
        name = _name(unit, _WHICH[s.lows[k]], published) if published else None
        if name is None:
            left = True
            continue
        before = s.lows[k - 1] if k else ""
        bare = bool(owned) or before in _LEADING
        found.append(Substitution(k, k + 2, f"{'' if bare else 'in '}{name}{chr(39) + owned if owned else ''}"))
    return found, left


def is_relative(s: Sentence, k: int) -> bool:
    """Whether word `k` names a time only the day of publication can tell."""
    return s.lows[k] in _DAYS or (s.lows[k] in _WHICH and k + 1 < len(s) and s.lows[k + 1] in _UNITS)


def _name(unit: str, ahead: int, published: date) -> str | None:
    if unit == "year":
        return str(published.year + ahead)
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 + ahead, 12)
        return f"{_MONTHS[month]} {year}"
    if unit == "quarter":
        year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 + ahead, 4)
        return f"Q{quarter + 1} {year}"
    return None

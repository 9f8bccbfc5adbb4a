"""`this year`, `last month`, `two years ago`, `yesterday`: read as what they name on the day of publication."""

from datetime import date, timedelta

from ingest.extractors.reference import Substitution
from ingest.extractors.spans import countable
from ingest.extractors.words import Sentence

_WHICH = {"last": -1, "this": 0, "next": 1}
_UNITS = frozenset("year quarter month week year's quarter's month's".split())
_MONTHS = "January February March April May June July August September October November December".split()
_LEADING = frozenset("in by of for until since during through before after within from to over throughout".split())
_DAYS = {"yesterday": -1, "tomorrow": 1}
_NOW = frozenset("yesterday today tonight tomorrow ago".split())
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)} | {"a": 1}
# what makes a count rough, or the whole a thing to compare with
_ROUGH = frozenset("about around almost nearly over than some only under roughly approximately from just".split())
_PARTS_OF_DAYS = frozenset("morning afternoon evening night".split())


def resolve_calendar(s: Sentence, published: date | None) -> tuple[list[Substitution], bool]:
    """Return what the words are read as, and whether something relative is left over."""
    found: list[Substitution] = []
    left, published = False, countable(published)
    for k in range(len(s) - 1) if not _UNITS.isdisjoint(s.lows) else ():
        if s.lows[k] not in _WHICH or s.lows[k + 1] not in _UNITS:
            continue
        unit, _, owned = s.lows[k + 1].partition("'")
        name = _name(unit, _WHICH[s.lows[k]], published) if published else None
        if name is None:
            left = True
            continue
        bare = bool(owned) or (k > 0 and s.lows[k - 1] in _LEADING)
        found.append(Substitution(k, k + 2, f"{'' if bare else 'in '}{name}{chr(39) + owned if owned else ''}"))
    if not _NOW.isdisjoint(s.lows):
        for k in [k for k, low in enumerate(s.lows) if low in _NOW]:
            read = _counted_back(s, k, published) if s.lows[k] == "ago" else _day(s, k, published)
            found += [read] if read else []
            left = left or read is None
    return sorted(found, key=lambda read: read.first), left


def is_relative(s: Sentence, k: int) -> bool:
    """Whether word `k` names a time only the day of publication can tell."""
    return s.lows[k] in _NOW or (s.lows[k] in _WHICH and k + 1 < len(s) and s.lows[k + 1] in _UNITS)


def _day(s: Sentence, k: int, published: date | None) -> Substitution | None:
    """`yesterday`; `today` is as often these times, and of `yesterday morning` the day alone would say less."""
    ahead = _DAYS.get(s.lows[k])
    if ahead is None or published is None or (s.lows[k + 1 : k + 2] and s.lows[k + 1] in _PARTS_OF_DAYS):
        return None
    return _said(s, k, k + 1, "on", _as_day(published + timedelta(days=ahead)))


def _counted_back(s: Sentence, k: int, published: date | None) -> Substitution | None:
    """`two years ago`, `six days ago`, when the count is exact; weeks name no date, and ten years are round."""
    if published is None or k < 2 or (k > 2 and s.lows[k - 3] in (*_ROUGH, "or", "to")):
        return None
    said, unit = s.lows[k - 2], s.lows[k - 1].removesuffix("s")
    count = int(said) if said.isdecimal() and len(said) < 3 else _COUNTS.get(said)
    if count is None or count > 9 or unit not in ("day", "month", "year"):
        return None
    if unit == "day":
        return _said(s, k - 2, k + 1, "on", _as_day(published - timedelta(days=count)))
    return _said(s, k - 2, k + 1, "in", str(_name(unit, -count, published)))


def _said(s: Sentence, first: int, last: int, preposition: str, name: str) -> Substitution:
    bare = first > 0 and s.lows[first - 1] in _LEADING
    return Substitution(first, last, name if bare else f"{preposition} {name}")


def _as_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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

"""What the words of a date say, in any language: the groups of a pattern on the one side, a day on the other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claims.core.vocabulary import Precision
from ingest.extractors import spans
from ingest.extractors.spans import Due

_NEAR = 60

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one language.

    The groups of `patterns` are year, until (of a range), fiscal, decade, quarter, half, month, day, weekday, part
    (early, mid, late, end), ahead (this, next), count and unit, span (counted from today), several, before, past; a
    digit behind the name tells alternatives apart. `values` says what their words mean. `back` matches what stands
    before a date that tells of the past, `record` what stands before a span that looks back (`the first in ten
    years`), `onward` what stands behind one counted from another day (`within a year of its launch`).
    A date behind one of `limits` (`by 2030`) is one to come whatever stands before it.
    No pattern matches small letters that hold none of `signs`, where these are given: most words need no closer look.
    """

    patterns: tuple[re.Pattern[str], ...]
    values: Mapping[str, Mapping[str, int | str]]
    back: re.Pattern[str]
    record: re.Pattern[str]
    onward: re.Pattern[str]
    limits: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    def find(self, words: str, published: date | None) -> list[Due]:
        """Return the days that words name; the first pattern that matches takes its words."""
        found: list[Due] = []
        low = words.casefold()
        if self.signs and not any(map(low.__contains__, self.signs)):
            return found
        for pattern in self.patterns:
            matches = list(pattern.finditer(words))
            for m in matches:
                said = {name.rstrip("123456789"): word.casefold() for name, word in m.groupdict().items() if word}
                due = self._read(said, published) if self._looks_ahead(words, m, said) else None
                if due:
                    found.append(due)
            if matches:
                words = pattern.sub(lambda m: "\0" * len(m[0]), words)
        return found

    def _looks_ahead(self, words: str, m: re.Match[str], said: Said) -> bool:
        before = words[max(0, m.start() - _NEAR) : m.start()]
        if "span" in said and (self.onward.match(words, m.end()) or self.record.search(before)):
            return False
        return "past" not in said and (m[0].startswith(self.limits) or not self.back.search(before))

    def _read(self, said: Said, published: date | None) -> Due | None:
        due = self._counted(said, published) if "span" in said else self._named(said, published)
        return spans.day_before(due) if due and "before" in said else due

    def _number(self, said: Said, group: str) -> int:
        word = said[group]
        return int(word) if word.isdecimal() else int(self.values[group][word])

    def _word(self, said: Said, group: str) -> str | None:
        return str(self.values[group][said[group]]) if group in said else None

    def _counted(self, said: Said, published: date | None) -> Due | None:
        unit = self._word(said, "unit")
        if published is None or unit is None or ("several" in said and "count" not in said):
            return None
        return spans.after(published, self._number(said, "count") if "count" in said else 1, unit)

    def _named(self, said: Said, published: date | None) -> Due | None:
        part = self._word(said, "part")
        if "decade" in said:
            return spans.decade_of(int(said["decade"]), part)
        year, ahead, unit = _year(said), None, self._word(said, "unit")
        if year is None and published is None:
            return None
        if "ahead" in said:
            ahead = self._number(said, "ahead")
            if published and unit == "year":
                year = published.year + ahead
        if "month" in said:
            return self._in_month(said, year, published)
        for group, precision in (("quarter", Precision.QUARTER), ("half", Precision.HALF)):
            if group in said:
                return _part(self._number(said, group), precision, year, published, fiscal="fiscal" in said)
        if year is not None:
            return spans.year_of(year, part)
        if published is None or "fiscal" in said:
            return None
        if "weekday" in said:
            return published + timedelta(days=(self._number(said, "weekday") - published.weekday()) % 7), Precision.DAY
        due = spans.current(unit or "year", published, ahead or 0, part)
        return spans.current(unit or "year", published, 1, part) if due[0] < published and ahead is None else due

    def _in_month(self, said: Said, year: int | None, published: date | None) -> Due | None:
        month = self._number(said, "month")
        day = int(said["day"]) if "day" in said else None
        near = (year,) if year is not None else (published.year, published.year + 1) if published else ()
        for each in near:
            due = spans.month_of(each, month) if day is None else spans.day_of(each, month, day)
            if due and (year is not None or (published and due[0] >= published)):
                return due
        return None


def _year(said: Said) -> int | None:
    if "year" not in said:
        return None
    year = int(said["year"])
    year += 2000 if year < 100 else 0
    until = int(said.get("until", year))
    return until if until >= 100 else year // 100 * 100 + until


def _part(number: int, precision: Precision, year: int | None, published: date | None, *, fiscal: bool) -> Due | None:
    """A quarter or half; without its year the next to end. Where a fiscal year begins nobody knows."""
    if fiscal:
        return spans.year_of(year) if year is not None else None
    if year is not None or published is None:
        return spans.part_of(year, number, precision) if year is not None else None
    near = spans.part_of(published.year, number, precision)
    return near if near is None or near[0] >= published else spans.part_of(published.year + 1, number, precision)


def numbered(groups: str) -> dict[str, int | str]:
    """`one a|two` → the number of each word."""
    return {name: number for number, names in enumerate(groups.split("|"), 1) for name in names.split()}


def any_of(words: str) -> str:
    """The words, longest first, for a pattern."""
    return "|".join(sorted(re.split(r"[ |]", words), key=len, reverse=True))

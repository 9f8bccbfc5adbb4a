"""Quantities: the numbers a text states, as data."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.core import bounds, company, lookalikes, numerals, quantity_words
from claims.core.company import Item
from claims.core.numerals import Source


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a text states; `text` are its exact words, text[start:end] of what was parsed.

    The words span number, scale and unit, but not the cue of the comparator: "$200 million" of "up to $200 million".
    `value` is the figure itself, None for a range. `low` and `high` bound what the text says the real figure is:
    both the value for "=", one of them for "<=", "<", ">=" and ">", neither for "~", the two ends of a range.
    `unit` is an ISO 4217 code for money, "percent", "percentage_point", "basis_point", the singular English name
    of a unit ("year", "gigawatt"), the singular noun counted ("researcher"), or None.
    `comparator` is one of vocabulary.COMPARATORS, `measures` what the figure measures ("budget"), `per` the unit a
    rate is stated per ("month").
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: str = "="
    measures: str | None = None
    per: str | None = None


def parse(text: str, language: str | None = None) -> list[Quantity]:
    """Return the quantities in `text`, in order and without overlap.

    `language` is a code such as "de" or "de-AT"; without one the words of the text decide. It settles which words
    are numerals, what a billion is and whether 1.234 is more than a thousand. Dates, times, years, versions,
    ordinals, citation marks and the numbers in names (Llama 4, F-16) are no quantities.
    """
    source = numerals.source(text, language)
    links = iter([*lookalikes.link_spans(source.folded), (len(text) + 1, len(text) + 1)])
    link = next(links)
    found: list[Quantity] = []
    reach = 0
    for hit in quantity_words.scanner(source.language).finditer(source.folded):
        at = hit.start()
        if at < reach:
            continue
        while link[1] <= at:
            link = next(links)
        if link[0] <= at:
            reach = link[1]
            continue
        items, reach = _read(source, at, hit[0], reach)
        found.extend(items)
    return found


def canonical(quantity: Quantity) -> str:
    """Return a token equal for equal stated figures: "200000000|USD|<=" for up to $200M as for up to 2亿美元.

    A range is "2000000|3000000000|…" with its two ends joined by "..", a rate names what it is per: "5|USD/month|=".
    """
    if quantity.value is not None:
        figure = _plain(quantity.value)
    else:
        figure = "..".join("" if end is None else _plain(end) for end in (quantity.low, quantity.high))
    unit = quantity.unit or ""
    return (
        f"{figure}|{unit}/{quantity.per}|{quantity.comparator}"
        if quantity.per
        else f"{figure}|{unit}|{quantity.comparator}"
    )


def _plain(value: Decimal) -> str:
    """Write a number without exponent and trailing zeros."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def _read(source: Source, at: int, word: str, floor: int) -> tuple[list[Quantity], int]:
    """Return the quantities whose first numeral is the hit `word` at `at`, and where to read on."""
    digits = word[0].isascii() and word[0].isdigit()
    if digits:
        end = _end_of_lookalike(source, at, at + len(word), floor)
        if end:
            return [], end
    item = company.item(source, at, word, floor)
    if item is None:
        return [], at + len(word)
    second = _range(source, item)
    if second is not None and second[1]:
        return [_quantity(source, item, second[0])], second[0].end
    if not company.stands(source, item, floor):
        return [], max(item.end, at + len(word))
    return [_quantity(source, item, None)], item.end


def _end_of_lookalike(source: Source, at: int, end: int, floor: int) -> int:
    """Return where the thing that only looks like a quantity ends, or 0."""
    if end - at > numerals.LONGEST:
        return end
    citation = lookalikes.end_of_citation(source, at)
    if citation:
        return citation
    strong = company.strong(source, at, floor)
    if strong:
        return 0
    date = lookalikes.end_of_date(source, at)
    if date:
        return date
    if end - at <= 2 and lookalikes.month_before(source, at) and not company.unit_follows(source, end):
        year = re.compile(r",? [0-9]{4}\b").match(source.folded, end)
        return year.end() if year else end
    if source.folded[at] == "0" and end - at > 1:
        return end
    year_end = lookalikes.end_of_year(source, at)
    if year_end and not company.unit_follows(source, year_end) and not company.people_follow(source, year_end):
        return year_end
    return 0


_LINK = re.compile(r" ?(-|–|—|~|～) ?|( ?(?:to|bis|à|a|und|and|et|y|e|till|until) |至|到|和)")
_BOTH = frozenset({"and", "und", "et", "y", "e", "和"})


def _range(source: Source, first: Item) -> tuple[Item, bool] | None:
    """Return the second end of the range that `first` opens, and whether it is a range.

    After "from" the two are a change and stay two figures, but the first still takes its scale and unit from the
    second: from $2 to $3 billion.
    """
    link = _LINK.match(source.folded, first.end)
    if not link:
        return None
    lead = lookalikes.word_before(source.folded, first.start)
    word = (link[2] or "").strip()
    if word in _BOTH and lead not in quantity_words.BETWEEN and not source.folded.startswith("介于", first.start - 2):
        return None
    if word in {"a", "à"} and source.language == "en":
        return None
    following = quantity_words.scanner(source.language).match(source.folded, link.end())
    at = link.end()
    if not following:
        at = company.skip_sign(source, at)
        following = quantity_words.scanner(source.language).match(source.folded, at)
    if not following or len(following[0]) > numerals.LONGEST:
        return None
    second = company.item(source, at, following[0], first.end)
    if second is None or second.start > link.end() or not _agree(first, second):
        return None
    if lookalikes.end_of_date(source, at) and second.unit is None:
        return None
    low = first.value
    if second.factor > 1 and not first.scaled and abs(low) < 1000 and low < second.value:
        first.value = low = numerals.EXACT.multiply(low, Decimal(second.factor))
        first.scaled = True
    first.unit = first.unit or second.unit
    if not low < second.value or ((first.form == "digits") != (second.form == "digits") and not second.unit):
        return None
    return second, lead not in quantity_words.FROM


def _agree(first: Item, second: Item) -> bool:
    if first.unit and second.unit:
        return first.unit == second.unit
    return first.unit is None or (second.unit is None and first.money)


def _quantity(source: Source, item: Item, second: Item | None) -> Quantity:
    end = item.end if second is None else second.end
    unit = item.unit if second is None else second.unit or item.unit
    comparator = item.comparator or bounds.before(source, item.start, unit)
    start = item.start
    text = source.original[start:end]
    per, end = company.rate(source, end)
    noun = company.counted(source, end) if unit is None and per is None else None
    measures = company.measured(source, start, end) if per is None else None
    text = source.original[start:end]
    if second is not None:
        return Quantity(text, start, end, None, item.value, second.value, unit or noun, "=", measures, per)
    value = item.value
    if item.comparator is None and comparator == "=":
        trailing = bounds.after(source, end)
        comparator = trailing[0] if trailing else comparator
    low = value if comparator in {"=", ">=", ">"} else None
    high = value if comparator in {"=", "<=", "<"} else None
    return Quantity(text, start, end, value, low, high, unit or noun, comparator, measures, per)

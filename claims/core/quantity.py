"""Quantities: the numbers a text states, as data."""

from dataclasses import dataclass
from decimal import Decimal

from claims.core.figures import bounds, figure, joined, lookalikes, measures, money, nouns, standing, words
from claims.core.figures.numbered import end_of_numbered
from claims.core.figures.numerals import LONGEST, Figure
from claims.core.figures.passage import Passage, of_tag, passage
from claims.core.figures.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a text states; `text` are its exact words, text[start:end] of what was parsed.

    The words span number, scale and unit, but not the cue of the comparator: "$200 million" of "up to $200 million".
    `value` is the figure itself, None for a range. `low` and `high` bound what the text says the real figure is:
    both the value for "=", one of them for "<=", "<", ">=" and ">", neither for "~", the two ends of a range, which
    is "~" where it is rough (two or three years).
    `unit` is an ISO 4217 code for money, "percent", "percentage_point", "basis_point", the singular English name
    of a unit ("year", "gigawatt"), the noun counted, in English its singular ("researcher") and elsewhere as it is
    written, in small letters ("soldaten"), or None.
    `comparator` is one of vocabulary.COMPARATORS, `measures` what the figure measures, in English ("budget"), `per`
    the unit a rate is stated per ("month").
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
    if not words.numeral(of_tag(language) if language else None).search(text.lower()):
        return []
    read = passage(text, language)
    links = lookalikes.link_spans(read.folded)[::-1]
    found: list[Quantity] = []
    reach = 0
    numerals = words.DIGITS if read.in_digits else words.scanner(read.language, chinese=read.chinese)
    for hit in numerals.finditer(read.folded):
        group = hit.lastindex or 0
        at = hit.start(group)
        if at < reach:
            continue
        while links and links[-1][1] <= at:
            links.pop()
        if links and links[-1][0] <= at:
            reach = links[-1][1]
            continue
        quantity, reach = _read(read, at, hit[group], reach)
        if quantity is not None:
            found.append(quantity)
    return found


def canonical(quantity: Quantity) -> str:
    """Return a token equal for equal stated figures: "200000000|USD|<=" for up to $200M as for up to 2亿美元.

    A range has its two ends joined by "..", a rate names what it is per: "5|USD/month|=".
    """
    if quantity.value is not None:
        stated = _plain(quantity.value)
    else:
        stated = "..".join("" if end is None else _plain(end) for end in (quantity.low, quantity.high))
    unit = f"{quantity.unit or ''}/{quantity.per}" if quantity.per else quantity.unit or ""
    return f"{stated}|{unit}|{quantity.comparator}"


def _plain(value: Decimal) -> str:
    """Write a number without exponent and trailing zeros."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def _read(text: Passage, at: int, hit: str, floor: int) -> tuple[Quantity | None, int]:
    """Return the quantity whose first numeral is the `hit` at `at`, and where to read on."""
    end = at + len(hit)
    paid = None
    if "0" <= hit[0] <= "9":
        paid = money.before(text, at, floor)
        past = _past_lookalike(text, at, end, paid is not None)
        if past:
            return None, past
    elif standing.is_article(text, at, hit, end):
        return None, end
    first = figure.read(text, at, hit, floor, paid)
    if first is None:
        return None, end
    if first.unit is None and not first.scaled:
        joined.take_ratio(text, first)
    second = joined.far_end(text, first)
    if second is not None:
        quantity = _quantity(text, first, second)
        return quantity, quantity.end
    if not standing.stands(text, first):
        return None, max(first.end, end)
    quantity = _quantity(text, first, None)
    return quantity, quantity.end


_YEAR = Pattern(r" ?,? [0-9]{4}\b")


def _past_lookalike(text: Passage, at: int, end: int, is_money: bool) -> int:
    """Return where the thing that only looks like a quantity ends, or 0."""
    if end - at > LONGEST:
        return end
    citation = lookalikes.end_of_citation(text, at)
    if citation:
        return citation
    if is_money:
        return 0
    date = lookalikes.end_of_date(text, at, end)
    if date and not _is_wide_range(text, at, date):
        return date
    if end - at <= 2 and lookalikes.month_before(text, at) and not standing.unit_follows(text, end):
        year = _YEAR.match(text.folded, end)
        return year.end() if year else end
    if text.folded[at] == "0" and end - at > 1 and text.folded[at - 1 : at] not in {".", ","}:
        return end
    if text.chinese:
        numbered = end_of_numbered(text.folded, at, end, int(text.folded[at:end]))
        if numbered:
            return numbered
    past = lookalikes.end_of_year(text, at) if end - at == 4 else 0
    if past and not (
        _is_estimate(text, at, end) or standing.unit_follows(text, past) or standing.people_follow(text, past)
    ):
        return past
    return 0


_YEAR_WORDS = frozenset(
    "around about circa ca ca. c. um bis ab by near environ hacia over beyond under below above".split()
)


def _is_estimate(text: Passage, at: int, end: int) -> bool:
    """Whether what may be a year is a number of things: etwa 1500 Soldaten, more than 1900 votes."""
    if bounds.before(text, at, None) == "=" or nouns.counted(text, end) is None:
        return False
    return text.language == "de" or lookalikes.word_before(text.folded, at) not in _YEAR_WORDS


_WIDE_RANGE = Pattern(r"([0-9]{3})-([0-9]{4})")


def _is_wide_range(text: Passage, at: int, end: int) -> bool:
    """Whether what may be a telephone number counts something: 600-1100 guests."""
    match = _WIDE_RANGE.match(text.folded, at)
    if not match or match.end() != end or int(match[1]) >= int(match[2]):
        return False
    counts = text.folded[end : end + 1] > "⺀" or nouns.counted(text, end) is not None
    return counts or standing.unit_follows(text, end)


def _quantity(text: Passage, first: Figure, second: Figure | None) -> Quantity:
    start, end = first.start, first.end if second is None else second.end
    unit = first.unit or (second.unit if second else None)
    per, past = nouns.rate(text, end)
    if per is None and text.chinese:
        per = nouns.rate_before(text, start)
    unit = unit or (nouns.counted(text, end) if per is None and first.form != "fraction" else None)
    measure = measures.measured(text, start, end) if per is None else None
    if unit is None and first.form == "digits" and second is None and measures.is_age(text, start, end):
        unit, measure = "year", "age"
    stated = text.original[start:past]
    if second is not None:
        rough = first.comparator == "~" or bounds.before(text, start, first.unit) == "~"
        sign = "~" if rough else "="
        return Quantity(stated, start, past, None, first.value, second.value, unit, sign, measure, per)
    comparator = first.comparator or bounds.before(text, start, first.unit)
    if comparator == "=" and first.comparator is None:
        trailing = bounds.after(text, past)
        comparator = trailing[0] if trailing else comparator
    low = first.value if comparator in {"=", ">=", ">"} else None
    high = first.value if comparator in {"=", "<=", "<"} else None
    return Quantity(stated, start, past, first.value, low, high, unit, comparator, measure, per)

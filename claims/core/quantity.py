"""Quantities: the numbers a text states, as data."""

from dataclasses import dataclass
from decimal import Decimal

from claims.core.figures import bounds, figure, lookalikes, measures, money, nouns, standing, words
from claims.core.figures.numbered import end_of_numbered
from claims.core.figures.numerals import EXACT, LONGEST, Figure, part
from claims.core.figures.passage import Passage, of_tag, passage
from claims.core.figures.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a text states; `text` are its exact words, text[start:end] of what was parsed.

    The words span number, scale and unit, but not the cue of the comparator: "$200 million" of "up to $200 million".
    `value` is the figure itself, None for a range. `low` and `high` bound what the text says the real figure is:
    both the value for "=", one of them for "<=", "<", ">=" and ">", neither for "~", the two ends of a range.
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
    links = iter([*lookalikes.link_spans(read.folded), (len(text) + 1, len(text) + 1)])
    link = next(links)
    found: list[Quantity] = []
    reach = 0
    for hit in words.scanner(read.language, chinese=read.chinese).finditer(read.folded):
        at = hit.start(1) if hit[1] else hit.start()
        if at < reach:
            continue
        while link[1] <= at:
            link = next(links)
        if link[0] <= at:
            reach = link[1]
            continue
        quantity, reach = _read(read, at, hit[1] or hit[0], reach)
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
    if hit[0].isdigit() and hit[0].isascii():
        past = _past_lookalike(text, at, end, floor)
        if past:
            return None, past
    elif standing.is_article(text, at, hit, end):
        return None, end
    first = figure.read(text, at, hit, floor)
    if first is None:
        return None, end
    if first.unit is None and not first.scaled:
        _take_ratio(text, first)
    second = _second(text, first)
    if second is not None:
        quantity = _quantity(text, first, second)
        return quantity, quantity.end
    if not standing.stands(text, first):
        return None, max(first.end, end)
    quantity = _quantity(text, first, None)
    return quantity, quantity.end


_OUT_OF = {
    "en": Pattern(r"(?P<whose>)(?: in |-in-)(every )?| (out of )(?:every )?| (?P<over>over) "),
    "fr": Pattern(r"(?: (?P<whose>[^\W\d_]{3,14}))? (sur) ()(?P<over>)"),
    "es": Pattern(r"(?P<whose>) (de)() cada (?P<over>)"),
    "pt": Pattern(r"(?P<whose>) (em)() cada (?P<over>)"),
    "it": Pattern(r"(?P<whose>) (su)() (?P<over>)"),
}
_ROUND = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100, 1000})
_ENDS = Pattern(r" ?(?:[.,;:!?)]|$)")


def _take_ratio(text: Passage, first: Figure) -> None:
    """Turn one + in five and 2 + out of 3 into the fraction they are."""
    pattern = _OUT_OF.get(text.language) if text.folded[first.end : first.end + 1] in {" ", "-"} else None
    link = pattern.match(text.folded, first.end) if pattern else None
    if not link:
        return
    whole = _far_end(text, link.end(), first.end)
    if whole is None or whole.unit or whole.scaled or not 0 < first.value < whole.value or whole.value > 1000:
        return
    spelled = first.form == "words" == whole.form
    if link["whose"]:
        stated = whole.value in _ROUND
    elif link["over"]:
        stated = bool(_ENDS.match(text.folded, whole.end))
    else:
        stated = bool(link[3] or link[2] or first.value == 1 or spelled)
    if stated:
        first.value, first.end = part(first.value, int(whole.value)), whole.end
        first.form, first.sure = "fraction", True


_YEAR = Pattern(r" ?,? [0-9]{4}\b")


def _past_lookalike(text: Passage, at: int, end: int, floor: int) -> int:
    """Return where the thing that only looks like a quantity ends, or 0."""
    if end - at > LONGEST:
        return end
    citation = lookalikes.end_of_citation(text, at)
    if citation:
        return citation
    if money.before(text, at, floor) is not None:
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
    if end - at == 4 and not _is_estimate(text, at, end):
        past = lookalikes.end_of_year(text, at)
        if past and not standing.unit_follows(text, past) and not standing.people_follow(text, past):
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


_LINK = Pattern(r" ?([-–—~～]) ?| (to|bis|à|a|und|and|et|y|e|till|until) |(至|到|和)")
_LINK_STARTS = frozenset(" -–—~～至到和")
_BOTH = frozenset({"and", "und", "et", "y", "e", "和"})


def _second(text: Passage, first: Figure) -> Figure | None:
    """Return the far end of the range that `first` opens, or None when it opens none.

    After "from" the two are a change and stay two figures, but the first still takes its scale and unit from the
    second: from $2 to $3 billion.
    """
    link = _LINK.match(text.folded, first.end) if text.folded[first.end : first.end + 1] in _LINK_STARTS else None
    if not link or (first.form == "words" and text.folded[first.start - 1 : first.start] == "-"):
        return None
    word = link[2] or link[3] or ""
    lead = lookalikes.word_before(text.folded, first.start)
    if word in _BOTH and lead not in words.BETWEEN and text.folded[first.start - 2 : first.start] != "介于":
        return None
    if word in {"a", "à", "e"} and text.language == "en":
        return None
    second = _far_end(text, link.end(), first.end)
    if second is None or not _agree(first, second):
        return None
    low, scaled = first.value, first.scaled
    if second.factor > 1 and not scaled and abs(low) < 1000 and low < second.value:
        low, scaled = EXACT.multiply(low, Decimal(second.factor)), True
    if not low < second.value or (first.form != second.form and second.unit is None):
        return None
    first.value, first.scaled, first.unit = low, scaled, first.unit or second.unit
    return None if word not in {"", "bis"} and lead in words.FROM else second


_SIGN = Pattern(r"(?:[a-z]{1,3})?[$€£¥₹₩] ?|[a-z]{3} ?(?=[0-9])")


def _far_end(text: Passage, at: int, floor: int) -> Figure | None:
    sign = _SIGN.match(text.folded, at)
    begin = sign.end() if sign else at
    hit = words.scanner(text.language).match(text.folded, begin)
    if not hit or len(hit[0]) > LONGEST:
        return None
    second = figure.read(text, begin, hit[0], floor, linked=True)
    if second is None or second.start > at or (second.unit is None and lookalikes.end_of_date(text, begin, hit.end())):
        return None
    return second


def _agree(first: Figure, second: Figure) -> bool:
    if first.unit is None or second.unit is None:
        return first.unit is None or first.money
    return first.unit == second.unit


def _quantity(text: Passage, first: Figure, second: Figure | None) -> Quantity:
    start, end = first.start, first.end if second is None else second.end
    unit = first.unit or (second.unit if second else None)
    per, past = nouns.rate(text, end)
    per = per or nouns.rate_before(text, start)
    unit = unit or (nouns.counted(text, end) if per is None and first.form != "fraction" else None)
    measure = measures.measured(text, start, end) if per is None else None
    if unit is None and first.form == "digits" and second is None and measures.is_age(text, start, end):
        unit, measure = "year", "age"
    stated = text.original[start:past]
    if second is not None:
        return Quantity(stated, start, past, None, first.value, second.value, unit, "=", measure, per)
    comparator = first.comparator or bounds.before(text, start, first.unit)
    if comparator == "=" and first.comparator is None:
        trailing = bounds.after(text, past)
        comparator = trailing[0] if trailing else comparator
    low = first.value if comparator in {"=", ">=", ">"} else None
    high = first.value if comparator in {"=", "<=", "<"} else None
    return Quantity(stated, start, past, first.value, low, high, unit, comparator, measure, per)

"""The company a numeral keeps: the currency, unit, noun and rate around it, which make it a quantity."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.core import bounds, currencies, lookalikes, numerals, quantity_words, units
from claims.core.numerals import EXACT, Numeral, Source


@dataclass(slots=True)
class Item:
    """A numeral with the unit around it."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    money: bool
    scaled: bool
    form: str
    sure: bool
    factor: int = 1
    """What the scale words multiplied by, for the first end of a range to share."""
    comparator: str | None = None
    """Set when the cue stands between number and unit: 200+ employees."""


_WORDS = re.compile(r"(?: {1,2}|-)?([^\W\d_][^\W_]*(?:\.[^\W\d_]\.)?[²³]?)(?: ([^\W\d_]+\.?)(?: ([^\W\d_]+\.?))?)?")
_SIGN_AFTER = re.compile(r" ?([$€£¥₹₩₽₺₴₦₫฿₱₪₲₵₸₭₮₾₼₿₡₨৳])")
_PREFIX = re.compile(r"(?:^|[^\w.$])([^\W\d_]{1,3}|u\.s\.)( ?)$")
_CODE_BEFORE = re.compile(r"(?:^|[^\w])([^\W\d_]{2,4}\.?|r)( ?)$")
_SPACED_PREFIXES = frozenset(
    {"us", "u.s.", "hk", "nt", "nz", "c", "au", "usd", "cad", "aud", "hkd", "nzd", "sgd", "mxn"}
)


def money_before(source: Source, at: int, floor: int) -> tuple[str, int] | None:
    """Return the currency written straight before `at`, not before `floor`, and where it starts."""
    text = source.folded
    spot = at - 1
    if spot > floor and text[spot] == " ":
        spot -= 1
    if spot < floor or spot < 0:
        return None
    sign = currencies.SIGNS.get(text[spot])
    window = max(floor, spot - 5)
    if sign:
        if text[spot] == "$":
            match = _PREFIX.search(text[window:spot])
            if match and (not match[2] or match[1] in _SPACED_PREFIXES):
                code = currencies.DOLLAR_PREFIXES.get(match[1])
                if code:
                    return code, window + match.start(1)
        if text[spot] == "¥" and (source.language == "zh" or "元" in text[at : at + 40]):
            sign = "CNY"
        return sign, spot
    if text[spot] > "⺀":
        for name in ("人民币", "人民幣"):
            if text.startswith(name, max(floor, spot - 2)):
                return "CNY", spot - 2
        return None
    if not (text[spot].isalpha() or text[spot] == "."):
        return None
    match = _CODE_BEFORE.search(text[window : spot + 1])
    if not match:
        return None
    start = window + match.start(1)
    code = code_of(source, start, spot + 1)
    if code is None and text[start : spot + 1] in {"rs", "rs.", "kr", "dm", "sfr", "rp", "zł", "rm"}:
        code = currencies.ALIASES[text[start : spot + 1]]
    return (code, start) if code else None


def code_of(source: Source, start: int, end: int) -> str | None:
    """Return the currency whose code stands at start..end, in capitals unless it is no word otherwise."""
    written, folded = source.raw[start:end], source.folded[start:end]
    if folded == "rmb":
        return "CNY"
    if written in currencies.CODES or folded in currencies.SAFE_LOWER:
        return folded.upper()
    return None


def skip_sign(source: Source, at: int) -> int:
    """Return where the number starts behind a currency sign or code at `at`."""
    match = re.compile(r"(?:[a-z]{1,3})?[$€£¥₹₩] ?|[a-z]{3} ?(?=[0-9])").match(source.folded, at)
    return match.end() if match else at


def strong(source: Source, at: int, floor: int) -> bool:
    """Whether money stands before the digits, so that they cannot be a date or a label."""
    return money_before(source, at, floor) is not None


def item(source: Source, at: int, word: str, floor: int) -> Item | None:
    """Read the numeral at `at` with everything that belongs to it, or None when it is part of a name."""
    text = source.folded
    money = money_before(source, at, floor)
    digits = word[0].isascii() and word[0].isdigit()
    decimal = digits and at > floor and text[at - 1] == "." and (at < 2 or not text[at - 2].isalnum())
    if digits and money is None and not decimal and lookalikes.glued_name(source, at):
        return None if not _after_hyphen(source, at, word) else _finish(source, at, word, None, floor)
    if decimal:
        digits_end = re.compile(r"[0-9]{1,40}").match(text, at)
        assert digits_end is not None
        numeral = Numeral(at - 1, digits_end.end(), Decimal("0." + digits_end[0]), "digits")
        return _attach(source, numeral, money_before(source, at - 1, floor), floor)
    return _finish(source, at, word, money, floor)


def _after_hyphen(source: Source, at: int, word: str) -> bool:
    """Whether digits glued to a word by a hyphen still are a figure: sub-5%."""
    text = source.folded
    return text[at - 1] == "-" and text.startswith("%", at + len(word)) and text[at - 2].isalpha()


def _finish(source: Source, at: int, word: str, money: tuple[str, int] | None, floor: int) -> Item | None:
    numeral = numerals.read(source, at, word)
    if numeral is None or numeral.start < floor:
        return None
    if money is None and numeral.start < at:
        money = money_before(source, numeral.start, floor)
    return _attach(source, numeral, money, floor)


def _attach(source: Source, numeral: Numeral, money: tuple[str, int] | None, floor: int) -> Item | None:
    text = source.folded
    plain = numeral.value
    if numeral.form in {"digits", "cjk"} or numeral.form == "fraction":
        near = money is not None or bool(_SIGN_AFTER.match(text, _past_letter(text, numeral.end)))
        numerals.scale(source, numeral, money=near)
    factor = int(numeral.value / plain) if plain and numeral.form == "digits" and numeral.scaled else 1
    result = Item(
        numeral.start, numeral.end, numeral.value, None, False, numeral.scaled, numeral.form, numeral.sure, factor
    )
    if money:
        result.start, result.unit, result.money = money[1], money[0], True
    trailing = (
        bounds.after(source, result.end) if text[result.end : result.end + 1] in {"+", "多", "余", "餘"} else None
    )
    if trailing:
        result.comparator, end = trailing
        numeral.end = end
        numerals.scale(source, numeral, money=bool(money))
        result.end, result.value, result.scaled = max(numeral.end, end), numeral.value, numeral.scaled
    _unit(source, result, numeral)
    _sign(source, result, floor)
    if result.form in {"digits", "words"} and result.money:
        _small_change(source, result)
    if trailing and result.end == trailing[1] and result.unit is None:
        result.end = trailing[1] - 1 if text[trailing[1] - 1] == "+" else result.end
    return _checked(source, result)


def _past_letter(text: str, at: int) -> int:
    """Step over one scale letter or short scale: the M of 5M€."""
    match = re.compile(r" ?(?:mn|mln|mds|md|mio\.?|mrd\.?|bn|k|m|b|t)(?![^\W\d_])", re.UNICODE).match(text, at)
    return match.end() if match else at


def _unit(source: Source, item: Item, numeral: Numeral) -> None:
    """Take in the unit or currency that follows."""
    text, end = source.folded, item.end
    sign = _SIGN_AFTER.match(text, end)
    if sign and not re.compile(r" ?[0-9]").match(text, sign.end()):
        if item.unit is None:
            item.unit, item.money = currencies.SIGNS[sign[1]], True
        item.end = sign.end()
        return
    symbol = text[end : end + 1]
    spaced = 1 if symbol == " " else 0
    symbol = text[end + spaced : end + spaced + 1]
    if symbol in units.SIGNS and not item.money:
        item.unit, item.end = units.SIGNS[symbol], end + spaced + 1
        match = re.compile(r" ?([cf])\b").match(text, item.end)
        if item.unit == "degree" and match:
            item.unit = "degree_celsius" if match[1] == "c" else "degree_fahrenheit"
            item.end = match.end()
        return
    if symbol > "⺀":
        _cjk_unit(source, item, end + spaced)
        return
    match = _WORDS.match(text, end)
    if match:
        _named_unit(source, item, numeral, match)


def _cjk_unit(source: Source, item: Item, at: int) -> None:
    for size in (5, 4, 3, 2, 1):
        name = source.folded[at : at + size]
        if len(name) < size:
            continue
        code = currencies.NAMES.get(name)
        unit = units.NAMES.get(name)
        if code and item.unit in {None, code}:
            item.unit, item.end, item.money, item.sure = code, at + size, True, True
            return
        if unit and not item.money:
            item.unit, item.end, item.sure = unit, at + size, True
            return
    if item.value != 1 and source.folded[at : at + 1] in {
        "个",
        "個",
        "名",
        "家",
        "位",
        "项",
        "种",
        "台",
        "辆",
        "座",
        "条",
        "只",
        "万",
    }:
        item.sure = True


def _named_unit(source: Source, item: Item, numeral: Numeral, match: re.Match[str]) -> None:
    words = [word for word in match.groups() if word]
    if words[0] == "u.s" and source.folded.startswith(".", match.end(1)):
        words[0] = "u.s."
    named = currencies.of_name([word.rstrip(".") if word != "u.s." else word for word in words])
    if named and _believable(source, item, words, named):
        code, used = named
        if item.unit in {None, code} or (item.unit == "USD" and item.money):
            item.unit, item.money, item.end = code, True, match.end(used)
            item.sure = True
            _scale_after(source, item)
        return
    written = code_of(source, match.start(1), match.end(1))
    if written is None and words[0] in {"kr", "rs", "zł", "kč", "ft"} and not item.money:
        written = currencies.ALIASES[words[0]]
    if written and (item.unit is None or item.unit == written or item.money):
        item.unit, item.money, item.end, item.sure = written, True, match.end(1), True
        _scale_after(source, item)
        return
    if not item.money:
        _measured_unit(source, item, match, words)


def _believable(source: Source, item: Item, words: list[str], named: tuple[str, int]) -> bool:
    """Whether a currency's name that is also a common word is meant as money."""
    name = words[named[1] - 1] if named[1] <= len(words) else words[0]
    if named[1] > 1 or name not in {
        "won",
        "real",
        "mark",
        "marks",
        "rand",
        "lev",
        "lei",
        "soles",
        "kip",
        "dong",
        "leva",
    }:
        return True
    if name == "mark" and source.language == "de":
        return True
    return item.scaled or item.value >= 100


def _scale_after(source: Source, item: Item) -> None:
    """Read a scale that stands behind the currency: 75 USD million."""
    if item.scaled:
        return
    match = re.compile(r" (million|billion|trillion|mio|mrd|bn|mn)\b").match(source.folded, item.end)
    if match:
        factor = quantity_words.SCALES["en"].get(match[1]) or quantity_words.SHORT_SCALES[match[1]]
        item.value, item.end, item.scaled = EXACT.multiply(item.value, Decimal(factor)), match.end(), True


def _measured_unit(source: Source, item: Item, match: re.Match[str], words: list[str]) -> None:
    glued = match.start(1) == item.end
    for size in (3, 2):
        unit = units.PHRASES.get(" ".join(words[:size])) if len(words) >= size else None
        if unit:
            item.unit, item.end, item.sure = unit, match.end(size), True
            return
    written = source.raw[match.start(1) : match.end(1)]
    if written in units.CASED and item.form == "digits" and (len(written) > 1 or glued or written in "mglhtWV"):
        if not glued and len(written) == 1 and written not in "mgl":
            return
        item.unit, item.end = units.CASED[written], match.end(1)
        return
    unit = units.NAMES.get(words[0])
    if unit is None or not _unit_word(source, item, words[0]):
        return
    item.unit, item.end = unit, match.end(1)
    item.sure = item.sure or words[0] not in {"day", "time", "minute", "second", "moment"}


def _unit_word(source: Source, item: Item, word: str) -> bool:
    if word not in units.SECOND_READING:
        return True
    language = {"an": "fr", "ans": "fr", "mes": "es", "ore": "it", "mal": "de", "dia": "pt"}.get(word)
    if language:
        return source.language == language
    return item.form == "digits" if word != "second" else item.value == 1 and item.form == "digits"


def _sign(source: Source, item: Item, floor: int) -> None:
    """Take in a minus before the figure."""
    text, at = source.folded, item.start
    if at > floor and text[at - 1] == "-" and (at < 2 or not (text[at - 2].isalnum() or text[at - 2] in "-)]$%")):
        item.start, item.value = at - 1, -item.value
        return
    window = text[max(floor, at - 10) : at]
    word = lookalikes.word_before(window, len(window))
    if word in quantity_words.MINUS and word != "menos" and window.endswith(" "):
        item.start, item.value = at - len(word) - 1, -item.value


_CHANGE = re.compile(r",? (?:and |und |et |y |con )?([0-9]{1,2}|[^\W\d_]+(?:-[^\W\d_]+)?)")
_CENTS = re.compile(r" (?:cents?|pence|pennies|centimes|céntimos|centavos|rappen)\b")


def _small_change(source: Source, item: Item) -> None:
    """Add the cents: 15 dollars 50, dreizehn Euro und fünfundvierzig Cent."""
    text = source.folded
    if item.scaled or item.unit in {"cent", "penny"} or item.value != item.value.to_integral_value():
        return
    if not text[item.end - 1].isalpha():
        return
    match = _CHANGE.match(text, item.end)
    if not match:
        return
    word = match[1]
    if word.isdigit():
        cents, end = Decimal(word), match.end(1)
    else:
        scan = quantity_words.scanner(source.language).match(text, match.start(1))
        numeral = numerals.read(source, match.start(1), scan[0]) if scan else None
        if numeral is None or numeral.value >= 100 or numeral.scaled or numeral.form == "fraction":
            return
        cents, end = numeral.value, numeral.end
    named = _CENTS.match(text, end)
    bare = not match[0].startswith(",") and not named and len(word) > 1 and (len(word) == 2 or not word.isdigit())
    if not named and not (bare and re.compile(r"\s*(?:[.,;!?)]|$)(?![0-9])").match(text, end)):
        return
    item.value = EXACT.add(item.value, EXACT.divide(cents, Decimal(100)))
    item.end = named.end() if named else end


_BAD_AFTER = re.compile(r"[^\W\d_]|_|@|[/\\][^\W_]|-(?:[^\W\d_]*[0-9])")


def _checked(source: Source, item: Item) -> Item | None:
    """Refuse a figure that its right edge shows to be part of a name: 3D, 4o, 737-MAX."""
    text = source.folded
    if (item.form == "digits" and item.unit is None and not item.scaled) or item.unit in {"metre", "gram", "litre"}:
        following = text[item.end : item.end + 1]
        if following > "⺀":
            return item
        if following == "x" and not text[item.end + 1 : item.end + 2].isalnum():
            item.unit, item.end = "time", item.end + 1
        elif following.isalpha() or following in {"_", "@", "\\"}:
            return None
    elif text[item.end : item.end + 1].isalpha() and text[item.end - 1].isalnum() and text[item.end] < "⺀":
        return None
    return item


def stands(source: Source, item: Item, floor: int) -> bool:
    """Whether a single figure is a quantity after all and no label, no pronoun and no part of a name."""
    text = source.folded
    if item.unit is not None:
        return item.sure or item.unit not in units.DURATIONS or item.form == "digits"
    if not item.sure:
        alone = text.strip(" .,!?\n") == text[item.start : item.end]
        cue = bounds.before(source, item.start, None)
        return alone or (item.form == "fraction" and cue not in {"=", ">"}) or (item.form == "fraction" and cue == ">")
    if item.scaled or item.form == "fraction" or item.comparator:
        return True
    if item.form == "cjk":
        return item.value >= 100 or item.sure
    if item.form == "digits":
        bare = text[item.start : item.end].replace(".", "").isdigit() and item.value < 10000
        return not (bare and not people_follow(source, item.end) and lookalikes.is_label(source, item.start))
    return _plain_word(source, item)


_NAMES_AFTER = re.compile(r"-(?:[^\W\d_]+)")


def _plain_word(source: Source, item: Item) -> bool:
    """Whether a numeral in words counts something: three factors, but not the Big Four or two-faced."""
    text, raw = source.folded, source.raw
    before = text[item.start - 1 : item.start]
    if before == "-" or before == "'" or before.isalnum():
        return False
    if _NAMES_AFTER.match(text, item.end) and item.value < 20:
        return False
    first = item.start
    if raw[first].isupper() and first > 0 and not raw[item.start : item.end].isupper():
        previous = lookalikes.word_before(raw, first)
        if source.language == "de":
            return not previous
        return not (previous and (previous[0].isupper() or previous.casefold() in {"the", "of", "big"}))
    return True


_PEOPLE = re.compile(
    r" (?:[^\W\d_]+ )?(?:people|persons|men|women|children|employees|workers|users|jobs|staff|students|soldiers|troops"
    r"|patients|customers|companies|homes|deaths|cases|votes|residents|refugees|migrants|vehicles|cars|units|gpus|chips"
    r"|stores|shares|tests|words|times|menschen|personen|mitarbeiter|beschäftigte|kunden|personnes|personas)\b"
)


def people_follow(source: Source, end: int) -> bool:
    """Whether a noun that is mostly counted follows: 2000 employees."""
    return bool(_PEOPLE.match(source.folded, end))


def unit_follows(source: Source, end: int) -> bool:
    """Whether a unit, scale or currency follows at `end`."""
    text = source.folded
    if text[end : end + 1] in units.SIGNS or text[end : end + 2].strip()[:1] in {*units.SIGNS, *currencies.SIGNS}:
        return True
    match = _WORDS.match(text, end)
    if not match:
        return False
    words = [word.rstrip(".") for word in match.groups() if word]
    scales = quantity_words.SCALES
    if words[0] in scales[source.language] or words[0] in scales["en"] or words[0] in quantity_words.SHORT_SCALES:
        return True
    if code_of(source, match.start(1), match.end(1)) or currencies.of_name(words):
        return True
    return (words[0] in units.NAMES and words[0] not in units.SECOND_READING) or " ".join(words[:2]) in units.PHRASES


_RATE = re.compile(
    r"(?: (?:a|an|per|pro|par|al|por|each|every|je|im)(?: |-)| ?/ ?|每)([^\W\d_]{1,16})(?![^\W\d_])", re.UNICODE
)
_RATE_NAMES = {
    "capita": "person",
    "head": "person",
    "kopf": "person",
    "person": "person",
    "share": "share",
    "barrel": "barrel",
}
_GLUED_RATES = frozenset({"h", "s", "kwh", "mwh", "kg", "km", "m", "l", "t"})


def rate(source: Source, end: int) -> tuple[str | None, int]:
    """Return what the figure that ends at `end` is stated per, and where those words end."""
    match = _RATE.match(source.folded, end)
    if not match:
        return None, end
    word, link = match[1], match[0]
    unit = _RATE_NAMES.get(word) or units.NAMES.get(word) or (units.CASED.get(word) if "/" in link else None)
    if unit is None and link.startswith(" per "):
        unit = singular(word) if word not in {"cent", "se"} else None
    if unit is None or (link.startswith((" a ", " an ", " al ", " im ")) and unit not in units.DURATIONS | {"person"}):
        return None, end
    return unit, match.end()


_NOUNS = re.compile(r" ([^\W\d_]+)(?:( [^\W\d_]+)( [^\W\d_]+)?)?")
_NO_NOUN = frozenset(
    "is was has does says its his this us as plus versus less yes thus always perhaps across unless besides towards"
    " afterwards sometimes of in and to or at by for from on with the a an than that but not were are be been had have"
    " will would could should may might can if who which where when while after before since until per over under into"
    " said more other out all their our my your her he she it they we you i so then also vs makes plans rises falls"
    " grows shows wins points times gains".split()
)


def counted(source: Source, end: int) -> str | None:
    """Return the singular of the plural noun counted: "researcher" for 50 top researchers; English only."""
    if source.language != "en":
        return None
    match = _NOUNS.match(source.folded, end)
    if not match:
        return None
    for group in match.groups():
        word = (group or "").strip()
        if word in units.PERSONS:
            return units.PERSONS[word]
        if not word or word in _NO_NOUN:
            return None
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return singular(word)
    return None


def singular(word: str) -> str:
    """Return the singular of a regular English plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_MEASURES = (
    "budget|investment|deal|fine|contract|loan|fund|valuation|settlement|lawsuit|loss|profit|grant|bonus|package|bill"
    "|revenue|revenues|income|sales|turnover|price|cost|costs|salary|debt|assets|capitalization|capitalisation|margin"
    "|share|stake|population|growth|earnings|spending|capex|expenditure|deficit|surplus|penalty|acquisition|tax|tariff"
)
_MEASURE_AFTER = re.compile(rf"(?:-| | in | of )((?:{_MEASURES}))\b")
_MEASURE_BEFORE = re.compile(
    rf"\b({_MEASURES}) (?:of|at|was|is|were|are|reached|totaled|totalled)(?: [^\W\d_]+){{0,2}} $"
)


def measured(source: Source, start: int, end: int) -> str | None:
    """Return what the figure measures when a noun beside it says so: "budget" for a $2 billion budget."""
    if source.language != "en":
        return None
    match = _MEASURE_AFTER.match(source.folded, end)
    if match is None:
        match = _MEASURE_BEFORE.search(source.folded[max(0, start - 48) : start])
    return match[1] if match else None

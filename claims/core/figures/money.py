"""Money: the currency written before or after a number, and the cents behind it."""

import re
from decimal import Decimal
from functools import cache

from claims.core.figures import currencies, digits, german, spelled, units, words
from claims.core.figures.currencies import SIGNS
from claims.core.figures.numerals import EXACT, Figure
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_PREFIX = Pattern(r"(?:^|[^\w.$])([^\W\d_]{1,3}|u\.s\.)( ?)$")
_CODE = Pattern(r"(?:^|[^\w])([^\W\d_]{2,4}\.?)( ?)$")
_SPACED_PREFIXES = frozenset("us u.s. hk nt nz c au usd cad aud hkd nzd sgd mxn".split())
"""Prefixes that may stand apart from their $, as texts cut into words have them; "a $5 fee" is no Australian one."""


_CODE_ENDS = frozenset(
    code[-2:].lower() for code in (*currencies.CODES, *currencies.SAFE_LOWER, *currencies.BEFORE, "rmb")
)
"""What a code before a number ends with: few of the words that stand there do."""


def before(passage: Passage, at: int, floor: int) -> tuple[str, int] | None:
    """Return the currency written straight before `at`, not before `floor`, and where it starts."""
    text = passage.folded
    spot = at - 1
    if spot > floor and text[spot] == " ":
        spot -= 1
    if spot < floor:
        return None
    character = text[spot]
    if character in SIGNS:
        return _sign_before(passage, at, spot, floor)
    if character > "⺀":
        start = spot - 2
        return ("CNY", start) if start >= floor and text[start : spot + 1] in {"人民币", "人民幣"} else None
    if not (character.isalpha() or character == "."):
        return None
    if text[spot - 1 : spot + 1] not in _CODE_ENDS:
        return None
    window = max(floor, spot - 5)
    match = _CODE.search(text, window, spot + 1)
    if not match or (window and match.start(1) == window and text[window - 1].isalnum()):
        return None
    start = match.start(1)
    code = of_code(passage, start, spot + 1) or currencies.BEFORE.get(match[1])
    return (code, start) if code else None


def _sign_before(passage: Passage, at: int, spot: int, floor: int) -> tuple[str, int]:
    text, sign = passage.folded, passage.folded[spot]
    if sign == "$" and spot > floor:
        window = max(floor, spot - 5)
        match = _PREFIX.search(text, window, spot)
        if match and (not match[2] or match[1] in _SPACED_PREFIXES):
            code = currencies.DOLLAR_PREFIXES.get(match[1])
            if code:
                return code, match.start(1)
    if sign == "¥" and _HAN.search(text, max(0, at - 40), at + 40) and "円" not in text[at : at + 40]:
        return "CNY", spot
    return SIGNS[sign], spot


_HAN = Pattern("[\u4e00-\u9fff]")


def of_code(passage: Passage, start: int, end: int) -> str | None:
    """Return the currency whose code stands at start..end: in capitals, unless it is no word otherwise."""
    written, folded = passage.raw[start:end], passage.folded[start:end]
    if folded == "rmb":
        return "CNY"
    return folded.upper() if written in currencies.CODES or folded in currencies.SAFE_LOWER else None


@cache
def naming() -> frozenset[str]:
    """Return the lower-cased words that units and currencies are named with, of longer names the first."""
    lands = {adjective + ending for adjective, _ in currencies.LANDS for ending in currencies.ENDINGS}
    names = {*units.NAMES, *currencies.NAMES, *currencies.TWO_WORD_LANDS, *lands, *currencies.AFTER}
    first = {name.partition(" ")[0] for name in (*units.PHRASES, *currencies.TWO_WORD_LANDS)}
    return frozenset().union(names, first, map(str.lower, currencies.CODES), map(str.lower, units.CASED))


_SHORT = Pattern(r" ?(?:mn|mln|mds|md|mio\.?|mrd\.?|bn|k|m|b|t)? ?[$€£¥₹₩]")


def sign_follows(text: str, at: int) -> bool:
    """Whether a currency sign follows, perhaps after a scale letter: the M of 5M€ is a million."""
    starts = text[at : at + 1] in _SHORT_STARTS and (text[at] != " " or text[at + 1 : at + 2] in _SHORT_STARTS)
    return starts and bool(_SHORT.match(text, at))


_SHORT_STARTS = frozenset(" mkbt$€£¥₹₩")


_DOLLAR_LAND = Pattern(r" ?(USD?|CAN|CAD?|HKD?|AUD?|NZD?|SGD?|NT)(?![\w-])")


def take_sign(passage: Passage, figure: Figure, symbol: str, at: int) -> bool:
    """Take in a currency sign after the number, unless it belongs to a number behind it."""
    if symbol not in SIGNS:
        return False
    if not passage.folded[at + 1 : at + 3].strip()[:1].isdigit():
        if figure.unit is None:
            figure.unit, figure.money = SIGNS[symbol], True
        figure.end, figure.sure = at + 1, True
        land = _DOLLAR_LAND.match(passage.raw, at + 1) if symbol == "$" else None
        if land:
            figure.unit, figure.end = currencies.DOLLAR_PREFIXES[land[1].lower()], land.end()
    return True


_JIAO = Pattern("([0-9一二两三四五六七八九])[角毛](?:([0-9一二三四五六七八九])分)?")


def take_chinese(passage: Passage, figure: Figure, name: str, end: int) -> bool:
    """Take in a currency's Chinese name and the jiao behind it; false when it is none."""
    code = currencies.NAMES.get(name)
    if code is None or figure.unit not in {None, code}:
        return False
    figure.unit, figure.money, figure.end, figure.sure = code, True, end, True
    match = _JIAO.match(passage.folded, end) if code == "CNY" and not figure.scaled else None
    if match:
        tenths, hundredths = (words.CJK_DIGITS.get(digit) if digit else 0 for digit in match.groups())
        tenths = int(match[1]) if tenths is None else tenths
        hundredths = int(match[2]) if hundredths is None else hundredths
        figure.value, figure.end = EXACT.add(figure.value, Decimal(10 * tenths + hundredths).scaleb(-2)), match.end()
    return True


def take_name(passage: Passage, figure: Figure, match: re.Match[str], named: list[str]) -> bool:
    """Take in a currency's name or code after the number: 5 Canadian dollars, 10 EUR, 75 USD million."""
    if named[0] == "u.s" and passage.folded.startswith(".", match.end(1)):
        named[0] = "u.s."
    hyphened = _AFTER_HYPHEN.match(passage.folded, match.end(1))
    if hyphened and (code := _of_hyphened(named[0], hyphened[1])):
        figure.unit, figure.money, figure.end, figure.sure = code, True, hyphened.end(), True
        return True
    found = currencies.of_name([word if word == "u.s." else word.rstrip(".") for word in named])
    if found and _is_meant(passage, figure, named[found[1] - 1]):
        code, used = found
        end = units.end_of_word(match, used)
    else:
        written = of_code(passage, match.start(1), match.end(1)) or currencies.AFTER.get(named[0])
        if written == "DEM" and passage.raw[match.start(1)].islower():
            return False  # decimetres
        if written is None:
            return False
        code, end = written, match.end(1)
    if figure.unit not in {None, code} and not (figure.unit == "USD" and code in currencies.DOLLARS):
        return True
    if code == "GBP" and figure.unit is None and _is_weight(passage, figure, match.start(1), end):
        figure.unit, figure.end, figure.sure = "pound", end, True
        return True
    figure.unit, figure.money, figure.end, figure.sure = code, True, end, True
    _take_scale(passage, figure)
    return True


_WEIGHING = Pattern(r"\b(?:weigh\w{0,4}|los[et]|losing|gain\w{0,3}|shed|ounces?|heavy|wiegt?|wog|schwer\w{0,2})\b")
_OF_GOODS = Pattern(
    r" of (?!debt|damage|public|taxpayer|government|invest|fund|spend|saving|revenue|cash|compensation|aid|new|extra)"
    r"[a-z]"
)
_GOODS = Pattern(r" [A-ZÄÖÜ][a-zäöüß]{2}")


def _is_weight(passage: Passage, figure: Figure, at: int, end: int) -> bool:
    """Whether pounds are a weight: a 12-pound baby, lost 25 pounds, 500 pounds of beef, 750 Pfund Benzin."""
    text = passage.folded
    if figure.scaled or not text.startswith(("pound", "pfund"), at):
        return False
    if text[at - 1] == "-" or _WEIGHING.search(text, max(0, figure.start - 36), figure.start):
        return True
    if passage.language == "de":
        return bool(_GOODS.match(passage.raw, end)) and not text.startswith(" sterling", end)
    return bool(_OF_GOODS.match(text, end))


_AFTER_HYPHEN = Pattern(r"-([$€£¥]|[^\W\d_]{3,12})")


def _of_hyphened(land: str, name: str) -> str | None:
    """Return the currency of US-Dollar, Hongkong-Dollar, US-$."""
    plain = SIGNS.get(name) or currencies.NAMES.get(name)
    if plain is None:
        return None
    if plain == "USD" and (code := currencies.DOLLAR_PREFIXES.get(land) or currencies.TWO_WORD_LANDS.get(land)):
        return code
    return currencies.LANDS.get((land, plain))


def _is_meant(passage: Passage, figure: Figure, name: str) -> bool:
    """Whether a currency's name that is also a common word is meant as money: 500 won, but not 3 won."""
    if name not in currencies.COMMON_WORDS or (name == "mark" and passage.language == "de"):
        return True
    return figure.scaled or figure.value >= 100


_SCALE = Pattern(r" ([^\W\d_]{2,12})\b")


def _take_scale(passage: Passage, figure: Figure) -> None:
    match = None if figure.scaled else _SCALE.match(passage.folded, figure.end)
    factor = words.SCALES[passage.language].get(match[1]) or words.SCALES["en"].get(match[1], 0) if match else 0
    if match and factor >= 10**6:
        figure.value, figure.end, figure.scaled = EXACT.multiply(figure.value, Decimal(factor)), match.end(), True


_CHANGE = Pattern(r"(?:,? (?:and |und |et |y |e |con |com )| )([0-9]{1,2}(?![0-9])|[^\W\d_]{3,30})")
_CENTS = Pattern(r" (?:cents?|pence|pennies|centimes|céntimos|centavos|rappen)\b")
_SENTENCE_ENDS = Pattern(r" ?(?:[.,;!?)](?![0-9])|\n|$)")


def add_cents(passage: Passage, figure: Figure) -> None:
    """Add the cents: 15 dollars 50, thirteen dollars forty-five cents, zwei Euro fünfzig."""
    text = passage.folded
    if not text[figure.end - 1].isalpha() or figure.unit in {"cent", "penny"} or figure.value % 1:
        return
    match = _CHANGE.match(text, figure.end)
    if not match:
        return
    at = match.start(1)
    numeral: Figure | None
    if match[1].isdigit():
        numeral = digits.read(passage, at)
    elif words.scanner(passage.language).match(text, at):
        numeral = german.read(passage, at) if passage.language == "de" else spelled.read(passage, at)
    else:
        return
    if numeral is None or not 0 < numeral.value < 100 or numeral.scaled or numeral.value % 1:
        return
    named = _CENTS.match(text, numeral.end)
    if not named and (numeral.value < 10 or not _SENTENCE_ENDS.match(text, numeral.end)):
        return
    figure.value = EXACT.add(figure.value, numeral.value.scaleb(-2))
    figure.end = named.end() if named else numeral.end

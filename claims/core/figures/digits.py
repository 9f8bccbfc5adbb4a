"""Numerals in digits: 1,234.5 and 1.234,5, 12,34,567, 1 234, 3/4, 1½, 1.3×10^6."""

from decimal import Decimal

from claims.core.figures import words
from claims.core.figures.numerals import EXACT, LONGEST, Figure, part
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_DIGITS = Pattern(r"[0-9]{1,41}(?:[.,'][0-9]{1,41}){0,12}")
_SPACED = Pattern(r"[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,6}(?:[.,][0-9]{1,9}(?![0-9]))?")
_TOKENISED = Pattern(
    r"([0-9]{1,3}(?: , [0-9]{3}(?![0-9,]))+)|([0-9]{1,40}) \. ([0-9]{1,10})(?![0-9])(?! ?[.,-] ?[0-9])"
)
"""Numbers in a text that was cut into words: 80 , 000 and 6 . 2."""
_POWER = Pattern(r"e([+-]?[0-9]{1,2})(?![0-9a-z])| ?[x×*] ?10 ?\^ ?([+-]?[0-9]{1,2})(?![0-9])")
_EXPONENT = Pattern(r" ?\^ ?([+-]?[0-9]{1,2})(?![0-9.])")
_FRACTION = Pattern(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9/.])")
_MIXED = Pattern(r"[ -]([0-9]{1,3})/([0-9]{1,3})(?![0-9/.])| ?([½⅓⅔¼¾⅕-⅞⅐-⅒])")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 16, 20, 25, 32, 50, 64, 100, 1000})
_MARK = Pattern("[.,']")


def read(passage: Passage, at: int) -> Figure | None:
    """Read the digits at `at`; None for a slash that is no fraction (24/7) and for identifiers."""
    text = passage.folded
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    token, end = match[0], match.end()
    following = text[end : end + 1]
    if following == "/" and (fraction := _FRACTION.match(text, at)):
        top, bottom = int(fraction[1]), int(fraction[2])
        if bottom not in _DENOMINATORS or top >= bottom:
            return None
        return Figure(at, fraction.end(), part(top, bottom), "fraction")
    value: Decimal | None = None
    if following == " " and text[end + 1 : end + 2] in _SPACE_GOES_ON:
        value, end = _across_spaces(text, at, end)
    if value is None:
        value = of_digits(token, passage.comma)
    if value is None:  # a list such as 1,2,3: its first number only
        token = _MARK.split(token, maxsplit=1)[0]
        value, end = of_digits(token, passage.comma), at + len(token)
        if value is None:
            return None
    numeral = Figure(at, end, value, "digits")
    following = text[end : end + 1]
    if (
        following in _GOES_ON
        and (following != " " or text[end + 1 : end + 2] in _SPACE_RAISES)
        and not _add_power_or_part(text, numeral)
    ):
        return None
    return numeral


def read_sign(at: int, sign: str) -> Figure:
    """Read a fraction that is one character: ½."""
    return Figure(at, at + 1, part(*words.SIGN_FRACTIONS[sign]), "fraction")


_SPACE_GOES_ON = frozenset("0123456789.,")
_GOES_ON = frozenset("e x×*^-").union(words.SIGN_FRACTIONS)
_SPACE_RAISES = frozenset("x×*^0123456789").union(words.SIGN_FRACTIONS)


def _across_spaces(text: str, at: int, end: int) -> tuple[Decimal | None, int]:
    """Read 1 234 567,8 and the numbers of a text cut into words; None when the spaces end the number."""
    spaced = _SPACED.match(text, at)
    if spaced and spaced.end() > end:
        return Decimal(spaced[0].replace(" ", "").replace(",", ".")), spaced.end()
    cut = _TOKENISED.match(text, at)
    if not cut or cut.end() <= end:
        return None, end
    return Decimal(cut[1].replace(" , ", "") if cut[1] else f"{cut[2]}.{cut[3]}"), cut.end()


def _add_power_or_part(text: str, numeral: Figure) -> bool:
    """Take in ×10^6, ^2 or ½; false for a power that is too long to be a figure."""
    raised = _EXPONENT.match(text, numeral.end)
    if raised:
        return _raise(numeral, int(raised[1]), raised.end())
    power = _POWER.match(text, numeral.end)
    if power:
        numeral.value = numeral.value.scaleb(int(power[1] or power[2]), EXACT)
        numeral.end = power.end()
        return True
    mixed = _MIXED.match(text, numeral.end)
    if mixed and numeral.value == numeral.value.to_integral_value():
        top, bottom = words.SIGN_FRACTIONS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
        if bottom in _DENOMINATORS | {9} and top < bottom:
            numeral.value = EXACT.add(numeral.value, part(top, bottom))
            numeral.end = mixed.end()
    return True


def _raise(numeral: Figure, exponent: int, end: int) -> bool:
    """Take in an exponent, 2^64 or 2.5^-1, where the power has no more digits than are kept exactly."""
    if len(numeral.value.as_tuple().digits) * abs(exponent) > EXACT.prec or not numeral.value:
        return False
    power = EXACT.power(numeral.value, abs(exponent))
    numeral.value, numeral.end = power if exponent >= 0 else part(1, power), end
    return True


def of_digits(token: str, comma: bool) -> Decimal | None:
    """Return the value of digits with . , ' between them, or None for a list, a version or an identifier.

    `comma` says whether the language writes decimals with a comma; it decides only where the shape does not:
    1,234 and 1.234.
    """
    if token.isdigit():
        return Decimal(token) if len(token) <= LONGEST else None
    parts = _MARK.split(token)
    if max(map(len, parts)) > LONGEST:
        return None
    marks = [character for character in token if character in ".,'"]
    last = marks[-1]
    if len(set(marks)) > 1:
        if last == "'" or marks.count(last) > 1 or len(set(marks)) > 2:
            return None
        whole = parts[:-1]
        return Decimal("".join(whole) + "." + parts[-1]) if _grouped(whole) or _indian(whole) else None
    grouped = _grouped(parts)
    if len(parts) > 2:
        return Decimal("".join(parts)) if grouped or (last == "," and _indian(parts)) else None
    if grouped and (last == "'" or (last == ",") != comma):
        return Decimal("".join(parts))
    return None if last == "'" else Decimal(".".join(parts))


def _grouped(parts: list[str]) -> bool:
    return len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(digits) == 3 for digits in parts[1:])


def _indian(parts: list[str]) -> bool:
    return len(parts[0]) <= 2 and len(parts[-1]) == 3 and all(len(digits) == 2 for digits in parts[1:-1])

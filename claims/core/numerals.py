"""Numerals: reading a number out of digits or words, as an exact Decimal with its span."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from claims.core import quantity_words as words
from claims.core.german_numerals import german

EXACT = Context(prec=60)
"""Multiplying within this many digits is exact; only fractions such as 2/3 are rounded."""
_THIRDS = Context(prec=28)

LONGEST = 40
"""Digits beyond which a run is an identifier, not a figure."""

_DIGITS = re.compile(r"[0-9]{1,41}(?:[.,'][0-9]{1,41}){0,12}")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,6}(?:[.,][0-9]{1,9}(?![0-9]))?")
_TOKENISED = re.compile(
    r"([0-9]{1,3}(?: , [0-9]{3}(?![0-9,]))+)|([0-9]{1,40}) \. ([0-9]{1,10})(?![0-9])(?! ?[.,-] ?[0-9])"
)
_POWER = re.compile(r"e([+-]?[0-9]{1,2})(?![0-9a-z])")
_FRACTION = re.compile(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9/.])")
_MIXED = re.compile(r"(?: |-)([0-9]{1,3})/([0-9]{1,3})(?![0-9/.])| ?([½⅓⅔¼¾⅕-⅞⅐-⅒])")
_NEXT = re.compile(r"(?: - | {1,3}|-)([^\W\d_]{1,40})")
_WORD = re.compile(r"[^\W\d_]{1,64}")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 16, 20, 25, 32, 50, 64, 100, 1000})


@dataclass(slots=True)
class Source:
    """A text ready for reading: its own characters and a folded copy of the same length."""

    original: str
    raw: str
    """With full-width forms, odd spaces and odd minus signs replaced by plain ones."""
    folded: str
    """`raw` in small letters."""
    language: str
    comma: bool
    """Whether a single comma is the decimal sign."""


_WIDE = str.maketrans(
    {0xFF01 + i: chr(0x21 + i) for i in range(94) if i != 11} | {0xFFE5: "¥", 0xFFE1: "£", 0x3000: " "}
)
_WIDE_COMMA = re.compile("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_ODD = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "’": "'", "−": "-", "\u2011": "-", "\u2010": "-"}


def source(text: str, language: str | None = None) -> Source:
    """Prepare a text for reading; every offset stays what it was."""
    raw = text
    if not text.isascii():
        for odd, plain in _ODD.items():
            raw = raw.replace(odd, plain)
        if re.search("[\uff01-\uff5e\uffe5\uffe1\u3000]", raw):
            raw = _WIDE_COMMA.sub(",", raw.translate(_WIDE))
    folded = raw.lower()
    if len(folded) != len(raw):  # İ grows when it is made small
        folded = "".join(low if len(low := character.lower()) == 1 else character for character in raw)
    code = language.lower().replace("_", "-").partition("-")[0] if language else words.guess(folded)
    known = code if code in words.LANGUAGES else "en"
    return Source(text, raw, folded, known, known != "en" and not (language or "").lower().endswith(("-ch", "-mx")))


@dataclass(slots=True)
class Numeral:
    """A number read at start..end, before its unit."""

    start: int
    end: int
    value: Decimal
    form: str
    """"digits", "words", "fraction" or "cjk"."""
    scaled: bool = False
    sure: bool = True
    """False for a word such as "one" or "half" that is a number only in the right company."""


def read(source: Source, at: int, word: str) -> Numeral | None:
    """Read the numeral that starts at a scanner's hit, or None when the hit is no number after all."""
    first = word[0]
    if first.isdigit() and first.isascii():
        return _digits(source, at)
    if first in words.SIGN_FRACTIONS:
        top, bottom = words.SIGN_FRACTIONS[first]
        return Numeral(at, at + 1, _THIRDS.divide(Decimal(top), Decimal(bottom)), "fraction")
    return _in_words(source, at, word)


def _digits(source: Source, at: int) -> Numeral | None:
    text = source.folded
    fraction = _FRACTION.match(text, at)
    if fraction:
        top, bottom = int(fraction[1]), int(fraction[2])
        if bottom in _DENOMINATORS and top < bottom:
            return Numeral(at, fraction.end(), _THIRDS.divide(Decimal(top), Decimal(bottom)), "fraction")
        return None
    value, end = _figure(source, at)
    if value is None:
        return None
    power = _POWER.match(text, end)
    if power:
        return Numeral(at, power.end(), value.scaleb(int(power[1]), EXACT), "digits")
    mixed = _MIXED.match(text, end)
    if mixed and value == value.to_integral_value():
        top, bottom = words.SIGN_FRACTIONS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
        if bottom in _DENOMINATORS and top < bottom:
            value = EXACT.add(value, _THIRDS.divide(Decimal(top), Decimal(bottom)))
            return Numeral(at, mixed.end(), value, "digits")
    return Numeral(at, end, value, "digits")


def _figure(source: Source, at: int) -> tuple[Decimal | None, int]:
    """Return the value of the digits at `at` and where they end."""
    text = source.folded
    spaced = _SPACED.match(text, at)
    if spaced:
        head, sign, tail = spaced[0].replace(" ", ""), "", ""
        for mark in ".,":
            if mark in head:
                head, sign, tail = head.partition(mark)
        return Decimal(f"{head}.{tail}" if sign else head), spaced.end()
    tokenised = _TOKENISED.match(text, at)
    if tokenised:
        if tokenised[1]:
            return Decimal(tokenised[1].replace(" , ", "")), tokenised.end()
        return Decimal(f"{tokenised[2]}.{tokenised[3]}"), tokenised.end()
    match = _DIGITS.match(text, at)
    assert match is not None
    token = match[0]
    value = of_digits(token, source.comma)
    if value is None:  # a list such as 1,2,3: its first number only
        token = re.split("[.,']", token, maxsplit=1)[0]
        value = of_digits(token, source.comma)
    return value, at + len(token)


def of_digits(token: str, comma: bool) -> Decimal | None:
    """Return the value of digits with . , ' between them, or None for a list, a version or an identifier.

    `comma` says whether the language writes decimals with a comma; it decides only where the shape does not:
    1,234 and 1.234.
    """
    parts = re.split("[.,']", token)
    if max(map(len, parts)) > LONGEST:
        return None
    if len(parts) == 1:
        return Decimal(token)
    marks = [c for c in token if c in ".,'"]
    last = marks[-1]
    grouped = _grouped(parts)
    if len(set(marks)) == 1:
        if len(parts) == 2:
            if grouped and (last == "'" or (last == ",") != comma):
                return Decimal("".join(parts))
            return None if last == "'" else Decimal(".".join(parts))
        return Decimal("".join(parts)) if grouped or (last == "," and _indian(parts)) else None
    if last == "'" or marks.count(last) > 1 or len(set(marks)) > 2:
        return None
    whole = parts[:-1]
    return Decimal("".join(whole) + "." + parts[-1]) if _grouped(whole) or _indian(whole) else None


def _grouped(parts: list[str]) -> bool:
    return len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])


def _indian(parts: list[str]) -> bool:
    return len(parts[0]) <= 2 and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1])


def scale(source: Source, numeral: Numeral, *, money: bool) -> None:
    """Extend a numeral over the scales behind it: 1.2 → 1.2 million, 100 → 100 thousand million."""
    for _ in range(2):
        factor, end = _scale_at(source, numeral, money)
        if not factor:
            break
        numeral.value = EXACT.multiply(numeral.value, Decimal(factor))
        numeral.end, numeral.scaled = end, True
    tail = _tail(source, numeral.end, 1)
    if tail and numeral.form == "digits":
        numeral.value = EXACT.add(numeral.value, tail[0] * (factor_of(numeral) if numeral.scaled else 1))
        numeral.end = tail[1]
        if not numeral.scaled:
            scale(source, numeral, money=money)


def factor_of(numeral: Numeral) -> int:
    """Return the largest power of a thousand a scaled value reaches: what `and a half` is half of."""
    power = max(numeral.value.adjusted() // 3, 0)
    return int(1000**power)


_SCALE = re.compile(r"( ?-?)([^\W\d_]{1,15})(\.?)")


def _scale_at(source: Source, numeral: Numeral, money: bool) -> tuple[int, int]:
    text, at = source.folded, numeral.end
    cjk = words.CJK_SCALES.get(text[at : at + 1])
    if cjk and cjk >= 1000:
        return cjk, at + 1
    match = _SCALE.match(text, at)
    if not match:
        return 0, at
    glued, word, dot = not match[1], match[2], match[3]
    if match[1] == " -":
        return 0, at
    factor = words.SCALES[source.language].get(word, 0)
    if not factor and not (word == "mil" and not glued):
        factor = words.SHORT_SCALES.get(word, 0)
        if word in {"k", "mm", "md", "cr", "mil", "bil"} and not (glued or money):
            factor = 0
        if word == "mm" and not money:
            factor = 0
    if not factor:
        factor = _long_words().get(word, 0)
    if not factor and (glued or money) and numeral.form == "digits":
        factor = _letter(source, match.start(2), money)
    if factor == 12 and word.endswith("s") and not numeral.value:
        factor = 0
    short = word in words.SHORT_SCALES or word in {"tsd", "mio", "mrd"}
    return factor, match.end() if dot and short and _abbreviated(source, match.end()) else match.end(2)


def _abbreviated(source: Source, end: int) -> bool:
    """Whether the full stop before `end` belongs to the abbreviation rather than to the sentence."""
    following = source.raw[end : end + 3].lstrip()
    return bool(following) and (source.language == "de" or following[0].islower() or following[0] in "$€£")


def _letter(source: Source, at: int, money: bool) -> int:
    """Return what a single M, B or T after digits multiplies by; small letters only in money."""
    letter, after = source.raw[at], source.folded[at + 1 : at + 2]
    if after.isalnum() or after in {"²", "³"}:
        return 0
    if money:
        return {"m": 10**6, "b": 10**9, "t": 10**12}.get(letter.lower(), 0)
    return {"M": 10**6, "B": 10**9}.get(letter, 0)


def _long_words() -> Mapping[str, int]:
    """Scale words of any language that mean the same wherever they stand."""
    return _UNIVERSAL


_UNIVERSAL = {
    word: factor
    for language, table in words.SCALES.items()
    for word, factor in table.items()
    if len(word) > 4 and not word.startswith(("billion", "trill", "mille", "dozen", "hundert"))
}


def _in_words(source: Source, at: int, word: str) -> Numeral | None:
    if word[0] in words.CJK_SCALES or word[0] in words.CJK_DIGITS or word[0] == "半":
        return _cjk(source, at, word)
    if source.language == "de":
        return _german(source, at)
    tokens = _tokens(source, at)
    lead = tokens[0][0]
    numbers, hundreds, scales = (t[source.language] for t in (words.SMALL, words.HUNDREDS, words.SCALES))
    if lead not in numbers and lead not in hundreds and lead not in scales:
        return _half(source, at, tokens)
    value, used = _sum(source.language, tokens)
    if used == 0:
        return None
    end = tokens[used - 1][2]
    numeral = Numeral(at, end, Decimal(value), "words", scaled=any(t[0] in scales for t in tokens[:used]))
    numeral.sure = not (used == 1 and (lead in words.ONES[source.language] or lead in hundreds or lead in scales))
    if not numeral.sure and lead not in words.ONES[source.language]:
        article = _article(source, at)
        if article is None and lead not in {"mille", "mil", "cien", "cent", "cento", "ciento"}:
            return numeral if at == 0 and lead in hundreds else None
        if article is not None:
            numeral.start, numeral.sure = article, True
        if numeral.value >= 1000 and source.language in {"es", "fr", "it", "pt"}:
            numeral.sure = True
    return _fraction_tail(source, numeral, tokens, used)


def _tokens(source: Source, at: int) -> list[tuple[str, int, int]]:
    """Return up to 24 words from `at` on, with their spans; enough for any numeral."""
    first = _WORD.match(source.folded, at)
    assert first is not None
    found, end = [(first[0], at, first.end())], first.end()
    while len(found) < 24:
        match = _NEXT.match(source.folded, end)
        if not match:
            break
        end = match.end()
        found.append((match[1], match.start(1), end))
    return found


def _sum(language: str, tokens: list[tuple[str, int, int]]) -> tuple[int, int]:
    """Add up the numerals at the head of `tokens`; return the sum and how many tokens it took."""
    numbers, hundreds, scales = words.SMALL[language], words.HUNDREDS[language], words.SCALES[language]
    total, group, used, last, index = 0, 0, 0, 10**30, 0
    started = False
    while index < len(tokens):
        word = tokens[index][0]
        if word in numbers:
            number = numbers[word]
            if started and not _adds(language, group, number, total):
                break
            group = group * 20 if language == "fr" and number == 20 and group == 4 else group + number
        elif word in hundreds:
            number = hundreds[word]
            if number == 100 and 0 < group < 100:
                group *= 100
            elif group == 0:
                group = number
            else:
                break
        elif word in scales and scales[word] < last and (started or index == 0):
            factor = scales[word]
            if factor == 12 and started and (group == 0 or total):
                break
            total, group, last = total + (group or 1) * factor, 0, factor
            if not started and index == 0 and factor >= 1000 and word.endswith("s"):
                return 0, 0  # "millions of" is vague
        elif word in scales and started and group == 0 and total < 10**12 and scales[word] >= 1000 and last != 12:
            total, last = total * scales[word], 1000  # "hundred thousand million", "mil millones"
        elif word in words.AND[language] and started and index + 1 < len(tokens):
            if not _joins(language, group, total, tokens[index + 1][0], numbers, hundreds):
                break
            index += 1
            continue
        else:
            break
        started = True
        index += 1
        used = index
    return total + group, used


def _adds(language: str, group: int, number: int, total: int) -> bool:
    if group == 0:
        return total > 0 and number > 0
    if group % 100 == 0:
        return number > 0
    if language == "fr" and ((group % 100 in {60, 80} and 0 < number < 20) or (group == 4 and number == 20)):
        return True
    return group % 10 == 0 and group % 100 >= 20 and 0 < number < 10


def _joins(
    language: str, group: int, total: int, following: str, numbers: Mapping[str, int], hundreds: Mapping[str, int]
) -> bool:
    """Whether an `and` links two parts of one numeral."""
    if following not in numbers and following not in hundreds:
        return False
    if language == "en":
        return (group >= 100 and group % 100 == 0) or (group == 0 and total > 0)
    return group >= 20 or (group == 0 and total > 0)


def _article(source: Source, at: int) -> int | None:
    """Return where the article before `at` starts ("a million"), or None."""
    for article in ("a", "one", "un", "une", "una", "um", "uma"):
        begin = at - len(article) - 1
        if begin < 0 or not source.folded.startswith(article + " ", begin):
            continue
        if begin == 0 or not source.folded[begin - 1].isalnum():
            return begin
    return None


def _denominator(source: Source, word: str, plural: bool) -> int:
    table = words.FRACTIONS[source.language]
    if source.language == "en" and plural:
        return table.get(word.removesuffix("s"), 0) if word.endswith("s") and word != "seconds" else 0
    return table.get(word, 0)


def _fraction_tail(source: Source, numeral: Numeral, tokens: list[tuple[str, int, int]], used: int) -> Numeral | None:
    """Turn two + thirds into 2/3, nine + point + four into 9.4, three + and a half into 3.5."""
    following = tokens[used][0] if used < len(tokens) else ""
    one = numeral.value == 1
    bottom = _denominator(source, following, plural=not one)
    ordinal = source.language == "en" and not bottom and following in words.FRACTIONS["en"]
    if bottom and (following != "half" or one) and not (one and following == "second"):
        numeral.value = _THIRDS.divide(numeral.value, Decimal(bottom))
        numeral.end, numeral.form, numeral.sure = tokens[used][2], "fraction", True
        return numeral
    if (ordinal or following in {"first", "second"}) and source.folded[tokens[used][1] - 1] == "-":
        return None  # twenty-first
    if following == words.POINT[source.language] and used + 1 < len(tokens):
        digits = []
        for word, _, end in tokens[used + 1 :]:
            digit = words.SMALL[source.language].get(word, 10)
            if digit > 9:
                break
            digits.append(str(digit))
            numeral.end = end
        if digits:
            numeral.value = Decimal(f"{int(numeral.value)}.{''.join(digits)}")
            numeral.sure = True
        return numeral
    tail = _tail(source, numeral.end, 1)
    if tail:
        unit = factor_of(numeral) if numeral.scaled else 1
        numeral.value = EXACT.add(numeral.value, tail[0] * unit)
        numeral.end, numeral.sure = tail[1], True
    return numeral


_TAILS = re.compile(
    r"(?: |-)(?:and|und|et|y|e)(?: |-)(?:(a|an|one|two|three|four|ein|un|una|zwei|drei)(?: |-))?"
    r"(half|quarters?|thirds?|fourths?|fifths?|eighths?|tenths?|hundredths?|halb|halbe|demie?|medi[oa]|mezzo|mei[oa]|quart|cuarto)\b"
)
_TOPS = {"two": 2, "three": 3, "four": 4, "zwei": 2, "drei": 3}
_BOTTOMS = {"quart": 4, "cuarto": 4, "quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10}


def _tail(source: Source, at: int, depth: int) -> tuple[Decimal, int] | None:
    """Read "and a half", "and three quarters", "et demi", "y medio" at `at`: the part and its end."""
    match = _TAILS.match(source.folded, at)
    if not match or (depth > 1 and not match[1]):
        return None
    if source.language == "en" and not match[1]:
        return None  # "5 and half the team"
    name = match[2]
    bottom = _BOTTOMS.get(name) or _BOTTOMS.get(name.removesuffix("s")) or (100 if name.startswith("hundred") else 2)
    return _THIRDS.divide(Decimal(_TOPS.get(match[1] or "", 1)), Decimal(bottom)), match.end()


_HALF_OF = re.compile(
    r"(?: (?:of|the|a|an|its|their|his|her|our|my|your|all|that|this|these|those)\b|-(?:a|of)-)"
    r"|'(?:s|of)"
)


def _half(source: Source, at: int, tokens: list[tuple[str, int, int]]) -> Numeral | None:
    """Read a fraction that has no numeral before it: half of, a third of, la moitié de, half a million."""
    word, _, end = tokens[0]
    bottom = words.FRACTIONS[source.language].get(word, 0)
    if not bottom or word in {"halves", "seconds"}:
        return None
    half = bottom == 2
    article = _article(source, at)
    value = _THIRDS.divide(Decimal(1), Decimal(bottom))
    numeral = Numeral(at if article is None else article, end, value, "fraction", sure=False)
    scales = words.SCALES[source.language]
    for skip in (1, 2):
        if len(tokens) > skip and tokens[skip][0] in scales and (skip == 1 or tokens[1][0] in {"a", "an"}):
            factor = scales[tokens[skip][0]]
            if (half or bottom == 4) and not tokens[skip][0].endswith("s"):
                numeral.value = EXACT.multiply(numeral.value, Decimal(factor))
                numeral.end, numeral.form, numeral.scaled, numeral.sure = tokens[skip][2], "words", True, True
                return numeral
    before = source.folded[max(0, at - 12) : at].split()
    if before and before[-1] in {"first", "second", "third", "latter", "other", "better", "each", "either", "this"}:
        return None
    romance = word in {"moitié", "mitad", "metà", "metade"}
    if romance:
        numeral.sure = True
    elif source.language == "en" and half:
        numeral.sure = bool(_HALF_OF.match(source.folded, end))
    elif source.language == "en":
        if article is None:
            return None
        numeral.sure = source.folded.startswith(" of", end)
    elif article is None or word in {"tiers", "quart", "medio", "media", "quarto", "cuarto", "terzo", "quinto"}:
        numeral.sure = article is not None and source.folded.startswith((" d", " de"), end)
    return numeral


def _german(source: Source, at: int) -> Numeral | None:
    tokens = _tokens(source, at)
    text = source.folded
    word, _, end = tokens[0]
    value = german(word)
    following = tokens[1][0] if len(tokens) > 1 else ""
    spaced = len(tokens) > 1
    fractions, scales = words.FRACTIONS["de"], words.SCALES["de"]
    if value is None:
        return _german_half(source, at, tokens)
    article = word in words.ONES["de"]
    numeral = Numeral(
        at, end, value, "words", sure=not article and word not in {"acht", "hundert", "tausend", "dutzend"}
    )
    if not numeral.sure and not article:
        numeral.sure = source.raw[at].islower()
    if word in scales and scales[word] >= 10**6:
        return None if word != "million" or at else numeral  # "Millionen von" is vague
    if spaced and following in fractions:
        return _german_part(numeral, tokens)
    for index in range(1, min(4, len(tokens))):
        factor = scales.get(tokens[index][0])
        if factor is None:
            break
        numeral.value = EXACT.multiply(numeral.value, Decimal(factor))
        numeral.end, numeral.scaled, numeral.sure = tokens[index][2], True, True
    if following == "komma" and len(tokens) > 2:
        digits = [german(t[0]) for t in tokens[2:]]
        kept = ""
        for token, digit in zip(tokens[2:], digits, strict=True):
            if digit is None or digit > 9 or digit != int(digit):
                break
            kept, numeral.end = kept + str(int(digit)), token[2]
        if kept:
            numeral.value, numeral.sure = Decimal(f"{int(numeral.value)}.{kept}"), True
        scale(source, numeral, money=False)
    if following == "und" and len(tokens) > 3 and text[tokens[1][1] - 1] == " ":
        part, bottom = german(tokens[2][0]), fractions.get(tokens[3][0])
        if part is not None and bottom and bottom > 2:
            numeral.value = EXACT.add(numeral.value, _THIRDS.divide(part, Decimal(bottom)))
            numeral.end, numeral.sure = tokens[3][2], True
            scale(source, numeral, money=False)
    return numeral


def _german_part(numeral: Numeral, tokens: list[tuple[str, int, int]]) -> Numeral:
    """Read "zwei Drittel", "eine halbe Million"."""
    scales = words.SCALES["de"]
    numeral.value = _THIRDS.divide(numeral.value, Decimal(words.FRACTIONS["de"][tokens[1][0]]))
    numeral.end, numeral.form, numeral.sure = tokens[1][2], "fraction", True
    if len(tokens) > 2 and tokens[2][0] in scales:
        numeral.value = EXACT.multiply(numeral.value, Decimal(scales[tokens[2][0]]))
        numeral.end, numeral.scaled = tokens[2][2], True
    return numeral


def _german_half(source: Source, at: int, tokens: list[tuple[str, int, int]]) -> Numeral | None:
    word, _, end = tokens[0]
    if word == "hälfte":
        return Numeral(at, end, Decimal("0.5"), "fraction")
    if word in {"halbe", "halben"} and len(tokens) > 1 and tokens[1][0] in words.SCALES["de"]:
        value = EXACT.multiply(Decimal("0.5"), Decimal(words.SCALES["de"][tokens[1][0]]))
        return Numeral(at, tokens[1][2], value, "words", scaled=True)
    return None


def _cjk(source: Source, at: int, run: str) -> Numeral | None:
    """Read 三百五十, 两千万, 一半; a lone 一 or 万 is no number."""
    if run == "半":
        return Numeral(at, at + 1, Decimal("0.5"), "cjk", sure=False)
    if run == "一半":
        return Numeral(at, at + 2, Decimal("0.5"), "fraction")
    run = run[:LONGEST]
    value = of_cjk(run.rstrip("半"))
    if value is None:
        return None
    end = at + len(run.rstrip("半"))
    return Numeral(at, end, Decimal(value), "cjk", scaled=value >= 10**4, sure=len(run) > 1 and run not in _IDIOMS)


_IDIOMS = frozenset({"千万", "万一", "十万", "一一", "百万", "一千", "十一"} - {"十万", "百万", "一千", "十一"})


def of_cjk(run: str) -> int | None:
    """Return the value of a Chinese numeral, or None when its characters make none."""
    total = section = digit = 0
    before, large, seen = 10**5, 10**30, False
    for character in run:
        if character in words.CJK_DIGITS:
            if digit:
                return None
            digit, seen = words.CJK_DIGITS[character], True
            continue
        factor = words.CJK_SCALES[character]
        if factor < 10**4:
            if factor >= before:
                return None
            section, digit, before = section + (digit or 1) * factor, 0, factor
        elif not seen:
            return None
        elif factor < large:
            total, section, digit, before, large = total + (section + digit) * factor, 0, 0, 10**5, factor
        else:
            total, section, digit, before, large = (total + section + digit) * factor, 0, 0, 10**5, factor
        seen = True
        if total > 10**24:
            return None
    return total + section + digit if seen else None

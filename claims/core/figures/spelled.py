"""Numerals in words of English, French, Spanish, Italian and Portuguese, which stand apart or joined by hyphens."""

from decimal import Decimal

from claims.core.figures import words
from claims.core.figures.numerals import EXACT, Figure, add_tail, grow, part, scale
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_NEXT = Pattern(r"(?: - | {1,3}|-)([^\W\d_]{1,40})")
_WORD = Pattern(r"[^\W\d_]{1,64}")

Token = tuple[str, int, int]


class Tokens:
    """The words from one place on, each read when it is asked for; ("", end, end) behind the last."""

    __slots__ = ("_found", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        match = _WORD.match(text, at)
        self._found: list[Token] = [(match[0], at, match.end())] if match else [("", at, at)]

    def __getitem__(self, index: int) -> Token:
        found = self._found
        while len(found) <= index:
            end = found[-1][2]
            match = _NEXT.match(self.text, end) if found[-1][0] else None
            found.append((match[1], match.start(1), match.end()) if match else ("", end, end))
        return found[index]


def read(passage: Passage, at: int) -> Figure | None:
    """Read the numeral in words at `at`, with its fraction or decimals; None for an ordinal or a vague number."""
    tokens = Tokens(passage.folded, at)
    lead, language = tokens[0][0], passage.language
    ones, hundreds, scales = words.ONES[language], words.HUNDREDS[language], words.SCALES[language]
    if lead not in words.SMALL[language] and lead not in hundreds and lead not in scales:
        return _portion(passage, at, tokens)
    value, used = _sum(language, tokens)
    if used == 0:
        return None
    numeral = Figure(at, tokens[used - 1][2], Decimal(value), "words")
    numeral.scaled = any(tokens[index][0] in scales for index in range(used))
    if used == 1 and lead in ones:
        numeral.sure = False
    elif used == 1 or lead in scales:
        multiplies = lead in hundreds or lead in scales
        article = article_before(passage, at) if multiplies else None
        if article is not None:
            numeral.start = article
        elif multiplies and lead not in _COUNTS_ALONE and not (at == 0 and language == "en" and used > 1):
            numeral.sure = at == 0 and lead == "hundred"
            if not numeral.sure:
                return None
    return _tail(passage, numeral, tokens, used)


_COUNTS_ALONE = frozenset("mille mil cien cent cents cento ciento cem mila".split()) | frozenset(
    word for table in words.HUNDREDS.values() for word, number in table.items() if number > 100
)


def _sum(language: str, tokens: Tokens) -> tuple[int, int]:
    """Add up the numerals at the head of `tokens`; return the sum and how many tokens it took.

    `group` gathers what is below a thousand, `block` what is below a million, so that thousands may themselves
    count millions: dos mil trescientos millones.
    """
    numbers, hundreds, scales = words.SMALL[language], words.HUNDREDS[language], words.SCALES[language]
    total = block = group = used = index = 0
    last_block = last = 10**30
    while index < 24:
        word = tokens[index][0]
        if word in numbers:
            number = numbers[word]
            if used and not _adds(language, group, number, total + block):
                break
            group = group + 76 if language == "fr" and number == 20 and group % 100 == 4 else group + number
        elif word in hundreds:
            number = hundreds[word]
            if group and (number != 100 or group >= (10 if language == "fr" else 100)):
                break
            group = group * 100 if group else number
        elif word in scales:
            factor, counted = scales[word], block + group
            if (not used and word in _VAGUE) or (factor == 12 and (total or block)):
                break
            if factor < 10**6 and factor < last_block and (group or not used):
                block, group, last_block = block + (group or 1) * factor, 0, factor
            elif 10**6 <= factor < last and (counted or not used):
                total, block, group, last, last_block = total + (counted or 1) * factor, 0, 0, factor, 10**30
            elif not counted and 0 < total < 10**12 and factor >= 1000:
                total, last = total * factor, 1000  # million million
            else:
                break
        elif word in words.AND[language] and used and _joins(language, group, total + block, tokens, index + 1):
            index += 1
            continue
        else:
            break
        index += 1
        used = index
    return total + block + group, used


_VAGUE = frozenset(
    "millions billions trillions dozens lakhs crores thousands milliers milliards douzaines millones millardos"
    " billones trillones docenas milioni miliardi bilioni dozzine mila milhões milhoes bilhões bilhoes trilhões"
    " dúzias".split()
)
"""Plurals that, without a number before them, say only that there are many."""


def _adds(language: str, group: int, number: int, total: int) -> bool:
    if group == 0:
        return total > 0 and number > 0
    if group % 100 == 0:
        return number > 0
    if language == "fr" and ((group % 100 in {60, 80} and 0 < number < 20) or (group % 100 == 4 and number == 20)):
        return True
    return group % 10 == 0 and group % 100 >= 20 and 0 < number < 10


def _joins(language: str, group: int, total: int, tokens: Tokens, index: int) -> bool:
    """Whether an `and` links two parts of one numeral: hundred and three, but not hundred and three quarters."""
    following = tokens[index][0]
    if following not in words.SMALL[language] and following not in words.HUNDREDS[language]:
        return False
    behind = tokens[index + 1][0]
    if language == "en":
        if behind in {"half", "quarter", "third", "fifth"} or _is_plural_part(behind, following):
            return False
        return (group >= 100 and group % 100 == 0) or (group == 0 and total > 0)
    return behind not in words.FRACTIONS[language] and (group >= 20 or (group == 0 and total > 0))


def _is_plural_part(word: str, count: str) -> bool:
    bottom = words.FRACTIONS["en"].get(word.removesuffix("s")) if word.endswith("s") else None
    return bool(bottom) and words.SMALL["en"].get(count, 99) < (bottom or 0)


def article_before(passage: Passage, at: int) -> int | None:
    """Return where the article before `at` starts ("a million"), or None."""
    text = passage.folded
    if at == 0 or text[at - 1] not in {" ", "-"}:
        return None
    for article in words.ARTICLES[passage.language]:
        begin = at - len(article) - 1
        if text.startswith(article, begin) and begin >= 0 and not text[begin - 1 : begin].isalnum():
            return begin
    return None


def _denominator(language: str, word: str, one: bool) -> int:
    table = words.FRACTIONS[language]
    if language == "en" and not one:
        if not word.endswith("s"):
            return 0
        return 2 if word == "halves" else table.get(word[:-1], 0)
    return table.get(word, 0)


def _tail(passage: Passage, numeral: Figure, tokens: Tokens, used: int) -> Figure | None:
    """Turn two + thirds into 2/3, nine + point + four into 9.4, three + and a half into 3.5."""
    following, begin, end = tokens[used]
    if not following:
        return numeral
    bottom = _denominator(passage.language, following, numeral.value == 1)
    if bottom and passage.language == "fr" and numeral.value >= 20 and following.endswith("ième"):
        return None  # vingt-cinquième
    if bottom:
        numeral.value, numeral.form, numeral.sure = part(numeral.value, bottom), "fraction", True
        numeral.end = end
        _of_scale(passage, numeral, tokens, used + 1)
        return numeral
    if passage.folded[begin - 1] == "-" and (following in words.FRACTIONS["en"] or following in {"first", "second"}):
        return None  # twenty-first
    if following == words.POINT[passage.language]:
        _decimals(passage, numeral, tokens, used + 1)
    elif following == "and" and (hundredths := _mixed(numeral, tokens, used + 1)):
        numeral.value, numeral.end, numeral.sure = EXACT.add(numeral.value, hundredths[0]), hundredths[1], True
    elif add_tail(passage, numeral):
        numeral.sure = True
    return numeral


def _mixed(numeral: Figure, tokens: Tokens, index: int) -> tuple[Decimal, int] | None:
    """Return the fraction behind an English "and" and where it ends: two and fifty-four hundredths."""
    top, used = _sum("en", Tokens(tokens.text, tokens[index][1]))
    name, _, end = tokens[index + used]
    bottom = _denominator("en", name, top == 1) if used else 0
    if not bottom or not 0 < top < bottom or numeral.value >= 1000 or numeral.scaled:
        return None
    return part(top, bottom), end


def _of_scale(passage: Passage, numeral: Figure, tokens: Tokens, index: int) -> None:
    """Read three quarters billion, two thirds of a million."""
    scales = words.SCALES[passage.language]
    if tokens[index][0] == "of" and tokens[index + 1][0] == "a":
        index += 2
    if tokens[index][0] in scales and tokens[index][0] not in _VAGUE:
        grow(numeral, scales[tokens[index][0]], tokens[index][2])


def _decimals(passage: Passage, numeral: Figure, tokens: Tokens, index: int) -> None:
    numbers, digits = words.SMALL[passage.language], ""
    while len(digits) < 12 and (digit := numbers.get(tokens[index][0], 10)) < 10:
        digits, numeral.end = digits + str(digit), tokens[index][2]
        index += 1
    if not digits:  # coma veintiocho
        behind, used = _sum(passage.language, Tokens(passage.folded, tokens[index][1]))
        if 10 <= behind < 100:
            digits, numeral.end = str(behind), tokens[index + used - 1][2]
    if digits:
        numeral.value, numeral.sure = EXACT.add(numeral.value, Decimal(f"0.{digits}")), True
        scale(passage, numeral, money=False)


_HALF_OF = Pattern(r" (?:of|the|a|an|its|their|his|her|our|my|your|all|that|this|these|those)\b|-(?:a|of)-")
_NOT_PORTIONS = frozenset("first second third latter other better each either this next last every final".split())
_PORTIONS = frozenset("moitié mitad metà metade".split())


def _portion(passage: Passage, at: int, tokens: Tokens) -> Figure | None:
    """Read a fraction without a numeral before it: half of, a third of, la moitié de, half a million."""
    word, _, end = tokens[0]
    language, scales = passage.language, words.SCALES[passage.language]
    bottom = words.FRACTIONS[language].get(word, 0)
    if not bottom or word == "halves":
        return None
    before = passage.window(at - 12, at).split()
    if before and before[-1] in _NOT_PORTIONS:
        return None
    article = article_before(passage, at)
    numeral = Figure(at if article is None else article, end, part(1, bottom), "fraction", sure=False)
    skip = 2 if tokens[1][0] in words.ONES[language] else 1
    if bottom in {2, 4} and (name := tokens[skip][0]) in scales and name not in _VAGUE:
        grow(numeral, scales[name], tokens[skip][2])
        numeral.form, numeral.sure = "words", True
    elif language == "en" and bottom == 2:
        numeral.sure = bool(_HALF_OF.match(passage.folded, end))
    elif word in _PORTIONS:
        numeral.sure = True
    elif article is None:
        return None
    else:
        numeral.sure = passage.folded.startswith(
            (" of",) if language == "en" else (" de ", " d'", " di ", " del "), end
        )
        if numeral.sure and language == "en":
            _of_scale(passage, numeral, tokens, 1)
    return numeral

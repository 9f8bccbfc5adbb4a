"""What people type to search: words, "phrases", beginnings of words*, fields such as status:disputed, -without."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from claims.core.fields import FIELDS, NAMES, field
from claims.core.places import in_order
from claims.core.words import IS_CJK, TOKEN, fold, words
from claims.errors import InvalidValue, nearest

LONGEST = 4000
"""The most characters of a search, and of words in it."""
MOST = 200
SHORTEST = 2
"""The fewest letters of the beginning of a word."""
QUOTES = {
    '"': '"', "＂": '＂"', "“": '”"', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "「": "」", "『": "』", "﹁": "﹂"
}  # fmt: skip
"""What opens a phrase, and what may close it."""
_WIDE = str.maketrans("：＝＜＞－−＊", ":=<>--*")
_NAMED = re.compile(r"([a-z][a-z_-]*)(>=|<=|≥|≤|[:=<>])", re.IGNORECASE | re.ASCII)
_PLAIN = re.compile(r"[\w.%$€£¥+@&-]+")
_EQUAL = {"≥": ">=", "≤": "<="}
_SCHEMES = frozenset("http https ftp mailto doi arxiv isbn urn tel at re".split())
"""What stands before a colon without being a field."""


class Form(StrEnum):
    """How words are looked for."""

    WORDS = "words"
    PHRASE = "phrase"
    START = "start"


@dataclass(frozen=True, slots=True)
class Said:
    """Words to be found, or `without` them."""

    text: str
    form: Form = Form.WORDS
    without: bool = False

    def __str__(self) -> str:
        text = {Form.WORDS: self.text, Form.PHRASE: _quoted(self.text), Form.START: f"{self.text}*"}[self.form]
        return f"-{text}" if self.without else text


@dataclass(frozen=True, slots=True)
class Having:
    """A field and its value, or `without` it."""

    field: str
    sign: str
    value: str
    without: bool = False

    def __str__(self) -> str:
        value = self.value if _PLAIN.fullmatch(self.value) else _quoted(self.value)
        return f"{'-' if self.without else ''}{self.field}{self.sign}{value}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, in the order it was typed; all of it holds for a claim that is found."""

    items: tuple[Said | Having, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.items))

    @property
    def said(self) -> list[Said]:
        return [each for each in self.items if isinstance(each, Said)]

    @property
    def having(self) -> list[Having]:
        return [each for each in self.items if isinstance(each, Having)]


def parse(text: str) -> Query:
    """Return what a text asks for; raises InvalidValue for a quote left open, a field there is not, or nothing."""
    if len(text) > LONGEST:
        raise InvalidValue("search", text, f"it has {len(text):,} characters; give {LONGEST:,} at most")
    items = tuple(_Reading(text).items())
    if not items:
        raise InvalidValue("search", text, 'give one or more words, "a phrase", or a field such as status:disputed')
    if sum(len(words(each.text)) for each in items if isinstance(each, Said)) > MOST:
        raise InvalidValue("search", text, f"give {MOST} words at most")
    return Query(items)


class _Reading:
    """A search, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.plain, self.at = text, text.translate(_WIDE), 0

    def items(self) -> Iterator[Said | Having]:
        """Yield what is asked for, one by one."""
        while True:
            before, self.at = self.at, self._past(str.isspace)
            if self.at == len(self.text):
                return
            apart = not before or self.at > before
            hyphens, self.at = self.at, self._past("-".__eq__)
            without = apart and self.at > hyphens and not self._past(str.isspace) > self.at
            item = self._having(without) or (self._phrase(without) if self._opens() else self._words(without))
            if item is not None:
                yield item

    def _opens(self) -> bool:
        return self.text[self.at : self.at + 1] in QUOTES

    def _phrase(self, without: bool) -> Said | None:
        phrase = self._quoted()
        return Said(phrase, Form.PHRASE, without) if in_order(phrase) else None

    def _words(self, without: bool) -> Said | None:
        start, self.at = self.at, self._past(lambda each: not each.isspace() and each not in QUOTES)
        said = self.text[start : self.at]
        text = said.rstrip("*＊")
        found = in_order(text)
        if not found:
            return None
        last = fold(text[-1])[-1:]
        if text == said or not TOKEN.fullmatch(last) or IS_CJK.match(last):  # those are found inside words anyway
            return Said(text, Form.WORDS, without)
        if len(beginning(text)) < SHORTEST:
            raise InvalidValue("search", said, f"give {SHORTEST} letters or more before the star")
        return Said(text, Form.START, without)

    def _having(self, without: bool) -> Having | None:
        named = _NAMED.match(self.plain, self.at)
        if named is None:
            return None
        name, sign, start = named[1], _EQUAL.get(named[2], named[2]), named.end()
        quoted = self.text[start : start + 1] in QUOTES
        end = start if quoted else self._past(lambda each: not each.isspace(), start)
        value = self.text[start:end]
        if not _is_field(name, sign, value, quoted=quoted):
            return None
        found, self.at = field(name, self.text[self.at : end]), end
        if quoted:
            self.at = start
            value = self._quoted()
        found.check(sign, value)
        return Having(found.name, sign, value, without)

    def _quoted(self) -> str:
        """Return what stands in the quotes that open here, and go on behind them."""
        start, closing, said = self.at, QUOTES[self.text[self.at]], ""
        at = start + 1
        while at < len(self.text):
            if self.text[at] == "\\" and self.text[at + 1 : at + 2] in ("\\", '"'):
                at += 1
            elif self.text[at] in closing:
                self.at = at + 1
                return said
            said += self.text[at]
            at += 1
        raise InvalidValue("search", self.text[start:], f"close the quote with {closing[0]}, or leave it out")

    def _past(self, fits: Callable[[str], bool], at: int | None = None) -> int:
        """Return where the first character stands that does not fit, in plain form."""
        at = self.at if at is None else at
        while at < len(self.text) and fits(self.plain[at]):
            at += 1
        return at


def as_typed(argument: str) -> str:
    """Return one argument of several as it was typed, if it holds blanks: its quotes went as the shell read them."""
    argument = argument.strip()
    if not any(map(str.isspace, argument)) or any(each in QUOTES for each in argument):
        return argument
    hyphen, text = ("-", argument[1:]) if argument.startswith("-") else ("", argument)
    named = _NAMED.match(text)
    if named and named[1].casefold().replace("_", "-") in NAMES:
        return f"{hyphen}{named[0]}{_quoted(text[named.end() :])}"
    return f"{hyphen}{_quoted(text)}"


def beginning(text: str) -> str:
    """Return what words begin with that `text*` finds: its last word, folded and not stemmed."""
    return str(TOKEN.findall(fold(text))[-1])


def _is_field(name: str, sign: str, value: str, *, quoted: bool) -> bool:
    """Return whether somebody meant a field; times, addresses and words before a colon are searched."""
    plain = name.casefold().replace("_", "-")
    if plain in NAMES:
        return True
    if plain in _SCHEMES or value.startswith("//") or not (quoted or in_order(value)):
        return False
    if sign == ":":
        return True
    return bool(nearest(plain, FIELDS)) or (len(name) > 2 and sign != "=" and value[:1].isdigit())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""A sentence as words with a first guess at what each can be: enough grammar to find clauses, no model."""

import re
from functools import lru_cache

from ingest.extractors import verbs
from ingest.extractors.lexicon import CLOSED

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+[^\W_]*%?|[^\W_]+(?:[-'’&][^\W_]+)*%?|``|''|--|\S", re.UNICODE)
_PARTICIPLE_ENDINGS = ("ated", "ized", "ised", "ified", "ened", "ished", "ired", "ected", "ested", "ained")


@lru_cache(maxsize=65536)
def guess(word: str) -> str:
    """What a lower-case word can be, one letter; the letters are explained in `Sentence`."""
    tag = CLOSED.get(word)
    if tag:
        return tag
    if not word[0].isalpha():
        return "#" if word[0].isdigit() else ("N" if word[0].isalnum() else word[0])
    if word in verbs.PAST_OR_PARTICIPLE:
        return "d"
    if word in verbs.PAST:
        return "p"
    if word in verbs.PARTICIPLE:
        return "n"
    if word in verbs.THIRD:
        return "V"
    if word in verbs.THIRD_NOUNISH:
        return "z"
    if word in verbs.BASE_PLAIN:
        return "v"
    if word in verbs.BASE_NOUNISH:
        return "y"
    return _by_ending(word)


def _by_ending(word: str) -> str:
    if word.endswith("ing") and len(word) > 4 and "-" not in word:
        return "G"
    if word.endswith("ed") and len(word) > 4:
        return "d" if "-" not in word else "J"
    if word.endswith("ly") and len(word) > 3:
        return "A"
    if word.endswith(("ive", "ous", "ful", "less", "able", "ible", "ical")):
        return "J"
    if word.endswith("n't") or word.endswith("n’t"):
        return "M"
    return "N"


def _contraction(word: str) -> int:
    """Where `it's`, `we'll`, `they've` fall into two words; 0 where a word is one (`Meta's`, `don't`)."""
    cut = max(word.rfind("'"), word.rfind("’"))
    tail = word[cut + 1 :].lower()
    if tail in ("ll", "ve", "re", "m", "d") or (tail == "s" and word[:cut].lower() in _CONTRACTED):
        return cut
    return 0


_CONTRACTED = frozenset("it he she that there here what who let".split())


class Sentence:
    """Words of `text[start:end]` with offsets into the text, tags, and the places of finite verbs.

    Tags: D determiner, P preposition, C and/or/but, S subordinator, W relative, R pronoun, M modal, B finite be,
    b be/been/being, H have, O do, T to, A adverb, J adjective, V third person, v base form, y base form or noun,
    z third person or plural noun, d past or participle, p past, n participle, G -ing, # number, E name, N other.
    """

    __slots__ = ("clauses", "end", "ends", "finite", "joints", "lows", "start", "starts", "tags", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for token in _TOKEN.finditer(text, start, end):
            word, at = token.group(), token.start()
            cut = _contraction(word) if "'" in word or "’" in word else 0
            for piece, first in ((word[:cut], at), (word[cut:], at + cut)) if cut else ((word, at),):
                self.words.append(piece)
                self.starts.append(first)
                self.ends.append(first + len(piece))
        self.lows = [word.lower() for word in self.words]
        self.tags = [guess(low) for low in self.lows]
        self._name()
        self.joints = [k for k, low in enumerate(self.lows) if low in _JOINTS]
        self.clauses: dict[tuple[int, int], object] = {}
        self.finite = frozenset(_finite(self.tags, self.lows, self.words))

    def __len__(self) -> int:
        return len(self.words)

    def _name(self) -> None:
        """Mark names: capitalised words past the first that are not sentence openers."""
        tags, opening = self.tags, True
        for i, word in enumerate(self.words):
            first = word[0]
            if first.isupper() and (not opening or (tags[i] in "NJ" and len(word) > 1)):
                if (
                    tags[i] not in "RDMBHOSWPC"
                    or (len(word) > 1 and word.isupper() and tags[i] != "R")
                    or (self.lows[i] == "may" and not opening)
                ):
                    tags[i] = "E"
            elif first.isupper() and tags[i] in "yvzdGN" and i + 1 < len(tags) and self.words[i + 1][0].isupper():
                tags[i] = "E" if self.lows[i + 1] not in CLOSED else tags[i]
            opening = (not first.isalnum() and first in '"“‘`:([') or (opening and not first.isalnum())


def _finite(tags: list[str], lows: list[str], words: list[str]) -> list[int]:
    """Places of verbs that carry a clause; the first word of each verb group."""
    found: list[int] = []
    before = ""
    clause = 0
    size = len(tags)
    for i, (tag, low) in enumerate(zip(tags, lows, strict=True)):
        following = tags[i + 1] if i + 1 < size else ""
        if tag in "MBHO":
            if before not in ("M", "T", "H") or tag == "B":
                found.append(i)
        elif tag in "Vp":
            if (before not in ("D", "P", "T", "J", "M", "#") and before not in "MHO") or before in ("R", "W"):
                found.append(i)
        elif tag == "v":
            if before == "R" or (before in ("N", "z", "W") and _plural(lows, i) and not _has_between(found, clause)):
                found.append(i)
        elif tag == "y":
            owed = tags[clause] in ("S", "W") and not _has_between(found, clause)
            if before == "R" or (_plural(lows, i) and (owed or following in ("T", "D", "S", "R", "W"))):
                found.append(i)
        elif tag == "z":
            if (_third(before, following, lows, i) or _closes(before, following, tags, i)) and not _has_between(
                found, clause
            ):
                found.append(i)
        elif (tag == "N" and before == "W" and low[-1] == "s" and not _has_between(found, clause)) or (
            tag == "d" and _past(before, tags, i, _has_between(found, clause))
        ):
            found.append(i)
        if tag in ("C", "S", "W", ",", ";", ":", "-", "--", "—", "–", "(", ")", '"', "“", "”", "`", "'"):
            clause = i
        elif low in _SAYS and found and found[-1] == i:
            clause = i + 1
        if tag != "A" and not (tag == "#" and before == "E"):  # `Llama 4` is a name as a whole
            before = tag
    return found or _promoted(tags)


def _closes(before: str, following: str, tags: list[str], i: int) -> bool:
    """Whether the comma before word `i` closes an insertion: `X, a maker of chips, leads Y`."""
    return before == "," and following in _OBJECTS and "," in tags[max(0, i - 16) : i - 1]


_JOINTS = frozenset(", ; : — – -- and but although though while whereas".split())
_SAYS = frozenset("said says say believe believes think thinks argue argues argued".split())
_AFTER_VERB = frozenset("DPT#$ERSJA")
_OBJECTS = frozenset("DEW#$RT")


def _promoted(tags: list[str]) -> list[int]:
    """A sentence without a sure verb: the likeliest doubtful one, if any follows a noun."""
    for wanted in ("d", "z", "y", "v"):
        for i in range(1, len(tags) - 1):
            sure = tags[i - 1] in ("N", "E", "R", "z", "A", ")") or (wanted == "d" and tags[i - 1] in (",", "G"))
            named = wanted == "z" and tags[i - 1] == "E" and tags[i + 1] in ("N", "z", "y")
            if tags[i] == wanted and sure and (named or tags[i + 1] in _AFTER_VERB):
                return [i]
    return []


def _has_between(found: list[int], clause: int) -> bool:
    return bool(found) and found[-1] >= clause


def _plural(lows: list[str], i: int) -> bool:
    before = lows[i - 1] if i else ""
    return (len(before) > 3 and before[-1] == "s" and before[-2:] not in ("ss", "us", "is")) or before in _PLURALS


_PLURALS = frozenset(
    "people men women children police many some most both all others which who that data media".split()
)


def _third(before: str, following: str, lows: list[str], i: int) -> bool:
    if before == "R" or (before == "W" and following not in ("p", "V", "B", "M", "H", "d", "N")):
        return True
    if before == "E" or (before == "N" and not _plural(lows, i)):
        return following in ("T", "D", "#", "$", "S", "J", "A", "E", "R", "G", "W", "€", "£")
    return False


def _past(before: str, tags: list[str], i: int, has_finite: bool) -> bool:
    """Whether an -ed word is the past tense of a clause rather than a participle."""
    following = tags[i + 1] if i + 1 < len(tags) else ""
    if before in ("R", "W") or (before == "," and following == "D" and i > 1 and not has_finite):
        return True
    if has_finite or before in (
        "",
        "B",
        "b",
        "H",
        "D",
        "P",
        "T",
        "M",
        "G",
        "O",
        "J",
        "#",
        "C",
        ",",
        "S",
        "d",
        "p",
        "n",
    ):
        return False
    if before not in ("N", "E", "z", ")", "”", '"', "y", "v", "'"):
        return False
    if following == "P" or not following:
        return not _finite_ahead(tags, i + 1)
    return True


def _finite_ahead(tags: list[str], i: int) -> bool:
    """Whether another verb of the same clause follows: then this one only describes the noun before it."""
    for tag in tags[i : i + 25]:
        if tag in ("B", "M", "H", "V", "p", "O"):
            return True
        if tag in (",", "C", "S", "W", ";", ":", "."):
            return False
    return False

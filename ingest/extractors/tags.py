"""What a word can be, judged by itself: closed classes, known verb forms, endings."""

from ingest.extractors import verbs
from ingest.extractors.lexicon import CLOSED

_MOST = 1 << 16


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
        return "N" if word in _NOUNS_IN_LY else "J" if word in _ADJECTIVES_IN_LY else "A"
    if word.endswith("ic") and word not in _NOUNS_IN_IC:
        return "J"
    if word.endswith(("ive", "ous", "ful", "less", "able", "ible", "ical")):
        return "J"
    if word.endswith("n't") or word.endswith("n’t"):
        return "M"
    return "N"


_NOUNS_IN_LY = frozenset(
    "family assembly reply ally monopoly anomaly italy july bully belly lily jelly homily duopoly subfamily "
    "disassembly melancholy".split()
)
_NOUNS_IN_IC = frozenset(
    "music public traffic republic topic critic clinic academic fabric logic plastic metric epidemic pandemic mechanic "
    "comic arithmetic arsenic basic tactic ethic picnic panic fanatic skeptic sceptic cynic statistic characteristic "
    "graphic infographic relic magic rhetoric attic lyric epic classic rubric mosaic heretic cleric medic music".split()
)
_ADJECTIVES_IN_LY = frozenset(
    "daily weekly monthly yearly quarterly hourly friendly deadly costly elderly lovely ugly holy orderly scholarly "
    "timely worldly lonely lively unlikely brotherly womanly manly ghostly heavenly leisurely sickly cowardly".split()
)


class _Tags(dict[str, str]):
    """Guesses already made: looking one up costs no call."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:  # a text of invented words must not fill the memory
            self.clear()
        tag = self[word] = guess(word)
        return tag


TAGS = _Tags()

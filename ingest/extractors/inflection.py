"""The form a verb takes when a tail becomes a sentence of its own."""

from ingest.extractors import verbs
from ingest.extractors.words import Sentence

_PLURAL_PRONOUNS = frozenset("they we you i".split())
_PLURAL_AUX = frozenset("are were have do".split())
_PAST_AUX = frozenset("was were had did wasn't weren't hadn't didn't".split())


def is_plural(s: Sentence, subject: tuple[int, int]) -> bool:
    """Whether a subject takes `are`: judged by its head, the last noun before a preposition."""
    first, last = subject
    head = first
    for k in range(first, last):
        if s.tags[k] == "P" or s.tags[k] == "W" or s.lows[k] in ("to", ","):
            break
        if s.lows[k] == "and" and s.tags[first] != "D":
            return True
        if s.tags[k] not in "A#":
            head = k
    low = s.lows[head]
    if low in _PLURAL_PRONOUNS or low in ("people", "men", "women", "children", "police"):
        return True
    named = s.tags[head] == "E" and s.lows[first] != "the"
    if low.endswith(("'s", "’s", "ss", "us", "is")) or named:
        return False
    return low.endswith("s")


def finite_form(word: str, s: Sentence, verb: int, plural: bool) -> str:
    """Put `word` (an -ing form, `be` or `have`) into the tense of the clause whose verb group starts at `verb`."""
    lemma = word if word in ("be", "have") else verbs.lemma_of_gerund(word)
    tag, low = s.tags[verb], s.lows[verb]
    plural = plural or low in _PLURAL_AUX
    if tag == "M" and word != "be" and low not in ("'d", "’d"):
        return f"{s.words[verb]} {lemma}"
    if tag in "pd" or low in _PAST_AUX:
        if lemma == "be":
            return "were" if plural else "was"
        return verbs.past(lemma)
    if tag == "B" and lemma not in ("be", "have") and _progressive(s, verb):
        return f"{'are' if plural else 'is'} {word}"
    if lemma == "be":
        return "are" if plural else "is"
    if lemma == "have":
        return "have" if plural else "has"
    return lemma if plural else verbs.third_person(lemma)


def _progressive(s: Sentence, verb: int) -> bool:
    return any(s.tags[k] == "G" for k in range(verb + 1, min(verb + 3, len(s))))

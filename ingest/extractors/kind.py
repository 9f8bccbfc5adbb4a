"""Fact, forecast or opinion, and how firmly: read off the verb group and a few cues."""

from dataclasses import dataclass

from claims.core.vocabulary import Kind, Modality
from ingest.extractors import lexicon
from ingest.extractors.assertion import Assertion
from ingest.extractors.opinion import THINKING, is_rule, judgement
from ingest.extractors.words import Sentence

_FUTURE = frozenset("will 'll ’ll won't won’t shall".split())
_POSSIBLE = frozenset("could may might".split())
_NOUNS = frozenset("will might".split())
_OWNING = frozenset("the a his her their its my your our free good political".split())
_PAST_ABILITY = frozenset("couldn't couldn’t".split())
_HEDGED = frozenset("likely unlikely expected projected estimated forecast anticipated predicted".split())
_AWAITED = _HEDGED | frozenset("forecasted poised slated scheduled set bound due on about going".split())
_APPOINTED = frozenset("projected forecast expected due scheduled slated planned set".split())
_EXPECTS = frozenset(
    "expect expects anticipate anticipates predict predicts forecasts foresee foresees envisions".split()
)
_HELD = frozenset("said believed thought understood rumored rumoured reported estimated".split())
_SEEN = frozenset("seen viewed regarded considered deemed perceived hailed".split())
_DUTY = frozenset("should must ought".split())
_OUTLOOKS = frozenset("guidance outlook forecast projection".split())
_AIMS = frozenset("aim goal idea purpose task point plan hope job objective intention answer solution".split())
# what falls due with a date to come: `has pledged to …`, `forecast sales of …`, `opens in …`
_PLEDGES = lexicon.INTENTIONS | frozenset(
    """
    planning aiming intending seeking hoping targeting want wants promise promises promised pledge pledges pledged
    vow vows vowed commit commits committed agree agrees agreed undertake undertakes forecast predicted projects
    """.split()
)
_SCHEDULED = frozenset(
    """
    open opens begin begins start starts launch launches close closes expire expires end ends arrive arrives ship
    ships meet meets vote votes resume resumes take takes return returns debut debuts premiere premieres become
    becomes come comes
    """.split()
)
# tails that name a circumstance already true, even beside a forecast
_CIRCUMSTANCE = frozenset(
    "benefiting reflecting citing relying using being drawing given having following continuing".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one assertion is meant; `cue` is the word that says so."""

    kind: Kind
    modality: Modality
    cue: str | None = None


def read(s: Sentence, assertion: Assertion, dated: bool) -> Reading:
    """Judge an assertion; `dated` tells that its words name a day still to come."""
    verb = assertion.verb
    if verb is None or assertion.role == "apposition":
        return Reading(Kind.FACT, Modality.ASSERTED)
    if assertion.role == "tail":
        return _tail(s, assertion, read_group(s, verb, dated))
    found = read_group(s, verb, dated)
    if found.kind is Kind.OPINION and found.cue and found.cue.lower() == "must" and is_rule(s, assertion):
        return Reading(Kind.FACT, Modality.ASSERTED)
    if found.kind is Kind.FACT and dated and _falls_due(s, assertion, verb):
        at = main_word(s, verb)
        return Reading(Kind.FORECAST, Modality.REPORTED if s.lows[at] in _PLEDGES else Modality.ASSERTED, s.words[at])
    if found.kind is not Kind.FACT and found.cue and found.cue.lower() not in _POSSIBLE:
        return found
    judged = judgement(s, assertion)
    if judged and judged.lower() in THINKING and not _FUTURE.isdisjoint(s.lows[verb + 1 : verb + 10]):
        return Reading(Kind.FORECAST, Modality.HEDGED, judged)
    if judged:
        return Reading(Kind.OPINION, Modality.HEDGED if judged.lower() in THINKING else found.modality, judged)
    if found.kind is Kind.FACT and found.modality is Modality.ASSERTED:
        near = range(max(assertion.first, verb - 2), min(assertion.last, verb + 5))
        hedge = next((s.words[k] for k in near if s.lows[k] in lexicon.HEDGES and s.tags[k] != "E"), None)
        if hedge:
            return Reading(Kind.FACT, Modality.HEDGED, hedge)
    return found


def turns_on_date(s: Sentence, assertion: Assertion) -> bool:
    """Whether a date still to come would make a forecast of it: `plans to`, `would`, `opens`."""
    verb = assertion.verb
    return verb is not None and (s.lows[verb] == "would" or _could_not(s, verb) or _falls_due(s, assertion, verb))


def _falls_due(s: Sentence, assertion: Assertion, verb: int) -> bool:
    """Whether the assertion, said with a date to come, is about what is to come."""
    at = main_word(s, verb)
    low, after = s.lows[at], s.lows[at + 1 : at + 2]
    if low in _PLEDGES and (s.tags[verb] not in "B" or low.endswith("ing")):
        return True
    if low in _SCHEDULED and at == verb:
        return True
    if s.tags[verb] != "B":
        return False
    if low in _APPOINTED:
        return after != ["to"] or low == "planned"
    subject = s.lows[slice(*assertion.subject)] if assertion.subject else []
    if after == ["for"] or (s.lows[verb + 1 : verb + 2] == ["for"]):
        return not _OUTLOOKS.isdisjoint(subject)
    to_do = s.lows[verb + 1 : verb + 2] == ["to"] and s.tags[verb + 2 : verb + 3] in (["v"], ["y"])
    return to_do and _AIMS.isdisjoint(subject)


def main_word(s: Sentence, verb: int) -> int:
    """The word of a verb group that says what is done: `has also pledged`, `is not planning`."""
    k = verb
    while (
        k + 1 < len(s) and s.tags[k] in "HbBAO" and (s.tags[k + 1] in "AbHdnpGJ" or s.lows[k + 1] in lexicon.NEGATIONS)
    ):
        k += 1
        if s.tags[k] in "dnpG":
            break
    return k


def _tail(s: Sentence, assertion: Assertion, main: Reading) -> Reading:
    """A tail shares the kind of its clause, unless it names a circumstance or looks ahead itself."""
    first = s.lows[assertion.first]
    if main.kind is Kind.FORECAST and first in _CIRCUMSTANCE:
        return Reading(Kind.FACT, Modality.ASSERTED)
    if main.kind is Kind.FACT and "future" in s.lows[assertion.first : assertion.last]:
        return Reading(Kind.FORECAST, Modality.ASSERTED, "future")
    return main


def read_group(s: Sentence, verb: int, dated: bool) -> Reading:
    """Judge the verb group that starts at `verb`."""
    low = s.lows[verb]
    group = s.lows[verb + 1 : verb + 6]
    following = [w for w in group if w not in lexicon.NEGATIONS and (not w.endswith("ly") or w in _HEDGED)] or [""]
    word = s.words[verb]
    if low in _NOUNS and verb and s.lows[verb - 1] in _OWNING:  # `the will was read`
        return Reading(Kind.FACT, Modality.ASSERTED)
    if low in _FUTURE:
        return Reading(Kind.FORECAST, Modality.ASSERTED, word)
    if low in _POSSIBLE or low in _PAST_ABILITY:
        return _possible(s, verb, following, dated)
    if low == "would":
        ahead = dated and following[0] != "have"
        return Reading(Kind.FORECAST if ahead else Kind.FACT, Modality.HEDGED, word)
    if low == "must" and following[0] == "have":
        return Reading(Kind.FACT, Modality.HEDGED, word)
    if low in _DUTY:
        return Reading(Kind.OPINION, Modality.ASSERTED, word)
    if s.tags[verb] == "B" or low in ("has", "have", "had"):
        return _passive(s, verb, following, low)
    if low in _EXPECTS:
        return Reading(Kind.FORECAST, Modality.REPORTED, word)
    if low in ("appears", "appear", "seems", "seem"):
        return Reading(Kind.FACT, Modality.HEDGED, word)
    return Reading(Kind.FACT, Modality.ASSERTED)


def _could_not(s: Sentence, verb: int) -> bool:
    low = s.lows[verb]
    return low in _PAST_ABILITY or (low == "could" and s.lows[verb + 1 : verb + 2] == ["not"])


def _possible(s: Sentence, verb: int, following: list[str], dated: bool) -> Reading:
    """`may rise` is of what is to come; `may be ill` of what is, `could not find it` of what was."""
    word = s.words[verb]
    if _could_not(s, verb) and not dated:
        return Reading(Kind.FACT, Modality.ASSERTED)
    is_now = following[0] == "be" and s.tags[verb + 2 : verb + 3] not in (["d"], ["n"], ["G"], ["p"])
    if following[0] == "have" or (is_now and not dated and s.lows[verb] != "could"):
        return Reading(Kind.FACT, Modality.HEDGED, word)
    return Reading(Kind.FORECAST, Modality.HEDGED, word)


def _passive(s: Sentence, verb: int, following: list[str], low: str) -> Reading:
    head, *rest = following
    if head in ("been", "being", "also", "now", "still", "widely") and rest:
        head, *rest = rest
    cue = f"{s.words[verb]} {head}"
    be = low not in ("has", "have", "had") or following[0] == "been"
    if not be:
        foretold = head in ("forecast", "forecasted", "predicted", "projected")
        return Reading(Kind.FORECAST, Modality.REPORTED, cue) if foretold else Reading(Kind.FACT, Modality.ASSERTED)
    if head in _SEEN:
        judged = "as" in rest[:3] if head not in ("considered", "deemed") else rest[:1] and _names(rest[0])
        return Reading(Kind.OPINION, Modality.REPORTED, cue) if judged else Reading(Kind.FACT, Modality.ASSERTED)
    past = low in ("was", "were", "had")
    if head in _HELD and rest[:1] == ["to"] and (head != "estimated" or rest[1:2] in (["be"], ["have"], ["cost"])):
        return Reading(Kind.FACT, Modality.HEDGED, cue)
    ahead = "to" in rest[:2] or head in ("projected", "forecast", "expected")
    if head == "due" and (rest[:1] != ["to"] or _is_noun_next(s, verb)):
        ahead = False
    if head in _AWAITED and ahead and not past:
        return Reading(Kind.FORECAST, Modality.HEDGED if head in _HEDGED else Modality.ASSERTED, cue)
    return Reading(Kind.FACT, Modality.ASSERTED)


def _names(word: str) -> bool:
    """`considered a mistake`, `deemed unsafe`; not `considered by a committee`."""
    return word not in ("by", "for", "in", "on", "at", "when", "during", "and", ".", ",")


def _is_noun_next(s: Sentence, verb: int) -> bool:
    """`is due to a strike`: the cause of what is, not what is to come."""
    to = next((k for k in range(verb + 1, min(len(s), verb + 6)) if s.lows[k] == "to"), None)
    return to is None or s.tags[to + 1 : to + 2] not in (["v"], ["y"], ["b"], ["H"], ["O"])

"""Fact, forecast or opinion, and how firmly: read off the verb group and a few cues."""

from dataclasses import dataclass

from claims.core.vocabulary import Kind, Modality
from ingest.extractors import lexicon
from ingest.extractors.assertion import Assertion
from ingest.extractors.words import Sentence

_FUTURE = frozenset("will 'll ’ll won't won’t shall".split())
_POSSIBLE = frozenset("could may might".split())
_AWAITED = frozenset(
    "expected projected forecast forecasted predicted anticipated likely unlikely poised slated scheduled "
    "set bound due estimated on about going".split()
)
_EXPECTS = frozenset(
    "expect expects anticipate anticipates predict predicts forecasts foresee foresees envisions".split()
)
_SEEN = frozenset("seen viewed regarded considered deemed perceived hailed".split())
_DUTY = frozenset("should must ought".split())
_ATTITUDE = frozenset("think believe feel hope guess suppose love hate wish".split())
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
    if verb is None:
        return Reading(Kind.FACT, Modality.ASSERTED)
    if assertion.role == "tail":
        return _tail(s, assertion, read_group(s, verb, dated))
    found = read_group(s, verb, dated)
    if found.kind is Kind.FACT and found.modality is Modality.ASSERTED:
        span = range(assertion.first, assertion.last)
        opinion = next((s.words[k] for k in span if s.lows[k] in lexicon.OPINION_CUES and s.tags[k] in "JNAM"), None)
        if opinion and _copular(s, verb):
            return Reading(Kind.OPINION, Modality.ASSERTED, opinion)
        near = range(max(assertion.first, verb - 2), min(assertion.last, verb + 5))
        hedge = next((s.words[k] for k in near if s.lows[k] in lexicon.HEDGES), None)
        if hedge:
            return Reading(Kind.FACT, Modality.HEDGED, hedge)
    return found


def turns_on_date(s: Sentence, assertion: Assertion) -> bool:
    """Whether a date still to come would make a forecast of it: `plans to`, `would`."""
    return assertion.verb is not None and (
        s.lows[assertion.verb] == "would" or s.lows[assertion.verb] in lexicon.INTENTIONS
    )


def _tail(s: Sentence, assertion: Assertion, main: Reading) -> Reading:
    """A tail shares the kind of its clause, unless it names a circumstance or looks ahead itself."""
    first = s.lows[assertion.first]
    if main.kind is Kind.FORECAST and first in _CIRCUMSTANCE:
        return Reading(Kind.FACT, Modality.ASSERTED)
    if main.kind is Kind.FACT and "future" in s.lows[assertion.first : assertion.last]:
        return Reading(Kind.FORECAST, Modality.ASSERTED, "future")
    return main


def _copular(s: Sentence, verb: int) -> bool:
    return s.tags[verb] == "B"


def read_group(s: Sentence, verb: int, dated: bool) -> Reading:
    """Judge the verb group that starts at `verb`."""
    low = s.lows[verb]
    group = s.lows[verb + 1 : verb + 6]
    following = [w for w in group if w not in lexicon.NEGATIONS and not w.endswith("ly")] or [""]
    word = s.words[verb]
    if low in _FUTURE:
        return Reading(Kind.FORECAST, Modality.ASSERTED, word)
    if low in _POSSIBLE:
        past = following[0] == "have"
        return Reading(Kind.FACT if past else Kind.FORECAST, Modality.HEDGED, word)
    if low == "would":
        ahead = dated and following[0] != "have"
        return Reading(Kind.FORECAST if ahead else Kind.FACT, Modality.HEDGED, word)
    if low in _DUTY:
        return Reading(Kind.OPINION, Modality.ASSERTED, word)
    if s.tags[verb] == "B" or low in ("has", "have", "had"):
        return _passive(s, verb, following, low)
    if low in _EXPECTS:
        return Reading(Kind.FORECAST, Modality.REPORTED, word)
    if low in lexicon.INTENTIONS and dated:
        return Reading(Kind.FORECAST, Modality.REPORTED, word)
    if low in _ATTITUDE and s.lows[verb - 1] in ("i", "we"):
        return Reading(Kind.OPINION, Modality.HEDGED, word)
    if low in ("appears", "appear", "seems", "seem"):
        return Reading(Kind.FACT, Modality.HEDGED, word)
    return Reading(Kind.FACT, Modality.ASSERTED)


def _passive(s: Sentence, verb: int, following: list[str], low: str) -> Reading:
    head = (
        following[1]
        if following[0] in ("been", "being", "also", "now", "still", "widely") and len(following) > 1
        else following[0]
    )
    cue = f"{s.words[verb]} {head}"
    if head in _SEEN:
        return Reading(Kind.OPINION, Modality.REPORTED, cue)
    ahead = "to" in following[1:3] or head in ("projected", "forecast", "expected", "due")
    if head in _AWAITED and ahead and low not in ("was", "were", "had"):
        hedged = head in (
            "likely",
            "unlikely",
            "expected",
            "projected",
            "estimated",
            "forecast",
            "anticipated",
            "predicted",
        )
        return Reading(Kind.FORECAST, Modality.HEDGED if hedged else Modality.ASSERTED, cue)
    return Reading(Kind.FACT, Modality.ASSERTED)

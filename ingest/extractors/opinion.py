"""What judges: words by which a sentence says what is good, bad, right or due, rather than what is so.

A fact called an opinion is lost to whoever looks for facts, so a word counts only where the sentence itself judges by
it (`is absurd`), not on the way (`the absurd hat was sold`), and `sadly` before something that happened does not.
"""

from ingest.extractors.assertion import Assertion
from ingest.extractors.lexicon import NEGATIONS
from ingest.extractors.words import Sentence

_JUDGING = frozenset(
    """
    absurd abysmal admirable amateurish amazing appalling atrocious awful beautiful bogus boring brilliant
    catastrophic childish clumsy commendable contemptible cowardly crazy cruel cynical deplorable despicable
    disappointing disastrous disgraceful disgusting dishonest disingenuous dreadful dreary excellent exciting
    exemplary extraordinary fabulous fantastic fascinating flawed foolish frightening ghastly gorgeous great
    grotesque heartbreaking hideous hilarious hopeless horrendous horrible horrific horrifying hypocritical idiotic
    immoral impressive inadequate incompetent incredible indefensible inexcusable inhumane insane insulting
    intolerable ironic irresponsible laughable lousy ludicrous magnificent marvellous marvelous masterful
    meaningless mediocre misguided monstrous naive nasty nonsensical obscene outrageous outstanding overrated
    pathetic perverse pointless preposterous reckless regrettable remarkable reprehensible repugnant repulsive
    ridiculous ruinous scandalous senseless shameful shocking shoddy short-sighted silly sloppy splendid stunning
    stupid superb superficial tasteless tedious terrible terrific terrifying thoughtless tragic troubling ugly
    unacceptable unconscionable underrated unfair unfortunate unjust unjustifiable unreasonable unwise unworthy
    useless vile wise wonderful worthless wretched wrongheaded
    """.split()
)
_NEEDFUL = frozenset("important essential vital crucial imperative wrong right better".split())
_VERDICTS = frozenset(
    """
    catastrophe charade delusion disappointment disaster disgrace embarrassment eyesore farce fiasco folly genius
    hypocrisy insanity insult lunacy madness masterpiece miracle mistake mockery nightmare nonsense outrage pity
    scandal sham shame stupidity tragedy travesty triumph
    """.split()
)
_BEST = frozenset("best worst greatest finest".split())
# the best by a measure, not by taste
_MEASURED = frozenset(
    """
    actor actress affected award bid case century day days decade decades director ever film finish guess history
    hit known memory month months offer paid performance performer performers performing picture quarter quarters
    rate rates record result results scenario score scores season selling since song start time times week weeks
    year years
    """.split()
)
_LEGAL = frozenset("law laws rule rules regulation regulations legislation directive statute".split())
_ASIDES = frozenset("arguably my our".split())
_VIEWS = frozenset("view opinion mind eyes".split())
_FEELINGS = frozenset("love hate like dislike admire regret prefer doubt wish adore despise loathe detest".split())
THINKING = frozenset("think believe feel hope guess suppose reckon".split())
_SEEMING = frozenset("seem appear look sound feel remain".split())
_SEEMS = frozenset({*_SEEMING, *(word + "s" for word in _SEEMING), "became", "becomes", "looked", "sounded"})
_DEGREES = frozenset(
    "so too very quite rather simply just truly really utterly deeply not only also more most less".split()
)
_ARTICLES = frozenset("a an the one such pure sheer complete total".split())


def judgement(s: Sentence, assertion: Assertion) -> str | None:
    """The words by which an assertion judges, or None."""
    verb = assertion.verb
    if verb is None:
        return None
    return _view(s, assertion, verb) or _verdict(s, assertion, verb)


def is_rule(s: Sentence, assertion: Assertion) -> bool:
    """Whether a `must` tells of a law or a requirement, not of what somebody wants."""
    lows = s.lows[assertion.first : assertion.last]
    return not _LEGAL.isdisjoint(lows) or "Act" in s.words or any(low[0].isdigit() for low in lows)


def _view(s: Sentence, assertion: Assertion, verb: int) -> str | None:
    """`arguably`, `in my view`, `I think`, `we need to`."""
    for k in range(assertion.first, assertion.last) if not _ASIDES.isdisjoint(s.lows) else ():
        if s.lows[k] == "arguably":
            return s.words[k]
        if s.lows[k] in ("my", "our") and k and s.lows[k - 1] in ("in", "to") and s.lows[k + 1] in _VIEWS:
            return " ".join(s.words[k - 1 : k + 2])
    low, subject = s.lows[verb], s.lows[verb - 1] if verb > assertion.first else ""
    to = s.lows[verb + 1 : verb + 2] == ["to"]
    if subject in ("i", "we") and not to and (low in THINKING or low in _FEELINGS):
        return s.words[verb]
    return f"{s.words[verb]} to" if subject == "we" and to and low in ("need", "have") else None


def _verdict(s: Sentence, assertion: Assertion, verb: int) -> str | None:
    """What is said of the subject: `is a disgrace`, `makes no sense`, `deserves better`."""
    low, after = s.lows[verb], s.lows[verb + 1 : verb + 4]
    if low in ("deserves", "deserve", "deserved"):
        return s.words[verb]
    if (low in ("makes", "make", "made") and after[:2] == ["no", "sense"]) or (
        low in ("goes", "go", "went") and after[:2] == ["too", "far"]
    ):
        return " ".join(s.words[verb : verb + 3])
    if s.tags[verb] == "M" and "be" in after[:2]:
        return _complement(s, verb + 2 + after.index("be"), assertion.last)
    if s.tags[verb] == "H" and "been" in after[:2]:
        return _complement(s, verb + 2 + after.index("been"), assertion.last)
    return _complement(s, verb + 1, assertion.last) if s.tags[verb] == "B" or low in _SEEMS else None


def _complement(s: Sentence, k: int, last: int) -> str | None:
    """The judging word of what follows a copula, past words of degree and articles."""
    while k < last and s.lows[k] != "well" and (s.lows[k] in _DEGREES or s.lows[k] in NEGATIONS or s.tags[k] == "A"):
        k += 1
    if k + 1 >= last:
        return None
    low, after = s.lows[k], s.lows[k + 1]
    if low in ("good", "bad") and after == "for":
        return f"{s.words[k]} for"
    if low in _NEEDFUL and after in ("to", "that", "than"):
        return s.words[k]
    if low == "well" and after in ("deserved", "worth"):
        return f"{s.words[k]} {s.words[k + 1]}"
    if low in _JUDGING and s.tags[k + 1] not in "NEyz":
        return s.words[k]
    return _noun(s, k, last) if low in _ARTICLES or low in _VERDICTS else None


def _noun(s: Sentence, k: int, last: int) -> str | None:
    """`a national disgrace`, `the best museum`: of the phrase that begins at `k`."""
    for j in range(k, min(last, k + 5)):
        low = s.lows[j]
        if s.tags[j] in "PE,":
            return None
        if low in _BEST:
            rest = s.lows[j + 1 : last]
            return s.words[j] if _MEASURED.isdisjoint(rest) and not any(word[0].isdigit() for word in rest) else None
        if (
            low in _VERDICTS
            and not s.lows[j - 1].endswith("est")
            and s.tags[j + 1 : j + 2] not in (["N"], ["E"], ["y"])
        ):
            return s.words[j]
        if low in _JUDGING and low not in ("great", "remarkable", "extraordinary"):
            return s.words[j]
    return None

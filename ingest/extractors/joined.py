"""Whether an `and` leads to a further predicate of the same subject."""

from ingest.extractors.clause import Clause
from ingest.extractors.clauses import ITSELF
from ingest.extractors.inflection import is_plural
from ingest.extractors.subordinate import is_past
from ingest.extractors.words import Sentence


def lacks_object(s: Sentence, clause: Clause, k: int) -> bool:
    """`has written and directed plays`, `lives and works in Oslo`: what follows belongs to both verbs."""
    if k != clause.group_end or s.tags[clause.verb] == "B" or k + 3 >= clause.last:
        return False
    q = k + 1 + (s.tags[k + 1] == "A")
    return s.tags[q] in "dnpVvzy" and s.lows[k - 1] not in ITSELF


def predicate_kind(s: Sentence, clause: Clause, q: int, joint: int, current: str) -> str | None:
    """Whether the words after a conjunction are a further predicate of the same subject."""
    spoken = q
    while q < clause.last and s.tags[q] == "A" and s.lows[q] not in ("about", "almost", "nearly"):
        q += 1
    if q >= clause.last - 1 or current in ("relative", "apposition", "with", "participle"):
        return None
    tag, first = s.tags[q], s.tags[clause.verb]
    if current == "tail":
        if s.has_verb(clause.group_end, joint):  # `hoping they can win by painting it … and leaving`
            return None
        near = range(max(clause.group_end, joint - 4), joint)
        lone = s.lows[joint] == "," or all(s.tags[k + 1] in "GA" for k in near if s.lows[k] == ",")
        return "tail" if tag == "G" and lone else None
    if s.lows[joint] != "," and _subordinate(s, clause.group_end, joint):
        return "predicate" if tag in "HBM" and s.lows[q] == s.lows[clause.verb] else None
    if tag in "VpMBHO":  # `should he win` is a condition
        return "predicate" if s.tags[q + 1] != "R" else None
    if tag == "z":
        article = s.tags[q + 1] == "D" and s.lows[q + 1] != "such"
        follows = s.tags[q + 1] in "DT#$EJ" or s.lows[q + 1] in ("that", "how", "why")
        return "predicate" if follows and (first in "Vz" or q > spoken or article or _intends(s, clause, q)) else None
    infinitive = any(s.tags[k] == "T" and s.tags[k + 1] in "vyNbdn" for k in range(clause.verb, joint))
    if tag in "dn":
        if _acts(s, clause, q):
            return "predicate"
        bare = s.tags[q + 1] in "Nyz" and s.lows[joint] != "," and s.lows[q] not in _DEEDS
        if first in "MT" or bare or (infinitive and not _ends_infinitive(s, clause, q, joint)):
            return None
        if first in "BH" and (s.tags[clause.group_end - 1] in "dn" or s.lows[q + 1] == "by"):
            return "shared"
        return "predicate" if tag == "d" and s.lows[q + 1] != "by" else None
    if tag == "G" and first == "B" and s.tags[clause.group_end - 1] == "G":
        return "shared"
    if tag == "v" and first not in "MO" and not infinitive and is_plural(s, clause.subject):
        return "predicate" if s.tags[q + 1] in "TDP#$" else None  # `they were freed and continue to live there`
    if tag in "vy" and first == "M" and not infinitive and not _negative(s, clause) and s.tags[q + 1] in "DPT#$EJ":
        return "shared"
    return None


def _intends(s: Sentence, clause: Clause, q: int) -> bool:
    """`has raised $4 million and plans to hire`: plans are not raised; they may be announced."""
    done = s.lows[clause.group_end - 1]
    perfect = s.tags[clause.verb] == "H" and clause.group_end > clause.verb + 1
    return perfect and s.tags[q + 1] == "T" and s.lows[q] in _INTENTIONS and done not in _TELLING


_INTENTIONS = frozenset("plans hopes aims needs wants intends expects".split())
_TELLING = frozenset(
    "announced unveiled outlined dropped scrapped abandoned cancelled shelved revealed detailed presented published "
    "set laid drawn discussed made had approved backed confirmed changed delayed rejected".split()
)
_DEEDS = frozenset(
    "gained entered joined received attended played earned became won graduated worked studied moved served taught "
    "represented lost spent sold bought began founded led wrote directed hosted starred achieved obtained competed "
    "lived died retired married returned remained appeared helped reached".split()
)
"""Past forms that hardly ever describe the noun behind them: `and entered politics`, but not `and used cars`."""


def _ends_infinitive(s: Sentence, clause: Clause, q: int, joint: int) -> bool:
    """`tried to find jobs and worked as …`: the past tense cannot go on the infinitive, unless that is passive."""
    passive = any(s.tags[k] == "T" and s.tags[k + 1] in "bHG" for k in range(clause.verb, joint))
    return is_past(s, clause.verb) and not passive and s.tags[q] in "dp" and s.tags[q + 1] in "PDTR#SA"


def _acts(s: Sentence, clause: Clause, q: int) -> bool:
    """`was drafted in May and spent ten years`: an object behind it, and no name or office it is given."""
    if s.tags[clause.verb] != "B" or s.tags[clause.group_end - 1] not in "dn" or s.lows[q] in _GIVEN:
        return False
    if s.lows[q] in _UNDONE or (s.lows[q] in _DEEDS and s.tags[q + 1] in "NyzJ"):
        return True
    return s.tags[q] == "d" and s.tags[q + 1] in "DR#$E" and s.lows[q + 1] != "by"


_UNDONE = frozenset(
    "cost graduated worked lived died remained appeared returned starred competed became collapsed consisted occurred "
    "happened existed vanished disappeared stagnated resigned expired arrived emerged rebounded soared plunged surged "
    "tumbled slumped lasted persisted ensued belonged depended participated erupted failed".split()
)
"""Past forms of what is never done to anything: `was built in 1990 and collapsed in 2010`."""


_GIVEN = frozenset(
    "named called made awarded given elected appointed granted paid sent offered voted crowned declared considered "
    "dubbed denied titled nominated shown told taught promised left".split()
)


def _subordinate(s: Sentence, first: int, last: int) -> bool:
    """Whether a relative or subordinate clause with a verb of its own stands in between."""
    owner = next((k for k in range(first, last) if s.tags[k] in ("W", "S")), last)
    return s.has_verb(owner, last)


def _negative(s: Sentence, clause: Clause) -> bool:
    """`cannot look back and see`: the two hold only together."""
    return any(low == "not" or low.startswith("cannot") or low.endswith(("n't", "n’t"))
               for low in s.lows[clause.verb : clause.group_end])  # fmt: skip

"""The verbs that say whose words these are, in all their forms, as data."""

from collections.abc import Iterable

from ingest.extractors.verbs import gerund, past, third_person

# what somebody says, thinks or finds: a clause follows
_REPORTING = """
say tell add note report announce suggest argue write explain claim state warn acknowledge believe think insist
conclude reveal predict estimate confirm admit tweet declare promise vow pledge find show indicate allege assert
maintain contend observe expect anticipate forecast hope fear agree deny caution stress emphasize emphasise complain
testify speculate reckon disclose concede clarify posit discover rule worry quip boast lament proclaim reiterate
underscore highlight counter suspect doubt imply repeat assume calculate foresee signal opine dispute refute
""".split()
# what only closes or opens a quotation: `…,” she continued`
_QUOTING = """
continue recall joke respond reply ask remark muse scoff surmise shout yell recount remember wonder exclaim chant
retort post read react marvel snap sneer
""".split()
# what somebody does by speaking, or commits to, without a clause: `urged`, `called for`, `plans to`
_COMMITTING = """
urge accuse blame criticize criticise praise condemn denounce call describe characterize characterise cite defend
dismiss reject question propose support oppose endorse vow promise pledge threaten agree decline refuse
plan intend want seek hope demand apologize apologise encourage advise recommend outline discuss tout mock
slam blast liken favor favour advocate lament welcome hail announce warn allege ask portray depict deride ridicule
stress emphasize emphasise reiterate aim expect anticipate forecast predict foresee
""".split()


def _past(lemmas: Iterable[str]) -> set[str]:
    return {past(lemma) for lemma in lemmas}


def _forms(lemmas: Iterable[str]) -> frozenset[str]:
    known = tuple(lemmas)
    return frozenset({*known, *_past(known), *map(third_person, known), "shown", "written", "quipped"} - _AMBIGUOUS)


# forms that are hardly ever the verb: `the Rules`, `a Post`, `to read`
_AMBIGUOUS = {
    "rule",
    "rules",
    "post",
    "read",
    "cry",
    "snap",
    "signal",
    "counter",
    "highlight",
    "repeat",
    "forecasted",
    "quiped",
}

REPORTING = _forms(_REPORTING)
"""Verbs a reported clause follows."""
QUOTING = _forms(_QUOTING) | {"reads"}
"""Verbs that only accompany words in quotation marks."""
COMMITTING = frozenset(
    {*_COMMITTING, *_past(_COMMITTING), *map(third_person, _COMMITTING), *map(gerund, _COMMITTING)}
    - {"question", "support", "demand", "demands"}
)
"""Verbs by which their subject takes a stand, whatever follows."""
_TO_DO = "decline refuse aim agree threaten hope".split()
TO_DO = frozenset({*_TO_DO, *_past(_TO_DO), *map(third_person, _TO_DO), *map(gerund, _TO_DO)})
"""Those that commit only to something to be done: `declined to answer`, not `sales declined`."""
SAYING = frozenset({gerund(lemma) for lemma in _REPORTING} - {"showing", "finding", "ruling", "expecting"})
"""`…, saying that …`: tails that report."""
NOUNLIKE = frozenset("claim claims state states note notes report reports show shows hope hopes fear fears rule rules "
                     "estimate estimates forecast forecasts find finds doubt doubts promise promises plan plans "
                     "tweet tweets reads asks call calls".split())  # fmt: skip
"""Forms that are as often a noun: a verb only where the grammar says so."""
DENYING = frozenset("deny denies denied dispute disputes disputed refute refuted refutes".split())
"""Verbs whose clause their subject says is false."""
TELLING = frozenset("told tell tells telling assure assures assured remind reminds reminded".split())
"""Verbs that name the hearer before what is said."""
OPEN_QUOTES = frozenset(('"', "“", "``", "''", "„", "«"))
CLOSE_QUOTES = frozenset(('"', "”", "''", "»"))
